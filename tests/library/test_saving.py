"""Saving what people edit, too: no save of anybody is overwritten, at whatever moment it comes."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n import exchange as exchanging
from lingopress_i18n import files, saving
from lingopress_i18n.errors import ChangedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD, NEW, THEIRS, LATER = b"old", b"new", b"theirs", b"later"


def rename_over(path: Path, data: bytes) -> None:
    """Save as most editors do."""
    other = path.with_name("editor's own")
    other.write_bytes(data)
    other.replace(path)


def save(path: Path, read: bytes | None = OLD) -> bool:
    return saving.write_if_same(path, NEW, read, "a.po")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.po"
    made.write_bytes(OLD)
    return made


def alone(path: Path) -> bool:
    """Tell whether nothing of ours lies about."""
    return [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_file_that_nobody_touched_is_written(path: Path) -> None:
    path.chmod(0o640)
    assert save(path)
    assert path.read_bytes() == NEW
    assert path.stat().st_mode & 0o777 == 0o640
    assert alone(path)


def test_a_file_that_is_the_same_is_not_written(path: Path) -> None:
    before = path.stat()
    assert not saving.write_if_same(path, OLD, OLD, "a.po")
    assert path.stat() == before


def test_a_save_before_ours_is_left_alone(path: Path) -> None:
    path.write_bytes(THEIRS)
    with pytest.raises(ChangedError, match=r"a\.po: was saved by somebody else"):
        save(path)
    assert path.read_bytes() == THEIRS
    assert alone(path)


def test_who_saved_the_same_is_no_obstacle(path: Path) -> None:
    path.write_bytes(NEW)
    assert not save(path)
    assert alone(path)


def test_a_new_file_is_made(path: Path) -> None:
    path.unlink()
    assert save(path, None)
    assert path.read_bytes() == NEW
    assert alone(path)


@pytest.mark.parametrize("read", [OLD, None])
def test_a_file_that_comes_or_goes_counts_as_saved(path: Path, read: bytes | None) -> None:
    if read:
        path.unlink()
    with pytest.raises(ChangedError):
        save(path, read)
    assert path.exists() is (read is None)


def at_step(
    monkeypatch: pytest.MonkeyPatch, step: int, action: Callable[[], None]
) -> Callable[[], int]:
    """Have something happen just before our n-th exchange; tell how many there were."""
    real = exchanging.exchange  # the moment between comparison and replacement
    count = 0

    def exchange(one: Path, other: Path) -> bool:
        nonlocal count
        count += 1
        if count <= step:
            action()
        return real(one, other)

    monkeypatch.setattr(saving, "exchange", exchange)
    return lambda: count


@pytest.mark.parametrize("edit", [rename_over, lambda path, data: path.write_bytes(data)])
def test_a_save_at_the_last_moment_is_put_back(
    path: Path, monkeypatch: pytest.MonkeyPatch, edit: Callable[[Path, bytes], None]
) -> None:
    steps = at_step(monkeypatch, 1, lambda: edit(path, THEIRS))
    with pytest.raises(ChangedError):
        save(path)
    assert path.read_bytes() == THEIRS
    assert steps() == 2
    assert alone(path)


def test_the_newest_of_several_saves_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saves = iter([THEIRS, LATER, b"latest"])
    at_step(monkeypatch, 3, lambda: rename_over(path, next(saves)))
    with pytest.raises(ChangedError):
        save(path)
    assert path.read_bytes() == b"latest"
    assert alone(path)


def test_a_file_that_goes_at_the_last_moment(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_step(monkeypatch, 1, path.unlink)
    with pytest.raises(ChangedError):
        save(path)
    assert not path.exists()


def test_a_system_without_exchange_and_links(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(one: Path, other: Path) -> None:
        raise OSError(errno.EPERM, "no links", str(one), None, str(other))

    monkeypatch.setattr(saving, "exchange", lambda _one, _other: False)
    monkeypatch.setattr(os, "link", refuse)
    assert save(path)
    assert path.read_bytes() == NEW
    path.unlink()
    assert save(path, None)
    assert alone(path)


def test_a_process_of_ours_waits_for_another(path: Path) -> None:
    handle = os.open(path.parent, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    thread = threading.Thread(target=save, args=(path,))
    thread.start()
    thread.join(0.2)
    assert thread.is_alive()
    assert path.read_bytes() == OLD
    os.close(handle)
    thread.join()
    assert path.read_bytes() == NEW


def test_a_killed_process_holds_no_lock(path: Path) -> None:
    code = (
        "import fcntl, os, sys\n"
        "fcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_EX)\n"
        "print('locked', flush=True)\n"
        "input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, path.parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"locked\n"
        other.send_signal(signal.SIGKILL)
    assert save(path)


def test_what_a_killed_process_left_is_cleared_away_even_if_nothing_is_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the exchange, a process leaves the old file beside the new one."""
    monkeypatch.setattr(files, "_swept", set())
    (path.parent / f".a.po.{2**22 + 1}.0a1b2c.tmp").write_bytes(b"older")
    saving.write_if_same(path, OLD, OLD, "a.po")
    assert alone(path)


def test_reading_and_writing_is_tried_again_but_not_for_ever(path: Path) -> None:
    reads = []

    def action() -> bool:
        reads.append(path.read_bytes())
        if len(reads) < 3:
            path.write_bytes(b"save %d" % len(reads))
        return saving.write_if_same(path, NEW, reads[-1], "a.po")

    assert saving.again_if_changed(action)
    assert reads == [OLD, b"save 1", b"save 2"]

    def never() -> bool:
        read = path.read_bytes()
        path.write_bytes(read + b".")
        return saving.write_if_same(path, b"x", read, "a.po")

    with pytest.raises(ChangedError):
        saving.again_if_changed(never)
    assert path.read_bytes().startswith(NEW)

"""Many hands at once: commands beside each other, and a translator who saves while they run."""

from __future__ import annotations

import subprocess
import sys
from itertools import count
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n import saving
from lingopress_i18n.catalog import po
from lingopress_i18n.catalog.state import State, state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from trial import Result, Trial

PO = "locales/es/LC_MESSAGES/a.po"
ARTICLE = "# Title\n\nOne is here. Two is here. Three is here.\n"

# A translator who hardly rests: gives one message of one catalog another text, saves, and looks at
# every save after it for the texts of before. Ends when the file BUSY is gone.
EDITOR = """\
import os, sys, time
from dataclasses import replace
from pathlib import Path
from lingopress_i18n.catalog import po
busy, *names = sys.argv[1:]
typed = {name: {} for name in names}
number = 0
print("ready", flush=True)
while os.path.exists(busy):
    for name in names:
        path = Path(name)
        for _ in range(100):
            catalog = po.parse(path.read_bytes(), name)
            now = {entry.msgid: entry.msgstr for entry in catalog.entries}
            lost = [msgid for msgid, text in typed[name].items() if now.get(msgid) != text]
            if not lost:
                break
            time.sleep(0.01)  # a command that came too late is taking its own file away again
        for msgid in lost:
            print(f"lost {typed[name][msgid]!r} of {msgid!r} in {name}", flush=True)
        number += 1
        at = number // len(names) % len(catalog.entries)
        entry = catalog.entries[at]
        if entry.obsolete or not entry.msgid.startswith("Sentence"):
            continue
        text = f"a mano {number}"
        done = po.edit(entry, catalog, msgstr=text, flags=(), comments=())
        entries = (*catalog.entries[:at], done, *catalog.entries[at + 1:])
        other = path.with_name(f"editor.{path.name}.new")
        other.write_bytes(replace(catalog, entries=entries).encode())
        if path.read_bytes() == catalog.data:
            os.replace(other, path)
            typed[name][entry.msgid] = text
        time.sleep(0.002)
print(f"saved {number}", flush=True)
"""


def entry_of(trial: Trial, msgid: str, name: str = PO) -> po.Entry:
    catalog = po.parse((trial.root / name).read_bytes(), name)
    return next(entry for entry in catalog.entries if entry.msgid == msgid)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None], int], None]:
    """Have something happen between reading a catalog and writing it, so many times."""

    def meanwhile(action: Callable[[], None], times: int) -> None:
        real = saving.write_if_same
        calls = count(1)

        def write(path: Path, data: bytes, read: bytes | None, where: str) -> bool:
            if path.name == "a.po" and next(calls) <= times:
                action()
            return real(path, data, read, where)

        monkeypatch.setattr(saving, "write_if_same", write)

    return meanwhile


def type_in(trial: Trial, msgid: str, text: str, name: str = PO) -> None:
    """Translate a message as an editor does that knows no lock."""
    path = trial.root / name
    catalog = po.parse(path.read_bytes(), name)
    old = entry_of(trial, msgid, name)
    new = po.edit(old, catalog, msgstr=text)
    path.write_bytes(path.read_bytes().replace(old.raw.encode(), new.raw.encode()))


@pytest.mark.parametrize("command", [["update"], ["draft", "-l", "es"], ["publish"]], ids=str)
def test_a_save_while_a_command_runs_is_merged(
    trial: Trial,
    run: Callable[..., Result],
    meanwhile: Callable[[Callable[[], None], int], None],
    command: list[str],
) -> None:
    trial.write({"articles/a.md": ARTICLE, "articles/b.md": "Three is here.\n"})
    run("update")
    type_in(trial, "Two is here.", "Dos está aquí.")
    trial.write({"articles/a.md": ARTICLE.replace("Two is here", "Two is now here")})
    meanwhile(lambda: type_in(trial, "One is here.", "Uno está aquí."), 1)

    done = run(*command)

    assert done.code == 0, done.err
    assert entry_of(trial, "One is here.").msgstr == "Uno está aquí."
    assert state_of(entry_of(trial, "One is here.")) is State.REVIEWED
    assert entry_of(trial, "Two is now here.").previous == "Two is here."
    assert entry_of(trial, "Two is now here.").msgstr == "Dos está aquí."


def test_one_who_saves_and_saves_is_left_alone(
    trial: Trial,
    run: Callable[..., Result],
    meanwhile: Callable[[Callable[[], None], int], None],
) -> None:
    trial.write({"articles/a.md": ARTICLE})
    run("update")
    trial.write({"articles/a.md": ARTICLE.replace("Two is here", "Two is now here")})
    numbers = count(1)
    meanwhile(lambda: type_in(trial, "One is here.", f"Uno {next(numbers)}"), 99)

    done = run("update", "-l", "es")

    assert done.code == 1
    assert f"error: {PO}: was saved by somebody else meanwhile (run it again)" in done.err
    assert entry_of(trial, "One is here.").msgstr == f"Uno {next(numbers) - 1}"
    assert not entry_of(trial, "Two is here.").obsolete  # nothing of the update was written


def start(trial: Trial, *args: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "lingopress_translate", "-q", "-C", str(trial.root), *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def names(number: int) -> Iterator[str]:
    return (f"locales/es/LC_MESSAGES/a{at}.po" for at in range(number))


def test_commands_beside_each_other_and_a_busy_translator_lose_nothing(trial: Trial) -> None:
    """Real processes. An update replaced by one that overwrites fails this."""
    sentences = " ".join(f"Sentence {letter} is here." for letter in "abcdefghij")
    for at in range(3):
        trial.write({f"articles/a{at}.md": f"{sentences}\n\nOwn text {at}.\n"})
    assert trial.run("update").code == 0
    busy = trial.root / "busy"
    busy.touch()
    paths = [str(trial.root / name) for name in names(3)]
    with subprocess.Popen(
        [sys.executable, "-c", EDITOR, str(busy), *paths], stdout=subprocess.PIPE
    ) as editor:
        assert editor.stdout
        editor.stdout.readline()
        for turn in range(4):
            for at in range(3):
                trial.write({f"articles/a{at}.md": f"{sentences} More {turn}.\n"})
            commands = [
                start(trial, "update"),
                start(trial, "draft", "-l", "es"),
                start(trial, "update", "-l", "es"),
            ]
            for command in commands:
                _, words = command.communicate(timeout=120)
                # a command may give up where somebody saves all the time, but says so
                assert command.returncode == 0 or b"meanwhile" in words, words
        busy.unlink()
        told = editor.stdout.read().decode().splitlines()
        assert editor.wait() == 0
    assert [line for line in told if line.startswith("lost")] == []
    assert int(told[-1].removeprefix("saved ")) > 100


def test_two_drafts_at_once_leave_one_draft_each(trial: Trial) -> None:
    trial.write({f"articles/a{at}.md": f"Welcome home. Number {at}.\n" for at in range(4)})
    trial.write({"articles/b.md": "Welcome home.\n"})
    assert trial.run("update").code == 0
    type_in(trial, "Welcome home.", "Bienvenidos a casa.", "locales/es/LC_MESSAGES/b.po")
    commands = [start(trial, "draft", "-l", "es") for _ in range(3)]
    for command in commands:
        _, words = command.communicate(timeout=120)
        assert command.returncode == 0, words
    for name in names(4):
        entry = entry_of(trial, "Welcome home.", name)
        assert entry.msgstr == "Bienvenidos a casa."
        assert len(entry.comments) == 1
        assert state_of(entry) is State.DRAFT

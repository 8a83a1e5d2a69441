"""Since when lines have stood in a file: real repositories, and folders that are none."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n import history as histories
from lingopress_i18n.history import OR_EARLIER, UNCOMMITTED, UNKNOWN, Since, history, oldest
from repository import Repository

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MARCH = date(2026, 3, 1)
APRIL = date(2026, 4, 2)
MAY = date(2026, 5, 3)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Make a repository with one file, of two commits: line 1 in March, lines 2 and 3 in May."""
    made = Repository.create(tmp_path / "repository")
    made.commit({"a.po": "one\n"}, MARCH)
    made.commit({"a.po": "one\ntwo\nthree\n"}, MAY)
    return made


def since(folder: Path, path: str, lines: Sequence[int]) -> Since:
    found = history(folder)
    assert found is not None
    return found.since(path, lines)


@pytest.mark.parametrize(
    ("lines", "day"), [([1], MARCH), ([2], MAY), ([3, 2], MAY), ([1, 2, 3], MARCH)]
)
def test_the_oldest_of_the_lines_counts(
    repository: Repository, lines: list[int], day: date
) -> None:
    assert since(repository.root, "a.po", lines) == Since(day)


def test_the_day_is_that_of_universal_time(repository: Repository) -> None:
    repository.commit({"b.po": "x\n"}, "2026-03-01T23:30:00-05:00")
    assert since(repository.root, "b.po", [1]) == Since(date(2026, 3, 2))


def test_a_line_that_moves_keeps_its_day(repository: Repository) -> None:
    long = "".join(f"The sentence number {at} is long enough to be known again.\n" for at in "abc")
    repository.commit({"c.po": f"{long}a\nb\nc\n"}, MARCH)
    repository.commit({"c.po": f"a\nb\nc\n{long}"}, MAY)
    assert since(repository.root, "c.po", [5]) == Since(MARCH)


def test_what_is_not_committed_has_no_day(repository: Repository) -> None:
    repository.write({"a.po": "one\nnew\ntwo\nthree\n", "new.po": "x\n"})
    assert since(repository.root, "a.po", [2]) == Since(None, UNCOMMITTED)
    assert since(repository.root, "a.po", [2, 3]) == Since(MAY)
    assert since(repository.root, "new.po", [1]) == Since(None, UNCOMMITTED)


def test_lines_that_are_not_there_are_unknown(repository: Repository) -> None:
    assert since(repository.root, "a.po", [99]) == Since(None, UNKNOWN)
    assert since(repository.root, "a.po", []) == Since(None, UNKNOWN)


@pytest.mark.parametrize("name", ["-L1,1", ":(exclude)x", "*.po", "a b\n'c\".po", "é.po"])
def test_odd_names_are_only_names(repository: Repository, name: str) -> None:
    repository.commit({name: "x\n"}, APRIL)
    assert since(repository.root, name, [1]) == Since(APRIL)


def test_a_publication_may_be_a_folder_of_a_repository(repository: Repository) -> None:
    repository.commit({"docs/a.po": "x\n"}, APRIL)
    assert since(repository.root / "docs", "a.po", [1]) == Since(APRIL)


def test_a_shallow_clone_says_that_it_knows_no_more(repository: Repository, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    repository.git("clone", "--depth=1", repository.root.as_uri(), str(clone))
    assert since(clone, "a.po", [1]) == Since(MAY, OR_EARLIER)
    Repository(clone).git("config", "blame.showRoot", "true")
    assert str(since(clone, "a.po", [1])) == "2026-05-03 or earlier"


def test_many_lines_are_asked_for_at_once(repository: Repository) -> None:
    count = 2 * histories._MOST_RANGES  # noqa: SLF001 - past the limit the call is another
    repository.commit({"long.po": "".join(f"{at}\n" for at in range(count))}, APRIL)
    repository.write({"long.po": repository.read("long.po") + "new\n"})
    assert since(repository.root, "long.po", range(1, count)) == Since(APRIL)
    assert since(repository.root, "long.po", [count + 1] * count) == Since(None, UNCOMMITTED)


def test_a_folder_without_history_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert history(tmp_path) is None
    assert history(tmp_path / "missing") is None
    assert history(Repository.create(tmp_path / "empty").root) is None  # no commit yet


def test_without_git_there_is_no_history(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = history(repository.root)
    assert found is not None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert history(repository.root) is None
    assert found.since("a.po", [1]) == Since(None, UNKNOWN)


def test_a_git_that_hangs_is_left(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "bin" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(histories, "_SECONDS", 0.2)
    assert history(repository.root) is None


def test_a_hook_of_another_repository_does_not_lead_astray(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository.create(tmp_path / "other")
    other.commit({"a.po": "one\n"}, APRIL)
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    assert since(repository.root, "a.po", [1]) == Since(MARCH)


def test_no_ones_own_settings_change_the_answer(repository: Repository) -> None:
    repository.commit({"a.po": "One\ntwo\nthree\n"}, APRIL)
    repository.write({"ignored": repository.git("rev-parse", "HEAD")})
    repository.git("config", "blame.ignoreRevsFile", "ignored")
    assert "2026-03-01" in repository.git("blame", "--date=short", "a.po")  # as git is told
    assert since(repository.root, "a.po", [1]) == Since(APRIL)


def test_no_program_of_the_repository_is_started(repository: Repository) -> None:
    repository.git("config", "diff.po.textconv", "touch started; cat")
    repository.write({".gitattributes": "*.po diff=po"})
    assert since(repository.root, "a.po", [1]) == Since(MARCH)
    assert not (repository.root / "started").exists()


def test_a_commit_of_an_impossible_time_is_unknown(repository: Repository) -> None:
    repository.write({"odd.po": "x\n"})
    repository.git("add", "odd.po")
    tree = repository.git("write-tree")
    commit = f"tree {tree.strip()}\nauthor a <a> 99999999999999999 +0000\n"
    commit += "committer a <a> 0 +0000\n\nodd\n"
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
        cwd=repository.root,
        input=commit,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout.strip()
    repository.git("update-ref", "HEAD", made)
    assert since(repository.root, "odd.po", [1]).day is None


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], None),
        ([Since(MAY), Since(MARCH)], Since(MARCH)),
        ([Since(None, UNCOMMITTED), Since(MAY)], Since(MAY)),
        ([Since(MAY), Since(None, UNKNOWN)], Since(MAY, OR_EARLIER)),
        ([Since(MAY, OR_EARLIER), Since(MAY)], Since(MAY, OR_EARLIER)),
        ([Since(MAY, OR_EARLIER), Since(MARCH)], Since(MARCH)),
        ([Since(None, UNCOMMITTED), Since(None, UNKNOWN)], Since(None, UNKNOWN)),
        ([Since(None, UNCOMMITTED)], Since(None, UNCOMMITTED)),
    ],
)
def test_the_longest_time_of_several(found: list[Since], expected: Since | None) -> None:
    assert oldest(found) == expected
    assert oldest(reversed(found)) == expected

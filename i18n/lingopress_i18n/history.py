"""Since when lines have stood in a file, by git: the one clock that gives everybody one answer.

The publication need not be under git, and git need not be there: then nothing is known, and that is
said. git is only asked; it runs no program of the repository's configuration and opens no socket.
"""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

OR_EARLIER = "or earlier"
"""Says of a day that history does not reach further back (a shallow clone), or not everywhere."""
UNCOMMITTED = "not committed"
"""Says that the lines are in no commit yet."""
UNKNOWN = "unknown"
"""Says that there is no history to ask."""

_SECONDS = 60
"""How long git may take for one answer."""
_MOST_RANGES = 500
"""Up to how many lines are asked for one by one; of more, the whole file is."""
_SETTINGS = ("-c", "blame.showRoot=false")
"""Where history begins, the commit is called a boundary."""
_BLAME = ("--porcelain", "--no-textconv", "--ignore-revs-file=", "-M")
"""For programs to read; no program of the repository's choice is started; no commit is passed over;
lines that moved within the file are known again."""
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
"""What git sets for a hook that runs us, about another folder than ours."""
_LINE = re.compile(rb"([0-9a-f]{40,64}) \d+ (\d+)")


@dataclass(frozen=True)
class Since:
    """Since when something has been so."""

    day: datetime.date | None
    """The author's day of the commit, in UTC; None where no commit tells."""
    note: str = ""
    """``OR_EARLIER`` beside a day, one of the others without one; empty for an exact day."""

    def __str__(self) -> str:
        """Render for a person: ``2026-03-01 or earlier``."""
        return f"{self.day or ''} {self.note}".strip()


@dataclass(frozen=True)
class History:
    """The history of a folder's files."""

    root: Path
    commit: str
    """The commit that is checked out: with the files as they are, it decides every answer."""
    is_shallow: bool
    """Whether the clone holds the newest commits only."""

    def since(self, path: str, lines: Sequence[int]) -> Since:
        """Tell since when the oldest of these lines, counted from 1, have stood in a file.

        ``path`` is relative to the root. A line that moved within its file is as old as before.
        """
        if not lines:
            return Since(None, UNKNOWN)
        ranges = [f"-L{line},{line}" for line in lines] if len(lines) <= _MOST_RANGES else []
        code, out, err = _git(self.root, "blame", *_BLAME, *ranges, "--", path)
        if code:
            return Since(None, UNCOMMITTED if b"no such path" in err else UNKNOWN)
        return oldest(self._days(out, set(lines))) or Since(None, UNKNOWN)

    def _days(self, blame: bytes, wanted: set[int]) -> Iterable[Since]:
        """Read git's porcelain: each line's commit, whose facts come with its first line only."""
        commit, times, boundaries, found = b"", {}, set(), set()
        for line in blame.split(b"\n"):
            name, _, value = line.partition(b" ")
            if match := _LINE.match(line):
                commit = match[1]
                if int(match[2]) in wanted:
                    found.add(commit)
            elif name == b"author-time":
                times[commit] = int(value)
            elif line == b"boundary":
                boundaries.add(commit)
        for commit in found:
            if not commit.strip(b"0"):
                yield Since(None, UNCOMMITTED)
                continue
            try:
                day = datetime.datetime.fromtimestamp(times[commit], datetime.UTC).date()
            except (ValueError, OverflowError, OSError):  # a commit may claim any time
                yield Since(None, UNKNOWN)
                continue
            is_cut = self.is_shallow and commit in boundaries
            yield Since(day, OR_EARLIER if is_cut else "")


def history(root: Path) -> History | None:
    """Find the history of a folder; None without git, a repository or a commit."""
    code, out, _ = _git(root, "rev-parse", "HEAD", "--is-shallow-repository")
    words = out.decode("ascii", "replace").split()
    if code or len(words) != 2:  # noqa: PLR2004 - the commit, and true or false
        return None
    return History(root, words[0], words[1] == "true")


def head(root: Path) -> str:
    """Name the commit that a folder has checked out; empty where ``history`` finds none."""
    found = history(root)
    return found.commit if found else ""


def oldest(found: Iterable[Since]) -> Since | None:
    """Give the longest time of several; None for nothing.

    A day is longer than what is not committed; beside something unknown it is ``OR_EARLIER``.
    """
    every = list(found)
    days = sorted((each.day, not each.note, each.note) for each in every if each.day)
    is_unknown = any(each.note == UNKNOWN for each in every)
    if days:
        return Since(days[0][0], OR_EARLIER if is_unknown else days[0][2])
    return Since(None, UNKNOWN if is_unknown else UNCOMMITTED) if every else None


def _git(root: Path, *args: str) -> tuple[int, bytes, bytes]:
    """Ask git: exit code, stdout, stderr; a code that is not 0 where it cannot be asked."""
    own = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    # no language but C in messages, no lock, and no missing object fetched over the network
    own |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_ALLOW_PROTOCOL": ""}
    command = ["git", *_SETTINGS, "--no-pager", *args]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program and options, no shell; the path behind --
            command,
            cwd=root,
            env=own,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return -1, b"", b""
    return done.returncode, done.stdout, done.stderr

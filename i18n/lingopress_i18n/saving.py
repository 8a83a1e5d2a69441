"""Saving a file that people edit, too: their editor may save it while we work on it.

What we read is compared with what is there; nobody's save is overwritten. Two processes of ours
take turns: a folder is locked (flock) for the time of one comparison and one replacement, and the
system takes the lock from a killed process. An editor does not ask for locks, so on Linux the new
file and the old one change places in one step, and what came out is looked at once more. Some
network shares have neither locks nor that step; there, two system calls are left in between.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from typing import TYPE_CHECKING, TypeVar

from lingopress_i18n import files
from lingopress_i18n.errors import ChangedError
from lingopress_i18n.exchange import CANNOT, exchange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_T = TypeVar("_T")
_TRIES = 5


def write_if_same(path: Path, data: bytes, read: bytes | None, where: str) -> bool:
    """Bring a file to this content if it still holds what was ``read``; tell if that took a write.

    ``read`` is None for a file that was not there. A reader and a killed process find the old or
    the new content, whole. Raises ChangedError where somebody has saved the file since it was read:
    it stays as they saved it; ConfigError when the folder cannot be written.
    """
    with files.writing(path) as target:
        target.parent.mkdir(parents=True, exist_ok=True)
        files.sweep(target.parent)
        if data == read:
            return False
        with locked(target.parent), files.beside(target, data) as temporary:
            now = files.content(target)
            if now != data and not (now == read and _put(temporary, target, now)):
                raise ChangedError("was saved by somebody else meanwhile", where, "run it again")
            temporary.unlink(missing_ok=True)
            return now != data


def again_if_changed(action: Callable[[], _T]) -> _T:
    """Read, change and write; once more, from the reading on, if somebody saved a file meanwhile.

    Raises ChangedError when that goes on and on.
    """
    for _ in range(_TRIES - 1):
        with contextlib.suppress(ChangedError):
            return action()
    return action()


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock on a folder; a file itself cannot be locked where every save replaces it.

    Raises ConfigError when the folder cannot be opened.
    """
    with files.refused(folder):
        handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _put(temporary: Path, target: Path, read: bytes | None) -> bool:
    """Make the temporary file the target; false if that is not what was read any more."""
    try:
        return _create(temporary, target) if read is None else _swap(temporary, target, read)
    except (FileExistsError, FileNotFoundError):
        return False


def _create(temporary: Path, target: Path) -> bool:
    try:
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in CANNOT:
            raise
        temporary.replace(target)
    return True


def _swap(temporary: Path, target: Path, read: bytes) -> bool:
    placed = temporary.read_bytes()
    if not exchange(temporary, target):
        temporary.replace(target)
        return True
    newest = temporary.read_bytes()
    if newest == read:
        return True
    while exchange(temporary, target) and (out := temporary.read_bytes()) != placed:
        placed, newest = newest, out  # saved yet again, between our two steps
    return False

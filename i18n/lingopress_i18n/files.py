"""Reading and writing files so that bad input loses nothing and nobody sees half a file."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import threading
from typing import TYPE_CHECKING, TypeVar

from lingopress_i18n.errors import ChangedError, ConfigError, ContentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_HINT = "check the folder's permissions"
_TRIES = 5
_T = TypeVar("_T")
_TEMPORARY = re.compile(r"\..+\.(\d+)\.[^.]+\.tmp")
_swept: set[Path] = set()
_sweeping = threading.Lock()


def decode(data: bytes, where: str) -> str:
    r"""Decode UTF-8 text, without a byte order mark and with ``\\n`` line ends.

    Raises ContentError that names the line, counted from 1, of the first invalid byte.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ContentError(
            f"not valid UTF-8: byte 0x{data[error.start]:02x}",
            where=f"{where}:{line}",
            hint="save the file as UTF-8",
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def toml_error(text: str, error: ValueError) -> tuple[str, int]:
    """Give the reason of a TOML error and its line, counted from 1.

    The line stands at the end of the error's message (Python < 3.14).
    """
    message = str(error)
    found = re.search(r"at line (\d+)", message)
    line = int(found[1]) if found else text.rstrip("\n").count("\n") + 1
    return message.partition(" (at ")[0], line


def read_bytes(path: Path, where: str) -> bytes:
    """Read a file; raises ContentError when it is not there or cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ContentError(f"cannot be read: {error.strerror}", where=where) from None


def write_if_changed(path: Path, data: bytes) -> bool:
    """Bring a file to this content and tell whether that needed a write.

    The file is replaced in one step (a temporary sibling, then rename), so a reader and a killed
    process find either the old content or the new one. What a killed process left beside it is
    cleared away. A symbolic link is followed and stays. Raises ConfigError when the folder cannot
    be written.
    """
    with _named_errors(path):
        target = path.resolve()
        if _content(target) == data:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    return True


def write_if_same(path: Path, data: bytes, read: bytes | None, where: str) -> bool:
    """Bring a file that people edit to this content, if it still holds what was ``read`` of it.

    ``read`` is None for a file that was not there. Works as ``write_if_changed`` does, and raises
    ChangedError, with the file left alone, where somebody has saved it since. No second process of
    ours gets between the comparison and the replacement: the folder is locked (flock) for their
    time, and a killed process holds no lock. Where a network share has no such locks, and for an
    editor, which does not ask for them, the two system calls in between are what is left.
    """
    if data == read:
        return False
    with _named_errors(path):
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target.parent):
            now = _content(target)
            if now == data:
                return False
            if now != read:
                raise ChangedError("was saved by somebody else meanwhile", where, "run it again")
            _replace(target, data)
    return True


def again_if_changed(action: Callable[[], _T]) -> _T:
    """Read, change and write; once more, from the reading on, if somebody saved a file meanwhile.

    Raises ChangedError when that goes on and on.
    """
    for _ in range(_TRIES - 1):
        with contextlib.suppress(ChangedError):
            return action()
    return action()


def remove(path: Path) -> bool:
    """Delete a file that we wrote, and the folders that this leaves empty; false if it is gone."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise ConfigError(
            f"cannot be removed: {error.strerror}", where=str(path), hint=_HINT
        ) from None
    with contextlib.suppress(OSError):  # the first folder that is not empty ends the climb
        for folder in path.parents:
            folder.rmdir()
    return True


@contextlib.contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    """Name the file that the system would not let us write."""
    try:
        yield
    except OSError as error:
        name = error.filename or path
        raise ConfigError(
            f"cannot be written: {error.strerror}", where=str(name), hint=_HINT
        ) from None


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock on a folder; a file itself cannot be locked where every save replaces it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network shares have no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _content(path: Path) -> bytes | None:
    """Give the file's content, or None where there is no such file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _replace(target: Path, data: bytes) -> None:
    """Write a temporary sibling, then rename it over the target; keep the target's mode."""
    _sweep(target.parent)
    name = f".{target.name}.{os.getpid()}.{os.urandom(6).hex()}.tmp"
    temporary = target.parent / name
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _sweep(folder: Path) -> None:
    """Delete the temporary files of killed processes, before our first write in a folder.

    A rerun writes where the killed run was writing, so it comes by. Temporary files of this
    process's number are an earlier one's: we have none yet.
    """
    with _sweeping:
        if folder in _swept:
            return
        _swept.add(folder)
        for path in list(folder.iterdir()):
            match = _TEMPORARY.fullmatch(path.name)
            if match and not _is_running(int(match[1])):
                with contextlib.suppress(OSError):
                    path.unlink()


def _is_running(process: int) -> bool:
    """Tell whether another process of that number runs."""
    if process == os.getpid() or os.name == "nt":  # Windows does not delete a file in use
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True


def _mode(target: Path) -> int:
    """Tell the permissions that the file has, or that a new file gets under the umask."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask

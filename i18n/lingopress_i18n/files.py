"""Reading and writing files so that bad input loses nothing and nobody sees half a file."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import threading
from typing import TYPE_CHECKING

from lingopress_i18n import disk
from lingopress_i18n.errors import ConfigError, ContentError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_swept: set[str] = set()
_sweeping = threading.Lock()
_numbers = itertools.count()
_CHUNK = 1 << 20
"""How many bytes are read at once where nobody knows how many there are."""


def decode(data: bytes, where: str) -> str:
    r"""Decode UTF-8 text, without a byte order mark and with ``\\n`` line ends.

    Raises ContentError that names the line, counted from 1, of the first invalid byte.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ContentError(
            f"not valid UTF-8: byte 0x{data[error.start]:02x}",
            where=f"{where}:{line}",
            hint="save the file as UTF-8",
        ) from None
    text = text.lstrip("\ufeff")  # files that were put together may begin with several
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return replaced(text)


def replaced(text: str) -> str:
    """Replace what no message of a catalog can hold: NUL, and EOT, which ends a context."""
    return text.replace("\0", "\ufffd").replace("\x04", "\ufffd")


def toml_error(text: str, error: ValueError) -> tuple[str, int]:
    """Give the reason of a TOML error and its line, counted from 1.

    The line stands at the end of the error's message (Python < 3.14).
    """
    message = str(error)
    found = re.search(r"at line (\d+)", message)
    line = int(found[1]) if found else text.rstrip("\n").count("\n") + 1
    return message.partition(" (at ")[0], line


def read_bytes(path: Path | str, where: str) -> bytes:
    """Read a file; raises ContentError when it is not there or cannot be read."""
    try:
        return _read(os.fspath(path))
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise ContentError(message, where, disk.hint(error)) from None


def inside(root: Path, relative: str, where: str) -> Path:
    """Resolve a path that a file of the publication names; it must stay within the root.

    Raises ConfigError when ``..``, an absolute path or a symbolic link leads outside.
    """
    path = root / relative
    if not path.resolve().is_relative_to(root.resolve()):
        raise ConfigError(
            f"{relative!r} leads outside of the publication", where=where, hint="move it inside"
        )
    return path


def write_if_changed(path: Path | str, data: bytes, *, is_new: bool = False) -> bool:
    """Bring a file to this content and tell whether that needed a write.

    The file is replaced in one step (a temporary sibling, then rename), so a reader and a killed
    process find either the old content or the new one. What a killed process left beside it is
    cleared away. A symbolic link is followed and stays. Raises ConfigError when the folder cannot
    be written. Who knows that there is no such file may say that it ``is_new``.
    """
    name = os.fspath(path)  # of thousands, path objects would take a third of the time
    with refused(name):
        now = None if is_new else _content(name)
        if now == data:
            return False
        is_link = not is_new and os.path.islink(name)  # noqa: PTH114 - as above
        target = os.path.realpath(name) if is_link else name
        temporary = _temporary(target, data, is_new=now is None)
        try:
            os.replace(temporary, target)  # noqa: PTH105 - as above
        except BaseException:
            os.unlink(temporary)  # noqa: PTH108 - as above
            raise
    return True


def content(path: Path | str) -> bytes | None:
    """Give the file's content, or None where there is no such file."""
    return _content(os.fspath(path))


def may_be(path: str, seen: dict[str, frozenset[str] | None]) -> bool:
    """Tell whether there may be a file; a folder is looked through once, and ``seen`` then."""
    folder, name = os.path.split(path)
    if folder not in seen:
        try:
            seen[folder] = frozenset(os.listdir(folder))  # noqa: PTH208 - as in write_if_changed
        except FileNotFoundError:
            seen[folder] = frozenset()
        except OSError:
            seen[folder] = None
    there = seen[folder]
    return there is None or name in there


def create(name: str, data: bytes) -> None:
    """Write a file that is not there yet. Raises OSError; then there still is none."""
    handle = os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
    except BaseException:
        os.unlink(name)  # noqa: PTH108 - as above
        raise
    finally:
        os.close(handle)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[Path]:
    """Give the file that a path leads to; name it in what the system does not allow."""
    with refused(path):
        yield path.resolve()


@contextlib.contextmanager
def refused(path: Path | str) -> Iterator[None]:
    """Name a file, or what stands in its way, where the system does not let us write it."""
    try:
        yield
    except OSError as error:
        raise disk.refusal(error, "cannot be written", path) from None


@contextlib.contextmanager
def beside(target: Path, data: bytes) -> Iterator[Path]:
    """Write a temporary sibling with the target's mode, to be put in its place in one step.

    It is gone where that fails. Makes the folder, and clears away what killed processes left in it.
    """
    temporary = target.parent / _temporary(str(target), data)
    try:
        yield temporary
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _temporary(target: str, data: bytes, *, is_new: bool = False) -> str:
    """Write the temporary sibling of ``beside``; give its path.

    A target that ``is_new`` has no mode yet: it gets what the umask says.
    """
    folder, name = os.path.split(target)
    folder = folder or os.curdir
    temporary = f"{folder}{os.sep}.{name}.{os.getpid()}.{next(_numbers)}.tmp"
    if folder not in _swept:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as in write_if_changed
        sweep(folder)
    try:
        create(temporary, data)
    except FileNotFoundError:  # somebody has removed the folder meanwhile
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - likewise
        create(temporary, data)
    if is_new:
        return temporary
    try:
        with contextlib.suppress(FileNotFoundError):  # a new file has the umask's mode already
            os.chmod(temporary, os.stat(target).st_mode & 0o777)  # noqa: PTH101, PTH116 - likewise
    except BaseException:
        os.unlink(temporary)  # noqa: PTH108 - likewise
        raise
    return temporary


def _content(name: str) -> bytes | None:
    try:
        return _read(name)
    except FileNotFoundError:
        return None


def _read(name: str) -> bytes:
    """Read a file by as few calls of the system as there can be. Raises OSError."""
    handle = os.open(name, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        size = os.fstat(handle).st_size
        data = os.read(handle, size + 1)
        while len(data) != size:  # no regular file, or one that somebody writes
            size, more = len(data), os.read(handle, _CHUNK)
            data += more
        return data
    finally:
        os.close(handle)


def remove(path: Path) -> bool:
    """Delete a file that we wrote, and the folders that this leaves empty; false if it is gone."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise disk.refusal(error, "cannot be removed", path) from None
    with contextlib.suppress(OSError):  # the first folder that is not empty ends the climb
        for folder in path.parents:
            folder.rmdir()
    return True


def keep_only(folder: Path, paths: Collection[str]) -> None:
    """Delete all files below a folder but these, and the folders that this leaves empty.

    ``paths`` begin in the folder. What cannot be deleted stays.
    """
    for path in sorted(folder.rglob("*"), reverse=True):  # what is in a folder comes before it
        with contextlib.suppress(OSError):
            if path.is_dir():
                path.rmdir()  # unless something is in it
            elif path.relative_to(folder).as_posix() not in paths:
                path.unlink()


def sweep(folder: Path | str) -> None:
    """Delete the temporary files of killed processes, once a folder.

    A rerun comes by where the killed run was writing. Temporary files of this process's number are
    an earlier one's: we have none yet.
    """
    name = os.fspath(folder)
    with _sweeping:
        if name in _swept:
            return
        _swept.add(name)
        for each in os.listdir(name):  # noqa: PTH208 - as in write_if_changed
            if each.endswith(".tmp") and is_leftover(each):  # of thousands, few are worth a call
                with contextlib.suppress(OSError):
                    os.unlink(f"{name}{os.sep}{each}")  # noqa: PTH108 - likewise


def is_leftover(name: str) -> bool:
    """Tell whether a file of this name is a temporary one of a process that is gone."""
    process = disk.temporary(name)
    return bool(process) and not _is_running(process)


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

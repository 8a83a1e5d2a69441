"""What the system refuses to do with files, said to a person: which one, why, and what to do."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from lingopress_i18n.errors import ConfigError

_TEMPORARY = re.compile(r"\.(.+)\.(\d+)\.[^.]+\.tmp")
_IN_THE_WAY = {errno.ENOTDIR, errno.EEXIST}
_HINTS = {
    errno.ENOSPC: "make room on the disk, then run it again",
    errno.EDQUOT: "your share of the disk is full: make room, then run it again",
    errno.EFBIG: "files may not be as large here: see ulimit -f",
    errno.EISDIR: "move the folder away",
    errno.EROFS: "what it is on can only be read: mount it so that it can be written",
    errno.EACCES: "check the folder's permissions",
    errno.EPERM: "check the folder's permissions",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.ENOENT: "look whether it is there, then run it again",
    errno.EMFILE: "too many files are open: see ulimit -n",
    errno.EIO: "the disk may be broken",
}


def refusal(error: OSError, verb: str = "", path: Path | str = "") -> ConfigError:
    """Turn what the system says into words.

    ``verb`` says what could not be done: ``cannot be written``. ``path`` is what it was to be done
    to, where the system names nothing, or a file of ours that nobody has heard of. A file where a
    folder is needed is named instead of what was to be in it.
    """
    name = os.fsdecode(error.filename or path)
    if os.fspath(path) and temporary(os.path.basename(name)):  # noqa: PTH119 - may be no path at all
        name = os.fsdecode(path)
    blocking = _file_among(Path(name)) if name and error.errno in _IN_THE_WAY else None
    if blocking is not None:
        return ConfigError("is a file, and has to be a folder", str(blocking), "move it away")
    reason = error.strerror or str(error)
    return ConfigError(f"{verb}: {reason}" if verb else reason, name, hint(error))


def hint(error: OSError) -> str:
    """Say what to do about an error; empty where that is not known."""
    return _HINTS.get(error.errno or 0, "")


def temporary(name: str) -> int:
    """Give the number of the process whose temporary file has this name; 0 if it is none."""
    match = _TEMPORARY.fullmatch(name) if name.endswith(".tmp") else None
    return int(match[2]) if match else 0


def _file_among(path: Path) -> Path | None:
    """Find what is no folder among those that a path leads through."""
    through = reversed(path.parents)
    return next((each for each in through if each.exists() and not each.is_dir()), None)

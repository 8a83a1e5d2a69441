"""Two files, or two folders, change places in one step, where the system has such a step.

Linux has renameat2 (RENAME_EXCHANGE), macOS renamex_np (RENAME_SWAP); Python has neither.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_HERE = -100
"""AT_FDCWD: paths are not relative to an open folder."""
_SWAP = 2
"""RENAME_EXCHANGE, and RENAME_SWAP as well."""
CANNOT = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM, errno.EMLINK}
"""What a file system answers that has not the step asked for."""


def exchange(one: Path, other: Path) -> bool:
    """Let two files or folders change places; false where the system cannot do that in one step.

    Raises OSError for whatever else is in the way.
    """
    import ctypes  # noqa: PLC0415 - costs more than writing a catalog, and most runs write none

    system = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if _call(system, *names) == 0:
        return True
    code = ctypes.get_errno()
    if code in CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _call(system: Any, one: bytes, other: bytes) -> int:  # noqa: ANN401 - the C library
    """Ask the system; anything but 0 is no."""
    import ctypes  # noqa: PLC0415 - as above

    if hasattr(system, "renameat2"):
        return int(system.renameat2(_HERE, one, _HERE, other, _SWAP))
    if hasattr(system, "renamex_np"):
        return int(system.renamex_np(one, other, _SWAP))
    ctypes.set_errno(errno.ENOSYS)
    return -1

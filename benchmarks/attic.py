"""Where a benchmark puts what earlier runs have made, instead of deleting it.

ext4 gives the inode of a deleted file to no other for one to five minutes, and a search for a free
one looks at each of them again: after thousands of deletions a new file costs several times as
much, more for one program than for another, as their folders lie. So nothing is deleted until all
is measured.
"""

from __future__ import annotations

import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def put_away(paths: Iterable[Path], attic: Path) -> None:
    """Move what is there of these files and folders into a folder of the same file system."""
    attic.mkdir(exist_ok=True)
    room = Path(tempfile.mkdtemp(dir=attic))
    for number, path in enumerate(paths):
        if path.exists():
            path.rename(room / str(number))


def clear(place: Path) -> None:
    """Delete what is in the folders of the folders of a place, many at a time.

    A file system that tells its disk of freed blocks (``discard``) waits for it at each file.
    """
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(shutil.rmtree, (each for each in place.glob("*/*/*") if each.is_dir())))

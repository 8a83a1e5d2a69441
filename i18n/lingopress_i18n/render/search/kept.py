"""Words of pages, kept between publishes, so that only pages that changed are read again.

They stand below ``.lingopress/search/``, a file a page; what is lost there is found anew.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from lingopress_i18n import files
from lingopress_i18n.render.search.page_words import PageWords

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def keep(folder: Path, name: str, words: PageWords) -> str:
    """Write the words of a page, by its path within the folder; give a digest of them.

    Not in one step, as other files: half a file has another digest. Raises ConfigError where it
    cannot be written.
    """
    data = _written(words)
    path = folder / f"{name}.txt"
    if files.content(path) != data:
        with files.refused(path):
            if not path.parent.is_dir():
                path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return _digest(data)


def kept(folder: Path, name: str, digest: str) -> PageWords | None:
    """Read them again; None where they are not there, or are others than the digest's."""
    try:
        data = (folder / f"{name}.txt").read_bytes()
    except OSError:
        return None
    if _digest(data) != digest:
        return None
    return PageWords(*(line.split(" ") if line else () for line in data.decode().split("\n")))


def sweep(folder: Path, names: Collection[str]) -> None:
    """Remove what was kept of pages that are searched no more, and folders that are empty then.

    ``names`` are those that still are, by path within the folder.
    """
    files.keep_only(folder, {f"{name}.txt" for name in names})


def _written(words: PageWords) -> bytes:
    classes = (words.title, words.heading, words.rest)
    return "\n".join(" ".join(each) for each in classes).encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]

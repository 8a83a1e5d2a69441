"""Stamps of files: by them it is told, without reading, that nobody has changed any.

A publish with nothing to do is over when it has looked at these: so nothing heavy is imported here,
and there is a string for each file, not an object.
"""

from __future__ import annotations

import contextlib
import os
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Stamp = str
"""A file's size in bytes and time of modification in nanoseconds, with a blank between them."""

UNKNOWN: Stamp = ""
"""The stamp of a file that is to be looked at again."""

CONFIG = "lingopress.toml"
"""The configuration, by path from the root; ``site`` reads it."""

FOLDERS = ("articles", "locales", "theme")
"""Folders of a publication that a publish depends on, whatever is in them."""
_CATALOGS, _TEMPLATES = "locales/", "locales/pot/"
_PACKAGE = os.path.dirname(__file__)  # noqa: PTH120 - a string is wanted
OURS = ("lingopress:", "library:")
"""What the names of inputs begin with that are our own code, or stand for a library."""
_MADE_BY_PYTHON = "__pycache__"
_LIBRARIES = (
    "babel", "icu", "imagesize", "jinja2", "markupsafe", "pygments",
    "pyromark", "selectolax", "sentencex", "yaml",
)  # fmt: skip
"""Packages that decide what is on a page: another version of theirs may write another one."""


def inputs(root: Path, elsewhere: Iterable[str] = ()) -> dict[str, Stamp]:
    """Stamp everything that a publish depends on, by path from the publication's root.

    That is articles, catalogs, theme, configuration, our own code, the libraries that pages are
    made with (one file of each stands for it), and files that are ``elsewhere`` in the publication.
    A file that is not there is left out.
    """
    return catalogs(root) | besides(root, elsewhere)


def is_catalog(path: str) -> bool:
    """Tell whether an input is among ``catalogs``: templates are not."""
    return path.startswith(_CATALOGS) and not path.startswith(_TEMPLATES)


def catalogs(root: Path) -> dict[str, Stamp]:
    """Stamp the catalogs of all locales, half of the files of a publication in many languages."""
    stamps: dict[str, Stamp] = {}
    _look(f"{root}{os.sep}{_CATALOGS[:-1]}", _CATALOGS, stamps, but=_TEMPLATES)
    return stamps


def besides(root: Path, elsewhere: Iterable[str] = ()) -> dict[str, Stamp]:
    """Stamp all other inputs; the arguments are those of ``inputs``."""
    stamps = of(root, (CONFIG, *elsewhere))
    for start in (*(f"{name}/" for name in FOLDERS if f"{name}/" != _CATALOGS), _TEMPLATES):
        _look(f"{root}{os.sep}{start[:-1]}", start, stamps)
    _look(_PACKAGE, OURS[0], stamps)
    stamps.update(_libraries())
    return stamps


def _libraries() -> Iterator[tuple[str, Stamp]]:
    """Stamp the first file of each library, without importing it."""
    for name in _LIBRARIES:
        spec = PathFinder.find_spec(name)
        if spec and spec.origin:
            folder, _, first = spec.origin.rpartition(os.sep)
            for stamp in of(folder, [first]).values():
                yield f"{OURS[1]}{name}", stamp


def of(root: Path | str, paths: Iterable[str]) -> dict[str, Stamp]:
    """Stamp the files of these paths; one that is not there is left out."""
    stamps = {}
    start = f"{root}{os.sep}"
    for path in paths:
        try:
            found = os.stat(start + path)  # noqa: PTH116 - of thousands, a path object each costs more
        except OSError:
            continue
        stamps[path] = f"{found.st_size} {found.st_mtime_ns}"
    return stamps


def _look(folder: str, start: str, stamps: dict[str, Stamp], but: str = "") -> None:
    """Stamp the files below a folder, named by the path from it, after ``start``.

    Those below the path ``but`` are left out.
    """
    with contextlib.suppress(OSError), _entries(folder) as entries:
        for entry in entries:
            try:
                if entry.is_file():
                    found = entry.stat()
                    stamps[start + entry.name] = f"{found.st_size} {found.st_mtime_ns}"
                elif entry.is_dir(follow_symlinks=False) and entry.name != _MADE_BY_PYTHON:
                    below = f"{start}{entry.name}/"
                    if below != but:
                        _look(f"{folder}{os.sep}{entry.name}", below, stamps)
            except OSError:  # it went just now
                continue


@contextlib.contextmanager
def _entries(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """Give what is in a folder. Raises OSError."""
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as entries:
            yield entries
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:  # by a handle, the way from the root is not gone for each of thousands of files
        with os.scandir(handle) as entries:
            yield entries
    finally:
        os.close(handle)

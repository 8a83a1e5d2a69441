"""Trees of files that share what they have in common: a second one costs its folders and links.

A file of such a tree is never written in place, for it may be the other tree's as well: whoever
changes it unlinks it first, or renames another one over it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n import files

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_MODE = 0o7777
_SURELY = 2_000_000_000
"""Nanoseconds within which a file system may give two changes the same time."""


@dataclass
class Tree:
    """What is below a folder, by path from it."""

    files: dict[str, int] = field(default_factory=dict)
    """The number (inode) of everything that is no folder."""
    folders: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """Mode, owner and group; the folder itself is the empty path."""
    times: dict[str, int] = field(default_factory=dict, compare=False)
    """When each folder last got or lost an entry, in nanoseconds."""
    is_plain: bool = True
    """Whether there are regular files and folders alone, and no repository."""
    seen: int = field(default_factory=time.time_ns, compare=False)
    """When the look at all of it began."""

    def add(self, path: str, found: os.stat_result) -> None:
        """Note a folder."""
        self.folders[path] = _attributes(found)
        self.times[path] = found.st_mtime_ns


def scan(root: Path) -> Tree:
    """Look at everything below a folder, but for what killed processes left. Raises OSError."""
    tree = Tree()
    tree.add("", os.stat(root))  # noqa: PTH116 - as below
    _scan(str(root), "", tree)
    return tree


def mirror(source: Path, tree: Tree, target: Path, there: Tree | None = None) -> None:
    """Make a folder the twin of ``source``, of which ``tree`` was found: links to all its files.

    ``there`` is what is in the target, if that is known. Costs what differs, and a look at the
    target if it is not. Raises OSError where the file system cannot do that; the target is in any
    state then.
    """
    if there is None:
        there = scan(target) if target.is_dir() else Tree()
    if not there.is_plain:
        shutil.rmtree(target)
        there = Tree()
    start = f"{target}{os.sep}"
    for path in there.files.keys() - tree.files.keys():
        os.unlink(start + path)  # noqa: PTH108 - of thousands, a path object each costs more
    for path in sorted(there.folders.keys() - tree.folders.keys(), reverse=True):
        os.rmdir(start + path)  # noqa: PTH106 - likewise
    for path, wanted in sorted(tree.folders.items()):
        found = there.folders.get(path)
        if found is None:
            os.makedirs(start + path, exist_ok=True)  # noqa: PTH103 - likewise
            found = _attributes(os.stat(start + path))  # noqa: PTH116 - likewise
        _give(start + path, found, wanted)
    for path, inode in tree.files.items():
        found_file = there.files.get(path)
        if found_file != inode:
            if found_file is not None:
                os.unlink(start + path)  # noqa: PTH108 - likewise
            os.link(f"{source}{os.sep}{path}", start + path)


def strays(before: Tree, root: Path) -> set[str]:
    """Name what somebody has put into a tree since a look at it. Raises OSError.

    Only folders are looked into that have changed since, or so shortly before that look that their
    time might be the same.
    """
    after = Tree()
    for path, changed in before.times.items():
        folder = f"{root}{os.sep}{path}"
        with contextlib.suppress(FileNotFoundError):  # they have taken it away
            now = os.stat(folder).st_mtime_ns  # noqa: PTH116 - as above
            if now != changed or before.seen - changed < _SURELY:
                _scan(folder, f"{path}/" if path else "", after, before.times)
    return {path for path, inode in after.files.items() if before.files.get(path) != inode}


def save(tree: Tree, root: Path, record: Path) -> None:
    """Note, in the file ``record``, that a tree is what is below a folder, if that is possible."""
    known = {"root": os.stat(root).st_ino, "files": tree.files, "folders": tree.folders}  # noqa: PTH116 - as above
    with contextlib.suppress(OSError):  # half a note is none
        record.write_text(json.dumps(known), "utf-8")


def load(root: Path, record: Path) -> Tree | None:
    """Give the tree below a folder, if that is noted; from now on it is not any more."""
    try:
        known = json.loads(record.read_bytes())
        record.unlink()
        if known["root"] == os.stat(root).st_ino:  # noqa: PTH116 - as above
            folders = {path: (mode, *owners) for path, (mode, *owners) in known["folders"].items()}
            return Tree(known["files"], folders)
    except (OSError, ValueError, LookupError, TypeError):
        pass
    return None


def _scan(folder: str, start: str, tree: Tree, known: Collection[str] = ()) -> None:
    """Look into a folder, and into those in it that are not ``known``."""
    with os.scandir(folder) as entries:
        for entry in entries:
            name = start + entry.name
            if entry.is_dir(follow_symlinks=False):
                tree.is_plain &= entry.name != ".git"
                if name not in known:
                    tree.add(name, entry.stat(follow_symlinks=False))
                    _scan(entry.path, f"{name}/", tree, known)
            elif not files.is_leftover(entry.name):
                tree.files[name] = entry.inode()
                tree.is_plain &= entry.is_file(follow_symlinks=False)


def _attributes(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_mode & _MODE, found.st_uid, found.st_gid


def _give(folder: str, found: tuple[int, int, int], wanted: tuple[int, int, int]) -> None:
    """Give a folder the mode and the owners that another has."""
    if found[1:] != wanted[1:]:
        os.chown(folder, *wanted[1:])
    if found != wanted:
        os.chmod(folder, wanted[0])  # noqa: PTH101 - a path object costs more

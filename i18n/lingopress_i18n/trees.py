"""Trees of files that share what they have in common: a second one costs its folders and links.

A file of such a tree is never written in place, for it may be the other tree's as well: whoever
changes it unlinks it first, or renames another one over it.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n import files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MODE = 0o7777


@dataclass
class Tree:
    """What is below a folder, by path from it."""

    files: dict[str, int] = field(default_factory=dict)
    """The number (inode) of everything that is no folder."""
    folders: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """Mode, owner and group; the folder itself is the empty path."""
    is_plain: bool = True
    """Whether there are regular files and folders alone, and no repository."""


def scan(root: Path) -> Tree:
    """Look at everything below a folder, but for what killed processes left. Raises OSError."""
    tree = Tree(folders={"": _attributes(os.stat(root))})  # noqa: PTH116 - as below
    _scan(str(root), "", tree)
    return tree


def mirror(source: Path, tree: Tree, target: Path) -> None:
    """Make a folder the twin of ``source``, of which ``tree`` was found: links to all its files.

    Costs what differs, and a look at both. Raises OSError where the file system cannot do that; the
    target is in any state then.
    """
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


def strays(before: Tree, after: Tree) -> Mapping[str, int]:
    """Give what somebody has put into a tree between two looks at it."""
    return {path: inode for path, inode in after.files.items() if before.files.get(path) != inode}


def _scan(folder: str, start: str, tree: Tree) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = start + entry.name
            if entry.is_dir(follow_symlinks=False):
                tree.is_plain &= entry.name != ".git"
                tree.folders[name] = _attributes(entry.stat(follow_symlinks=False))
                _scan(entry.path, f"{name}/", tree)
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

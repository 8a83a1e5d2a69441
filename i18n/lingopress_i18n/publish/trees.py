"""Trees of files that share what they have in common: a second one costs its folders and links.

A file of such a tree is never written in place, for it may be the other tree's as well: whoever
changes it unlinks it first, or renames another one over it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import stat
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n import files

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

_MODE = 0o7777
_SURELY = 2_000_000_000
"""Nanoseconds within which a file system may give two changes the same time."""
_UNKNOWN = ""
_BETWEEN = "\0"
"""What is between the pieces of a note: no path has it."""
_ODD = "surrogateescape"
"""How names of files are written that are no UTF-8."""


@dataclass
class Tree:
    """What is below a folder, by path from it."""

    files: dict[str, int] = field(default_factory=dict)
    """The number (inode) of everything that is no folder."""
    folders: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """Mode, owner and group; the folder itself is the empty path."""
    times: dict[str, str] = field(default_factory=dict, compare=False)
    """Each folder's number, and when it last changed (``ctime``, which nobody can set); parents
    first. Unknown where it was so shortly before that its next change may have the same time."""
    is_plain: bool = True
    """Whether there are regular files and folders alone, and no repository."""
    seen: int = field(default_factory=time.time_ns, compare=False)
    """When the look at all of it began, in nanoseconds."""

    def add(self, path: str, found: os.stat_result) -> None:
        """Note a folder."""
        self.folders[path] = _attributes(found)
        is_settled = self.seen - found.st_ctime_ns >= _SURELY
        self.times[path] = _time(found) if is_settled else _UNKNOWN


def scan(root: Path, known: Tree | None = None, changed: Collection[str] | None = None) -> Tree:
    """Look at everything below a folder, but for what killed processes left. Raises OSError.

    ``known`` is an earlier look: folders that have not changed since are not looked into; which
    have, ``changed`` says, if that has been found out just now.
    """
    if known and known.is_plain and known.times:
        return _scan_again(root, known, changes(root, known) if changed is None else changed)
    tree = Tree()
    tree.add("", os.stat(root))  # noqa: PTH116 - as below
    _scan(str(root), "", tree)
    return tree


def changes(root: Path, known: Tree) -> list[str]:
    """Name the folders that have changed since an earlier look, or are gone."""
    start, found = f"{root}{os.sep}", []
    for path, noted_time in known.times.items():
        try:
            if noted_time == _time(os.lstat(start + path)):
                continue
        except OSError:
            pass
        found.append(path)
    return found


def _scan_again(root: Path, known: Tree, changed: Collection[str]) -> Tree:
    tree, again, start = Tree(), [], f"{root}{os.sep}"
    changed = frozenset(changed)
    for path, noted_time in known.times.items():
        if path and path.rpartition("/")[0] not in tree.folders:
            continue  # a link may lead there now
        if path not in changed:
            tree.folders[path], tree.times[path] = known.folders[path], noted_time
            continue
        try:
            found = os.lstat(start + path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        if stat.S_ISDIR(found.st_mode):
            tree.add(path, found)
            again.append(path)
    stale = {*again, *(known.folders.keys() - tree.folders.keys())}
    kept = known.files.items()
    tree.files = {path: each for path, each in kept if path.rpartition("/")[0] not in stale}
    for path in again:
        _scan(start + path, f"{path}/" if path else "", tree, tree.folders)
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

    Only folders are looked into that have changed since, or may have.
    """
    after = Tree()
    for path, changed in before.times.items():
        folder = f"{root}{os.sep}{path}"
        try:
            if changed != _time(os.lstat(folder)):
                _scan(folder, f"{path}/" if path else "", after, before.times)
        except FileNotFoundError:  # they have taken it away
            continue
    return {path for path, inode in after.files.items() if before.files.get(path) != inode}


def save(record: Path, tree: Tree, *times: Mapping[str, str]) -> None:
    """Note looks at trees that have the same in them, each with its own times, if that is possible.

    A tree may have changed since that look: its times tell.
    """
    pieces = [json.dumps([len(tree.folders), len(times)]), *tree.folders]
    pieces += [" ".join(map(str, each)) for each in tree.folders.values()]
    for each in times:
        pieces += [each.get(path, _UNKNOWN) for path in tree.folders]
    pieces += [*tree.files, *map(str, tree.files.values())]
    with contextlib.suppress(OSError):  # half a note is none
        record.write_bytes(_BETWEEN.join(pieces).encode(errors=_ODD))


def load(record: Path) -> list[Tree]:
    """Give the looks that are noted, if any; from now on they are not any more."""
    found = noted(record)
    with contextlib.suppress(OSError):
        record.unlink()
        return found
    return []


def noted(record: Path) -> list[Tree]:
    """Give the looks that are noted, if any."""
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
        first, *rest = record.read_bytes().decode(errors=_ODD).split(_BETWEEN)
        count, looks = json.loads(first)
        if len(rest) < count * (2 + looks):
            return []
        paths, attributes, *times = (rest[at * count : (at + 1) * count] for at in range(2 + looks))
        known = {each: _numbers(each) for each in set(attributes)}
        folders = {path: known[each] for path, each in zip(paths, attributes, strict=True)}
        rest = rest[(2 + looks) * count :]
        files = dict(zip(rest[: len(rest) // 2], map(int, rest[len(rest) // 2 :]), strict=True))
        return [Tree(files, folders, dict(zip(paths, each, strict=True))) for each in times]
    return []


def _numbers(text: str) -> tuple[int, int, int]:
    mode, owner, group = map(int, text.split())
    return mode, owner, group


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


def _time(found: os.stat_result) -> str:
    return f"{found.st_ino} {found.st_ctime_ns}"


def _attributes(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_mode & _MODE, found.st_uid, found.st_gid


def _give(folder: str, found: tuple[int, int, int], wanted: tuple[int, int, int]) -> None:
    """Give a folder the mode and the owners that another has."""
    if found[1:] != wanted[1:]:
        os.chown(folder, *wanted[1:])
    if found != wanted:
        os.chmod(folder, wanted[0])  # noqa: PTH101 - a path object costs more

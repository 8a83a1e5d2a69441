"""What the last publish read and wrote, so that the next one can tell what has changed."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lingopress_i18n import files, history

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lingopress_i18n.site import Site

Stamp = tuple[int, int]
"""A file's size in bytes and time of modification in nanoseconds."""

_PACKAGE = Path(__file__).parent


@dataclass(frozen=True)
class Made:
    """What a file of the site was made from."""

    owner: str
    """Name of the article whose page it is; empty if it is nobody's."""
    tag: str
    """That of its locale; empty if it is no locale's alone."""
    needs: frozenset[str]
    """Keys of facts about other articles."""


@dataclass(frozen=True)
class Manifest:
    """The record of a publish."""

    locales: frozenset[str] = frozenset()
    """Tags of the locales that it brought up to date."""
    inputs: Mapping[str, Stamp] = field(default_factory=dict)
    """Articles, catalogs, theme, configuration, and our own code, by path."""
    outputs: Mapping[str, Stamp] = field(default_factory=dict)
    """Files of the built site, by path from its root."""
    commit: str = ""
    """The commit that dates on the status page depend on; empty where there are none."""
    shape: str = ""
    """What is known of all articles without parsing them, hashed; empty after a publish that did
    not bring everything up to date."""
    made: Mapping[str, Made] = field(default_factory=dict)
    """Those of the outputs that are made from articles."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Facts about articles, by key."""

    def is_current(self, site: Site, tags: Iterable[str], inputs: Mapping[str, Stamp]) -> bool:
        """Tell whether these locales were published from the files as they are now."""
        return (
            self.locales.issuperset(tags)
            and self.inputs == inputs
            and self.is_whole(site)
            and (not self.commit or self.commit == history.head(site.root))
        )

    def is_whole(self, site: Site) -> bool:
        """Tell whether nobody has touched what was written."""
        return self.outputs == stamp(site.output, self.outputs)


def load(site: Site) -> Manifest:
    """Read the record; an empty one where there is none that can be understood."""
    try:
        data = json.loads(_path(site).read_bytes())
        sets = [frozenset(map(str, each)) for each in data["needs"]]
        return Manifest(
            frozenset(data["locales"]),
            {path: (size, time) for path, (size, time) in data["inputs"].items()},
            {path: (size, time) for path, (size, time) in data["outputs"].items()},
            data["commit"],
            data["shape"],
            {path: Made(owner, tag, sets[at]) for path, (owner, tag, at) in data["made"].items()},
            {key: value for key, value in data["facts"].items() if len(key.split(" ", 2)) > 2},  # noqa: PLR2004 - kind, tag, name
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Manifest()


def save(site: Site, manifest: Manifest) -> None:
    """Write the record, if it differs from the one that is there."""
    sets: dict[frozenset[str], int] = {}
    made = {
        path: (each.owner, each.tag, sets.setdefault(each.needs, len(sets)))
        for path, each in sorted(manifest.made.items())
    }
    data = {
        "locales": sorted(manifest.locales),
        "inputs": dict(sorted(manifest.inputs.items())),
        "outputs": dict(sorted(manifest.outputs.items())),
        "commit": manifest.commit,
        "shape": manifest.shape,
        "made": made,
        "needs": [sorted(each) for each in sets],
        "facts": dict(sorted(manifest.facts.items())),
    }
    files.write_if_changed(_path(site), json.dumps(data).encode())


def stamp_inputs(site: Site) -> dict[str, Stamp]:
    """Stamp everything that a publish depends on."""
    stamps: dict[str, Stamp] = {}
    for folder in (site.articles, site.catalogs, site.theme):
        stamps.update(_stamp_folder(str(folder), f"{folder.relative_to(site.root).as_posix()}/"))
    stamps.update(stamp(site.root, ["lingopress.toml"]))
    own = _stamp_folder(str(_PACKAGE), "lingopress:")
    return stamps | {path: each for path, each in own if not path.endswith(".pyc")}


def stamp(root: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """Stamp the files of these paths; one that is not there is left out."""
    stamps = {}
    start = f"{root}{os.sep}"
    for path in paths:
        try:
            found = os.stat(start + path)  # noqa: PTH116 - of thousands, a path object each costs more
        except OSError:
            continue
        stamps[path] = (found.st_size, found.st_mtime_ns)
    return stamps


def _stamp_folder(folder: str, start: str) -> Iterator[tuple[str, Stamp]]:
    """Stamp the files below a folder, named by the path from it, after ``start``."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _stamp_folder(entry.path, f"{start}{entry.name}/")
        elif entry.is_file():
            found = entry.stat()
            yield start + entry.name, (found.st_size, found.st_mtime_ns)


def _path(site: Site) -> Path:
    return site.state / "manifest.json"

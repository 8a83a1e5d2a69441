"""What the last publish read and wrote, so that the next one can tell what has changed."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lingopress_i18n import files, schedule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from lingopress_i18n.schedule import Day, Span
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
    unsettled: frozenset[str] = frozenset()
    """Catalogs that may have other messages than their templates, by path from the root."""
    days: Span = schedule.ALWAYS
    """Between which days the same articles are on the site."""

    def is_current(
        self, site: Site, tags: Iterable[str], inputs: Mapping[str, Stamp], day: Day
    ) -> bool:
        """Tell whether these locales were published from the files as they are on this day."""
        return (
            schedule.holds(self.days, day)
            and self.locales.issuperset(tags)
            and self.inputs == inputs
            and self.is_whole(site)
            and _is_at(site, self.commit)
        )

    def with_outputs(self, paths: Iterable[str]) -> Manifest:
        """Add files of the site of which nothing is known but their paths."""
        known = {**dict.fromkeys(paths, (-1, 0)), **self.outputs}
        return self if known == self.outputs else replace(self, outputs=known)

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
            frozenset(data["unsettled"]),
            _span(data),
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
        "unsettled": sorted(manifest.unsettled),
        "days": manifest.days,
    }
    files.write_if_changed(_path(site), json.dumps(data).encode())
    seal(site, manifest)


def seal(site: Site, manifest: Manifest) -> None:
    """Write what tells, without the record, that nothing has changed: see ``is_sealed``."""
    about = {
        "locales": sorted(manifest.locales),
        "commit": manifest.commit,
        "days": manifest.days,
    }
    outputs = dict(sorted(manifest.outputs.items()))
    data = json.dumps(about).encode() + b"\n" + _lines(manifest.inputs, outputs)
    files.write_if_changed(_seal(site), data)


def is_sealed(site: Site, tags: Iterable[str], inputs: Mapping[str, Stamp], day: Day) -> bool:
    """Tell what ``Manifest.is_current`` would, in a fraction of the time.

    False where it cannot tell.
    """
    try:
        about, _, lines = _seal(site).read_bytes().partition(b"\n")
        head = json.loads(about)
        outputs = lines.partition(b"\n\n")[2].decode("utf-8", "surrogateescape").split("\n")
        paths = [each.partition("\0")[0] for each in outputs]
        return (
            schedule.holds(_span(head), day)
            and set(head["locales"]).issuperset(tags)
            and lines == _lines(inputs, stamp(site.output, paths))
            and _is_at(site, head["commit"])
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False


def _span(data: Mapping[str, Any]) -> Span:
    since, until = data.get("days", schedule.ALWAYS)
    return str(since), str(until)


def _is_at(site: Site, commit: str) -> bool:
    if not commit:
        return True
    from lingopress_i18n import history  # noqa: PLC0415 - most publications need it not

    return commit == history.head(site.root)


def announce(site: Site, paths: Collection[str]) -> None:
    """Remember paths that are about to be on the site for the first time.

    A publish that is killed before its record is written has these to its name.
    """
    if paths:
        every = sorted({*paths, *announced(site)})
        files.write_if_changed(_announced(site), json.dumps(every).encode())


def announced(site: Site) -> list[str]:
    """Give what a killed publish has announced."""
    try:
        found = json.loads(_announced(site).read_bytes())
        return [str(each) for each in found]
    except (OSError, ValueError, TypeError):
        return []


def recorded(site: Site) -> None:
    """Forget what was announced: the record has it. Raises ConfigError when that cannot be."""
    with files.refused(_announced(site)):
        _announced(site).unlink(missing_ok=True)


def stamp_inputs(site: Site) -> dict[str, Stamp]:
    """Stamp everything that a publish depends on."""
    stamps: dict[str, Stamp] = {}
    for folder in (site.articles, site.catalogs, site.theme):
        _stamp_folder(str(folder), f"{folder.relative_to(site.root).as_posix()}/", stamps)
    stamps.update(stamp(site.root, ["lingopress.toml"]))
    own: dict[str, Stamp] = {}
    _stamp_folder(str(_PACKAGE), "lingopress:", own)
    return stamps | {path: each for path, each in own.items() if not path.endswith(".pyc")}


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


def _stamp_folder(folder: str, start: str, stamps: dict[str, Stamp]) -> None:
    """Stamp the files below a folder, named by the path from it, after ``start``."""
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _stamp_folder(entry.path, f"{start}{entry.name}/", stamps)
                continue
            try:
                found = entry.stat()
            except OSError:  # a link to nowhere
                continue
            if stat.S_ISREG(found.st_mode):
                stamps[start + entry.name] = (found.st_size, found.st_mtime_ns)


def _lines(inputs: Mapping[str, Stamp], outputs: Mapping[str, Stamp]) -> bytes:
    """Write stamps, the outputs last, each in its own order of paths."""
    lines = [f"{path}\0{size} {time}" for path, (size, time) in sorted(inputs.items())]
    lines.append("")
    lines += [f"{path}\0{size} {time}" for path, (size, time) in outputs.items()]
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def _announced(site: Site) -> Path:
    return site.state / "announced.json"


def _seal(site: Site) -> Path:
    return site.state / "published"


def _path(site: Site) -> Path:
    return site.state / "manifest.json"

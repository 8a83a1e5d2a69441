"""What the last publish read and wrote, so that the next one can tell what has changed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from lingopress_i18n import files, schedule, stamps
from lingopress_i18n.publish import seal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from lingopress_i18n.schedule import Span
    from lingopress_i18n.site import Site
    from lingopress_i18n.stamps import Stamp


class Made(NamedTuple):
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
    elsewhere: frozenset[str] = frozenset()
    """Those of the inputs that are in no folder of articles, catalogs or the theme."""
    below: Mapping[str, str] = field(default_factory=dict)
    """What there is to say of pages that their gates hold, by their locale's tag and article."""

    def with_outputs(self, paths: Iterable[str]) -> Manifest:
        """Add files of the site of which nothing is known but their paths."""
        known = {**dict.fromkeys(paths, stamps.UNKNOWN), **self.outputs}
        return self if known == self.outputs else replace(self, outputs=known)

    def is_whole(self, site: Site) -> bool:
        """Tell whether nobody has touched what was written."""
        return self.outputs == stamps.of(site.output, self.outputs)


def load(site: Site) -> Manifest:
    """Read the record; where it cannot be understood, the paths of the outputs at most.

    Another version of this program may have written it: what that has put on the site is ours.
    """
    data: Any = None
    try:
        data = json.loads(_path(site).read_bytes())
        sets = [frozenset(map(str, each)) for each in data["needs"]]
        return Manifest(
            frozenset(data["locales"]),
            dict(data["inputs"]),
            dict(data["outputs"]),
            data["commit"],
            data["shape"],
            {path: Made(owner, tag, sets[at]) for path, (owner, tag, at) in data["made"].items()},
            {
                key: value for key, value in data["facts"].items() if key.count(" ") > 1
            },  # kind, tag, name
            frozenset(data["unsettled"]),
            _span(data),
            frozenset(data["elsewhere"]),
            dict(data["below"]),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        outputs = data.get("outputs") if isinstance(data, dict) else None
        return Manifest().with_outputs(outputs if isinstance(outputs, dict) else ())


def save(site: Site, manifest: Manifest) -> None:
    """Write the record, if it differs from the one that is there; then the site's seal.

    What was announced is forgotten: the record has it. Raises ConfigError when that cannot be.
    """
    sets: dict[frozenset[str], int] = {}
    made = {
        path: (owner, tag, sets.setdefault(needs, len(sets)))
        for path, (owner, tag, needs) in sorted(manifest.made.items())
    }
    data = {
        "locales": sorted(manifest.locales),
        "inputs": manifest.inputs,
        "outputs": manifest.outputs,
        "commit": manifest.commit,
        "shape": manifest.shape,
        "made": made,
        "needs": [sorted(each) for each in sets],
        "facts": dict(sorted(manifest.facts.items())),
        "unsettled": sorted(manifest.unsettled),
        "days": manifest.days,
        "elsewhere": sorted(manifest.elsewhere),
        "below": manifest.below,
    }
    files.write_if_changed(_path(site), json.dumps(data).encode())
    _seal(site, manifest)
    with files.refused(_announced(site)):
        _announced(site).unlink(missing_ok=True)


def needs(made: Mapping[str, Made]) -> set[str]:
    """Give the keys of all facts that these files were made from."""
    return {need for each in made.values() for need in each.needs}


def _seal(site: Site, manifest: Manifest) -> None:
    """Write what tells, without the record, that nothing has changed."""
    made = seal.Seal(
        locales=sorted(manifest.locales),
        targets=[each.tag for each in site.locales],
        commit=manifest.commit,
        days=[*manifest.days],
        elsewhere=sorted(manifest.elsewhere),
        inputs=manifest.inputs,
        outputs=manifest.outputs,
    )
    seal.write(site.root, made)


def _span(data: Mapping[str, Any]) -> Span:
    since, until = data.get("days", schedule.ALWAYS)
    return str(since), str(until)


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


def _announced(site: Site) -> Path:
    return site.state / seal.ANNOUNCED


def _path(site: Site) -> Path:
    return site.state / "manifest.json"

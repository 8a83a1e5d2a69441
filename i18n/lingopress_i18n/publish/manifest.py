"""What the last publish read and made, so that the next one can tell what has changed.

The stamps of files are in the seal, which also says to which state of the other files of the record
it belongs: a part that has not changed is neither written nor taken to pieces again.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from lingopress_i18n import files, schedule, stamps
from lingopress_i18n.publish import seal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from lingopress_i18n.publish.known import Note
    from lingopress_i18n.publish.looking import Look
    from lingopress_i18n.publish.seal import Seal
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
    articles: Mapping[str, Note] = field(default_factory=dict)
    """What is known of all articles without parsing them, by the paths of their files; empty after
    a publish that did not bring everything up to date."""
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
    told: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What CLDR says of the site's locales, by tag: ``Locale.told``."""
    parts: Mapping[str, Stamp] = field(default_factory=dict)
    """Stamps of the files that it was read from, by name."""

    def with_outputs(self, paths: Iterable[str]) -> Manifest:
        """Add files of the site of which nothing is known but their paths."""
        known = {**dict.fromkeys(paths, stamps.UNKNOWN), **self.outputs}
        return self if known == self.outputs else replace(self, outputs=known)

    def is_as(self, look: Look) -> bool:
        """Tell whether nobody has touched what was written, as a look at its seal's files tells."""
        return look.seal is not None and self.outputs == look.seal.outputs and look.is_whole


def load(site: Site, sealed: Seal | None) -> Manifest:
    """Read the record that belongs to a seal; without one, or it, the paths of the outputs at most.

    Another version of this program may have written it: what that has put on the site is ours.
    """
    found = None
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        found = _read(site, sealed) if sealed else None
    if found is None:
        sealed_outputs = seal.outputs(seal.content(site.root))
        found = Manifest().with_outputs({**_outputs(_path(site)), **sealed_outputs})
    return found


def _read(site: Site, sealed: Seal) -> Manifest | None:
    """Read it; raises anything where it makes no sense."""
    if sealed.parts != stamps.of(site.state, _PARTS):
        return None
    data: dict[str, Any] = {}
    for name in _PARTS:
        data.update(json.loads((site.state / name).read_bytes()))
    sets = [frozenset(each) for each in data["needs"]]
    return Manifest(
        frozenset(sealed.locales),
        dict(sealed.inputs),
        dict(sealed.outputs),
        sealed.commit,
        data["articles"],
        {path: Made(owner, tag, sets[at]) for path, (owner, tag, at) in data["made"].items()},
        data["facts"],
        frozenset(data["unsettled"]),
        (sealed.days[0], sealed.days[1]),
        frozenset(sealed.elsewhere),
        data["below"],
        data["told"],
        sealed.parts,
    )


def save(site: Site, manifest: Manifest, last: Manifest) -> None:
    """Write what is not the same in the ``last`` record, then the site's seal.

    What was announced is forgotten: the record has it. Raises ConfigError when that cannot be.
    """
    for name, (fields, encode) in _PARTS.items():
        if name not in last.parts or any(
            getattr(manifest, each) != getattr(last, each) for each in fields
        ):
            files.write_if_changed(site.state / name, json.dumps(encode(manifest)).encode())
    made = seal.Seal(
        locales=sorted(manifest.locales),
        targets=[each.tag for each in site.locales],
        commit=manifest.commit,
        days=[*manifest.days],
        elsewhere=sorted(manifest.elsewhere),
        inputs=manifest.inputs,
        outputs=manifest.outputs,
        parts=stamps.of(site.state, _PARTS),
    )
    seal.write(site.root, made)
    with files.refused(_announced(site)):
        _announced(site).unlink(missing_ok=True)


def needs(made: Mapping[str, Made]) -> set[str]:
    """Give the keys of all facts that these files were made from."""
    return set().union(*{each.needs for each in made.values()})


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


def _of_articles(manifest: Manifest) -> dict[str, Any]:
    sets: dict[frozenset[str], int] = {}
    made = {
        path: (owner, tag, sets.setdefault(needs, len(sets)))
        for path, (owner, tag, needs) in sorted(manifest.made.items())
    }
    return {
        "articles": manifest.articles,
        "made": made,
        "needs": [sorted(each) for each in sets],
        "unsettled": sorted(manifest.unsettled),
        "below": manifest.below,
        "told": manifest.told,
    }


def _of_facts(manifest: Manifest) -> dict[str, Any]:
    return {"facts": dict(sorted(manifest.facts.items()))}


_PARTS: Mapping[str, tuple[tuple[str, ...], Callable[[Manifest], dict[str, Any]]]] = {
    "manifest.json": (("articles", "made", "unsettled", "below", "told"), _of_articles),
    "facts.json": (("facts",), _of_facts),
}
"""The files of the record: which fields each has, and what is written of them."""


def _outputs(path: Path) -> Mapping[str, Any]:
    """Give the files of the site that the record without its seal knows of, if any."""
    try:
        data = json.loads(path.read_bytes())
        found = data.get("outputs", data.get("made"))  # as a version without seals has it
    except (OSError, ValueError, AttributeError):
        return {}
    return dict.fromkeys(found, stamps.UNKNOWN) if isinstance(found, dict) else {}


def _announced(site: Site) -> Path:
    return site.state / seal.ANNOUNCED


def _path(site: Site) -> Path:
    return site.state / "manifest.json"

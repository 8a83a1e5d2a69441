"""Which articles' files have changed since the last publish, where nothing else has.

Most often that is one catalog: of a sentence that a translator has written.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n import markup, schedule
from lingopress_i18n.facts import ALL
from lingopress_i18n.gates import Gate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publish.looking import Look
    from lingopress_i18n.publish.manifest import Manifest
    from lingopress_i18n.schedule import Day
    from lingopress_i18n.site import Site
    from lingopress_i18n.stamps import Stamp

_MOST = 50
"""From how many changed articles on everything may be made: that then takes little longer."""
_SHARE = 5
"""Which part of many articles may have changed before it is, by several processes."""


class Changed(NamedTuple):
    """Whose files have changed."""

    names: frozenset[str]
    """Of the articles."""
    tags: frozenset[str] | None
    """Of the locales whose catalogs have, and nothing else has; None where sources or templates
    have, too."""

    def locales(self, every: Iterable[Locale]) -> list[Locale]:
        """Choose those that the change may concern."""
        return [each for each in every if self.tags is None or each.tag in self.tags]

    def is_about(self, key: str) -> bool:
        """Tell whether a fact may be another now: about these articles, or all, in these locales.

        A fact in a locale is made from the sources and the locale's own catalogs.
        """
        _, tag, name = key.split(" ", 2)
        return (self.tags is None or tag in self.tags) and (name in self.names or name == ALL)

    def about(self, keys: Iterable[str]) -> set[str]:
        """Choose the keys of such facts; of tens of thousands, few are looked at closely."""
        last = {name.rpartition(" ")[2] for name in (*self.names, ALL)}
        return {key for key in keys if key.rpartition(" ")[2] in last and self.is_about(key)}


def changed(
    site: Site, locales: Sequence[Locale], last: Manifest, look: Look, day: Day
) -> Changed | None:
    """Name the articles whose source, template or catalogs differ from the last publish.

    None where more than that may have changed: then everything has to be made, of which only what
    differs is written.
    """
    is_checked = site.gates.checks and Gate.HOLD in site.gates.every
    if (
        is_checked
        or not last.articles
        or locales != site.locales
        or site.status_page
        or not last.is_as(look)
        or not schedule.holds(last.days, day)
    ):
        return None
    inputs = look.inputs
    known = {made.owner for made in last.made.values() if made.owner}
    folders = {
        f"locales/{each.posix}/LC_MESSAGES/": each.tag for each in locales if not each.is_pseudo
    }
    names, tags = set(), set()
    for path in _differing(last.inputs, inputs):
        name, tag = _owner(path, folders)
        is_article = path.startswith("articles/")
        if name not in known or (is_article and (path not in inputs or path not in last.inputs)):
            return None
        names.add(name)
        tags.add(tag)
    if len(names) > max(_MOST, len(known) // _SHARE):
        return None
    return Changed(frozenset(names), None if "" in tags else frozenset(tags))


def _differing(one: Mapping[str, Stamp], other: Mapping[str, Stamp]) -> set[str]:
    gone = one.keys() - other.keys()
    return gone.union(path for path, stamp in other.items() if one.get(path) != stamp)


def _owner(path: str, folders: Mapping[str, str]) -> tuple[str, str]:
    """Name the article that an input belongs to, empty if it is none's; and the locale's tag.

    That is empty for what belongs to all of them. ``folders`` are those of catalogs, with tags.
    """
    stem, suffix = posixpath.splitext(path)
    if suffix.lower() in markup.FORMATS and stem.startswith("articles/"):
        return stem.removeprefix("articles/"), ""
    if suffix == ".pot" and stem.startswith("locales/pot/"):
        return stem.removeprefix("locales/pot/"), ""
    if suffix in {".po", ".mo"}:
        for folder, tag in folders.items():
            if stem.startswith(folder):
                return stem[len(folder) :], tag
    return "", ""

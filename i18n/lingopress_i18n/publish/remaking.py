"""Making again what changed articles have a part in, and nothing else.

A page is its article's own, and its locale's; every other file of the site knows the facts about
articles that it was made from (see ``Facts``), and is made again when one of them is another now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.facts import ASSET, MEDIUM, OWN
from lingopress_i18n.publish import manifest
from lingopress_i18n.publish.done import Done
from lingopress_i18n.render import links, rendering
from lingopress_i18n.render.search.searched import IS_THERE
from lingopress_i18n.render.shared import feed_paths, lost_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lingopress_i18n.publish.changes import Changed
    from lingopress_i18n.publish.manifest import Manifest
    from lingopress_i18n.publish.staging import Stage
    from lingopress_i18n.render.rendering import Renderer


class Remaking:
    """Files of the site that are made again, and those that stay."""

    def __init__(self, renderer: Renderer, last: Manifest, stage: Stage) -> None:
        """Begin with all files of the last publish; ``stage`` gets what is made."""
        self._renderer, self._last, self._stage = renderer, last, stage
        site = renderer.statuses.publication.site
        self._locales = {locale.tag: locale for locale in site.all_locales}
        self._kept = dict(last.made)
        self._common = [path for path, made in last.made.items() if not made.owner]
        """Files that no article has alone: few, of thousands."""
        self._needs = manifest.needs(last.made)
        self._done = Done(facts=renderer.facts.values)

    def make(self, change: Changed) -> tuple[Done, set[str]]:
        """Make what these articles have a part in, in these locales.

        Gives all files of the site, and the paths of those that were made now.
        """
        self._make_own_pages(change)
        changed = self._changed(change)
        stale = self._stale(change.names, changed)
        self._make_pages(stale)
        self._make_searches(stale, changed)
        self._make_shared(stale)
        self._copy_media()
        touched = set(self._done.made)
        self._done.made = {**self._kept, **self._done.made}
        return self._done, touched

    def _make_own_pages(self, change: Changed) -> None:
        locales = change.locales(self._locales.values())
        tags = {each.tag for each in locales}
        names = change.names
        self._drop(
            [path for path, each in self._kept.items() if each.owner in names and each.tag in tags]
        )
        articles = self._renderer.statuses.publication.articles
        for name in sorted(names):
            outputs = self._renderer.outputs(articles[name], locales)
            self._done.write(outputs, self._stage)

    def _changed(self, change: Changed) -> set[str]:
        """List the keys of what is not what it was about these articles.

        Whoever has read more of them than facts is taken to have read what has changed.
        """
        facts, changed = self._renderer.facts, set()
        own = [key.removesuffix(OWN) for key in self._needs if _is_own(key)]
        needs = self._needs.union(start + name for start in own for name in change.names)
        for key in change.about(needs) | facts.before.keys():
            self._renderer.renew(key)
            if key not in facts.before or facts.values.get(key) != facts.before[key]:
                changed.add(key)
        return changed

    def _stale(self, names: Collection[str], changed: Collection[str]) -> set[str]:
        """Name the files that were made from what is another now."""
        if not changed:
            return set()
        own = {
            name: {f"{key.removesuffix(name)}{OWN}" for key in changed if _is_about(key, name)}
            for name in names
        }
        return {
            path
            for path, made in self._kept.items()
            if not made.needs.isdisjoint(changed)
            or (made.owner in own and not made.needs.isdisjoint(own[made.owner]))
        }

    def _make_pages(self, stale: Collection[str]) -> None:
        """Make stale pages, of other articles or in other locales."""
        articles = self._renderer.statuses.publication.articles
        for made in [self._kept.pop(path) for path in sorted(stale) if self._kept[path].owner]:
            outputs = self._renderer.outputs(articles[made.owner], [self._locales[made.tag]])
            self._done.write(outputs, self._stage)

    def _make_searches(self, stale: Collection[str], changed: Collection[str]) -> None:
        """Make what searches a locale, all of it if one file is stale."""
        tags = {made.tag for path, made in self._kept.items() if path in stale and made.tag}
        tags |= {key.split(" ")[1] for key in changed if key.startswith(f"{IS_THERE} ")}
        if not tags:
            return
        self._drop([path for path in self._common if self._last.made[path].tag in tags])
        for tag in sorted(tags):
            outputs = self._renderer.searching.outputs(self._locales[tag])
            self._done.write(outputs, self._stage)

    def _make_shared(self, stale: Collection[str]) -> None:
        """Make what no locale has alone, and what one has for the first time."""
        shared = self._renderer.shared
        paths = {path for path in stale if path in self._kept and not self._kept[path].tag}
        for locale in self._locales.values():
            lost = lost_path(locale)
            if lost not in self._last.made and shared.has_page(locale):
                paths.add(lost)
            feeds = feed_paths(locale)
            if shared.has_feed(locale) and not self._last.made.keys() >= {*feeds}:
                paths.update(feeds)
        if paths:
            self._drop(paths)
            outputs = shared.outputs([*self._locales.values()], frozenset(paths))
            self._done.write(outputs, self._stage)

    def _copy_media(self) -> None:
        """Copy what is asked for now, and was not before; let go of what nobody asks for now."""
        needs = _of_files(manifest.needs(self._kept) | manifest.needs(self._done.made))
        media = rendering.media_of(needs)
        gone = self._renderer.asset_paths(_of_files(self._needs) - needs)
        gone |= {path for path in self._common if links.is_media(path) and path not in media}
        self._drop(gone)
        there = self._kept.keys() | self._done.made.keys()
        self._done.write(self._renderer.media(needs, there), self._stage)

    def _drop(self, paths: Iterable[str]) -> None:
        for path in paths:
            self._kept.pop(path, None)


def _of_files(needs: Collection[str]) -> set[str]:
    """Choose the keys that name files to be copied."""
    kinds = (f"{MEDIUM} ", f"{ASSET} ")
    return {key for key in needs if key.startswith(kinds)}


def _is_about(key: str, name: str) -> bool:
    """Tell whether a fact is about an article."""
    return key.split(" ", 2)[2] == name


def _is_own(key: str) -> bool:
    """Tell whether a fact is about whatever article a page is of."""
    return _is_about(key, OWN)

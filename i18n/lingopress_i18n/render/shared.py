"""Files of the site that belong to no article: feeds, lost ways, the chooser, what others read."""

from __future__ import annotations

import itertools
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from lingopress_i18n.render import feed_names, robots
from lingopress_i18n.render.output import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lingopress_i18n.addresses import Addresses
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status.statuses import Statuses
    from lingopress_i18n.render.interface import Interface
    from lingopress_i18n.render.searching import Searching
    from lingopress_i18n.render.views import Views

    _Part = tuple[tuple[str, ...], Callable[[], Iterable[tuple[str, bytes]]]]
    """Files that are made together: their paths, at least the first ones, and what makes them."""

LOST = "404.html"
"""Name of the page for addresses where there is none: a locale's own, the source's at the root."""


class Shared:
    """Makes what pages of all articles share."""

    def __init__(
        self,
        statuses: Statuses,
        addresses: Addresses,
        views: Views,
        interface: Interface,
        searching: Searching,
    ) -> None:
        """Take what pages are made of, and the files that search them."""
        self._statuses = statuses
        self._publication = statuses.publication
        self._addresses = addresses
        self._views = views
        self._interface = interface
        self._searching = searching

    def outputs(
        self, locales: Iterable[Locale], stale: frozenset[str] | None = None
    ) -> Iterator[Output]:
        """Render what belongs to no article: 404 pages and feeds of these locales, then the rest.

        That is the chooser, sitemaps, settings of servers, style, and the theme's own files.
        ``stale`` are the only paths to make again, where it is known that the others are as they
        were; then the theme's files are.
        """
        claimed: set[str] = set()
        for names, make in self._parts(locales):
            claimed.update(names)
            if stale is not None and stale.isdisjoint(names):
                continue
            yield from self._noted(make)
        if stale is None or not claimed.issuperset(stale):
            yield from self._noted(self._for_servers)
        if stale is None:
            yield from (Output(path, data) for path, data in self._interface.assets.always())

    def of(self, locale: Locale) -> Iterator[Output]:
        """Render what belongs to no article of one locale: its 404 page and feeds."""
        for _, make in self._own(locale):
            yield from self._noted(make)

    def _own(self, locale: Locale) -> Iterator[_Part]:
        yield (lost_path(locale),), partial(self._own_lost, locale)
        yield feed_paths(locale), partial(self._feeds, locale)

    def _parts(self, locales: Iterable[Locale]) -> Iterator[_Part]:
        views = self._views
        for locale in locales:
            yield from self._own(locale)
        source = self._publication.site.source
        templates = self._interface.templates(source)
        yield ("index.html",), lambda: [("index.html", templates.chooser(views.apart.chooser()))]
        yield (LOST,), partial(self._lost, LOST, source)
        yield ("sitemap.xml",), views.sitemaps
        yield (robots.PATH,), self._robots

    def _noted(self, make: Callable[[], Iterable[tuple[str, bytes]]]) -> Iterator[Output]:
        with self._statuses.facts.making() as noted:
            found = list(make())
        needs = frozenset(noted)
        return (Output(path, data, needs=needs) for path, data in found)

    def _robots(self) -> Iterator[tuple[str, bytes]]:
        site = self._publication.site
        crawlers = robots.robots(site.base_url, status_page=site.status_page)
        if crawlers:
            yield robots.PATH, crawlers.encode()

    def has_feed(self, locale: Locale) -> bool:
        """Tell whether a locale has feeds."""
        return self._views.feeds.has_feed(locale)

    def has_page(self, locale: Locale) -> bool:
        """Tell whether a locale has any page: its gates may hold all of them."""
        articles = self._publication.articles.values()
        return any(self._statuses.is_there(each, locale) for each in articles)

    def _own_lost(self, locale: Locale) -> Iterable[tuple[str, bytes]]:
        return self._lost(lost_path(locale), locale) if self.has_page(locale) else ()

    def _lost(self, path: str, locale: Locale) -> Iterator[tuple[str, bytes]]:
        yield path, self._interface.templates(locale).lost(self._views.apart.lost(locale))

    def _feeds(self, locale: Locale) -> Iterator[tuple[str, bytes]]:
        from lingopress_i18n.render import feeds  # noqa: PLC0415 - many publishes make none

        feed = self._views.feeds.feed(locale)
        if feed is not None:
            atom, json_feed = feed_paths(locale)
            yield atom, feeds.atom(feed)
            yield json_feed, feeds.json_feed(feed)

    def _for_servers(self) -> Iterator[tuple[str, bytes]]:
        """Write the settings of the web servers that the configuration names."""
        site = self._publication.site
        if not site.servers:
            return
        from lingopress_i18n.render import servers  # noqa: PLC0415 - most sites name none

        moved = {
            quote(old): urlsplit(view.canonical).path
            for article in self._publication.articles.values()
            if any(self._addresses.earlier(each, article) for each in site.all_locales)
            for locale in self._statuses.locales(article)
            for old, view in self._views.apart.moved(article, locale)
        }
        root = urlsplit(site.base_url).path
        home = self._publication.articles["index"]
        spoken = [each for each in self._statuses.locales(home) if not each.is_pseudo]
        lasting = self._lasting() if "netlify" in site.servers else []  # others know them by sight
        built = servers.Built(root, spoken, moved, lasting)
        for name in site.servers:
            for path, text in servers.WRITERS[name](built).items():
                yield path, text.encode()

    def _lasting(self) -> list[str]:
        """List the paths of files whose content never changes, as their names tell it."""
        indexes = map(self._searching.index_paths, self._publication.site.all_locales)
        return [*self._interface.assets.every(), *itertools.chain.from_iterable(indexes)]


def lost_path(locale: Locale) -> str:
    """Give the path of a locale's page for addresses where there is none."""
    return f"{locale.tag}/{LOST}"


def feed_paths(locale: Locale) -> tuple[str, str]:
    """Give the paths of a locale's feeds, should it have any."""
    return f"{locale.tag}/{feed_names.ATOM}", f"{locale.tag}/{feed_names.JSON}"

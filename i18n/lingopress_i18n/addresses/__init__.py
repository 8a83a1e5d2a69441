"""The addresses of pages in every locale, now and before: nothing else makes them.

An article is at its source's address in every locale, or, where ``site.localized_slugs`` is on, at
the one that the locale's catalog of addresses gives it. Earlier addresses lead on for ever: the
source's, those that the catalog lists, and ``aliases``. They are taken to have stood in every
combination with the earlier parts of the folders above. None takes the place of a page.
"""

from __future__ import annotations

import contextlib
import itertools
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from lingopress_i18n.addresses import parts
from lingopress_i18n.addresses.parts import Parts
from lingopress_i18n.article import folder_part
from lingopress_i18n.catalog import store
from lingopress_i18n.errors import ContentError
from lingopress_i18n.reserved import is_reserved
from lingopress_i18n.site import ADDRESS_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication

_NOTHING: Mapping[str, Catalog] = {}
_EMPTY = Parts({}, {}, {}, ())


def own_parts(articles: Iterable[Article]) -> dict[str, str]:
    """Map the names of articles that locales may give another address to the source's part."""
    return {each.name: each.own_part for each in articles if each.is_translated and each.slug}


class Addresses:
    """The addresses of a publication's pages."""

    def __init__(
        self, publication: Publication, catalogs: Mapping[str, Catalog] = _NOTHING
    ) -> None:
        """Take the catalogs of addresses, by locale tag; a locale without one has the source's."""
        self._publication = publication
        own = own_parts(publication.articles.values()) if catalogs else {}
        self._parts = {tag: parts.read(each, own) for tag, each in catalogs.items()}
        self._paths: dict[tuple[str, str], str] = {}
        self._slugs: dict[tuple[str, str], str] = {}
        self._earlier: dict[str, Mapping[str, list[str]]] = {}

    def slug(self, locale: Locale, article: Article) -> str:
        """Give a page's address below its locale's root; not escaped, ends in a slash.

        Empty for the home page.
        """
        found = self._parts.get(locale.tag)
        if found is None or not article.slug:
            return article.slug
        key = (locale.tag, article.name)
        if key not in self._slugs:
            path = [*_above(article.name, found), found.now.get(article.name, article.own_part)]
            self._slugs[key] = "".join(f"{part}/" for part in path)
        return self._slugs[key]

    def page_path(self, locale: Locale, article: Article) -> str:
        """Give a page's path from the site's root, percent-encoded: ``fr/news/forum/``."""
        key = (locale.tag, article.name)
        if key not in self._paths:
            self._paths[key] = quote(f"{locale.tag}/{self.slug(locale, article)}")
        return self._paths[key]

    def file(self, locale: Locale, article: Article) -> str:
        """Give the file of a page, by path from the site's root."""
        return f"{locale.tag}/{self.slug(locale, article)}index.html"

    def earlier(self, locale: Locale, article: Article) -> Iterable[str]:
        """List a page's earlier addresses below its locale's root, like ``slug``.

        None is an address of a page now, nor of two articles.
        """
        if not self._parts:
            return article.aliases
        if locale.tag not in self._earlier:
            self._earlier[locale.tag] = self._all_earlier(locale)
        return self._earlier[locale.tag].get(article.name, ())

    def _all_earlier(self, locale: Locale) -> dict[str, list[str]]:
        """Share the earlier addresses of a locale out: the surer goes before, then the name."""
        articles = [
            each
            for each in self._publication.articles.values()
            if locale in self._publication.locales(each)
        ]
        taken = {parts.fold(self.slug(locale, each)) for each in articles}
        history = self._history(locale)
        shared: dict[str, list[str]] = {}
        for find in (_named, history.listed, history.possible):
            for article in articles:
                for address in find(article):
                    if parts.fold(address) not in taken and not is_reserved(address):
                        taken.add(parts.fold(address))
                        shared.setdefault(article.name, []).append(address)
        return shared

    def _history(self, locale: Locale) -> _History:
        own = self._parts.get(locale.tag, _EMPTY)
        source: defaultdict[str, list[str]] = defaultdict(list)
        for tag in sorted(self._parts):  # each catalog may know what another never saw
            for name, found in self._parts[tag].source_before.items():
                source[name] += found
        known = self._publication.articles
        gone = {name for name in (*own.before, *source) if name not in known}
        return _History(
            own, source, {_old_path(name, x): name for name in gone for x in source[name]}
        )


class _History(NamedTuple):
    """What is known of the addresses that a locale's pages had."""

    own: Parts
    source: Mapping[str, Sequence[str]]
    """The earlier parts of the source's addresses, by article's name."""
    gone: Mapping[str, str]
    """Articles that are gone, by their source's address."""

    def listed(self, article: Article) -> Iterator[str]:
        """Go through the addresses that a catalog lists, also for articles that this one names."""
        for alias in article.aliases:
            name = self.gone.get(alias)
            if name is not None:
                yield from self._paths(name, self.own.before.get(name, ()), ())
        if article.slug:
            yield from self._paths(article.name, self._last(article), ())

    def possible(self, article: Article) -> Iterator[str]:
        """Go through those, too, that had the source's part, here or in a folder above."""
        if article.slug:
            of_source = (article.own_part, *self.source.get(article.name, ()))
            last = (*self._last(article), *of_source)
            yield from self._paths(article.name, last, (folder_part,))

    def _last(self, article: Article) -> tuple[str, ...]:
        """List the last parts that an address is known to have, or to have had."""
        now = self.own.now.get(article.name, article.own_part)
        return (now, *self.own.before.get(article.name, ()))

    def _paths(
        self, name: str, last: Sequence[str], more: Sequence[Callable[[str], str]]
    ) -> Iterator[str]:
        """Combine the parts of an article with those of the folders above it."""
        levels = [
            dict.fromkeys(
                [
                    self.own.now.get(index, folder_part(index)),
                    *self.own.before.get(index, ()),
                    *(each(index) for each in more),
                ]
            )
            for index in _indexes_above(name)
        ]
        for path in itertools.product(*levels, dict.fromkeys(last)):
            yield "".join(f"{part}/" for part in path)


def load(publication: Publication) -> Addresses:
    """Read the catalogs of addresses, if there are any; a broken one says nothing here."""
    site = publication.site
    catalogs: dict[str, Catalog] = {}
    for locale in site.locales if site.localized_slugs else ():
        with contextlib.suppress(ContentError):
            found = None if locale.is_pseudo else store.load(site, locale, ADDRESS_DOMAIN)
            if found is not None:
                catalogs[locale.tag] = found
    return Addresses(publication, catalogs)


def _above(name: str, found: Parts) -> Iterator[str]:
    """Go through the parts of the folders above an article, from the top."""
    return (found.now.get(index, folder_part(index)) for index in _indexes_above(name))


def _indexes_above(name: str) -> list[str]:
    """Name the index pages of the folders above an article, from the top; none may be there."""
    folders = name.removesuffix("/index").split("/")[:-1]
    return ["/".join([*folders[:depth], "index"]) for depth in range(1, len(folders) + 1)]


def _named(article: Article) -> Iterable[str]:
    return article.aliases


def _old_path(name: str, part: str) -> str:
    above = (folder_part(index) for index in _indexes_above(name))
    return "".join(f"{each}/" for each in (*above, part))

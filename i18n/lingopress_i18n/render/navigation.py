"""Ways from a page to others: navigation, breadcrumbs, terms, and lists of articles."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from lingopress_i18n import cldr
from lingopress_i18n.render import links
from lingopress_i18n.render.view import Date, NavLink, Taxonomy, Teaser

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from lingopress_i18n.addresses import Addresses
    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status.statuses import Statuses
    from lingopress_i18n.render.texts import Texts
    from lingopress_i18n.render.view import Text

LATEST = 5
"""How many articles the home page lists."""


class Navigation:
    """Leads from any page to others; ``here`` is its path from the site's root.

    Readers are led to the source where there is no page in their locale.
    """

    def __init__(self, statuses: Statuses, addresses: Addresses, texts: Texts) -> None:
        """Take which pages there are, where they are, and how they are called."""
        self._statuses = statuses
        self._publication = statuses.publication
        self._addresses = addresses
        self._texts = texts

    def home(self, locale: Locale) -> Locale:
        """Give the locale of the home page that readers of a locale are led to."""
        home = self._publication.articles.get("index")
        return locale if home is None else self._statuses.reading(home, locale)

    def link(self, article: Article, locale: Locale, here: str, current: str) -> NavLink:
        """Lead to an article's page."""
        read_in = self._statuses.reading(article, locale)
        return NavLink(
            title=self._texts.title(article, locale),
            url=links.relative(here, self._addresses.page_path(read_in, article)),
            hreflang="" if read_in == locale else read_in.tag,
            current=current,
            is_home=not article.slug,
        )

    def main(self, article: Article | None, locale: Locale, here: str) -> tuple[NavLink, ...]:
        """Lead from an article's page, or nobody's, to the main pages that are on the site."""
        ancestors = self._ancestors(article) if article else ()
        pages = filter(self._statuses.is_on, self._publication.navigation())
        return tuple(
            self.link(each, locale, here, _current(each, article, ancestors)) for each in pages
        )

    def above(self, article: Article, locale: Locale, here: str) -> tuple[NavLink, ...]:
        """Lead from the home page down to the page above an article's; nowhere from home itself."""
        above = self._ancestors(article) if article.slug else ()
        return tuple(self.link(each, locale, here, "") for each in above)

    def itself(self, article: Article, locale: Locale, here: str, title: Text) -> NavLink:
        """Name a page as the last of its breadcrumbs; it is called as its own heading calls it."""
        read_in = self._statuses.reading(article, locale)
        return NavLink(
            title=title,
            url=links.relative(here, self._addresses.page_path(read_in, article)),
            hreflang="" if read_in == locale else read_in.tag,
            current="page",
            is_home=False,
        )

    def _ancestors(self, article: Article) -> list[Article]:
        """List the index pages above an article, from the home page down, those that are there."""
        parts = article.name.split("/")[:-1]
        names = ["/".join([*parts[:depth], "index"]) for depth in range(len(parts) + 1)]
        found = (self._publication.articles.get(name) for name in names)
        return [each for each in found if each is not None and each is not article]

    def taxonomies(self, article: Article, locale: Locale, here: str) -> tuple[Taxonomy, ...]:
        """Link what an article is listed under: the terms that are on the site."""
        found = []
        for index, terms in self._publication.taxonomies(article):
            links = [
                self.link(each, locale, here, "") for each in terms if self._statuses.is_on(each)
            ]
            if links:
                found.append(Taxonomy(self.link(index, locale, here, ""), tuple(links)))
        return tuple(found)

    def teasers(self, article: Article, locale: Locale, here: str) -> tuple[Teaser, ...]:
        """List a section's or a term's articles; on the home page, the newest of all."""
        reading = self._statuses.reading
        teasers = [
            self.teaser(each, locale, here, reading(each, locale)) for each in self.listed(article)
        ]
        if self._publication.is_taxonomy(article):
            order = cldr.collation_key(locale)
            teasers.sort(key=lambda each: order(each.title.plain))
        return tuple(teasers)

    def listed(self, article: Article) -> Iterator[Article]:
        """Go through the articles that ``teasers`` announces, in the source's order."""
        if not article.is_list:
            return
        is_home = not article.slug
        found = self._publication.newest() if is_home else self._publication.children(article)
        on_site = filter(self._statuses.is_on, found)
        yield from itertools.islice(on_site, LATEST if is_home else None)

    def teaser(self, article: Article, locale: Locale, here: str, read_in: Locale) -> Teaser:
        """Announce an article, whose page readers of ``locale`` find in ``read_in``."""
        return Teaser(
            title=self._texts.title(article, locale),
            url=links.relative(here, self._addresses.page_path(read_in, article)),
            hreflang="" if read_in == locale else read_in.tag,
            date=date(article, locale),
            description=self._texts.description(article, locale),
        )


def date(article: Article, locale: Locale) -> Date | None:
    """Give an article's date as a locale writes it, if it has one."""
    return _written(article.date, locale)


def updated(article: Article, locale: Locale) -> Date | None:
    """Give likewise the date of its last change."""
    return _written(article.updated, locale)


def _written(day: datetime.date | None, locale: Locale) -> Date | None:
    return Date(day.isoformat(), cldr.long_date(day, locale)) if day else None


def _current(link: Article, page: Article | None, ancestors: Sequence[Article]) -> str:
    """Tell how a navigation link relates to the page; the home page is nobody's section."""
    if link is page:
        return "page"
    return "true" if link in ancestors and link.slug else ""

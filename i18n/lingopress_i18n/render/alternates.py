"""The pages of one article in all its locales, as each of them names the others."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lingopress_i18n.locales import announced, open_graph
from lingopress_i18n.render import links
from lingopress_i18n.render.view import Alternate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_i18n.addresses import Addresses
    from lingopress_i18n.article import Article
    from lingopress_i18n.facts import Kept
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status import PageStatus
    from lingopress_i18n.page_status.statuses import Statuses

    _Pair = tuple[Alternate, Alternate]
    """A page, as others name it and as it names itself."""


class Alternates:
    """Finds the alternates of any page."""

    def __init__(self, statuses: Statuses, addresses: Addresses) -> None:
        """Take which pages there are, and where they are."""
        self._statuses = statuses
        self._publication = statuses.publication
        self._addresses = addresses
        self._pseudo = {each.tag for each in self._publication.site.locales if each.is_pseudo}
        every = self._publication.site.all_locales
        self._announced = {each.tag: announced(each, every) for each in every}
        self._last: tuple[tuple[str, int], Kept[Mapping[str, _Pair]]] | None = None

    def of(self, article: Article, locale: Locale) -> tuple[Alternate, ...]:
        """List the pages of an article that its page in a locale names, itself among them."""
        here = self._addresses.page_path(locale, article)
        every = self._every(article, here)
        if locale.tag not in every:  # held, and looked at
            every = self._make(article, here, locale)
        own = () if locale.is_pseudo else self._pseudo  # no reader is led to a pseudo-locale
        return tuple(
            [
                current if tag == locale.tag else other
                for tag, (other, current) in every.items()
                if tag not in own
            ]
        )

    def _every(self, article: Article, here: str) -> Mapping[str, _Pair]:
        """Give all that are on the site; made once for one article."""
        key = (article.name, here.count("/"))
        if self._last is None or self._last[0] != key:
            make = partial(self._make, article, here, self._publication.site.source)
            self._last = key, self._statuses.facts.keep(make)
        return self._statuses.facts.give(self._last[1])

    def _make(self, article: Article, here: str, locale: Locale) -> dict[str, _Pair]:
        """Describe the pages in all locales where there is one, and in this locale.

        And always the source's, to which an article that is not on the site belongs all the same.
        """
        shown = {*self._statuses.locales(article), locale, self._publication.site.source}
        found = {}
        for each in self._publication.locales(article):
            if each in shown:
                path = self._addresses.page_path(each, article)
                other = self.one(each, path, here, self._statuses.of(article, each))
                found[each.tag] = other, other._replace(current=True)
        return found

    def one(
        self, locale: Locale, path: str, here: str, status: PageStatus, *, is_current: bool = False
    ) -> Alternate:
        """Describe the page at a path, by its locale and status, for the page ``here``."""
        return Alternate(
            tag=locale.tag,
            hreflang=self._announced[locale.tag],
            direction=locale.direction,
            endonym=locale.endonym,
            url=links.relative(here, path),
            absolute_url=self._publication.site.base_url + path,
            open_graph=open_graph(locale),
            current=is_current,
            status=status,
        )

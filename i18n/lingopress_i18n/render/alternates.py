"""The pages of one article in all its locales, as each of them names the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.locales import open_graph
from lingopress_i18n.render import links
from lingopress_i18n.render.view import Alternate

if TYPE_CHECKING:
    from lingopress_i18n.addresses import Addresses
    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status import PageStatus
    from lingopress_i18n.page_status.statuses import Statuses


class Alternates:
    """Finds the alternates of any page."""

    def __init__(self, statuses: Statuses, addresses: Addresses) -> None:
        """Take which pages there are, and where they are."""
        self._statuses = statuses
        self._publication = statuses.publication
        self._addresses = addresses

    def of(self, article: Article, locale: Locale) -> tuple[Alternate, ...]:
        """List the pages of an article that its page in a locale names, itself among them."""
        here = self._addresses.page_path(locale, article)
        return tuple(
            self.one(
                each,
                self._addresses.page_path(each, article),
                here,
                self._statuses.of(article, each),
                is_current=each == locale,
            )
            for each in self._shown(article, locale)
            if locale.is_pseudo or not each.is_pseudo  # no reader is led to a pseudo-locale
        )

    def one(
        self, locale: Locale, path: str, here: str, status: PageStatus, *, is_current: bool = False
    ) -> Alternate:
        """Describe the page at a path, by its locale and status, for the page ``here``."""
        return Alternate(
            tag=locale.tag,
            direction=locale.direction,
            endonym=locale.endonym,
            url=links.relative(here, path),
            absolute_url=self._publication.site.base_url + path,
            open_graph=open_graph(locale),
            current=is_current,
            status=status,
        )

    def _shown(self, article: Article, locale: Locale) -> list[Locale]:
        """List the locales of an article's pages; this one, too, if held and looked at.

        And always the source's, to which an article that is not on the site belongs all the same.
        """
        shown = {*self._statuses.locales(article), locale, self._publication.site.source}
        return [each for each in self._publication.locales(article) if each in shown]

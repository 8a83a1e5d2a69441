"""What pages of a locale have in common: the way around the site, as it leads from one folder."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n.render import feed_names, links
from lingopress_i18n.render.assets import STYLE
from lingopress_i18n.render.search import searched
from lingopress_i18n.render.search.searched import SEARCH

if TYPE_CHECKING:
    from lingopress_i18n.article import Article
    from lingopress_i18n.facts import Kept
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status.statuses import Statuses
    from lingopress_i18n.render.assets import Assets
    from lingopress_i18n.render.feed_view import FeedViews
    from lingopress_i18n.render.navigation import Navigation
    from lingopress_i18n.render.texts import Texts
    from lingopress_i18n.render.view import NavLink, Text


class Frame(NamedTuple):
    """What is around a page; its fields are those of ``Page``."""

    site_title: Text
    site_description: Text | None
    navigation: tuple[NavLink, ...]
    above: tuple[NavLink, ...]
    """The breadcrumbs without the page itself."""
    home_url: str
    home_hreflang: str
    stylesheet_url: str
    feed_urls: tuple[str, ...]
    search_url: str


class Frames:
    """Makes the frame of any page; those of a folder share one."""

    def __init__(
        self,
        statuses: Statuses,
        texts: Texts,
        navigation: Navigation,
        feed_views: FeedViews,
        assets: Assets,
    ) -> None:
        """Take what frames are made of."""
        self._statuses = statuses
        self._texts = texts
        self._navigation = navigation
        self._feeds = feed_views
        self._assets = assets
        self._kept: dict[tuple[str, str, int], Kept[Frame]] = {}
        self._main = {each.name for each in statuses.publication.navigation()}

    def of(self, article: Article, locale: Locale, here: str) -> Frame:
        """Give the frame of an article's page, whose path from the site's root is ``here``."""
        if article.is_index or article.name in self._main:
            return self._make(article, locale, here)  # which itself is one of the links
        key = (locale.tag, article.name.rpartition("/")[0], here.count("/"))
        if key not in self._kept:
            make = partial(self._make, article, locale, here)
            self._kept[key] = self._statuses.facts.keep(make)
        return self._statuses.facts.give(self._kept[key])

    def _make(self, article: Article, locale: Locale, here: str) -> Frame:
        site_title, site_description = self._texts.site(locale)
        home = self._navigation.home(locale)
        is_searched = searched.is_there(self._statuses, locale)
        return Frame(
            site_title=site_title,
            site_description=site_description,
            navigation=self._navigation.main(article, locale, here),
            above=self._navigation.above(article, locale, here),
            home_url=links.relative(here, f"{home.tag}/"),
            home_hreflang="" if home == locale else home.tag,
            stylesheet_url=links.relative(here, self._assets.path(STYLE)),
            feed_urls=tuple(
                links.relative(here, f"{locale.tag}/{name}")
                for name in (feed_names.ATOM, feed_names.JSON)
                if self._feeds.has_feed(locale)
            ),
            search_url=links.relative(here, f"{locale.tag}/{SEARCH}") if is_searched else "",
        )

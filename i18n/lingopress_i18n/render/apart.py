"""Pages that are no article's in a language: search, earlier addresses, lost ways, the chooser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup

from lingopress_i18n import cldr
from lingopress_i18n.document import Slot
from lingopress_i18n.gates import Gate
from lingopress_i18n.publication import SITE_DOMAIN
from lingopress_i18n.render import links
from lingopress_i18n.render.assets import SCRIPT, STYLE
from lingopress_i18n.render.english import spoken
from lingopress_i18n.render.search import searched
from lingopress_i18n.render.search.searched import SEARCH
from lingopress_i18n.render.view import Apart, NavLink, Text
from lingopress_i18n.render.view_apart import Chooser, Lost, Moved, SearchPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lingopress_i18n.addresses import Addresses
    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status.statuses import Statuses
    from lingopress_i18n.render.alternates import Alternates
    from lingopress_i18n.render.assets import Assets
    from lingopress_i18n.render.navigation import Navigation
    from lingopress_i18n.render.texts import Texts
    from lingopress_i18n.render.view import Teaser


class ApartViews:
    """Builds the views of these pages."""

    def __init__(  # noqa: PLR0913, PLR0917 - what pages are made of
        self,
        statuses: Statuses,
        addresses: Addresses,
        texts: Texts,
        navigation: Navigation,
        alternates: Alternates,
        assets: Assets,
    ) -> None:
        """Take what the views of all pages are made of."""
        self._statuses = statuses
        self._publication = statuses.publication
        self._site = statuses.publication.site
        self._addresses = addresses
        self._texts = texts
        self._navigation = navigation
        self._alternates = alternates
        self._assets = assets

    def searched(self, locale: Locale) -> list[tuple[Article, Teaser]]:
        """List what a search of a locale finds, by title in the order of the language.

        Noted is none of it: see ``Searching``.
        """
        here = f"{locale.tag}/{SEARCH}"
        order = cldr.collation_key(locale)
        with self._statuses.facts.unnoted():
            found = [
                (
                    each,
                    self._navigation.teaser(each, locale, here, locale),
                )  # announced, so there
                for each in searched.articles(self._statuses, locale)
            ]
        return sorted(found, key=lambda each: (order(each[1].title.plain), each[0].name))

    def search(
        self,
        locale: Locale,
        title: str,
        entries: Iterable[Teaser],
        index: Iterable[tuple[str, str]],
    ) -> SearchPage:
        """Build the view of a locale's search page, with its title in the locale's words.

        ``index`` are the first words and the names of the files of the index.
        """
        here = f"{locale.tag}/{SEARCH}"
        home_article = self._publication.articles["index"]
        site_title, site_description = self._texts.site(locale)
        home = self._navigation.home(locale)
        name = Text(spoken(title), title)
        alternates = tuple(
            self._alternates.one(
                each,
                f"{each.tag}/{SEARCH}",
                here,
                self._statuses.of(home_article, each),
                is_current=each == locale,
            )
            for each in self._site.all_locales
            if searched.is_there(self._statuses, each)
        )
        return SearchPage(
            kind="search",
            tag=locale.tag,
            direction=locale.direction,
            site_title=site_title,
            site_description=site_description,
            title=name,
            is_title_in_body=False,
            description=None,
            fields={},
            date=None,
            updated=None,
            body=Markup(),
            heading=Markup(),
            text=Markup(),
            table=None,
            teasers=(),
            navigation=self._navigation.main(None, locale, here),
            breadcrumbs=(
                self._navigation.link(home_article, locale, here, ""),
                NavLink(name, "./", "", "page", is_home=False),
            ),
            alternates=alternates,
            status=Apart(),
            reviewed=0,
            messages=0,
            canonical=self._site.base_url + here,
            x_default=self._site.base_url,
            source=alternates[0],
            are_drafts_published=Gate.DRAFTS in self._site.gates.every,
            json_ld=Markup(),
            home_url=links.relative(here, f"{home.tag}/"),
            home_hreflang="" if home == locale else home.tag,
            stylesheet_url=links.relative(here, self._assets.path(STYLE)),
            feed_urls=(),
            search_url="./",
            image=None,
            entries=tuple(entries),
            script_url=links.relative(here, self._assets.path(SCRIPT)),
            index=tuple(index),
        )

    def lost(self, locale: Locale) -> Lost:
        """Build the view of a locale's page for addresses where there is none."""
        publication = self._publication
        root = urlsplit(publication.site.base_url).path
        home = publication.articles["index"]
        read_in = self._navigation.home(locale)
        there = {each.tag for each in self._statuses.locales(home)}
        return Lost(
            tag=locale.tag,
            direction=locale.direction,
            site_title=self._texts.site(locale)[0],
            navigation=tuple(
                link._replace(url=root + link.url)
                for link in self._navigation.main(None, locale, "")
            ),
            homes=tuple(
                each._replace(url=urlsplit(each.absolute_url).path)
                for each in self._alternates.of(home, locale)
                if each.tag in there
            ),
            home_url=f"{root}{read_in.tag}/",
            home_hreflang="" if read_in == locale else read_in.tag,
            search_url=(
                f"{root}{locale.tag}/{SEARCH}" if searched.is_there(self._statuses, locale) else ""
            ),
            stylesheet_url=root + self._assets.path(STYLE),
        )

    def moved(self, article: Article, locale: Locale) -> Iterator[tuple[str, Moved]]:
        """Build the views of an article's earlier addresses, by path from the site's root."""
        now = self._addresses.page_path(locale, article)
        for old in self._addresses.earlier(locale, article):
            yield (
                f"{locale.tag}/{old}",
                Moved(
                    tag=locale.tag,
                    direction=locale.direction,
                    title=self._texts.title(article, locale),
                    url=links.relative(f"{locale.tag}/{old}", now),
                    stylesheet_url=links.relative(f"{locale.tag}/{old}", self._assets.path(STYLE)),
                    canonical=self._site.base_url + now,
                ),
            )

    def chooser(self) -> Chooser:
        """Build the view of the page at the root, where a reader picks a language."""
        site = self._site
        home = self._publication.articles.get("index")
        alternates, titles = [], []
        for locale in site.all_locales:
            if locale.is_pseudo or home is None or not self._statuses.is_there(home, locale):
                continue
            status = self._statuses.of(home, locale)
            alternates.append(self._alternates.one(locale, f"{locale.tag}/", "", status))
            filling = self._texts.of(SITE_DOMAIN, locale)
            title = self._publication.site_messages()[0]
            titles.append(
                filling.text(Slot((title,))) if filling.translation(title) is not None else None
            )
        return Chooser(
            tag=site.source.tag,
            direction=site.source.direction,
            site_title=self._texts.site(site.source)[0].plain,
            titles=tuple(titles),
            alternates=tuple(alternates),
            stylesheet_url=self._assets.path(STYLE),
            canonical=site.base_url,
        )

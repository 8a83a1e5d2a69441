"""Building the views of pages, by their statuses and by what is reviewed."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from lingopress_i18n import cldr
from lingopress_i18n.document import Slot
from lingopress_i18n.gates import Gate
from lingopress_i18n.locales import open_graph
from lingopress_i18n.publication import SITE_DOMAIN
from lingopress_i18n.render import feeds, links, sitemap, structured, tables
from lingopress_i18n.render.assets import SCRIPT, STYLE, Assets
from lingopress_i18n.render.feed_view import FeedViews
from lingopress_i18n.render.fill import Filling
from lingopress_i18n.render.images import Images
from lingopress_i18n.render.pictures import Pictures
from lingopress_i18n.render.search import searched
from lingopress_i18n.render.search.searched import SEARCH
from lingopress_i18n.render.view import (
    Alternate,
    Apart,
    Chooser,
    Date,
    Lost,
    Moved,
    NavLink,
    Page,
    SearchPage,
    Taxonomy,
    Teaser,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lingopress_i18n.addresses import Addresses
    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status import PageStatus
    from lingopress_i18n.page_status.statuses import Statuses

LATEST = 5
"""How many articles the home page lists."""


class Views:
    """Builds the view of any page of a publication, with the translations of all its locales."""

    def __init__(
        self,
        statuses: Statuses,
        addresses: Addresses,
        draft_label: Callable[[Locale], str],
        shown: Callable[[str, Locale], Filling] | None = None,
    ) -> None:
        """Take what is reviewed, and what stands before drafts in a locale's pages.

        ``shown`` fills what pages show of a domain otherwise: a preview shows more of it.
        """
        self._shown_by = shown
        self._publication = publication = statuses.publication
        self._site = publication.site
        self._statuses = statuses
        self._addresses = addresses
        self._draft_label = draft_label
        self._facts = statuses.facts
        self.facts: dict[str, Callable[[Article, Locale], object]] = {
            "title": self._title,
            "description": self._description,
            "status": statuses.of,
            "announced": statuses.is_announced,
            "there": statuses.is_there,
        }
        """How each kind of fact is found, of an article in a locale."""
        self.assets = Assets(publication.site, self._facts)
        """The theme's files, as pages name them."""
        self.links = links.Links(
            publication, addresses, statuses.reading, statuses.is_on, self._facts
        )
        self._images = Images(publication.site.articles, self.links.media)
        self._pictures = Pictures(publication.site, self.links, self._images)
        self.feeds = FeedViews(statuses, addresses, self.links, self._images.sized, self._filling)

    def body(self, article: Article, locale: Locale, *, anchors: bool) -> Markup:
        """Render an article's body alone."""
        document = self._publication.documents[article.name]
        rewrite = self.links.rewriter(article, locale)
        body = self._own_filling(article, locale).body(document.parts, rewrite, anchors=anchors)
        here = self._addresses.page_path(locale, article)
        media = links.relative(here, f"{links.MEDIA}/")
        return Markup(self._images.sized(body, media))  # noqa: S704 - it adds numbers

    def page(self, article: Article, locale: Locale) -> Page:
        """Build the view of one localized page."""
        document = self._publication.documents[article.name]
        filling = self._own_filling(article, locale)
        status = self._statuses.of(article, locale)
        alternates = self._alternates(article, locale)
        here = self._addresses.page_path(locale, article)
        source = alternates[0]
        site_title, site_description = self._site_texts(locale)
        title = filling.text(document.title)
        description = filling.text(document.description) if document.description else None
        home = self._home(locale)
        table = document.table
        image = self._pictures.find(article, locale, document, filling, site_title)
        taxonomies = self._taxonomies(article, locale, here)
        keywords = [term.title.plain for each in taxonomies for term in each.terms]
        return Page(
            kind="article" if not article.is_list else "section" if article.slug else "home",
            tag=locale.tag,
            direction=locale.direction,
            site_title=site_title,
            site_description=site_description,
            title=title,
            is_title_in_body=document.is_title_in_body,
            description=description,
            fields=filling.fields(document.fields),
            date=_date(article, locale),
            body=self.body(article, locale, anchors=True),
            table=tables.localize(table, filling, self._site.territories) if table else None,
            teasers=self._teasers(article, locale, here),
            navigation=self._navigation(article, locale, here),
            breadcrumbs=self._breadcrumbs(article, locale, here, title),
            alternates=alternates,
            status=status,
            reviewed=status.reviewed,
            messages=status.messages,
            canonical=self._absolute(here) if status.is_own else source.absolute_url,
            x_default=self._site.base_url,
            source=source,
            are_drafts_published=Gate.DRAFTS in self._site.gates.every,
            json_ld=structured.json_ld(
                article, title, description, alternates, image, keywords=keywords
            ),
            home_url=links.relative(here, f"{home.tag}/"),
            home_hreflang="" if home == locale else home.tag,
            stylesheet_url=links.relative(here, self.assets.path(STYLE)),
            feed_urls=tuple(
                links.relative(here, f"{locale.tag}/{name}")
                for name in (feeds.ATOM, feeds.JSON)
                if self.feeds.has_feed(locale)
            ),
            search_url=self._search_url(locale, here),
            image=image,
            taxonomies=taxonomies,
        )

    def searched(self, locale: Locale) -> list[tuple[Article, Teaser]]:
        """List what a search of a locale finds, by title in the order of the language.

        Noted is none of it: see ``Renderer.search``.
        """
        here = f"{locale.tag}/{SEARCH}"
        order = cldr.collation_key(locale)
        with self._facts.unnoted():
            found = [
                (each, self._teaser(each, locale, here, locale))  # announced, so it is there
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
        site_title, site_description = self._site_texts(locale)
        home = self._home(locale)
        name = Text(escape(title), title)
        alternates = tuple(
            self._alternate(
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
            body=Markup(),
            table=None,
            teasers=(),
            navigation=tuple(self._link(each, locale, here, "") for each in self._main_pages()),
            breadcrumbs=(
                self._link(home_article, locale, here, ""),
                NavLink(name, "./", "", "page", is_home=False),
            ),
            alternates=alternates,
            status=Apart(),
            reviewed=0,
            messages=0,
            canonical=self._absolute(here),
            x_default=self._site.base_url,
            source=alternates[0],
            are_drafts_published=Gate.DRAFTS in self._site.gates.every,
            json_ld=Markup(),
            home_url=links.relative(here, f"{home.tag}/"),
            home_hreflang="" if home == locale else home.tag,
            stylesheet_url=links.relative(here, self.assets.path(STYLE)),
            feed_urls=(),
            search_url="./",
            image=None,
            entries=tuple(entries),
            script_url=links.relative(here, self.assets.path(SCRIPT)),
            index=tuple(index),
        )

    def _search_url(self, locale: Locale, here: str) -> str:
        is_there = searched.is_there(self._statuses, locale)
        return links.relative(here, f"{locale.tag}/{SEARCH}") if is_there else ""

    def lost(self, locale: Locale) -> Lost:
        """Build the view of a locale's page for addresses where there is none."""
        publication = self._publication
        root = urlsplit(publication.site.base_url).path
        home = publication.articles["index"]
        read_in = self._home(locale)
        there = {each.tag for each in self._statuses.locales(home)}
        return Lost(
            tag=locale.tag,
            direction=locale.direction,
            site_title=self._site_texts(locale)[0],
            navigation=tuple(
                replace(link, url=root + link.url)
                for link in (self._link(each, locale, "", "") for each in self._main_pages())
            ),
            homes=tuple(
                replace(each, url=urlsplit(each.absolute_url).path)
                for each in self._alternates(home, locale)
                if each.tag in there
            ),
            home_url=f"{root}{read_in.tag}/",
            home_hreflang="" if read_in == locale else read_in.tag,
            stylesheet_url=root + self.assets.path(STYLE),
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
                    title=self._title(article, locale),
                    url=links.relative(f"{locale.tag}/{old}", now),
                    stylesheet_url=links.relative(f"{locale.tag}/{old}", self.assets.path(STYLE)),
                    canonical=self._absolute(now),
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
            alternates.append(self._alternate(locale, f"{locale.tag}/", "", status))
            filling = self._filling(SITE_DOMAIN, locale)
            title = self._publication.site_messages()[0]
            titles.append(
                filling.text(Slot((title,))) if filling.translation(title) is not None else None
            )
        return Chooser(
            tag=site.source.tag,
            direction=site.source.direction,
            site_title=site.title,
            titles=tuple(titles),
            alternates=tuple(alternates),
            stylesheet_url=self.assets.path(STYLE),
            canonical=site.base_url,
        )

    def sitemaps(self) -> Iterator[tuple[str, bytes]]:
        """Write the sitemaps: every page that is the source's or announced as a translation."""
        addresses = (
            self._absolute(self._addresses.page_path(locale, article))
            for locale in self._site.all_locales
            for article in self._publication.articles.values()
            if locale in self._publication.locales(article)
            and self._statuses.is_announced(article, locale)
        )
        return sitemap.sitemaps(self._site.base_url, addresses)

    def _own_filling(self, article: Article, locale: Locale) -> Filling:
        """Fill an article's own page, where alone its drafts are shown if its gate lets them."""
        if self._shown_by:
            return self._shown_by(article.name, locale)
        site = self._site
        reviewed = self._statuses.reviewed.get(locale.tag, {}).get(article.name, {})
        drafts = self._statuses.of(article, locale).drafts
        label = self._draft_label(locale) if drafts else ""
        return Filling(
            reviewed, locale, site.source, site.policy, drafts, label, typography=site.typography
        )

    def _filling(self, domain: str, locale: Locale) -> Filling:
        """Fill what other pages show of an article, or the site's own messages.

        Of a page that is not there in the locale, that is nothing translated.
        """
        if self._shown_by:
            return self._shown_by(domain, locale)
        article = self._publication.articles.get(domain)
        is_there = article is None or self._statuses.is_there(article, locale)
        domains = self._statuses.reviewed.get(locale.tag, {}) if is_there else {}
        site = self._site
        translations = domains.get(domain, {})
        return Filling(translations, locale, site.source, site.policy, typography=site.typography)

    def _home(self, locale: Locale) -> Locale:
        """Give the locale of the home page that readers of a locale are led to."""
        home = self._publication.articles.get("index")
        return locale if home is None else self._statuses.reading(home, locale)

    def _title(self, article: Article, locale: Locale) -> Text:
        """Give an article's title; it stands on many pages."""

        def find() -> list[str]:
            title = self._publication.documents[article.name].title
            return _pair(self._filling(article.name, locale).text(title))

        return _text(*self._facts.fact("title", locale.tag, article.name, find))

    def _description(self, article: Article, locale: Locale) -> Text | None:
        """Give an article's description, if it has one, likewise."""

        def find() -> list[str] | None:
            description = self._publication.documents[article.name].description
            if description is None:
                return None
            return _pair(self._filling(article.name, locale).text(description))

        found = self._facts.fact("description", locale.tag, article.name, find)
        return _text(*found) if found else None

    def _absolute(self, path: str) -> str:
        return self._site.base_url + path

    def _alternates(self, article: Article, locale: Locale) -> tuple[Alternate, ...]:
        here = self._addresses.page_path(locale, article)
        return tuple(
            self._alternate(
                each,
                self._addresses.page_path(each, article),
                here,
                self._statuses.of(article, each),
                is_current=each == locale,
            )
            for each in self._shown(article, locale)
            if locale.is_pseudo or not each.is_pseudo  # no reader is led to a pseudo-locale
        )

    def _alternate(
        self, locale: Locale, path: str, here: str, status: PageStatus, *, is_current: bool = False
    ) -> Alternate:
        return Alternate(
            tag=locale.tag,
            direction=locale.direction,
            endonym=locale.endonym,
            url=links.relative(here, path),
            absolute_url=self._absolute(path),
            open_graph=open_graph(locale),
            current=is_current,
            status=status,
        )

    def _shown(self, article: Article, locale: Locale) -> list[Locale]:
        """List the locales of an article's pages; this one, too, if held and looked at.

        And always the source's, to which an article that is not on the site belongs all the same.
        """
        shown = {*self._statuses.locales(article), locale, self._site.source}
        return [each for each in self._publication.locales(article) if each in shown]

    def _site_texts(self, locale: Locale) -> tuple[Text, Text | None]:
        """Give the publication's title and description."""
        filling = self._filling(SITE_DOMAIN, locale)
        title, *rest = (filling.text(Slot((each,))) for each in self._publication.site_messages())
        return title, rest[0] if rest else None

    def _teasers(self, article: Article, locale: Locale, here: str) -> tuple[Teaser, ...]:
        """List a section's or a term's articles; on the home page, the newest of all."""
        if not article.is_list:
            return ()
        is_home = not article.slug
        publication = self._publication
        found = publication.newest() if is_home else publication.children(article)
        listed = filter(self._statuses.is_on, found)
        most = LATEST if is_home else None
        reading = self._statuses.reading
        teasers = [
            self._teaser(each, locale, here, reading(each, locale))
            for each in itertools.islice(listed, most)
        ]
        if publication.is_taxonomy(article):
            order = cldr.collation_key(locale)
            teasers.sort(key=lambda each: order(each.title.plain))
        return tuple(teasers)

    def _taxonomies(self, article: Article, locale: Locale, here: str) -> tuple[Taxonomy, ...]:
        """Link what an article is listed under: the terms that are on the site."""
        found = []
        for index, terms in self._publication.taxonomies(article):
            links = [
                self._link(each, locale, here, "") for each in terms if self._statuses.is_on(each)
            ]
            if links:
                found.append(Taxonomy(self._link(index, locale, here, ""), tuple(links)))
        return tuple(found)

    def _teaser(self, article: Article, locale: Locale, here: str, read_in: Locale) -> Teaser:
        return Teaser(
            title=self._title(article, locale),
            url=links.relative(here, self._addresses.page_path(read_in, article)),
            hreflang="" if read_in == locale else read_in.tag,
            date=_date(article, locale),
            description=self._description(article, locale),
        )

    def _navigation(self, article: Article, locale: Locale, here: str) -> tuple[NavLink, ...]:
        ancestors = self._ancestors(article)
        return tuple(
            self._link(each, locale, here, _current(each, article, ancestors))
            for each in self._main_pages()
        )

    def _main_pages(self) -> list[Article]:
        """List the pages of the main navigation that are on the site."""
        return [*filter(self._statuses.is_on, self._publication.navigation())]

    def _breadcrumbs(
        self, article: Article, locale: Locale, here: str, title: Text
    ) -> tuple[NavLink, ...]:
        """Lead from the home page down to this page, which is called as its own heading calls it.

        There is nothing on the home page itself.
        """
        if not article.slug:
            return ()
        above = (self._link(each, locale, here, "") for each in self._ancestors(article))
        return (*above, replace(self._link(article, locale, here, "page"), title=title))

    def _ancestors(self, article: Article) -> list[Article]:
        """List the index pages above an article, from the home page down, those that are there."""
        parts = article.name.split("/")[:-1]
        names = ["/".join([*parts[:depth], "index"]) for depth in range(len(parts) + 1)]
        found = (self._publication.articles.get(name) for name in names)
        return [each for each in found if each is not None and each is not article]

    def _link(self, article: Article, locale: Locale, here: str, current: str) -> NavLink:
        read_in = self._statuses.reading(article, locale)
        return NavLink(
            title=self._title(article, locale),
            url=links.relative(here, self._addresses.page_path(read_in, article)),
            hreflang="" if read_in == locale else read_in.tag,
            current=current,
            is_home=not article.slug,
        )


def _pair(text: Text) -> list[str]:
    """Write a text as values of JSON."""
    return [str(text.html), text.plain]


def _text(html: str, plain: str) -> Text:
    return Text(Markup(html), plain)  # noqa: S704 - what ``_pair`` was given


def _date(article: Article, locale: Locale) -> Date | None:
    if article.date is None:
        return None
    return Date(article.date.isoformat(), cldr.long_date(article.date, locale))


def _current(link: Article, page: Article, ancestors: Sequence[Article]) -> str:
    """Tell how a navigation link relates to the page; the home page is nobody's section."""
    if link is page:
        return "page"
    return "true" if link in ancestors and link.slug else ""

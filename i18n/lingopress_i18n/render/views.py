"""Building the views of articles' pages, by their statuses and by what is reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from lingopress_i18n.gates import Gate
from lingopress_i18n.render import feeds, links, navigation, sitemap, structured, tables
from lingopress_i18n.render.alternates import Alternates
from lingopress_i18n.render.apart import ApartViews
from lingopress_i18n.render.assets import STYLE
from lingopress_i18n.render.feed_view import FeedViews
from lingopress_i18n.render.images import Images
from lingopress_i18n.render.navigation import Navigation
from lingopress_i18n.render.pictures import Pictures
from lingopress_i18n.render.program import Programs
from lingopress_i18n.render.search import searched
from lingopress_i18n.render.search.searched import SEARCH
from lingopress_i18n.render.texts import Texts
from lingopress_i18n.render.view import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lingopress_i18n.addresses import Addresses
    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status.statuses import Statuses
    from lingopress_i18n.render.assets import Assets
    from lingopress_i18n.render.fill import Filling


class Views:
    """Builds the view of any page of a publication, with the translations of all its locales."""

    def __init__(
        self,
        statuses: Statuses,
        addresses: Addresses,
        assets: Assets,
        draft_label: Callable[[Locale], str],
        shown: Callable[[str, Locale], Filling] | None = None,
    ) -> None:
        """Take what is reviewed, and what stands before drafts in a locale's pages.

        ``shown`` fills what pages show of a domain otherwise: a preview shows more of it.
        """
        self._publication = publication = statuses.publication
        self._site = publication.site
        self._statuses = statuses
        self._addresses = addresses
        self._assets = assets
        self._texts = Texts(statuses, draft_label, shown)
        self._navigation = Navigation(statuses, addresses, self._texts)
        self._alternates = Alternates(statuses, addresses)
        self.facts: dict[str, Callable[[Article, Locale], object]] = {
            "title": self._texts.title,
            "description": self._texts.description,
            "status": statuses.of,
            "announced": statuses.is_announced,
            "there": statuses.is_there,
        }
        """How each kind of fact is found, of an article in a locale."""
        self.links = links.Links(
            publication, addresses, statuses.reading, statuses.is_on, statuses.facts
        )
        self._images = Images(publication.site.articles, self.links.media)
        self._pictures = Pictures(publication.site, self.links, self._images)
        self._programs = Programs()
        self.feeds = FeedViews(
            statuses, addresses, self.links, self._images.sized, self._texts.of, self._programs
        )
        self.apart = ApartViews(
            statuses, addresses, self._texts, self._navigation, self._alternates, assets
        )
        """The views of pages that are no article's."""

    def body(self, article: Article, locale: Locale, *, anchors: bool) -> Markup:
        """Render an article's body alone."""
        document = self._publication.documents[article.name]
        rewrite = self.links.rewriter(article, locale)
        program = self._programs.of(article.name, document, anchors=anchors)
        body = self._texts.own(article, locale).fill(program, rewrite)
        here = self._addresses.page_path(locale, article)
        media = links.relative(here, f"{links.MEDIA}/")
        return Markup(self._images.sized(body, media))  # noqa: S704 - it adds numbers

    def page(self, article: Article, locale: Locale) -> Page:
        """Build the view of one localized page."""
        document = self._publication.documents[article.name]
        filling = self._texts.own(article, locale)
        status = self._statuses.of(article, locale)
        alternates = self._alternates.of(article, locale)
        here = self._addresses.page_path(locale, article)
        source = alternates[0]
        site_title, site_description = self._texts.site(locale)
        title = filling.text(document.title)
        description = filling.text(document.description) if document.description else None
        home = self._navigation.home(locale)
        table = document.table
        image = self._pictures.find(article, locale, document, filling, site_title)
        taxonomies = self._navigation.taxonomies(article, locale, here)
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
            date=navigation.date(article, locale),
            body=self.body(article, locale, anchors=True),
            table=tables.localize(table, filling, self._site.territories) if table else None,
            teasers=self._navigation.teasers(article, locale, here),
            navigation=self._navigation.main(article, locale, here),
            breadcrumbs=self._navigation.breadcrumbs(article, locale, here, title),
            alternates=alternates,
            status=status,
            reviewed=status.reviewed,
            messages=status.messages,
            canonical=self._site.base_url + here if status.is_own else source.absolute_url,
            x_default=self._site.base_url,
            source=source,
            are_drafts_published=Gate.DRAFTS in self._site.gates.every,
            json_ld=structured.json_ld(
                article, title, description, alternates, image, keywords=keywords
            ),
            home_url=links.relative(here, f"{home.tag}/"),
            home_hreflang="" if home == locale else home.tag,
            stylesheet_url=links.relative(here, self._assets.path(STYLE)),
            feed_urls=tuple(
                links.relative(here, f"{locale.tag}/{name}")
                for name in (feeds.ATOM, feeds.JSON)
                if self.feeds.has_feed(locale)
            ),
            search_url=self._search_url(locale, here),
            image=image,
            taxonomies=taxonomies,
        )

    def _search_url(self, locale: Locale, here: str) -> str:
        is_there = searched.is_there(self._statuses, locale)
        return links.relative(here, f"{locale.tag}/{SEARCH}") if is_there else ""

    def sitemaps(self) -> Iterator[tuple[str, bytes]]:
        """Write the sitemaps: every page that is the source's or announced as a translation."""
        addresses = (
            self._site.base_url + self._addresses.page_path(locale, article)
            for locale in self._site.all_locales
            for article in self._publication.articles.values()
            if locale in self._publication.locales(article)
            and self._statuses.is_announced(article, locale)
        )
        return sitemap.sitemaps(self._site.base_url, addresses)

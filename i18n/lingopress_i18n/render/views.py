"""Building the views of articles' pages, by their statuses and by what is reviewed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from lingopress_i18n.gates import Gate
from lingopress_i18n.lazily import Read
from lingopress_i18n.page_status import Kind
from lingopress_i18n.render import (
    directions,
    footnotes,
    links,
    navigation,
    numerals,
    sitemap,
    structured,
    tables,
)
from lingopress_i18n.render.alternates import Alternates
from lingopress_i18n.render.feed_view import FeedViews
from lingopress_i18n.render.frames import Frames
from lingopress_i18n.render.images import Images
from lingopress_i18n.render.navigation import Navigation
from lingopress_i18n.render.pictures import Pictures
from lingopress_i18n.render.program import Programs
from lingopress_i18n.render.texts import Texts
from lingopress_i18n.render.view import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lingopress_i18n.addresses import Addresses
    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status.statuses import Statuses
    from lingopress_i18n.render.apart import ApartViews
    from lingopress_i18n.render.assets import Assets
    from lingopress_i18n.render.fill import Filling

_END_OF_HEADING = "</h1>"


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
        self._texts = Texts(statuses, draft_label, shown)
        self._navigation = Navigation(statuses, addresses, self._texts)
        self._alternates = Alternates(statuses, addresses)
        self.facts: dict[str, Callable[[Article, Locale], object]] = {
            "title": self._texts.title,
            "description": self._texts.description,
            "status": statuses.of,
            "announced": statuses.is_announced,
            "changed": statuses.changed,
            "there": statuses.is_there,
        }
        """How each kind of fact is found, of an article in a locale."""
        self.links = links.Links(
            publication, addresses, statuses.reading, statuses.is_on, statuses.facts
        )
        self._images = Images(publication.site.articles, self.links.media)
        self._pictures = Pictures(publication.site, self.links, self._images)
        self._programs = Programs()
        self._are_drafts_published = Gate.DRAFTS in publication.site.gates.every
        self.feeds = FeedViews(
            statuses, addresses, self.links, self._images.sized, self._texts.of, self._programs
        )
        self._frames = Frames(statuses, self._texts, self._navigation, self.feeds, assets)
        self._assets = assets

    @cached_property
    def apart(self) -> ApartViews:
        """The views of pages that are no article's."""
        from lingopress_i18n.render.apart import ApartViews  # noqa: PLC0415 - many publishes make none

        return ApartViews(
            self._statuses,
            self._addresses,
            self._texts,
            self._navigation,
            self._alternates,
            self._assets,
        )

    def body(self, article: Article, locale: Locale, *, anchors: bool) -> Markup:
        """Render an article's body alone."""
        return self._body(article, self._texts.own(article, locale), anchors=anchors)

    def _body(self, article: Article, filling: Filling, *, anchors: bool) -> Markup:
        document = self._publication.documents[article.name]
        rewrite = self.links.rewriter(article, filling.locale)
        program = self._programs.of(article.name, document, anchors=anchors)
        here = self._addresses.page_path(filling.locale, article)
        media = links.relative(here, f"{links.MEDIA}/")
        html = self._images.sized(filling.fill(program, rewrite), media)
        if anchors:
            html = footnotes.linked(html)
        html = directions.said(html, filling.locale)
        if self._statuses.of(article, filling.locale).kind is not Kind.FALLBACK:
            html = numerals.noted(html, filling.locale)
        return html if isinstance(html, Markup) else Markup(html)  # noqa: S704 - what is added is ours

    def page(self, article: Article, locale: Locale) -> Page:
        """Build the view of one localized page."""
        document = self._publication.documents[article.name]
        filling = self._texts.own(article, locale)
        status = self._statuses.of(article, locale)
        alternates = self._alternates.of(article, locale)
        here = self._addresses.page_path(locale, article)
        frame = self._frames.of(article, locale, here)
        source = alternates[0]
        title = filling.text(document.title)
        description = filling.text(document.description) if document.description else None
        itself = (self._navigation.itself(article, locale, here, title),) if article.slug else ()
        table = document.table
        image = self._pictures.find(article, locale, document, filling, frame.site_title)
        taxonomies = self._navigation.taxonomies(article, locale, here)
        body = self._body(article, filling, anchors=True)
        heading, text = _parted(body) if document.is_title_in_body else (Markup(), body)
        keywords = [term.title.plain for each in taxonomies for term in each.terms]
        return Page(
            kind="article" if not article.is_list else "section" if article.slug else "home",
            tag=locale.tag,
            direction=locale.direction,
            site_title=frame.site_title,
            site_description=frame.site_description,
            title=title,
            is_title_in_body=document.is_title_in_body,
            description=description,
            fields=Read(document.fields, lambda name: filling.fields(document.fields[name])),
            date=navigation.date(article, locale),
            updated=navigation.updated(article, locale),
            body=body,
            heading=heading,
            text=text,
            table=tables.localize(table, filling, self._site.territories) if table else None,
            teasers=self._navigation.teasers(article, locale, here),
            navigation=frame.navigation,
            breadcrumbs=frame.above + itself,
            alternates=alternates,
            status=status,
            reviewed=status.reviewed,
            messages=status.messages,
            canonical=self._site.base_url + here if status.is_own else source.absolute_url,
            x_default=self._site.base_url,
            source=source,
            are_drafts_published=self._are_drafts_published,
            json_ld=structured.json_ld(
                article, title, description, alternates, image, keywords=keywords
            ),
            home_url=frame.home_url,
            home_hreflang=frame.home_hreflang,
            stylesheet_url=frame.stylesheet_url,
            feed_urls=frame.feed_urls,
            search_url=frame.search_url,
            image=image,
            taxonomies=taxonomies,
        )

    def listed(self) -> set[str]:
        """Name the articles that pages of others announce by title and description."""
        every = self._publication.articles.values()
        return {each.name for article in every for each in self._navigation.listed(article)}

    def find_teaser(self, article: Article, locale: Locale) -> None:
        """Find what such pages say of an article."""
        self._texts.title(article, locale)
        self._texts.description(article, locale)

    def sitemaps(self) -> Iterator[tuple[str, bytes]]:
        """Write the sitemaps: every page that is the source's or announced as a translation."""
        addresses = (
            (
                self._site.base_url + self._addresses.page_path(locale, article),
                self._statuses.changed(article, locale),
            )
            for locale in self._site.all_locales
            for article in self._publication.articles.values()
            if locale in self._publication.locales(article)
            and self._statuses.is_announced(article, locale)
        )
        return sitemap.sitemaps(self._site.base_url, addresses)


def _parted(body: Markup) -> tuple[Markup, Markup]:
    """Part a body into the heading that it begins with, and the rest."""
    end = body.find(_END_OF_HEADING) if body.startswith("<h1") else -1
    at = end + len(_END_OF_HEADING) if end >= 0 else 0
    return body[:at], body[at:].lstrip("\n") if at else body

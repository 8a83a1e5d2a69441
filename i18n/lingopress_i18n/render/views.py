"""Building the views of pages: every decision that a page's status drives is taken here, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import cldr
from lingopress_i18n.document import Slot
from lingopress_i18n.publication import SITE_DOMAIN
from lingopress_i18n.render import links, tables
from lingopress_i18n.render.fill import Filling
from lingopress_i18n.render.view import (
    Alternate,
    Chooser,
    Date,
    NavLink,
    Page,
    PageStatus,
    Teaser,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markupsafe import Markup

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Key, Message
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication

LATEST = 5
"""How many articles the home page lists."""


class Views:
    """Builds the view of any page of a publication, with the translations of all its locales."""

    def __init__(
        self,
        publication: Publication,
        translations: Mapping[str, Mapping[str, Mapping[Key, str]]],
        marks: Callable[[str, Locale], Callable[[Message, str], str] | None] | None = None,
    ) -> None:
        """Take the reviewed translations by locale tag, domain and message.

        ``marks`` gives what wraps the sentences of a domain in a locale; see ``Filling``.
        """
        self._marks = marks
        self._publication = publication
        self._site = publication.site
        self._translations = translations
        self._messages = {
            name: list({message.key: message for message in document.messages()}.values())
            for name, document in publication.documents.items()
        }
        self._counts: dict[tuple[str, str], int] = {}
        self._titles: dict[tuple[str, str], Text] = {}
        self.links = links.Links(publication)

    def body(self, article: Article, locale: Locale, *, anchors: bool) -> Markup:
        """Render an article's body alone."""
        document = self._publication.documents[article.name]
        rewrite = self.links.rewriter(article, locale)
        return self._filling(article.name, locale).body(document.parts, rewrite, anchors=anchors)

    def status(self, article: Article, locale: Locale) -> PageStatus:
        """Tell how far a page is a translation."""
        if locale == self._site.source:
            return PageStatus.SOURCE
        if locale.is_pseudo:
            return PageStatus.PSEUDO
        reviewed, total = self._reviewed(article, locale), len(self._messages[article.name])
        if reviewed == total:
            return PageStatus.REVIEWED
        return PageStatus.PARTLY if reviewed else PageStatus.FALLBACK

    def page(self, article: Article, locale: Locale) -> Page:
        """Build the view of one localized page."""
        document = self._publication.documents[article.name]
        filling = self._filling(article.name, locale)
        status = self.status(article, locale)
        alternates = self._alternates(article, locale)
        here = links.page_path(locale, article)
        source = alternates[0]
        canonical = source.absolute_url if not status.is_translation else self._absolute(here)
        title, description = self._site_texts(locale)
        table = document.table
        return Page(
            kind="article" if not article.is_index else "section" if article.slug else "home",
            tag=locale.tag,
            direction=locale.direction,
            site_title=title,
            site_description=description,
            title=self._title(article, locale),
            is_title_in_body=document.is_title_in_body,
            description=filling.text(document.description) if document.description else None,
            fields=filling.fields(document.fields),
            date=_date(article, locale),
            body=self.body(article, locale, anchors=True),
            table=tables.localize(table, filling, self._site.territories) if table else None,
            teasers=self._teasers(article, locale, here),
            navigation=self._navigation(article, locale, here),
            breadcrumbs=self._breadcrumbs(article, locale, here),
            alternates=alternates,
            status=status,
            reviewed=self._reviewed(article, locale),
            messages=len(self._messages[article.name]),
            canonical=canonical,
            x_default=self._site.base_url,
            source=source,
            home_url=links.relative(here, f"{locale.tag}/"),
            stylesheet_url=links.relative(here, f"{links.ASSETS}/style.css"),
        )

    def chooser(self) -> Chooser:
        """Build the view of the page at the root, where a reader picks a language."""
        site = self._site
        home = self._publication.articles.get("index")
        alternates, titles = [], []
        for locale in site.all_locales:
            if locale.is_pseudo:
                continue
            status = self.status(home, locale) if home else PageStatus.SOURCE
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
            stylesheet_url=f"{links.ASSETS}/style.css",
            canonical=site.base_url,
        )

    def _filling(self, domain: str, locale: Locale) -> Filling:
        article = self._publication.articles.get(domain)
        is_translated = article is None or article.is_translated
        domains = self._translations.get(locale.tag, {}) if is_translated else {}
        translations = domains.get(domain, {})
        mark = self._marks(domain, locale) if self._marks else None
        return Filling(translations, locale, self._site.source, self._site.policy, mark)

    def _reviewed(self, article: Article, locale: Locale) -> int:
        """Count the article's messages that can be read in the locale."""
        key = (article.name, locale.tag)
        if key not in self._counts:
            filling = self._filling(article.name, locale)
            found = (filling.translation(each) for each in self._messages[article.name])
            self._counts[key] = sum(text is not None for text in found)
        return self._counts[key]

    def _title(self, article: Article, locale: Locale) -> Text:
        """Give an article's title; it stands on many pages."""
        key = (article.name, locale.tag)
        if key not in self._titles:
            title = self._publication.documents[article.name].title
            self._titles[key] = self._filling(article.name, locale).text(title)
        return self._titles[key]

    def _absolute(self, path: str) -> str:
        return self._site.base_url + path

    def _alternates(self, article: Article, locale: Locale) -> tuple[Alternate, ...]:
        here = links.page_path(locale, article)
        return tuple(
            self._alternate(
                each,
                links.page_path(each, article),
                here,
                self.status(article, each),
                is_current=each == locale,
            )
            for each in self._publication.locales(article)
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
            current=is_current,
            status=status,
        )

    def _site_texts(self, locale: Locale) -> tuple[Text, Text | None]:
        """Give the publication's title and description."""
        filling = self._filling(SITE_DOMAIN, locale)
        title, *rest = (filling.text(Slot((each,))) for each in self._publication.site_messages())
        return title, rest[0] if rest else None

    def _teasers(self, article: Article, locale: Locale, here: str) -> tuple[Teaser, ...]:
        """List a section's articles; on the home page, the newest of all."""
        if not article.is_index:
            return ()
        is_home = not article.slug
        publication = self._publication
        listed = publication.newest()[:LATEST] if is_home else publication.children(article)
        return tuple(self._teaser(each, locale, here) for each in listed)

    def _teaser(self, article: Article, locale: Locale, here: str) -> Teaser:
        document = self._publication.documents[article.name]
        filling = self._filling(article.name, locale)
        read_in = self._publication.reading(article, locale)
        return Teaser(
            title=self._title(article, locale),
            url=links.relative(here, links.page_path(read_in, article)),
            hreflang="" if read_in == locale else read_in.tag,
            date=_date(article, locale),
            description=filling.text(document.description) if document.description else None,
        )

    def _navigation(self, article: Article, locale: Locale, here: str) -> tuple[NavLink, ...]:
        ancestors = self._ancestors(article)
        return tuple(
            self._link(each, locale, here, _current(each, article, ancestors))
            for each in self._publication.navigation()
        )

    def _breadcrumbs(self, article: Article, locale: Locale, here: str) -> tuple[NavLink, ...]:
        """Lead from the home page down to this page; nothing on the home page itself."""
        if not article.slug:
            return ()
        path = [*self._ancestors(article), article]
        return tuple(
            self._link(each, locale, here, "page" if each is article else "") for each in path
        )

    def _ancestors(self, article: Article) -> list[Article]:
        """List the index pages above an article, from the home page down, those that are there."""
        parts = article.name.split("/")[:-1]
        names = ["/".join([*parts[:depth], "index"]) for depth in range(len(parts) + 1)]
        found = (self._publication.articles.get(name) for name in names)
        return [each for each in found if each is not None and each is not article]

    def _link(self, article: Article, locale: Locale, here: str, current: str) -> NavLink:
        read_in = self._publication.reading(article, locale)
        return NavLink(
            title=self._title(article, locale),
            url=links.relative(here, links.page_path(read_in, article)),
            hreflang="" if read_in == locale else read_in.tag,
            current=current,
            is_home=not article.slug,
        )


def _date(article: Article, locale: Locale) -> Date | None:
    if article.date is None:
        return None
    return Date(article.date.isoformat(), cldr.long_date(article.date, locale))


def _current(link: Article, page: Article, ancestors: Sequence[Article]) -> str:
    """Tell how a navigation link relates to the page; the home page is nobody's section."""
    if link is page:
        return "page"
    return "true" if link in ancestors and link.slug else ""

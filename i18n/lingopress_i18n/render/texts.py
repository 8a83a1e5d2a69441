"""The words of pages: fillings of articles, and the titles that stand on pages of others, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from lingopress_i18n.document import Slot
from lingopress_i18n.publication import SITE_DOMAIN
from lingopress_i18n.render.fill import Filling
from lingopress_i18n.render.view import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status.statuses import Statuses


class Texts:
    """Fills what pages show of articles, and of the site's own messages."""

    def __init__(
        self,
        statuses: Statuses,
        draft_label: Callable[[Locale], str],
        shown: Callable[[str, Locale], Filling] | None = None,
    ) -> None:
        """Take what is reviewed, and what stands before drafts in a locale's pages.

        ``shown`` fills what pages show of a domain otherwise: a preview shows more of it.
        """
        self._statuses = statuses
        self._publication = statuses.publication
        self._draft_label = draft_label
        self._shown_by = shown
        self._facts = statuses.facts

    def own(self, article: Article, locale: Locale) -> Filling:
        """Fill an article's own page, where alone its drafts are shown if its gate lets them."""
        if self._shown_by:
            return self._shown_by(article.name, locale)
        site = self._publication.site
        reviewed = self._statuses.reviewed.get(locale.tag, {}).get(article.name, {})
        drafts = self._statuses.of(article, locale).drafts
        label = self._draft_label(locale) if drafts else ""
        return Filling(
            reviewed, locale, site.source, site.policy, drafts, label, typography=site.typography
        )

    def of(self, domain: str, locale: Locale) -> Filling:
        """Fill what other pages show of an article, or the site's own messages.

        Of a page that is not there in the locale, that is nothing translated.
        """
        if self._shown_by:
            return self._shown_by(domain, locale)
        article = self._publication.articles.get(domain)
        is_there = article is None or self._statuses.is_there(article, locale)
        domains = self._statuses.reviewed.get(locale.tag, {}) if is_there else {}
        site = self._publication.site
        translations = domains.get(domain, {})
        return Filling(translations, locale, site.source, site.policy, typography=site.typography)

    def title(self, article: Article, locale: Locale) -> Text:
        """Give an article's title; it stands on many pages."""

        def find() -> list[str]:
            title = self._publication.documents[article.name].title
            return _pair(self.of(article.name, locale).text(title))

        return _text(*self._facts.fact("title", locale.tag, article.name, find))

    def description(self, article: Article, locale: Locale) -> Text | None:
        """Give an article's description, if it has one, likewise."""

        def find() -> list[str] | None:
            description = self._publication.documents[article.name].description
            if description is None:
                return None
            return _pair(self.of(article.name, locale).text(description))

        found = self._facts.fact("description", locale.tag, article.name, find)
        return _text(*found) if found else None

    def site(self, locale: Locale) -> tuple[Text, Text | None]:
        """Give the publication's title and description."""
        filling = self.of(SITE_DOMAIN, locale)
        title, *rest = (filling.text(Slot((each,))) for each in self._publication.site_messages())
        return title, rest[0] if rest else None


def _pair(text: Text) -> list[str]:
    """Write a text as values of JSON."""
    return [str(text.html), text.plain]


def _text(html: str, plain: str) -> Text:
    return Text(Markup(html), plain)  # noqa: S704 - what ``_pair`` was given

"""What a search of a locale finds: every page that is announced as an article in its language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.facts import ALL

if TYPE_CHECKING:
    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status.statuses import Statuses

SEARCH = "search/"
"""Folder of a locale's search page and of its index, below the locale's own."""
IS_THERE = "search"
"""The kind of the fact that there is a search page, which every page of the locale asks for."""


def articles(statuses: Statuses, locale: Locale) -> list[Article]:
    """List what is announced in a locale, by name; fallbacks and drafts are not."""
    publication = statuses.publication
    return [
        each
        for each in publication.articles.values()
        if locale in publication.locales(each) and statuses.is_announced(each, locale)
    ]


def is_there(statuses: Statuses, locale: Locale) -> bool:
    """Tell whether a locale has a search page: if the site wants one, and it finds anything."""
    if not statuses.publication.site.search:
        return False

    def find() -> bool:
        return bool(articles(statuses, locale))

    return bool(statuses.facts.fact(IS_THERE, locale.tag, ALL, find))

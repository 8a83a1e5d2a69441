"""What ``lingopress status`` says of pages: the status of each, as ``publish`` has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import gating
from lingopress_i18n.render.rendering import Renderer

if TYPE_CHECKING:
    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status import PageStatus
    from lingopress_i18n.page_status.statuses import Statuses
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.schedule import Day
    from lingopress_i18n.status import Row


class Pages:
    """The statuses of a publication's pages, by the rows of its status."""

    def __init__(self, publication: Publication, day: Day) -> None:
        """Read the catalogs, and ask the checks where gates do; ``day`` says which day it is."""
        self.statuses: Statuses = Renderer(
            publication, gating.errors(publication), day=day
        ).statuses
        self._articles = publication.articles
        self._locales = {each.tag: each for each in publication.site.locales}

    def word(self, row: Row) -> str:
        """Say a page's status in a word or two; nothing for what has no page."""
        found = self._find(row)
        return found[2].summary if found else ""

    def as_json(self, row: Row) -> dict[str, object] | None:
        """Give all of it; None for what has no page."""
        found = self._find(row)
        if found is None:
            return None
        article, locale, status = found
        tallies = self.statuses.tallies(article, locale)
        return {
            "status": status.value,
            "gate": status.gate.value,
            "published": status.is_published,
            "off": status.off.value if status.off else None,
            "indexed": status.is_translation,
            "out_of_date": status.is_outdated,
            "source_revision": status.revision,
            "messages": {name: tally.messages for name, tally in tallies.items()},
            "words": {name: tally.words for name, tally in tallies.items()},
            "obstacles": [
                {
                    "what": each.what,
                    "where": each.where,
                    "count": each.count,
                    "detail": each.detail,
                }
                for each in status.obstacles
            ],
        }

    def _find(self, row: Row) -> tuple[Article, Locale, PageStatus] | None:
        article = self._articles.get(row.domain)
        locale = self._locales.get(row.locale)
        if article is None or locale is None or not article.is_translated:
            return None
        return article, locale, self.statuses.of(article, locale)

"""What stands in the feeds: the newest dated articles that are published in a locale."""

from __future__ import annotations

import itertools
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from markupsafe import Markup, escape

from lingopress_i18n.document import Slot
from lingopress_i18n.facts import ALL
from lingopress_i18n.inline.writer import NOTE, Elsewhere
from lingopress_i18n.publication import SITE_DOMAIN
from lingopress_i18n.render import feed_names, links

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from lingopress_i18n.addresses import Addresses
    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status.statuses import Statuses
    from lingopress_i18n.render.fill import Filling
    from lingopress_i18n.render.program import Programs
    from lingopress_i18n.render.view_feed import Feed, FeedEntry


class FeedViews:
    """Builds the view of any locale's feed."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a feed is made of
        self,
        statuses: Statuses,
        addresses: Addresses,
        own_links: links.Links,
        sized: Callable[[str, str], str],
        filling: Callable[[str, Locale], Filling],
        programs: Programs,
    ) -> None:
        """Take the one page status, addresses, what sizes images, and how bodies are filled."""
        self._programs = programs
        self._sized = sized
        self._publication = statuses.publication
        self._statuses = statuses
        self._addresses = addresses
        self._links = own_links
        self._filling = filling

    def articles(self, locale: Locale) -> list[tuple[Article, datetime.date]]:
        """List a locale's newest articles that have a date and are originals or translations."""
        found = (
            (each, each.date)
            for each in self._publication.newest()
            if each.date
            and locale in self._publication.locales(each)
            and self._statuses.is_announced(each, locale)
        )
        return [*itertools.islice(found, feed_names.LATEST)]

    def has_feed(self, locale: Locale) -> bool:
        """Tell whether there is anything in a locale's feed; every page asks."""
        find = partial(self._has_any, locale)
        return bool(self._statuses.facts.fact("feed", locale.tag, ALL, find))

    def _has_any(self, locale: Locale) -> bool:
        return bool(self.articles(locale))

    def feed(self, locale: Locale) -> Feed | None:
        """Build the view of a locale's feed; None where nothing would be in it."""
        articles = self.articles(locale)
        if not articles:
            return None
        from lingopress_i18n.render.view_feed import Feed  # noqa: PLC0415 - many publishes make none

        base = self._publication.site.base_url
        filling = self._filling(SITE_DOMAIN, locale)
        title, *rest = self._publication.site_messages()
        front = self._publication.articles.get("index")
        home = locale if front is None else self._statuses.reading(front, locale)
        return Feed(
            tag=locale.tag,
            title=filling.text(Slot((title,))).plain,
            description=filling.text(Slot((rest[0],))).plain if rest else "",
            base=f"{base}{locale.tag}/",
            home_url=f"{base}{home.tag}/",
            home_hreflang="" if home == locale else home.tag,
            entries=tuple(self._entry(*each, locale) for each in articles),
        )

    def _entry(self, article: Article, date: datetime.date, locale: Locale) -> FeedEntry:
        from lingopress_i18n.render.view_feed import FeedEntry  # noqa: PLC0415 - likewise

        base = self._publication.site.base_url
        document = self._publication.documents[article.name]
        filling = self._filling(article.name, locale)
        page = base + self._addresses.page_path(locale, article)
        rewrite = self._links.rewriter(article, locale)

        def absolute(target: str) -> str:
            found = rewrite(target)
            whole = urljoin(page, found)
            return Elsewhere(whole, found.hreflang) if isinstance(found, Elsewhere) else whole

        name = quote(f"{urlsplit(base).path}{locale.tag}/{article.name}")
        body = filling.fill(self._programs.of(article.name, document, anchors=False), absolute)
        body = body.replace(Markup(NOTE), Markup(f"{NOTE[:-1]}{escape(page)}#"))  # noqa: S704 - ours
        return FeedEntry(
            id=f"tag:{urlsplit(base).hostname},{date.isoformat()}:{name}",
            url=page,
            title=filling.text(document.title).plain,
            description=filling.text(document.description).plain if document.description else "",
            date=date.isoformat(),
            updated=self._statuses.changed(article, locale) or date.isoformat(),
            body=Markup(self._sized(body, f"{base}{links.MEDIA}/")),  # noqa: S704 - it adds numbers
        )

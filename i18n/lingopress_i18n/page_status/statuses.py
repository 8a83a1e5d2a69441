"""The statuses of all pages of a publication, and who is led to which of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n import schedule
from lingopress_i18n.facts import Facts
from lingopress_i18n.page_status.judging import judge, wording

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from lingopress_i18n.article import Article
    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.document import Key, Message
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status import Obstacle, PageStatus
    from lingopress_i18n.page_status.judging import Wording
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.schedule import Day, Off
    from lingopress_i18n.words import Tally


@dataclass
class Statuses:
    """The statuses of all pages of a publication, each worked out when it is first asked for."""

    publication: Publication
    reviewed: Mapping[str, Mapping[str, Mapping[Key, str]]]
    """Reviewed translations by locale tag, domain and message."""
    catalogs: Mapping[str, Mapping[str, Catalog]]
    """The same locales' catalogs, by tag and domain; asked for where a page is incomplete."""
    errors: Mapping[tuple[str, str], Obstacle] = field(default_factory=dict)
    """What the checks found, by locale tag and domain; where ``Gates.checks`` is off, nothing."""
    facts: Facts = field(default_factory=Facts)
    """Gets who has asked for which."""
    day: Day | None = schedule.unknown
    """Says which day it is; None where articles are shown whatever their days are."""
    complete: Mapping[str, Container[str]] = field(default_factory=dict)
    """Articles known to be reviewed from end to end, by locale tag; else ``reviewed`` tells."""
    _found: dict[tuple[str, str], PageStatus] = field(default_factory=dict)
    _wordings: dict[str, Wording] = field(default_factory=dict)

    def messages(self, article: Article) -> tuple[Message, ...]:
        """List an article's messages, each once."""
        return self._wording(article).messages

    def _wording(self, article: Article) -> Wording:
        found = self._wordings.get(article.name)
        if found is None:
            found = wording(self.publication.documents[article.name])
            self._wordings[article.name] = found
        return found

    def of(self, article: Article, locale: Locale) -> PageStatus:
        """Give the status of an article's page in a locale that it is translated into."""
        key = (article.name, locale.tag)
        found = self._found.get(key)
        if found is None:
            with self.facts.unnoted():
                is_complete = article.name in self.complete.get(locale.tag, ())
                found = self._found[key] = judge(
                    self.publication.site,
                    article,
                    self._wording(article),
                    locale,
                    None if is_complete else self._reviewed(article, locale),
                    lambda: self.catalogs.get(locale.tag, {}).get(article.name),
                    self.errors.get((locale.tag, article.name)),
                    self._off(article),
                )
            status = found
            self.facts.fact("status", locale.tag, article.name, lambda: status.digest)
        else:
            self.facts.note("status", locale.tag, article.name)
        return found

    def _reviewed(self, article: Article, locale: Locale) -> Mapping[Key, str]:
        return self.reviewed.get(locale.tag, {}).get(article.name, {})

    def _off(self, article: Article) -> Off | None:
        """Tell why an article is not on the site.

        A term is not there without its articles, nor the list of all terms without any of them.
        """
        if self.day is None:
            return None
        if self.publication.is_taxonomy(article):
            terms = [self._off(each) for each in self.publication.children(article)]
            return terms[0] if terms and all(terms) else None
        if not article.is_term:
            return schedule.off(article, self.day)
        listed = [schedule.off(each, self.day) for each in self.publication.children(article)]
        return listed[0] if listed and all(listed) else None

    def is_announced(self, article: Article, locale: Locale) -> bool:
        """Tell whether a page is announced as the article in its language."""
        return bool(
            self.facts.fact(
                "announced",
                locale.tag,
                article.name,
                lambda: self.of(article, locale).is_translation,
            )
        )

    def changed(self, article: Article, locale: Locale) -> str:
        """Give the day of an article's last change, ISO 8601, where its page has that change.

        Empty where nothing says so, and for a translation that is out of date.
        """
        day = article.updated
        if day is None:
            return ""
        return str(
            self.facts.fact(
                "changed",
                locale.tag,
                article.name,
                lambda: "" if self.of(article, locale).is_outdated else day.isoformat(),
            )
        )

    def tallies(self, article: Article, locale: Locale) -> dict[str, Tally]:
        """Measure a page: see ``PageStatus.tallies``."""
        reviewed = self._reviewed(article, locale)
        source = self.publication.site.source
        return self.of(article, locale).tallies(self.messages(article), reviewed, source)

    def locales(self, article: Article) -> tuple[Locale, ...]:
        """List the locales in which there is a page of an article on the site, the source first."""
        found = self.publication.locales(article)
        return tuple(each for each in found if self.is_there(article, each))

    def is_there(self, article: Article, locale: Locale) -> bool:
        """Tell whether there is a page of an article in a locale on the site."""
        if locale != self.publication.site.source and not article.is_translated:
            return False
        find = lambda: self.of(article, locale).is_published  # noqa: E731 - found once
        return bool(self.facts.fact("there", locale.tag, article.name, find))

    def is_on(self, article: Article) -> bool:
        """Tell whether an article is on the site at all: if it is, its source's page is there."""
        has_days = article.publish or article.expires or article.is_term
        is_always_on = not has_days and not self.publication.is_taxonomy(article)
        return is_always_on or self.is_there(article, self.publication.site.source)

    def reading(self, article: Article, locale: Locale) -> Locale:
        """Give the locale of the page of an article that readers of ``locale`` are led to.

        The article is to be on the site: see ``is_on``.
        """
        return locale if self.is_there(article, locale) else self.publication.site.source

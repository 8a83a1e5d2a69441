"""The status as a page for people: HTML that needs nothing else."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from lingopress_i18n import inline, status
from lingopress_i18n.catalog.state import State
from lingopress_i18n.publication import SITE_DOMAIN, THEME_DOMAIN
from lingopress_i18n.render import templates
from lingopress_i18n.render.report_view import Article, Language, Line, Name, Pages, Part, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status import PageStatus
    from lingopress_i18n.page_status.statuses import Statuses
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.status import Row, Status

PATH = "status/index.html"
"""Where ``publish`` puts the page, from the site's root; no locale has such a tag."""

STATES = (State.REVIEWED, State.DRAFT, State.STALE, State.MISSING)
"""The states of what there is to translate, from done to not begun."""

_OWN_NAMES = {SITE_DOMAIN: "Title of the publication", THEME_DOMAIN: "Words of the theme"}


def page(
    publication: Publication, counted: Status, locales: Iterable[Locale], statuses: Statuses
) -> bytes:
    """Print the report of a status that was counted in these locales; UTF-8.

    ``statuses`` are those of the pages.
    """
    view = _Views(publication, statuses).report(
        counted, [each for each in locales if not each.is_pseudo]
    )
    return templates.report(view)


class _Views:
    """Builds the view of the report."""

    def __init__(self, publication: Publication, statuses: Statuses) -> None:
        self._publication = publication
        self._statuses = statuses
        self._source = publication.site.source

    def report(self, counted: Status, locales: Sequence[Locale]) -> Report:
        by_tag: defaultdict[str, list[Row]] = defaultdict(list)
        by_domain: defaultdict[str, list[Row]] = defaultdict(list)
        for row in counted.rows:
            by_tag[row.locale].append(row)
            by_domain[row.domain].append(row)
        one = next(iter(by_tag.values()), [])
        whole = "All that could be counted" if counted.problems else "All languages"
        return Report(
            title=self._in_source(inline.words(self._publication.site.title), ""),
            sizes=status.together(one).total,
            line=self._line(
                status.together(counted.rows), _plain(whole), pages=self._pages(counted.rows)
            )
            if len(by_tag) > 1
            else None,
            languages=tuple(
                self._language(locale, by_tag.get(locale.tag, []), counted) for locale in locales
            ),
            articles=tuple(
                Article(self._name(domain), rows[0].total.words, tuple(map(_reviewed, rows)))
                for domain, rows in sorted(by_domain.items(), key=lambda each: _place(each[0]))
            ),
            untranslated=tuple(
                self._name(article.name)
                for article in self._publication.articles.values()
                if not article.is_translated
            ),
            orders=tuple((name, label) for name, (label, _) in _ORDERS.items()),
        )

    def _language(self, locale: Locale, rows: Sequence[Row], counted: Status) -> Language:
        name = Name(locale.endonym, locale.tag, locale.direction, locale.english_name)
        ranks = _ranks(rows)
        return Language(
            tag=locale.tag,
            name=name,
            line=self._line(status.together(rows), name, pages=self._pages(rows)) if rows else None,
            articles=tuple(
                self._line(row, self._name(row.domain), ranks[row.domain], pages=self._page(row))
                for row in sorted(rows, key=lambda row: ranks[row.domain])
            ),
            problems=tuple(map(str, counted.problems.get(locale.tag, ()))),
        )

    def _page(self, row: Row) -> tuple[Pages, ...]:
        """Say what becomes of an article's page, and why; nothing of what has none."""
        found = self._status(row)
        if found is None:
            return ()
        return (Pages(found.summary, 0, tuple(map(str, found.obstacles))),)

    def _pages(self, rows: Iterable[Row]) -> tuple[Pages, ...]:
        """Count pages by their status, the most first."""
        counts = Counter(found.summary for found in map(self._status, rows) if found)
        ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        return tuple(Pages(summary, count) for summary, count in ordered)

    def _status(self, row: Row) -> PageStatus | None:
        article = self._publication.articles.get(row.domain)
        if article is None or not article.is_translated:
            return None
        tags = {each.tag: each for each in self._publication.site.locales}
        return self._statuses.of(article, tags[row.locale])

    def _line(
        self, row: Row, name: Name, ranks: Sequence[int] = (), pages: tuple[Pages, ...] = ()
    ) -> Line:
        return Line(
            name=name,
            size=row.total,
            parts=tuple(_part(row, state) for state in STATES),
            left=row.left,
            obsolete=row.tally(State.OBSOLETE),
            unedited_drafts=_unedited(row, State.DRAFT),
            unedited_reviewed=_unedited(row, State.REVIEWED),
            stale_since=str(row.stale_since or ""),
            pages=pages,
            ranks=tuple(zip(_ORDERS, ranks, strict=True)) if ranks else (),
        )

    def _name(self, domain: str) -> Name:
        """Name a domain: an article by its title in the source."""
        if domain in _OWN_NAMES:
            return _plain(_OWN_NAMES[domain], domain)
        title = self._publication.documents[domain].title
        text = self._source.joiner.join(message.text for message in title.messages)
        return self._in_source(inline.words(text), domain)

    def _in_source(self, text: str, note: str) -> Name:
        return Name(text, self._source.tag, self._source.direction, note)


def _plain(text: str, note: str = "") -> Name:
    """Name something in the report's own language."""
    return Name(text, "en", "ltr", note)


def _part(row: Row, state: State) -> Part:
    size = row.tally(state)
    return Part(state.value, size, status.percent(status.share(size, row.total)))


def _reviewed(row: Row) -> Part:
    return _part(row, State.REVIEWED)


def _unedited(row: Row, state: State) -> str:
    part = row.unedited(state)
    return status.percent(part) if part else ""


def _ranks(rows: Sequence[Row]) -> dict[str, tuple[int, ...]]:
    """Give each domain's place in every order; names decide between equals."""
    places = []
    for _, key in _ORDERS.values():
        ordered = sorted((key(row), _place(row.domain)) for row in rows)
        places.append({domain: place for place, (_, (_, domain)) in enumerate(ordered)})
    return {row.domain: tuple(each[row.domain] for each in places) for row in rows}


def _place(domain: str) -> tuple[bool, str]:
    """Sort articles by name, then what is no article."""
    return domain in _OWN_NAMES, domain


def _age(row: Row) -> tuple[int, datetime.date]:
    """Sort the longest stale first, then what no commit tells of, then what is not stale."""
    since = row.stale_since
    if since is None:
        return 2, datetime.date.max
    return (0, since.day) if since.day else (1, datetime.date.max)


_ORDERS: dict[str, tuple[str, Callable[[Row], tuple[object, ...]]]] = {
    "left": ("most words left", lambda row: (-row.left.words, -row.left.messages)),
    "name": ("name", lambda row: _place(row.domain)),
    "stale": ("longest stale", _age),
    "machine": (
        "most unedited machine text",
        lambda row: (-sum(tally.words for tally in row.machine.values()),),
    ),
}
"""The orders that a reader can choose for a table: label, and what they sort by."""

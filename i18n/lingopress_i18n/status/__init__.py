"""How far every locale is: messages and words of each article by state, and who wrote them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from lingopress_i18n import history as histories
from lingopress_i18n import inline, pipeline, words
from lingopress_i18n.catalog import store
from lingopress_i18n.catalog.state import State, is_engine, mt_engine, state_of
from lingopress_i18n.errors import ContentError
from lingopress_i18n.publication import THEME_DOMAIN
from lingopress_i18n.render import strings
from lingopress_i18n.site import ADDRESS_DOMAIN
from lingopress_i18n.words import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lingopress_i18n.catalog.po import Catalog, Entry
    from lingopress_i18n.document import Key
    from lingopress_i18n.history import History, Since
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication

_PREVIOUS = re.compile(r'#\|\s*(?:msgid\s*)?".+"\s*')
"""A line that holds words of a previous msgid, not its keyword alone."""


@dataclass(frozen=True)
class Row:
    """One domain in one locale, or several together."""

    locale: str
    """BCP 47 tag."""
    domain: str
    """The article's name, ``site`` or ``theme``."""
    tallies: Mapping[State, Tally]
    """What of the source is in each state."""
    machine: Mapping[State, Tally]
    """What of it has an engine's text, letter for letter: among drafts, and among what a person
    has accepted so. A person's own sentence, found again by the memory, is none."""
    stale_since: Since | None
    """How long the oldest stale message has been so; None where none is."""

    def tally(self, *states: State) -> Tally:
        """Add up what is in these states."""
        return sum((self.tallies.get(state, Tally()) for state in states), Tally())

    @property
    def total(self) -> Tally:
        """Everything there is to translate; what is obsolete is not."""
        return self.tally(State.REVIEWED) + self.left

    @property
    def left(self) -> Tally:
        """Everything that waits for a person."""
        return self.tally(State.DRAFT, State.STALE, State.MISSING)

    @property
    def reviewed(self) -> Fraction:
        """The share of the words that is reviewed: 1 if, and only if, nothing is left."""
        return share(self.tally(State.REVIEWED), self.total)

    def unedited(self, state: State) -> Fraction:
        """Give the share of a state's words that is an engine's text; 0 where there are none."""
        whole = self.tally(state)
        return share(self.machine.get(state, Tally()), whole) if whole.messages else Fraction(0)


@dataclass(frozen=True)
class Status:
    """The state of a publication in some of its locales."""

    rows: list[Row] = field(default_factory=list)
    """By locale as asked for, then by domain: site, theme, articles by name."""
    problems: dict[str, list[ContentError]] = field(default_factory=dict)
    """By tag, each broken catalog of a locale that could not be counted."""
    commit: str = ""
    """The commit that dates in the rows depend on; empty where no message is stale."""


def status(publication: Publication, locales: Iterable[Locale]) -> Status:
    """Count every domain's messages in these locales, against the articles as they are now.

    A message that a catalog does not have yet counts as missing. An interface string that the
    default theme has in the language counts as reviewed. Pseudo-locales have nothing to count.
    """
    counter = _Counter(publication)
    result = Status()
    for locale in locales:
        if locale.is_pseudo:
            continue
        catalogs, problems = _load(publication, locale)
        if problems:
            result.problems[locale.tag] = problems
        else:
            result.rows.extend(counter.rows(locale, catalogs))
    return Status(result.rows, result.problems, counter.commit)


def together(rows: Iterable[Row], locale: str = "", domain: str = "") -> Row:
    """Add rows up to one that carries this locale and domain."""
    every = list(rows)
    return Row(
        locale,
        domain,
        _added(row.tallies for row in every),
        _added(row.machine for row in every),
        histories.oldest(row.stale_since for row in every if row.stale_since),
    )


def share(part: Tally, whole: Tally) -> Fraction:
    """Give the part's share of the whole's words; 1 if, and only if, it is the whole.

    Messages count instead where what is missing has no words; of nothing, nothing is missing.
    """
    if part.messages == whole.messages:
        return Fraction(1)
    if part.words < whole.words:
        return Fraction(part.words, whole.words)
    return Fraction(part.messages, whole.messages)


def percent(part: Fraction) -> str:
    """Write a share in whole percents: never 100 before all is done, nor 0 once something is."""
    return "<1 %" if 0 < part < Fraction(1, 100) else f"{part * 100 // 1} %"


class _Counter:
    """Counts catalogs against templates that are made, and measured, once for all locales."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._source = publication.site.source
        self._measured = {
            domain: [(entry, self._measure(entry)) for entry in template.entries]
            for domain, template in pipeline.templates(publication).items()
            if domain != ADDRESS_DOMAIN or not publication.site.localized_slugs
        }
        self._history: History | None = None
        self._is_dated = False

    @property
    def commit(self) -> str:
        return self._history.commit if self._history else ""

    def rows(self, locale: Locale, catalogs: Mapping[str, Catalog]) -> Iterable[Row]:
        """Count one locale."""
        for domain in self._measured:
            yield self._row(locale, domain, catalogs.get(domain))

    def _row(self, locale: Locale, domain: str, catalog: Catalog | None) -> Row:
        live = catalog.live() if catalog else {}
        tallies: defaultdict[State, Tally] = defaultdict(Tally)
        machine: defaultdict[State, Tally] = defaultdict(Tally)
        stale = []
        for wanted, size in self._measured[domain]:
            entry = live.get(wanted.key)
            state = _state(locale, domain, wanted.key, entry)
            tallies[state] += size
            origin = mt_engine(entry) if entry else None
            if origin and is_engine(origin):
                machine[state] += size
            if entry and state is State.STALE:
                stale.append(entry)
        for entry in catalog.entries if catalog else ():
            if entry.obsolete:
                tallies[State.OBSOLETE] += self._measure(entry)
        since = self._since(catalog.where, stale) if catalog and stale else None
        return Row(locale.tag, domain, dict(tallies), dict(machine), since)

    def _measure(self, entry: Entry) -> Tally:
        return words.measure(inline.plain(entry.msgid), self._source)

    def _since(self, where: str, stale: Iterable[Entry]) -> Since:
        """Tell since when the oldest of a catalog's entries have had their previous msgid."""
        if not self._is_dated:  # git is asked only where something is stale
            self._history = histories.history(self._publication.site.root)
            self._is_dated = True
        if self._history is None:
            return histories.Since(None, histories.UNKNOWN)
        lines = [line for entry in stale for line in _previous_lines(entry)]
        return self._history.since(where, lines)


def _load(
    publication: Publication, locale: Locale
) -> tuple[dict[str, Catalog], list[ContentError]]:
    """Read a locale's catalogs, and find every broken one."""
    catalogs, problems = {}, []
    for domain in store.domains(publication.site, locale):
        try:
            catalog = store.load(publication.site, locale, domain)
        except ContentError as problem:
            problems.append(problem)
            continue
        if catalog is not None:
            catalogs[domain] = catalog
    return catalogs, problems


def _state(locale: Locale, domain: str, key: Key, entry: Entry | None) -> State:
    state = state_of(entry) if entry else State.MISSING
    is_theme = state is State.MISSING and domain == THEME_DOMAIN
    return State.REVIEWED if is_theme and strings.is_shipped(locale, key) else state


def _previous_lines(entry: Entry) -> list[int]:
    """List the lines of an entry's file, counted from 1, that hold its previous msgid."""
    lines = enumerate(entry.raw.lstrip().split("\n"), entry.line)
    return [number for number, line in lines if _PREVIOUS.fullmatch(line)]


def _added(tallies: Iterable[Mapping[State, Tally]]) -> dict[State, Tally]:
    added: defaultdict[State, Tally] = defaultdict(Tally)
    for each in tallies:
        for state, tally in each.items():
            added[state] += tally
    return dict(added)

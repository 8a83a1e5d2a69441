"""Reading the journal: what the runs did, and what they cost."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_translate.journal.store import Journal

UNDER_WAY = "sent"
"""The outcome of requests that have none yet; of a killed run, nobody knows what became of them."""
ANSWERED = "answered"


@dataclass(frozen=True)
class RunReport:
    """One run of ``draft``."""

    number: int
    began: float
    """Seconds since the epoch."""
    ended: float | None
    """Likewise; None for a run that is under way or was killed."""
    locales: tuple[str, ...]
    """BCP 47 tags."""
    outcome: str
    """How it ended, in a few words; empty where it has not."""
    drafted: int
    """Messages that got a draft, also without any request."""
    skipped: int
    """Messages that got none."""
    engines: tuple[str, ...]
    """Labels of those that were asked, sorted."""
    requests: Mapping[str, int]
    """How many requests had each outcome, by name."""
    items: int
    """Texts that were answered."""
    characters: int
    """Characters of all requests that the service may have read."""
    costs: Mapping[str, Decimal]
    """What answered requests cost, by currency, where prices are known."""


def runs(journal: Journal, last: int | None = None) -> list[RunReport]:
    """List runs, the oldest first; only the ``last`` so many."""
    rows = journal.read(
        "SELECT id, began, ended, locales, outcome, drafted, skipped FROM runs "
        "ORDER BY id DESC LIMIT ?",
        (-1 if last is None else last,),
    )
    return [_run(journal, row) for row in reversed(rows)]


def _run(journal: Journal, row: tuple[int, float, float | None, str, str, int, int]) -> RunReport:
    number, began, ended, locales, outcome, drafted, skipped = row
    requests: Counter[str] = Counter()
    costs: defaultdict[str, Decimal] = defaultdict(Decimal)
    engines: set[str] = set()
    items = characters = 0
    for engine, kind, cost, how_many, texts, size in journal.read(
        "SELECT engine, outcome, cost, count(*), sum(items), sum(characters) FROM requests "
        "WHERE run = ? GROUP BY engine, outcome, cost ORDER BY engine, outcome, cost",
        (number,),
    ):
        engines.add(engine)
        requests[kind] += how_many
        characters += size
        if kind == ANSWERED:
            items += texts
        amount, _, currency = cost.partition(" ")
        if amount:
            costs[currency] += Decimal(amount) * how_many
    return RunReport(
        number=number,
        began=began,
        ended=ended,
        locales=tuple(locales.split(",")),
        outcome=outcome,
        drafted=drafted,
        skipped=skipped,
        engines=tuple(sorted(engines)),
        requests=dict(requests),
        items=items,
        characters=characters,
        costs=dict(costs),
    )

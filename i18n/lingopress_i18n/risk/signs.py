"""The signs that an entry, and the catalogs around it, give."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n import likeness
from lingopress_i18n.catalog.state import mt_engine, mt_notes
from lingopress_i18n.checks.pair import pairs
from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.checks.rules import numbers
from lingopress_i18n.checks.run import examine
from lingopress_i18n.checks.sizes import expected_ratio
from lingopress_i18n.checks.waivers import waived
from lingopress_i18n.risk import FIRST, Sign
from lingopress_i18n.risk.origins import of_notes, of_origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lingopress_i18n.catalog.po import Entry
    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair
    from lingopress_i18n.checks.settings import Settings

_FINDINGS = {Severity.ERROR: 40, Severity.WARNING: 20, Severity.INFO: 6}
_NUMBER = 25
_OTHERWISE = 15
_DEVIATION = 5
_MOST_LENGTH = 20
_SPREAD, _SPREAD_OF_SHORT = 0.25, 1.5
"""Natural logarithms of the usual ratio's spread: at any length, and for a text of one letter."""
_LEFT = 30
_LEAST_LEFT = 0.1
"""Up to this share of words alike says nothing: languages share some."""
_FEWEST = 4
"""A text of fewer words counts as one of so many: two languages may have its one word alike."""
_ROLES = {
    **dict.fromkeys(("title", "site title"), (12, "a title")),
    **dict.fromkeys(("description", "site description"), (12, "a description")),
    **{f"heading {level}": (8, "a heading") for level in range(1, 7)},
    "interface": (8, "part of every page"),
}
_BEGINNING = 6
_ARTICLE, _MOST_ARTICLES = 2, 10
_WORD = re.compile(r"[^\W\d_]{4,}")
_SHOWN = 4


@dataclass(frozen=True)
class Surroundings:
    """What is known besides an entry."""

    context: Context
    """Its ``elsewhere`` has what people have translated in the locale."""
    settings: Settings
    """The site's, of the rules."""
    is_markdown: bool = True
    """Whether messages are inline Markdown; those of the interface are not."""
    articles: Mapping[str, int] = field(default_factory=dict)
    """In how many catalogs of the locale each msgid stands."""
    beginning: Entry | None = None
    """The entry that the article's text begins with."""


def of_machine(entry: Entry, own: Entry, around: Surroundings) -> Iterator[Sign]:
    """Give the signs of a machine's text, unedited; ``own`` is what `made_for` gives."""
    yield of_origin(mt_engine(own) or "")
    yield from of_notes(mt_notes(own))
    if own is not entry:
        yield _edited(entry)
    yield from _findings(entry, around)
    others = [text for text, _ in around.context.elsewhere.get(entry.key, ())]
    if others and entry.msgstr not in others:
        yield Sign(_OTHERWISE, "people have translated it otherwise elsewhere")
    for pair in pairs(entry, is_markdown=around.is_markdown):
        yield from _of_length(pair, around.context)
        yield from _of_words_left(pair, around.context)
    yield from _of_place(entry, around)


def of_person(entry: Entry, around: Surroundings) -> Iterator[Sign]:
    """Give the signs of a person's text that is stale, or that they have marked themselves."""
    if entry.previous is None:
        yield Sign(0, "marked as doubtful by a person")
    else:
        yield _edited(entry)
    yield from _of_place(entry, around)


def _edited(entry: Entry) -> Sign:
    old, new = likeness.profile(entry.previous or ""), likeness.profile(entry.msgid)
    edited = min(FIRST - 1, round(100 - likeness.likeness(old, new)))
    return Sign(edited, f"the source was edited since, {edited} % of it")


def _findings(entry: Entry, around: Surroundings) -> Iterator[Sign]:
    """Weigh what the rules find, each rule once; numbers, too, which drafts are not told of."""
    seen: set[str] = set()
    for rule, _, message in examine(
        entry, around.context, around.settings, is_markdown=around.is_markdown
    ):
        severity = around.settings.severity(rule)
        is_new = rule.id not in seen and rule.in_drafts
        if severity is not None and is_new:
            seen.add(rule.id)
            yield Sign(_FINDINGS[severity], f"{rule.id}: {message}")
    if around.settings.severity(numbers.RULE) is None or numbers.RULE.id in waived(entry):
        return
    for pair in pairs(entry, is_markdown=around.is_markdown):
        wrong = next(iter(numbers.find(pair, around.context)), None)
        if wrong is not None:
            yield Sign(_NUMBER, f"{numbers.RULE.id}: {wrong}")
            return


def _of_length(pair: Pair, context: Context) -> Iterator[Sign]:
    source, own = len(pair.source.prose), len(pair.own.prose)
    if not source or not own:
        return
    usual = source * expected_ratio(context)
    spread = _SPREAD + _SPREAD_OF_SHORT / math.sqrt(source)
    deviations = abs(math.log(own / usual)) / spread
    points = min(_MOST_LENGTH, int(_DEVIATION * (deviations - 1)))
    if points > 0:
        yield Sign(points, f"{'longer' if own > usual else 'shorter'} than usual")


def _of_words_left(pair: Pair, context: Context) -> Iterator[Sign]:
    """Look for words of the source, in lower case, that are no fixed terms."""
    fixed = {
        word
        for term in context.terms
        if term.is_fixed
        for word in _WORD.findall(term.source.lower())
    }
    words = {word for word in _WORD.findall(pair.source.prose) if word.islower()} - fixed
    own = set(_WORD.findall(pair.own.prose))
    left = sorted(words & own)
    if left and len(left) > _LEAST_LEFT * len(words):
        points = max(1, _LEFT * len(left) // max(_FEWEST, len(words)))
        yield Sign(points, f"words left as they are: {', '.join(left[:_SHOWN])}")


def _of_place(entry: Entry, around: Surroundings) -> Iterator[Sign]:
    seen = [_ROLES[role] for role in entry.extracted if role in _ROLES]
    if seen:
        yield Sign(*max(seen))
    if entry is around.beginning:
        yield Sign(_BEGINNING, "the article begins with it")
    others = around.articles.get(entry.msgid, 1) - 1
    if others > 0:
        points = min(_MOST_ARTICLES, _ARTICLE * others)
        yield Sign(points, f"stands in {others + 1} articles")

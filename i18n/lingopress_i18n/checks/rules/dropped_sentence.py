"""Fewer sentences than the source has, and less text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import boundaries
from lingopress_i18n.checks.rule import Rule, Severity
from lingopress_i18n.checks.sizes import expected_ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair
    from lingopress_i18n.locales import Locale

_SHARE = 0.7


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Count sentences; two that have become one say as much as before.

    Those of Thai cannot be counted.
    """
    if not boundaries.is_marked(context.target.tag.partition("-")[0]):
        return
    source = _sentences(pair.source.words, context.source)
    own = _sentences(pair.own.words, context.target)
    expected = len(pair.source.words) * expected_ratio(context)
    if own < source and len(pair.own.words) < expected * _SHARE:
        yield f"has {own} of {source} sentences"


def _sentences(text: str, locale: Locale) -> int:
    language = locale.tag.partition("-")[0]
    return 1 + len(list(boundaries.find(text, language, frozenset())))


RULE = Rule(
    id="dropped-sentence",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="A sentence of the source seems to be missing: there are fewer sentences, and they "
    "are shorter.",
    fix="Compare the sentences one by one.",
    find=find,
    in_drafts=True,
)

"""Fewer sentences than the source has, and less text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import boundaries
from lingopress_i18n.checks.rule import Rule, Severity
from lingopress_i18n.locales import script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair
    from lingopress_i18n.locales import Locale

_USUAL = {"Hans": 0.32, "Hant": 0.32, "Jpan": 0.45, "Kore": 0.5, "Arab": 0.85, "Hebr": 0.8}
_SHARE = 0.72


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Count sentences; two that have become one say as much as before."""
    source = _sentences(pair.source.words, context.source)
    own = _sentences(pair.own.words, context.target)
    ratio = _USUAL.get(script(context.target), 1.1) / _USUAL.get(script(context.source), 1.0)
    if own < source and len(pair.own.words) < len(pair.source.words) * ratio * _SHARE:
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

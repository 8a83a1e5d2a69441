"""Renderings that the glossary forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.catalog.glossary import pattern
from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Look for what is forbidden, where the source has the term."""
    for term in context.terms:
        if not term.forbidden:
            continue
        if not pattern([term.source, f"{term.source}s"]).search(pair.source.words):
            continue
        forms = (
            term.forbidden if context.target.joiner else [f"*{each}*" for each in term.forbidden]
        )
        found = pattern(forms).search(pair.own.words)
        if found:
            yield f"{found[0]} is forbidden for {term.source}: {term.target}"


RULE = Rule(
    id="forbidden-terms",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="A term of the source is rendered by words that the glossary forbids for it.",
    fix="Use the glossary's term.",
    find=find,
)

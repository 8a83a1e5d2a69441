"""Renderings that the glossary forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.catalog.glossary import accepted, forbidden
from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Look for what is forbidden, where the source has the term and means no other sense of it."""
    terms = context.finder.occurring(pair.source.words)
    for term in terms:
        pattern = forbidden(term)
        found = pattern.search(pair.own.words) if pattern else None
        others = (each for each in terms if each.source == term.source and each != term)
        if found and not any(accepted(each).search(found[0]) for each in others):
            yield f"{found[0]} is forbidden for {term.source}: {term.target}"


RULE = Rule(
    id="forbidden-terms",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="A term of the source is rendered by words that the glossary forbids for it.",
    fix="Use the glossary's term.",
    find=find,
    in_drafts=True,
)

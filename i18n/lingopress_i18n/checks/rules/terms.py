"""Terms of the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.catalog.glossary import accepted
from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.catalog.glossary import Term
    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Look for every term of the source, inflected or in another accepted form."""
    senses: dict[str, list[Term]] = {}
    for term in context.finder.occurring(pair.source.words):
        senses.setdefault(term.source, []).append(term)
    for source, terms in senses.items():
        if all(term.is_fixed for term in terms):
            continue  # fixed-terms tells it
        if not any(accepted(term).search(pair.own.words) for term in terms):
            targets = " or ".join(dict.fromkeys(term.target for term in terms))
            yield f"{source} is {targets} in the glossary"


RULE = Rule(
    id="terms",
    title=str(__doc__),
    severity=Severity.INFO,
    why="A term of the source is in the glossary, and neither its translation nor another "
    "accepted form is in the sentence.",
    fix="Use the glossary's term; if another form of it stands there, add that to the "
    "term's forms in glossary.po.",
    find=find,
    in_drafts=True,
)

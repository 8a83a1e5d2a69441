"""Addresses that stand in text as such."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lingopress_i18n.checks.pair import ADDRESS
from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Compare addresses in words, in any order; those of links are another rule's."""
    del context
    own, source = (Counter(ADDRESS.findall(each.words)) for each in (pair.own, pair.source))
    for address in source - own:
        if address not in pair.own.text:
            yield f"{address} is missing"
    for address in own - source:
        if address not in pair.source.text:
            yield f"{address} is not in the source"


RULE = Rule(
    id="addresses",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="An address of the web or of mail that readers see and copy is not the one of the source.",
    fix="Copy it from the source.",
    find=find,
    in_drafts=True,
)

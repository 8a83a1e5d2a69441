"""Words of two links that have changed places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_NAME = re.compile(r"[^\W_]*[A-Z0-9][^\W_]*|[^\W_]*[0-9][^\W_]*")


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Compare names and numbers in the words of links, which no translation changes.

    Also the words as a whole, where another message of the locale is just these words.
    """
    source = {each.target: each.words for each in pair.source.links}
    own = {each.target: each.words for each in pair.own.links}
    if len(source) < len(pair.source.links) or len(own) < len(pair.own.links):
        return  # a target that occurs twice tells nothing
    for target, words in own.items():
        others = [each for each in source if each != target and each in own]
        for other in others:
            if target not in source or target > other:
                continue
            straight = _likeness(source[target], words, context) + _likeness(
                source[other], own[other], context
            )
            crossed = _likeness(source[other], words, context) + _likeness(
                source[target], own[other], context
            )
            if crossed > straight:
                yield f"the words of the links to {target} and {other} have changed places"


def _likeness(source: str, words: str, context: Context) -> int:
    """Count what two texts of links share."""
    known = any(own == words for own, _ in context.elsewhere.get((None, source), ()))
    return len(set(_NAME.findall(source)) & set(_NAME.findall(words))) + 2 * known


RULE = Rule(
    id="swapped-links",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="Each link has the words that belong to another: readers are led to the wrong page.",
    fix="Put the words, or the addresses, back where the source has them.",
    find=find,
    in_interface=False,
)

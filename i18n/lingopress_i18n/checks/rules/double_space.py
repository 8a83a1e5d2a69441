"""Two spaces where one belongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_DOUBLE = re.compile(r"(?<=[^\s.!?]) {2,}(?=\S)|(?<=[.!?]) {3,}(?=\S)")


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Look for two spaces between words; after a full stop some typists put two."""
    del context
    found = _DOUBLE.search(pair.own.words)
    if found and not _DOUBLE.search(pair.source.words):
        start = max(found.start() - 12, 0)
        yield f"two spaces after …{pair.own.words[start : found.start()]}"


RULE = Rule(
    id="double-space",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="Two spaces between words: a slip, or a word that was cut out.",
    fix="Remove one, or put the word back.",
    find=find,
)

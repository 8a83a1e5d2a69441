"""The same word twice in a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_DOUBLE = re.compile(r"(?<![\w'’-])([^\W\d_]{2,}) \1(?![\w'’-])", re.IGNORECASE)
_ALLOWED = {
    "de": "das der dem den die sie",
    "en": "had that",
    "es": "ya",
    "fr": "nous vous",
    "it": "via piano",
    "nl": "dat die",
    "sw": "sana pole polepole",
}
"""Words that a sentence of a language may well repeat."""


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Look for doubled words that the source does not have doubled, too."""
    allowed = _ALLOWED.get(context.language, "").split()
    doubled = {match[1].lower() for match in _DOUBLE.finditer(pair.source.words)}
    for match in _DOUBLE.finditer(pair.own.words):
        word = match[1].lower()
        if not doubled and word not in allowed:
            yield f"{match[1]} twice in a row"


RULE = Rule(
    id="double-words",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="The same word stands there twice: a slip of the hand, or of a machine.",
    fix="Remove one.",
    find=find,
)

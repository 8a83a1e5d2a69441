"""Brackets and quotation marks without their partner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_BRACKETS = {
    ")": "(",
    "]": "[",
    "}": "{",
    "】": "【",
    "》": "《",
    "〉": "〈",
    "」": "「",
    "』": "『",
}
_WIDE = str.maketrans("（）［］｛｝", "()[]{}")
_QUOTES = (("“", "”"), ("«", "»"))
_STRAIGHT = '"'


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Look at the words of the translation, where those of the source are in order."""
    del context
    own, source = pair.own.words.translate(_WIDE), pair.source.words.translate(_WIDE)
    if not _unbalanced(source):
        yield from (f"{sign} has no partner" for sign in _unbalanced(own))
    if own.count(_STRAIGHT) % 2 and not source.count(_STRAIGHT) % 2:
        yield f"{_STRAIGHT} has no partner"


def _unbalanced(text: str) -> list[str]:
    """List brackets and quotation marks that are not in pairs, each once."""
    left: list[str] = []
    stack: list[str] = []
    for sign in text:
        if sign in _BRACKETS.values():
            stack.append(sign)
        elif sign in _BRACKETS:
            if _BRACKETS[sign] in stack:
                while stack.pop() != _BRACKETS[sign]:
                    pass
            elif not _is_enumerating(sign, text):
                left.append(sign)
    left += stack
    for opening, closing in _QUOTES:
        opened, closed = text.count(opening), text.count(closing)
        if opened != closed and not (opening == "“" and "„" in text):
            left.append(opening if opened > closed else closing)
    return list(dict.fromkeys(left))


def _is_enumerating(sign: str, text: str) -> bool:
    """Tell whether a parenthesis follows a number or a letter of a list: a) 1)."""
    return sign == ")" and re.search(r"(?:^|[\s(])[^\W_]{1,3}\)", text) is not None


RULE = Rule(
    id="unpaired",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="A bracket or a quotation mark is opened and not closed, or closed and not opened.",
    fix="Add the partner, or remove the single one.",
    find=find,
)

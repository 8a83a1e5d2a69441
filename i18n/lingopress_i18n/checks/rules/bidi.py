"""Invisible characters that turn the direction of text and are not closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_OPENING = {
    "\u202a": "\u202c",
    "\u202b": "\u202c",
    "\u202d": "\u202c",
    "\u202e": "\u202c",
    "\u2066": "\u2069",
    "\u2067": "\u2069",
    "\u2068": "\u2069",
}
_CLOSING = frozenset(_OPENING.values())
_OVERRIDES = frozenset("\u202d\u202e")


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Report overrides, then embeddings and isolates that do not close in order."""
    del context
    own = pair.own.text
    for sign in sorted(_OVERRIDES & set(own) - set(pair.source.text)):
        yield f"U+{ord(sign):04X} overrides the direction"
    stack: list[str] = []
    for sign in own:
        if sign in _OPENING:
            stack.append(sign)
        elif sign in _CLOSING and (not stack or _OPENING[stack.pop()] != sign):
            yield f"U+{ord(sign):04X} closes nothing"
            return
    if stack:
        yield f"U+{ord(stack[-1]):04X} is not closed"


RULE = Rule(
    id="bidi",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="An invisible character turns the direction of text and is not closed, or "
    "overrides it: what follows is printed in the wrong order, and a reader may see "
    "another address than there is.",
    fix="Remove it, or close it; most texts need none.",
    find=find,
    in_drafts=True,
)

"""Text that is far too short or far too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity
from lingopress_i18n.checks.sizes import expected_ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair, Reading

_SHORTEST = 40
_FACTOR = 2.6
_MARGIN = 12


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Compare lengths without markup; short texts vary too much."""
    if pair.own.text == pair.source.text:
        return  # unchanged tells it
    source, own = _size(pair.source), _size(pair.own)
    expected = source * expected_ratio(context)
    if source < _SHORTEST:
        if own > 3 * _SHORTEST + expected * _FACTOR:
            yield f"is {own} characters long, the source {source}"
    elif own > expected * _FACTOR + _MARGIN or own < expected / _FACTOR - _MARGIN / 2:
        yield f"is {own} characters long, the source {source}"


def _size(side: Reading) -> int:
    return len(side.prose) + sum(map(len, side.code))


RULE = Rule(
    id="length",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="The translation is much shorter or longer than the source: something is cut off, "
    "or something does not belong there.",
    fix="Compare it with the source, sentence by sentence.",
    find=find,
    in_drafts=True,
)

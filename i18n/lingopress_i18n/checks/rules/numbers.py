"""Numbers, as each language writes them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from lingopress_i18n import cldr
from lingopress_i18n.checks.figures import Figure, Token, tokens
from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair, Reading
    from lingopress_i18n.locales import Locale

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MOST_ROMAN = 39
_SMALL = 12
"""Numbers up to here are often written in words that no table has: both, half, once, dozen."""
_STEM = 4
_MOST = 30
"""How many numbers are looked for in words."""


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Compare numbers outside of code and addresses, in any order."""
    if pair.entry.msgid_plural is not None:
        return
    missing, extra = _unmatched(
        list(tokens(pair.source.prose, context.source)),
        list(tokens(pair.own.prose, context.target)),
    )
    months = sum(
        word.rstrip(".") in cldr.month_names(context.source)
        for word in re.findall(r"[^\W\d_]+", pair.source.prose.lower())
    )
    for each in [each for each in extra if each.values <= _MONTHS][:months]:
        extra.remove(each)
    missing = [each for each in missing[:_MOST] if not _is_written(each, pair.own, context.target)]
    extra = [each for each in extra[:_MOST] if not _is_written(each, pair.source, context.source)]
    if not extra:
        missing = [each for each in missing if max(each.values) > _SMALL]
    if not missing:
        extra = [each for each in extra if max(each.values) > _SMALL]
    for one, other in itertools.zip_longest(missing, extra):
        if one and other:
            yield f"{other.raw} instead of {one.raw}"
        elif one:
            yield f"{one.raw} is missing"
        else:
            yield f"{other.raw} is not in the source"


_MONTHS = frozenset(map(Decimal, range(1, 13)))


def _unmatched(source: list[Token], own: list[Token]) -> tuple[list[Figure], list[Figure]]:
    """Pair what looks alike, then numbers that mean the same; give the numbers that are left."""
    alike = Counter(each.raw for each in source) & Counter(each.raw for each in own)
    missing = _figures_without(source, alike.copy())
    extra = _figures_without(own, alike)
    by_value: dict[Decimal, list[int]] = {}
    for index, figure in enumerate(extra):
        for value in figure.values:
            by_value.setdefault(value, []).append(index)
    used: set[int] = set()
    left: list[Figure] = []
    for figure in missing:
        twins = (index for value in sorted(figure.values) for index in by_value.get(value, ()))
        twin = next((index for index in twins if index not in used), None)
        if twin is None:
            left.append(figure)
        else:
            used.add(twin)
    return left, [figure for index, figure in enumerate(extra) if index not in used]


def _figures_without(tokens_found: list[Token], paired: Counter[str]) -> list[Figure]:
    """Give the numbers of the tokens, without those that are paired already."""
    left: list[Figure] = []
    for token in tokens_found:
        if paired[token.raw] > 0:
            paired[token.raw] -= 1
        else:
            left += token.figures
    return left


def _is_written(figure: Figure, side: Reading, locale: Locale) -> bool:
    """Tell whether a side has a number otherwise: as code, in words, as the zeros of an hour."""
    is_hour = figure.raw == "00"
    is_code = any(figure.raw in code for code in side.code)
    return is_hour or is_code or _is_in_words(figure, side.words, locale)


def _is_in_words(figure: Figure, text: str, locale: Locale) -> bool:
    """Tell whether a text has a number in words, inflected or not, or in Roman numerals."""
    number = min(figure.values)
    if number != int(number):
        return False
    lower = text.lower()
    for word in cldr.spelled_out(int(number), locale):
        # the last letters differ with case, gender and number
        if (word if len(word) <= _STEM else word[: max(_STEM, len(word) - 2)]) in lower:
            return True
    return (
        number <= _MOST_ROMAN and re.search(rf"\b{_roman(int(number))}(?![A-Z])", text) is not None
    )


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        while number >= value:
            out, number = out + sign, number - value
    return out or "N"


RULE = Rule(
    id="numbers",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="A number of the source is missing or has become another one: a date, a price, an "
    "article of a law.",
    fix="Correct it, in your language's own way of writing numbers; written out in words "
    "it is found, too.",
    find=find,
)

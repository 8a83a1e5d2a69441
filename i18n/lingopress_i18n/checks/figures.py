"""Numbers in text: found, and read as the text's language writes them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from lingopress_i18n import cldr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.locales import Locale

_TOKEN = re.compile(r"(?<![A-Za-z_])\d+(?:[.,'’٫٬\u00a0\u202f ]\d+)*")
"""Digits; not those of a name such as i32."""
_SPACES = re.compile("[\u00a0\u202f ]")
_AFTERNOON = re.compile(r"(?::[0-5]\d)?[\s\u00a0\u202f]?p\.?m\b", re.IGNORECASE)
_NOON = 12
_SCALE = re.compile(
    r"[\s\u00a0\u202f-]?(?:"
    r"(?P<hundred>百)"
    r"|(?P<thousand>thousand|mille|mil\b|millier|tausend|тыс|千|천|ألف|آلاف)"
    r"|(?P<myriad>万|萬|만)"
    r"|(?P<million>million|millón|millones|milhão|milhões|milion|миллион|млн|百万|百萬|مليون|ملايين)"
    r"|(?P<hundred_million>亿|億|억)"
    r"|(?P<billion>billion|milliard|mil millones|миллиард|млрд|十亿|مليار)"
    r")",
    re.IGNORECASE,
)
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "myriad": 10**4,
    "million": 10**6,
    "hundred_million": 10**8,
    "billion": 10**9,
}
_MOST_DIGITS = 40


@dataclass(frozen=True)
class Figure:
    """A number as it stands in a text."""

    raw: str
    """Its characters, the digits of any script as ASCII ones."""
    values: frozenset[Decimal]
    """What it may mean: by itself, with a word such as ``million`` after it, in the afternoon."""


@dataclass(frozen=True)
class Token:
    """Digits with what stands between them: a number, or several that only look like one."""

    raw: str
    figures: tuple[Figure, ...]


def tokens(text: str, locale: Locale) -> Iterator[Token]:
    """Go through the numbers of a text in a language, in order."""
    for match in _TOKEN.finditer(text):
        token = _in_ascii(match[0])
        if len(token) <= _MOST_DIGITS:
            pieces = list(_pieces(token, locale))
            yield Token(token, tuple(_figures(pieces, text[match.end() : match.end() + 20])))


def _figures(pieces: list[tuple[str, Decimal]], after: str) -> Iterator[Figure]:
    """Give numbers what the words after the last of them say of it."""
    for raw, value in pieces[:-1]:
        yield Figure(raw, frozenset({value}))
    raw, value = pieces[-1]
    values = {value}
    scale = _SCALE.match(after)
    if scale and scale.lastgroup:
        values.add(value * _SCALES[scale.lastgroup])
    if value < _NOON and _AFTERNOON.match(after):
        values.add(value + _NOON)
    yield Figure(raw, frozenset(values))


def _in_ascii(token: str) -> str:
    if token.isascii():
        return token
    return "".join(str(unicodedata.digit(each, each)) for each in token)


def _pieces(token: str, locale: Locale) -> Iterator[tuple[str, Decimal]]:
    """Cut a token into numbers: none where it is one, else at its spaces, else at its stops."""
    decimal, groups = cldr.number_separators(locale)
    mark, group = f"[{re.escape(decimal)}]", f"[{re.escape(groups)}]"
    grouped = re.compile(rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{mark}\d+)?")
    plain = re.compile(rf"\d+(?:{mark}\d+)?")
    for candidate in [token] if grouped.fullmatch(token) else _SPACES.split(token):
        if grouped.fullmatch(candidate):
            yield candidate, Decimal(re.sub(mark, ".", re.sub(group, "", candidate)))
        elif plain.fullmatch(candidate):
            yield candidate, Decimal(re.sub(mark, ".", candidate))
        else:
            yield from ((digits, Decimal(digits)) for digits in re.findall(r"\d+", candidate))

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

_TOKEN = re.compile(r"\d+(?:[.,'’٫٬\u00a0\u202f ]\d+)*")
_SPACES = re.compile("[\u00a0\u202f ]")
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
    """What it may mean: by itself, and with a word such as ``million`` after it."""


def figures(text: str, locale: Locale) -> Iterator[Figure]:
    """Go through the numbers of a text in a language, in order."""
    for token in _TOKEN.finditer(text):
        pieces = list(_pieces(_in_ascii(token[0]), locale))
        for at, (raw, value) in enumerate(pieces):
            scale = _SCALE.match(text, token.end()) if at == len(pieces) - 1 else None
            values = {value}
            if scale and scale.lastgroup:
                values.add(value * _SCALES[scale.lastgroup])
            yield Figure(raw, frozenset(values))


def _in_ascii(token: str) -> str:
    if token.isascii():
        return token
    return "".join(str(unicodedata.digit(each, each)) for each in token)


def _pieces(token: str, locale: Locale) -> Iterator[tuple[str, Decimal]]:
    """Cut a token into numbers: as a whole where it is one, else where it has spaces or stops."""
    decimal, groups = cldr.number_separators(locale)
    mark, group = f"[{re.escape(decimal)}]", f"[{re.escape(groups)}]"
    for candidate in (token, *(_SPACES.split(token) if _SPACES.search(token) else ())):
        if len(candidate) > _MOST_DIGITS:
            continue
        is_number = re.fullmatch(rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{mark}\d+)?", candidate)
        if is_number or re.fullmatch(rf"\d+(?:{mark}\d+)?", candidate):
            plain = re.sub(group, "", candidate) if is_number else candidate
            yield candidate, Decimal(re.sub(mark, ".", plain))
            if candidate == token:
                return
        elif candidate != token or not _SPACES.search(token):
            for digits in re.findall(r"\d+", candidate):
                yield digits, Decimal(digits)

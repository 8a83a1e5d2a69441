"""Data in words: dates, names of territories, a language's alphabet and its words (CLDR)."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import icu
from babel import Locale as CldrLocale
from babel.dates import format_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from lingopress_i18n.locales import Locale

_FIRST_WORD = 100
"""ICU's UBRK_WORD_NONE_LIMIT: the status of a piece below it is white space or punctuation."""


def long_date(date: datetime.date, locale: Locale) -> str:
    """Write a date out in CLDR's long form: ``28 avril 2020``, ``2020年4月28日``."""
    return format_date(date, "long", locale=locale.cldr)


def territory_name(code: str, locale: Locale) -> str | None:
    """Name a territory by its ISO 3166-1 alpha-2 code; None where CLDR has no name for it."""
    return CldrLocale.parse(locale.cldr).territories.get(code)


@functools.cache
def word_counter(locale: Locale) -> Callable[[str], int]:
    """Give the function that counts a text's words: those of UAX 29 with a letter or a digit.

    Scripts without spaces between words are divided by ICU's dictionaries.
    """
    breaks = icu.BreakIterator.createWordInstance(icu.Locale(locale.cldr))

    def count(text: str) -> int:
        breaks.setText(text)
        return sum(breaks.getRuleStatus() >= _FIRST_WORD for _ in breaks)

    return count


@functools.cache
def collation_key(locale: Locale) -> Callable[[str], bytes]:
    """Give the function that maps a string to its sort key in the locale's own order.

    The Unicode Collation Algorithm (UTS 10) with CLDR's tailoring: pinyin for Chinese, ñ after n
    in Spanish.
    """
    collator = icu.Collator.createInstance(icu.Locale(locale.cldr))

    def key(text: str) -> bytes:
        return bytes(collator.getSortKey(text))

    return key

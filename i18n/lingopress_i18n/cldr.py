"""Data in words: dates, names of territories, and the order of a language's alphabet (CLDR)."""

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


def long_date(date: datetime.date, locale: Locale) -> str:
    """Write a date out in CLDR's long form: ``28 avril 2020``, ``2020年4月28日``."""
    return format_date(date, "long", locale=locale.cldr)


def territory_name(code: str, locale: Locale) -> str | None:
    """Name a territory by its ISO 3166-1 alpha-2 code; None where CLDR has no name for it."""
    return CldrLocale.parse(locale.cldr).territories.get(code)


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

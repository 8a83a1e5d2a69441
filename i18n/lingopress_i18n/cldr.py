"""What CLDR and Unicode know: dates, names, alphabets, words, numbers, quotes, scripts."""

from __future__ import annotations

import datetime
import functools
import re
from typing import TYPE_CHECKING

from babel import Locale as CldrLocale

if TYPE_CHECKING:
    from collections.abc import Callable

    from lingopress_i18n.locales import Locale

_PARTS = {"y": "year", "M": "month", "L": "month", "d": "day"}
"""Which part of a date fields are of, by their first letter (UTS 35)."""
_LONG = "long"
"""What the form of dates is called among what is known of a locale's dates."""
_FIELD = re.compile(r"%\((\w+)\)s")
_ANY_DATE = datetime.date(2000, 1, 1)
"""Has any day in its month, and is in no year that may lack its month."""
_FIRST_WORD = 100
"""ICU's UBRK_WORD_NONE_LIMIT: the status of a piece below it is white space or punctuation."""


def long_date(date: datetime.date, locale: Locale) -> str:
    """Write a date out in CLDR's long form: ``28 avril 2020``, ``2020年4月28日``.

    In the digits of the locale, and in the calendar that the author wrote it in, the Gregorian one,
    whichever a country has beside it.
    """
    known = locale.dates
    if _LONG not in known:
        known[_LONG] = _long_form(locale.cldr)
    pattern = known[_LONG]
    parts = {}
    for field, part in _fields(pattern).items():
        key = f"{field} {getattr(date, part) if part else date.isoformat()}"
        if key not in known:
            known[key] = in_digits(_date_field(field, part, date, locale.cldr), locale.zero)
        parts[field] = known[key]
    return pattern % parts


def _long_form(cldr: str) -> str:
    """Give the long form of dates as a format of its fields."""
    from babel.dates import get_date_format  # noqa: PLC0415 - of no use to pages without a date

    return str(get_date_format("long", locale=_data(cldr)).format)


@functools.cache
def _fields(pattern: str) -> dict[str, str]:
    """Tell which part of a date each field is of; empty where of several, as the day of a week."""
    return {each: _PARTS.get(each[0], "") for each in _FIELD.findall(pattern)}


def _date_field(field: str, part: str, date: datetime.date, cldr: str) -> str:
    """Write a field of a date; of those of one part, there are a few dozen in a locale."""
    from babel.dates import DateTimeFormat  # noqa: PLC0415 - likewise

    known = _ANY_DATE.replace(**{part: getattr(date, part)}) if part else date
    return str(DateTimeFormat(known, _data(cldr))[field])


def in_digits(text: str, zero: str) -> str:
    """Write a text's digits as those that begin with this nought (``Locale.zero``)."""
    return text if zero == "0" else text.translate(_digits(zero))


@functools.cache
def _digits(zero: str) -> dict[int, int]:
    return {ord("0") + digit: ord(zero) + digit for digit in range(10)}


def territory_name(code: str, locale: Locale) -> str | None:
    """Name a territory by its ISO 3166-1 alpha-2 code; None where CLDR has no name for it."""
    return _data(locale.cldr).territories.get(code)


_data = functools.cache(CldrLocale.parse)
"""CLDR's data of a locale, by its identifier there; read once."""


@functools.cache
def word_counter(locale: Locale) -> Callable[[str], int]:
    """Give the function that counts a text's words: those of UAX 29 with a letter or a digit.

    Scripts without spaces between words are divided by ICU's dictionaries.
    """
    import icu  # noqa: PLC0415 - few pages need it, and it is large

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
    import icu  # noqa: PLC0415 - as above

    collator = icu.Collator.createInstance(icu.Locale(locale.cldr))

    def key(text: str) -> bytes:
        return bytes(collator.getSortKey(text))

    return key


@functools.cache
def number_separators(locale: Locale) -> tuple[str, str]:
    """Give what stands before decimals and what may stand between groups of three digits.

    Each is a string of characters; the Arabic ones belong to digits of every locale.
    """
    symbols = CldrLocale.parse(locale.cldr).number_symbols["latn"]
    decimal, group = symbols["decimal"], symbols["group"]
    # ISO 80000-1 has a space between groups, whatever the language
    spaces = "" if locale.tag.startswith("en") else "\u0020\u00a0\u202f"
    return f"{decimal}\u066b", f"{group}{spaces}\u066c"


@functools.cache
def quotation_marks(locale: Locale) -> tuple[tuple[str, str], tuple[str, str]]:
    """Give a locale's pair of quotation marks, and the pair for a quotation within one."""
    import icu  # noqa: PLC0415 - as above

    data = icu.LocaleData(locale.cldr)
    kinds = icu.ULocaleDataDelimiterType
    outer = kinds.QUOTATION_START, kinds.QUOTATION_END
    inner = kinds.ALT_QUOTATION_START, kinds.ALT_QUOTATION_END
    start, end, inner_start, inner_end = (data.getDelimiter(kind) for kind in (*outer, *inner))
    return (start, end), (inner_start, inner_end)


@functools.cache
def month_names(locale: Locale) -> frozenset[str]:
    """Give the months' names, in full and abbreviated, in every form and in lower case."""
    months = CldrLocale.parse(locale.cldr).months
    return frozenset(
        name.lower().rstrip(".")
        for forms in months.values()
        for width in ("wide", "abbreviated")
        for name in forms[width].values()
        if not name.isdigit()
    )


@functools.cache
def script_of(letter: str) -> str:
    """Give the script of a character, as ISO 15924 has it: ``Latn``; ``Zyyy`` for many."""
    import icu  # noqa: PLC0415 - as above

    return str(icu.Script.getScript(letter).getShortName())


@functools.cache
def spelled_out(number: int, locale: Locale) -> frozenset[str]:
    """Give a whole number in words, in lower case: ``thirty``, ``thirtieth``; in every form."""
    import icu  # noqa: PLC0415 - as above

    rules = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(locale.cldr))
    names = [rules.getRuleSetName(index) for index in range(rules.getNumberOfRuleSetNames())]
    return frozenset(
        str(rules.format(number, name)).replace("\u00ad", "").lower()
        for name in names
        if name.startswith(("%spellout-cardinal", "%spellout-ordinal"))
    )

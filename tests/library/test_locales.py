"""Locales: names, direction, how sentences are joined, plural rules, and misspelt tags."""

from __future__ import annotations

import contextlib
import datetime
import gettext as python_gettext
import re
import unicodedata
from typing import TYPE_CHECKING

import babel
import pytest
from babel.dates import format_date
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n import cldr, locales
from lingopress_i18n.catalog.template import new_catalog
from lingopress_i18n.errors import ConfigError
from lingopress_i18n.locales import Locale, locale, readable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from trial import Gettext

TAGS = ["ar", "es", "fr", "ru", "zh-Hans", "en", "de", "ja", "he", "pt-BR", "cy", "ga", "sl", "th"]


@pytest.mark.parametrize(
    ("tag", "posix", "direction", "endonym", "joiner"),
    [
        ("en", "en", "ltr", "English", " "),
        ("fr", "fr", "ltr", "Français", " "),
        ("ru", "ru", "ltr", "Русский", " "),
        ("ar", "ar", "rtl", "العربية", " "),
        ("he", "he", "rtl", "עברית", " "),
        ("fa", "fa", "rtl", "فارسی", " "),
        ("ko", "ko", "ltr", "한국어", " "),
        ("th", "th", "ltr", "ไทย", " "),
        ("ja", "ja", "ltr", "日本語", ""),
        ("zh", "zh", "ltr", "中文", ""),
        ("zh-Hans", "zh_Hans", "ltr", "简体中文", ""),
        ("zh-Hant-TW", "zh_Hant_TW", "ltr", "中文", ""),
        ("pt-BR", "pt_BR", "ltr", "Português (Brasil)", " "),
        ("sr-Latn", "sr_Latn", "ltr", "Srpski (latinica)", " "),
        ("es-419", "es_419", "ltr", "Español latinoamericano", " "),
        ("pa-Arab", "pa_Arab", "rtl", "پنجابی (عربی)", " "),
    ],
)
def test_a_locale_and_its_facts(
    tag: str, posix: str, direction: str, endonym: str, joiner: str
) -> None:
    found = locale(tag)
    facts = (found.tag, found.posix, found.direction, found.joiner)
    assert facts == (tag, posix, direction, joiner)
    assert found.endonym.startswith(endonym)  # a region may follow


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("zh_Hans", "zh-Hans"),
        ("pt_BR", "pt-BR"),
        ("zh_CN", "zh-Hans-CN"),
        ("zh-TW", "zh-Hant-TW"),
        ("EN", "en"),
        ("en-us", "en-US"),
        ("zh-hans", "zh-Hans"),
        ("sr_latn", "sr-Latn"),
    ],
)
def test_a_misspelt_tag_gets_the_right_one_suggested(tag: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        locale(tag)
    assert caught.value.hint == f"did you mean {hint}?"
    assert locale(hint).tag == hint


@pytest.mark.parametrize(
    "tag", ["xx", "klingon", "", "en-", "-", "e", "fr_FR.UTF-8", "é", "C", "../x"]
)
def test_what_is_no_locale_is_an_error_and_never_english(tag: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(repr(tag))):
        locale(tag)


def test_fallbacks_go_from_the_most_specific_to_the_language() -> None:
    assert locale("zh-Hant-TW").fallbacks == ("zh-Hant-TW", "zh-Hant", "zh")
    assert locale("fr").fallbacks == ("fr",)


@pytest.mark.parametrize(
    ("tag", "has", "lacks"),
    [
        ("pt-AO", ["pt-AO", "pt-PT", "pt", "pt-BR"], []),
        ("pt", ["pt", "pt-BR"], ["pt-PT"]),
        ("es-MX", ["es-MX", "es-419", "es"], []),
        ("zh", ["zh", "zh-Hans", "zh-CN"], ["zh-Hant"]),
        ("zh-Hant-MO", ["zh-Hant-MO", "zh-Hant-HK", "zh-Hant"], ["zh"]),
        ("sr-Cyrl", ["sr-Cyrl", "sr"], ["sr-Latn"]),
        ("sr-Latn", ["sr-Latn"], ["sr"]),
        ("hi-Latn", ["hi-Latn"], ["hi", "en-IN", "en"]),
        ("no", ["no", "nb"], ["nn"]),
        ("nb", ["nb", "no"], ["nn"]),
        ("nn", ["nn"], ["no", "nb"]),
        ("en-XA", ["en-XA"], ["en"]),
    ],
)
def test_readers_can_do_with_texts_of_their_language_and_script(
    tag: str, has: list[str], lacks: list[str]
) -> None:
    found = readable(locale(tag))
    assert [each for each in found if each in has] == has
    assert {*found}.isdisjoint(lacks)


def every_locale() -> Iterator[Locale]:
    """Go through CLDR's locales; some of its names are not the canonical ones."""
    for name in locale_identifiers():
        with contextlib.suppress(ConfigError):
            yield locale(name.replace("_", "-"))


def test_every_locale_has_plural_rules_that_python_accepts() -> None:
    rules = {each.plural_forms for each in every_locale()}
    assert len(rules) > 10
    for rule in rules:
        forms = re.fullmatch(r"nplurals=(\d); plural=(.*?);?", rule)
        assert forms, rule
        choose = python_gettext.c2py(forms[2])
        assert {choose(number) for number in range(300)} <= set(range(int(forms[1])))


UNLIKE = {
    "gl": "Babel has no form for millions",
    "tg": "Babel has nought in the plural",
    "vi": "Babel has one form, as nouns do",
}
"""Languages whose rule in Babel's list of headers is not that of its CLDR."""
COUNTS = [*range(250), 999, 1000, 1001, 10**6, 2 * 10**6, 10**6 + 1]


def test_headers_of_new_catalogs_tell_apart_what_cldr_does() -> None:
    unlike = set()
    for each in every_locale():
        rule = babel.Locale.parse(each.cldr).plural_form
        said = re.fullmatch(r"nplurals=(\d); plural=(.*?);?", each.plural_forms)
        assert said
        choose = python_gettext.c2py(said[2])
        kinds = ["zero", "one", "two", "few", "many", "other"]
        order = [kind for kind in kinds if kind in map(rule, COUNTS)]
        if order == ["other"] and each.plural_forms == "nplurals=2; plural=(n != 1);":
            continue  # CLDR has no rule for the language
        pairs = {(order.index(rule(number)), choose(number)) for number in COUNTS}
        if any(wanted != chosen for wanted, chosen in pairs):
            unlike.add(each.tag.partition("-")[0])
    assert unlike <= {*UNLIKE}


def test_every_locale_can_do_with_its_own_texts_first() -> None:
    for each in every_locale():
        found = readable(each)
        assert found[0] == each.tag
        spelled = {(locales.subtags(tag) or ("",) * 3)[1] for tag in found}
        assert len(spelled) == 1, each.tag


def test_every_locale_has_a_name_and_a_direction_that_html_knows() -> None:
    found = list(every_locale())
    assert len(found) > 600
    assert {each.direction for each in found} == {"ltr", "rtl"}  # CLDR has a third for Mongolian
    assert all(each.endonym and each.english_name for each in found)
    assert len({each.posix for each in found}) == len(found)


@pytest.mark.parametrize("tag", TAGS)
def test_a_new_catalog_passes_msgfmt_check(gettext: Gettext, tmp_path: Path, tag: str) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(new_catalog("x.po", "Trial 1", locale(tag)).encode())
    gettext("msgfmt", "--check", "-o", tmp_path / "x.mo", path)


@given(st.sampled_from([*every_locale()]), st.dates())
def test_dates_are_written_as_babel_writes_them(wanted: Locale, date: datetime.date) -> None:
    """But for its digits: it knows none but ours."""
    plain = re.sub(r"\d", lambda each: str(int(each[0])), cldr.long_date(date, wanted))
    assert plain == format_date(date, "long", locale=wanted.cldr)


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("fa", "۲۸ آوریل ۲۰۲۰"),
        ("bn", "২৮ এপ্রিল, ২০২০"),
        ("mr", "२८ एप्रिल, २०२०"),
        ("ar-EG", "٢٨ أبريل ٢٠٢٠"),
        ("ar", "28 أبريل 2020"),
        ("hi", "28 अप्रैल 2020"),
        ("ur", "28 اپریل، 2020"),
        ("th", "28 เมษายน ค.ศ. 2020"),
        ("ar-XB", "April 28, 2020"),
    ],
)
def test_dates_are_in_the_digits_of_the_locale(tag: str, written: str) -> None:
    assert cldr.long_date(datetime.date(2020, 4, 28), locale(tag)) == written


def test_the_digits_of_every_locale_are_known() -> None:
    for each in every_locale():
        system = babel.Locale.parse(each.cldr).default_numbering_system
        assert (each.zero == "0") == (system == "latn"), each.tag
        assert [unicodedata.digit(chr(ord(each.zero) + at)) for at in range(10)] == [*range(10)]

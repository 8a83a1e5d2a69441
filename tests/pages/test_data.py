"""Data on pages: dates, names of states and their order, the same facts in every language."""

from __future__ import annotations

import datetime
import tomllib
from collections import Counter
from typing import TYPE_CHECKING

import icu
import pytest
from babel import Locale
from babel.dates import format_date

from built import text_of
from lingopress_i18n.locales import locale as locale_of
from lingopress_i18n.typography import spaced

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from built import Built, Page

DIGITS = {"arabext": "۰۱۲۳۴۵۶۷۸۹"}
DATES = {
    "ar": "28 أبريل 2020",
    "en": "April 28, 2020",
    "es": "28 de abril de 2020",
    "fr": "28 avril 2020",
    "ru": "28 апреля 2020\u202fг.",
    "zh-Hans": "2020年4月28日",
}
"""The long form of 2020-04-28 in CLDR."""

NEIGHBOURS = {
    "ar": ("أرمينيا", "إكوادور"),  # alif with hamza above and below are one letter in order
    "es": ("Ecuador", "El Salvador"),
    "fr": ("Émirats arabes unis", "Équateur"),  # not after Zimbabwe
    "zh-Hans": ("阿尔及利亚", "阿拉伯联合酋长国"),  # by pinyin, not by code point
}
"""Two names, the first before the second, that a sort by code point would put elsewhere."""


def _times(page: Page) -> list[Element]:
    noticed = [each for notice in page.all("div[@class='notice']") for each in notice.iter("time")]
    return [each for each in page.all("main//time") if each not in noticed]


def test_machine_readable_dates_are_iso_and_equal_in_every_locale(site: Built) -> None:
    def dates(page: Page) -> Counter[str]:
        found = [each.get("datetime", "") for each in _times(page)]
        assert [datetime.date.fromisoformat(each).isoformat() for each in found] == found
        return Counter(found)

    assert any(map(_times, site.pages))
    assert site.where(lambda page: dates(page) != dates(site.versions(page)[site.source])) == {}


def test_dates_are_written_as_the_language_writes_them(site: Built) -> None:
    def wrong(page: Page) -> list[str]:
        locale = Locale.parse(page.tag, sep="-")
        return [
            text_of(each)
            for each in _times(page)
            if text_of(each) != _date(each.get("datetime", ""), locale)
        ]

    assert site.where(wrong) == {}


@pytest.mark.parametrize(("tag", "text"), DATES.items())
def test_a_date_in_each_language(sample: Built, tag: str, text: str) -> None:
    page = sample.page_of(tag, "parties")
    found = {text_of(each) for each in _times(page) if each.get("datetime") == "2020-04-28"}
    assert {_spaced(each) for each in found} == {_spaced(text)}


def _date(iso: str, locale: Locale) -> str:
    """Write a date as Babel does, but in the digits that CLDR gives the language."""
    written = format_date(datetime.date.fromisoformat(iso), "long", locale)
    own = DIGITS.get(locale.default_numbering_system, "0123456789")
    return written.translate(str.maketrans("0123456789", own))


def _spaced(text: str) -> str:
    """Make every kind of space one kind: releases of CLDR differ in which they use."""
    return " ".join(text.split())


def _table(page: Page) -> list[list[str]]:
    rows = page.one("div[@class='data-table']").findall(".//tbody/tr")
    return [[text_of(cell) for cell in row] for row in rows]


def _tables(site: Built) -> list[Page]:
    return [page for page in site.pages if page.all("div[@class='data-table']")]


def _expected(site: Built, page: Page) -> list[list[str]]:
    """Work out the rows of the table of parties from the data and the catalogs.

    Their white space is as the sample's typography has it.
    """
    locale = Locale.parse(page.tag, sep="-")
    said_in = locale_of(page.tag)
    official = tomllib.loads(site.trial.read(site.config["territories"])).get(page.tag, {})
    terms = {
        each.text: each.translation or each.text
        for each in site.messages(page.tag, site.domain(page))
        if each.context == "table term"
    }

    def date(iso: str) -> str:
        return _date(iso, locale)

    return [
        [
            spaced(official.get(row["party"]) or locale.territories[row["party"]], said_in),
            terms[row["instrument"]],
            date(row["deposited"]),
            date(row["in_force"]),
        ]
        for row in site.rows()
    ]


def test_the_table_of_parties_has_the_same_rows_in_every_locale(site: Built) -> None:
    pages = _tables(site)
    assert len(pages) == len(site.tags)
    assert (
        site.where(lambda page: sorted(_table(page)) != sorted(_expected(site, page)), pages) == {}
    )


def test_rows_are_in_the_order_of_the_language(site: Built) -> None:
    def is_wrong(page: Page) -> bool:
        collator = icu.Collator.createInstance(icu.Locale(page.tag))
        names = [row[0] for row in _table(page)]
        return names != sorted(names, key=collator.getSortKey)

    assert site.where(is_wrong, _tables(site)) == {}


@pytest.mark.parametrize(("tag", "pair"), NEIGHBOURS.items())
def test_order_is_not_that_of_code_points(sample: Built, tag: str, pair: tuple[str, str]) -> None:
    names = [row[0] for row in _table(sample.page_of(tag, "parties"))]
    at = [names.index(each) for each in pair]
    assert at == sorted(at)
    assert at[0] <= len(names) // 3
    assert names != sorted(names)


def test_official_names_come_before_those_of_cldr(sample: Built) -> None:
    every = tomllib.loads(sample.trial.read(sample.config["territories"]))
    parties = {row["party"] for row in sample.rows()}
    assert every.keys() <= set(sample.tags)
    for tag, names in every.items():
        said = {row[0] for row in _table(sample.page_of(tag, "parties"))}
        assert {name for code, name in names.items() if code in parties} <= said, tag


def test_a_cell_on_a_small_screen_names_its_column(site: Built) -> None:
    """The style sheet prints ``data-label`` before each value where rows become cards."""

    def is_wrong(page: Page) -> bool:
        table = page.one("div[@class='data-table']")
        titles = [text_of(each) for each in table.findall(".//thead//th")]
        rows = table.findall(".//tbody/tr")
        labels = {tuple(each.get("data-label", "") for each in row.findall("td")) for row in rows}
        return not all(titles) or labels != {tuple(titles[1:])}

    assert site.where(is_wrong, _tables(site)) == {}

"""Data tables: names, dates and the order of rows, each as the reader's language has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n.publication import load
from lingopress_i18n.render.rendering import Renderer

if TYPE_CHECKING:
    from trial import Trial

LOCALES = ["ar", "es", "fr", "ru", "zh-Hans"]
CONFIG = f"""\
[site]
title = "Trial"
base_url = "https://example.org/"
locales = {LOCALES}
territories = "names.toml"
"""
NAMES = """\
[en]
CH = "Swiss Confederation"

[zh]
CN = "中华人民共和国"
"""
FRONT = """\
---
title: Parties
table:
  file: parties.csv
  sort: {sort}
  columns:
    party: {{title: Party, type: {kind}}}
    since: {{title: Since, type: date}}
    note: {{title: Note, type: text}}
---
"""


def rows(trial: Trial, tag: str, values: list[str], *, kind: str = "territory") -> list[str]:
    """Print a table with these values in its first column; give the cells of that column."""
    lines = [f'"{value}",20{at:02}-04-28,<{at}>' for at, value in enumerate(values, 10)]
    return cells(trial, tag, lines, kind=kind, sort="party")[0]


def cells(
    trial: Trial, tag: str, lines: list[str], *, kind: str = "territory", sort: str = "party"
) -> list[list[str]]:
    """Print a table; give its columns."""
    trial.write(
        {
            "lingopress.toml": CONFIG,
            "names.toml": NAMES,
            "articles/parties.md": FRONT.format(kind=kind, sort=sort),
            "articles/parties.csv": "\n".join(["party,since,note", *lines]),
        }
    )
    loaded = load(trial.root)
    by_tag = {each.tag: each for each in loaded.site.all_locales}
    page = Renderer(loaded).page(loaded.articles["parties"], by_tag[tag]).decode()
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    tagged = re.findall(r"<t[hd][ >].*?</t[hd]>", body, re.DOTALL)
    found = [re.sub("<[^>]+>", "", cell) for cell in tagged]
    return [found[at::3] for at in range(3)]


@pytest.mark.parametrize(
    ("tag", "codes", "expected"),
    [
        ("fr", ["ES", "EG", "EE", "FR"], ["Égypte", "Espagne", "Estonie", "France"]),
        ("es", ["NU", "NE", "NO", "NP"], ["Nepal", "Níger", "Niue", "Noruega"]),
        ("ru", ["RU", "AM", "JP", "EG"], ["Армения", "Египет", "Россия", "Япония"]),
        ("zh-Hans", ["JP", "EG", "CH", "FR"], ["埃及", "法国", "日本", "瑞士"]),  # pinyin
        ("ar", ["JP", "EG", "TN"], ["اليابان", "تونس", "مصر"]),
    ],
)
def test_countries_are_named_and_sorted_as_the_language_does(
    trial: Trial, tag: str, codes: list[str], expected: list[str]
) -> None:
    assert rows(trial, tag, codes) == expected


def test_a_letter_of_its_own_has_its_own_place(trial: Trial) -> None:
    words = ["nube", "ñandú", "oso", "nación", "Ñu"]
    expected = ["nación", "nube", "ñandú", "Ñu", "oso"]
    assert rows(trial, "es", words, kind="text") == expected


def test_official_names_win_over_cldr_and_more_specific_tags_over_general(trial: Trial) -> None:
    assert rows(trial, "en", ["CH", "FR"]) == ["France", "Swiss Confederation"]
    assert rows(trial, "zh-Hans", ["CN"]) == ["中华人民共和国"]
    assert rows(trial, "fr", ["CH"]) == ["Suisse"]


def test_a_code_that_nobody_has_a_name_for_stays_a_code(trial: Trial) -> None:
    assert rows(trial, "fr", ["QX"]) == ["QX"]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "April 28, 2020"),
        ("es", "28 de abril de 2020"),
        ("fr", "28 avril 2020"),
        ("ru", "28 апреля 2020 г."),
        ("zh-Hans", "2020年4月28日"),
        ("ar", "28 أبريل 2020"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(
    trial: Trial, tag: str, expected: str
) -> None:
    _, dates, _ = cells(trial, tag, ["CH,2020-04-28,x", "FR,,y"])
    assert sorted(" ".join(date.replace("\u200f", "").split()) for date in dates) == ["", expected]


def test_dates_sort_as_dates_and_not_as_words(trial: Trial) -> None:
    lines = ["CH,2020-04-28,x", "FR,2019-12-01,y", "EG,2020-01-15,z"]
    assert cells(trial, "en", lines, sort="since")[2] == ["y", "z", "x"]


def test_values_are_text_and_no_markup(trial: Trial) -> None:
    assert cells(trial, "en", ['CH,,"<b>*a*, & b"'])[2] == ["&lt;b&gt;*a*, &amp; b"]


def test_terms_are_messages_and_territories_are_none(trial: Trial) -> None:
    cells(trial, "en", ["ratified,2020-04-28,x", "acceded,,y", "ratified,,z"], kind="term")
    texts = [message.text for message in load(trial.root).documents["parties"].messages()]
    assert texts == ["Parties", "Party", "Since", "Note", "ratified", "acceded"]
    cells(trial, "en", ["CH,,x"])
    texts = [message.text for message in load(trial.root).documents["parties"].messages()]
    assert texts == ["Parties", "Party", "Since", "Note"]


def test_a_translated_term_is_printed_and_sorted_in_the_language(trial: Trial) -> None:
    lines = ["acceded,,x", "ratified,,y"]
    cells(trial, "es", lines, kind="term")
    assert trial.run("update").code == 0
    path = "locales/es/LC_MESSAGES/parties.po"
    text = trial.read(path)
    for term, word in {"acceded": "se adhirió", "ratified": "ratificó"}.items():
        text = text.replace(f'msgid "{term}"\nmsgstr ""', f'msgid "{term}"\nmsgstr "{word}"')
    trial.write({path: text})
    assert cells(trial, "es", lines, kind="term")[0] == ["ratificó", "se adhirió"]

"""Counting words and characters of every script; the cases are ``words.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n.locales import locale
from lingopress_i18n.words import Tally, count_characters, count_words, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

KEYS = {"about", "locale", "text", "words", "characters"}


def cases() -> Sequence[object]:
    data = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
    assert data.keys() == {"case"}
    for case in data["case"]:
        assert case.keys() == KEYS, f"keys of {case}"
    assert len({case["about"] for case in data["case"]}) == len(data["case"])
    return [pytest.param(case, id=case["about"]) for case in data["case"]]


@pytest.mark.parametrize("case", cases())
def test_a_text_has_as_many_words_and_characters(case: dict[str, str]) -> None:
    found = measure(case["text"], locale(case["locale"]))
    assert found == Tally(1, int(case["words"]), int(case["characters"]))


@given(st.text(), st.text())
def test_a_line_between_two_texts_adds_nothing(one: str, other: str) -> None:
    english = locale("en")
    both = f"{one}\n{other}"
    assert count_words(both, english) == count_words(one, english) + count_words(other, english)
    assert count_characters(both) == count_characters(one) + count_characters(other)


@given(st.text())
def test_there_are_never_more_words_than_characters(text: str) -> None:
    assert 0 <= count_words(text, locale("zh-Hans")) <= count_characters(text)

"""Typography: cases as data, and what may differ at all."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n.errors import ConfigError
from lingopress_i18n.locales import locale
from lingopress_i18n.site import parse
from lingopress_i18n.typography import spaced, typeset
from lingopress_i18n.typography.pieces import cut

_FILE = Path(__file__).with_name("typography.toml")
_CASES = tomllib.loads(_FILE.read_text("utf-8"))["case"]
_LOCALES = (
    *("ar", "be", "bg", "ca", "cs", "da", "de", "en", "es", "fi", "fr", "fr-CA", "he", "hu", "it"),
    *("ja", "ko", "lt", "nb", "pl", "ru", "sk", "sv", "uk", "zh-Hans"),
)
_SPACE = re.compile(r"\s+")
_PARTS = st.sampled_from(
    [
        *("<em>", "</em>", "<code>", "</code>", '<span lang="en">', "</span>", "<br>", "&amp;"),
        *(
            " ",
            " ",
            "\n",
            "\u00a0",
            "\u202f",
            "?",
            ";",
            ":",
            "«",
            "»",
            "(",
            ")",
            "[",
            "]",
            "-",
            "+",
        ),
        *("WIPO", "a", "в", "معاهدة", "،", "视听", "，", "10", "000", "%", "№", ".", "—"),
    ]
)
_HTML = st.lists(_PARTS | st.characters(exclude_characters="<>&"), max_size=24).map("".join)


def _shown(text: str) -> str:
    return text.replace("\u202f", "~").replace("\u00a0", "_")


@pytest.mark.parametrize("case", _CASES, ids=lambda each: f"{each['locale']}: {each['about']}")
def test_a_sentence_is_set_as_its_language_wants(case: dict[str, Any]) -> None:
    assert set(case) == {"locale", "about", "written", "set"}
    written = case["written"].replace("~", "\u202f").replace("_", "\u00a0")
    assert _shown(typeset(written, locale(case["locale"]))) == case["set"]


@given(_HTML, st.sampled_from(_LOCALES))
def test_white_space_alone_changes_and_no_element_is_added_but_bdi(html: str, tag: str) -> None:
    found = typeset(html, locale(tag))
    added = found.count("<bdi>")
    assert added == found.count("</bdi>")
    bare = found.replace("<bdi>", "").replace("</bdi>", "")
    assert _SPACE.sub("", bare) == _SPACE.sub("", html)
    tags = [each.html for each in cut(html) if not each.is_text]
    assert [each.html for each in cut(bare) if not each.is_text] == tags


@given(_HTML, st.sampled_from(_LOCALES))
def test_setting_twice_is_setting_once(html: str, tag: str) -> None:
    once = typeset(html, locale(tag))
    assert typeset(once, locale(tag)) == once


@given(_HTML)
def test_pieces_are_the_whole(html: str) -> None:
    assert "".join(each.html for each in cut(html)) == html


@given(st.text(), st.sampled_from(_LOCALES))
def test_plain_words_change_in_white_space_alone(words: str, tag: str) -> None:
    found = spaced(words, locale(tag))
    assert _SPACE.sub("", found) == _SPACE.sub("", words)


def test_a_locale_that_is_not_there_is_named() -> None:
    text = '[site]\ntitle = "T"\nbase_url = "https://example.org/"\nlocales = ["fr"]\n'
    assert parse(Path(), f"{text}typography = true\n").typography == ("en", "fr")
    assert parse(Path(), f'{text}typography = ["fr"]\n').typography == ("fr",)
    assert parse(Path(), text).typography == ()
    with pytest.raises(ConfigError, match="no locale 'fe'"):
        parse(Path(), f'{text}typography = ["fe"]\n')

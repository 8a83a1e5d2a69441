"""Inputs that break other tools, and all of Markdown beyond CommonMark; cases are data."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from laws.material import document, source_html, translated_html
from lingopress_i18n import inline
from lingopress_i18n.errors import ContentError
from lingopress_i18n.markup import steering

if TYPE_CHECKING:
    from collections.abc import Sequence

KEYS = {"number", "about", "source", "html", "msgids"}
STEERED = {"notes", "contexts"}


def cases() -> Sequence[object]:
    found = []
    for path in sorted((Path(__file__).parent / "hard_cases").glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        assert data.keys() == {"case"}
        for case in data["case"]:
            assert case.keys() in (KEYS, KEYS | STEERED), f"keys of {case}"
            found.append(pytest.param(case, id=f"{case['number']} {case['about']}"))
    assert found
    return found


@pytest.mark.parametrize("case", cases())
def test_the_markup_is_safe_and_the_text_is_offered(case: dict[str, Any]) -> None:
    made = document(case["source"])
    expected = case["html"].removeprefix("\n")
    assert source_html(made) == expected
    assert translated_html(made) == expected
    body = [message for message in made.messages() if message.role != "title"]
    assert [message.text for message in body] == case["msgids"]
    if "notes" in case:
        assert [message.note for message in body] == case["notes"]
        assert [message.context or "" for message in body] == case["contexts"]


def test_a_translation_gains_no_footnote_formula_or_template_tag() -> None:
    rendered = inline.render_translation("a {{ b }} \\{{ c }} $d$ [^e]", "a", footnotes={"e": 1})
    assert rendered == "a &#123;{ b }} &#123;{ c }} $d$ [^e]"


def test_what_translates_a_skipped_block_is_not_asked_for_and_links_live() -> None:
    made = document("<!-- lingopress: skip -->\n[Here](other.md)\n")
    assert translated_html(made) == '<p><a href="other.md">Here</a></p>\n'


@pytest.mark.parametrize("text", [" note: x ", "lingo press: skip", " lingopress ", ""])
def test_other_comments_steer_nothing(text: str) -> None:
    assert steering.parse(text) is None


@pytest.mark.parametrize("what", ["skp", "note=", "skip=1", "segmentation=word", ""])
def test_an_unknown_directive_is_an_error_with_its_place(what: str) -> None:
    with pytest.raises(ContentError) as caught:
        document(f"One\n\n> two\n>\n> <!-- lingopress: {what} -->\n")
    assert caught.value.where == "articles/a.md:5"

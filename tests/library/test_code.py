"""Code that its author opens for translation: what is offered, and that all else stays."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from laws.material import WORDS, document, elements, source_html, translated_html
from lingopress_i18n.errors import ContentError

OPEN = "<!-- lingopress: translate -->\n"
LANGUAGES = ["", "rust", "python", "js", "html", "sh", "c", "yaml", "lua", "haskell", "text"]
PIECES = ('"', "'", '"""', "`", "/*", "*/", "//", "#", "<!--", "-->", "{-", "\\", "{", "}", "${x}")


def fenced(code: str, language: str) -> str:
    return f"~~~~~~~~ {language}\n{code}\n~~~~~~~~\n"


def cases() -> list[Any]:
    """Read all cases; a malformed one is an error."""
    data = tomllib.loads((Path(__file__).parent / "code.toml").read_text("utf-8"))
    assert data.keys() == {"case"}
    for case in data["case"]:
        assert case.keys() == {"about", "language", "code", "offered"}, f"keys of {case}"
    assert len({case["about"] for case in data["case"]}) == len(data["case"])
    return [pytest.param(case, id=case["about"]) for case in data["case"]]


@pytest.mark.parametrize("case", cases())
def test_only_what_people_read_is_offered(case: dict[str, Any]) -> None:
    body = fenced(case["code"], case["language"])
    made = document(OPEN + body)
    offered = [each.text for each in made.messages() if each.role != "title"]
    assert offered == case["offered"]
    assert source_html(made) == source_html(document(body))


@example('"a" # b', "python", "x\"'*/-->\n</code><b>y</b>")
@settings(max_examples=300)
@given(
    st.lists(st.sampled_from((*PIECES, *WORDS, "\n", " ")) | st.text(max_size=3)).map("".join),
    st.sampled_from(LANGUAGES),
    st.text(),
)
def test_code_is_exact_and_a_translation_stays_text(code: str, language: str, said: str) -> None:
    body = fenced(code, language)
    plain = source_html(document(body))
    made = document(OPEN + body)
    assert source_html(made) == plain
    assert translated_html(made) == plain
    assert elements(translated_html(made, lambda _: said)) == elements(plain)


def test_it_says_where_and_what_and_notes_reach_it() -> None:
    made = document(f'{OPEN}<!-- lingopress: context=c -->\n```c\n\n"a" // b\n```\n')
    found = [(each.text, each.role, each.line, each.context) for each in made.messages()][1:]
    assert found == [("a", "string", 3, "c"), ("b", "comment", 3, "c")]


def test_skipped_code_stays_and_the_next_block_is_not_meant() -> None:
    made = document(f"{OPEN}<!-- lingopress: skip -->\n```c\n// a\n```\n\n```c\n// b\n```\n")
    assert [each.role for each in made.messages()] == ["title"]


def test_the_directive_takes_no_value() -> None:
    with pytest.raises(ContentError, match="no such directive: 'translate=yes'"):
        document("<!-- lingopress: translate=yes -->\n\na\n")


def test_long_code_is_text_of_no_language() -> None:
    made = document(OPEN + fenced('x = "a"\n' * 3_000, "python"))
    assert {each.role for each in made.messages()} == {"title", "line of text"}


def test_nobody_waits_for_pygments_who_has_no_use_for_it() -> None:
    program = "import sys, lingopress_i18n.markup; sys.exit('pygments' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0

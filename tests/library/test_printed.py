"""What a page prints for translations of sentences with tags: cases are data, in ``printed/``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from laws.material import EN, ES, document
from lingopress_i18n.inline.kept import keep
from lingopress_i18n.render.fill import Filling

if TYPE_CHECKING:
    from collections.abc import Sequence

KEYS = {"about", "source", "messages", "translations", "html"}
SUFFIXES = {"raw_tags": ".md", "html": ".html"}


def cases() -> Sequence[object]:
    found = []
    for path in sorted((Path(__file__).parent / "printed").iterdir()):
        data = tomllib.loads(path.read_text("utf-8"))
        assert data.keys() == {"case"}
        for case in data["case"]:
            assert case.keys() == KEYS, f"keys of {case}"
            name = f"{path.stem} {case['about']}"
            found.append(pytest.param(case, SUFFIXES[path.stem], id=name))
    return found


def rewrite(target: str) -> str:
    path, mark, query = target.partition("?")
    return f"/page/{path}{mark}{query}" if path.endswith((".md", ".png")) else target


@pytest.mark.parametrize(("case", "suffix"), cases())
def test_a_page_prints(case: dict[str, Any], suffix: str) -> None:
    made = document(case["source"].removeprefix("\n"), suffix)
    body = [message for message in made.messages() if message.role != "title"]
    assert [f"{each.role}: {each.text}" for each in body] == case["messages"]
    answers = case["translations"]
    assert answers.keys() <= {each.text for each in body}, "a translation of nothing"
    translations = {each.key: answers.get(each.text, each.text) for each in body}
    printed = Filling(translations, ES, EN).body(made.parts, rewrite, anchors=False)
    assert printed.strip("\n") == case["html"].strip("\n")


@pytest.mark.parametrize(
    ("translation", "kept"),
    [
        ("<kbd>a</kbd> <kbd>b</kbd>", "<kbd>a</kbd> <kbd>b</kbd>"),
        ("<kbd>b</kbd> <kbd>a</kbd>", "<kbd>b</kbd> <kbd>a</kbd>"),
        ("<kbd>x</kbd> <kbd>a</kbd>", "<kbd>b</kbd> <kbd>a</kbd>"),
        ("<kbd>x</kbd> <kbd>y</kbd> <kbd>z</kbd>", "<kbd>a</kbd> <kbd>b</kbd> <kbd>z</kbd>"),
        ("<kbd>a</kbd> <kbd>a</kbd>", "<kbd>a</kbd> <kbd>b</kbd>"),
        ("<kbd>x", "<kbd>x"),
        ("x</kbd>", "x</kbd>"),
        ("<kbd>x <kbd>y</kbd> z</kbd>", "<kbd>a</kbd>"),
        ("*<kbd></kbd>* `c`", "*<kbd>a</kbd>* `c`"),
        ("<em>x</em>", "<em>x</em>"),
        ("nothing", "nothing"),
    ],
)
def test_what_is_kept_comes_from_the_source(translation: str, kept: str) -> None:
    assert keep(translation, "<kbd>a</kbd> <em>e</em> <kbd>b</kbd>", {"<kbd>"}) == kept


def test_what_is_kept_comes_back_in_the_order_of_the_source() -> None:
    source = "<kbd>a</kbd> <kbd>b</kbd> <kbd>a</kbd>"
    assert keep("<kbd>x</kbd> <kbd>y</kbd> <kbd>z</kbd>", source, {"<kbd>"}) == source

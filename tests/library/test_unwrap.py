"""From wrapped, quoted, indented source to one-line messages; the cases are ``unwrap.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

from lingopress_i18n.pipeline import templates
from lingopress_i18n.publication import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trial import Trial

KEYS = {"about", "source", "msgids"}


def cases() -> Sequence[object]:
    data = tomllib.loads((Path(__file__).parent / "unwrap.toml").read_text("utf-8"))
    assert data.keys() == {"case"}
    found = []
    for case in data["case"]:
        assert case.keys() == KEYS, f"keys of {case}"
        found.append(pytest.param(case["source"], case["msgids"], id=case["about"]))
    assert len({case["about"] for case in data["case"]}) == len(found)
    return found


@pytest.mark.parametrize(("source", "msgids"), cases())
def test_a_message_is_one_line_of_the_authors_own_words(
    trial: Trial, source: str, msgids: list[str]
) -> None:
    trial.write({"articles/index.md": f"---\ntitle: T\n---\n{source}"})
    messages = load(trial.root).documents["index"].messages()
    assert [message.text for message in messages if message.context is None] == msgids


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(trial: Trial, ending: str) -> None:
    text = "﻿---\ntitle: T\n---\n\n> Quoted\n> text.\n".replace("\n", ending)
    trial.write({"articles/index.md": text.encode()})
    messages = load(trial.root).documents["index"].messages()
    assert [message.text for message in messages] == ["T", "Quoted text."]


def test_a_message_says_what_it_is_and_where(trial: Trial) -> None:
    text = "---\ntitle: T\n---\n\n# One\n\n- Two\n  lines.\n\n| A |\n|---|\n| b |\n"
    trial.write({"articles/index.md": text})
    template = templates(load(trial.root))["index"]
    entries = polib.pofile(template.encode().decode())
    assert [(each.msgid, each.comment, each.occurrences) for each in entries] == [
        ("T", "title", [("articles/index.md", "2")]),
        ("One", "heading 1", [("articles/index.md", "5")]),
        ("Two lines.", "list item", [("articles/index.md", "7")]),
        ("A", "table cell", [("articles/index.md", "10")]),
        ("b", "table cell", [("articles/index.md", "12")]),
    ]

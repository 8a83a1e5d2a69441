"""Digits of a language: in all that nobody wrote, as in what its translators write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polib
import pytest

from built import Page, text_of

if TYPE_CHECKING:
    from trial import Trial

CONFIG = """\
[site]
title = "Trial"
base_url = "https://example.org/"
source_locale = "en"
locales = ["bn", "fa", "mr", "ur"]
search = true
typography = true
"""
ARTICLE = """\
---
title: A
date: 2020-04-28
---

Text.[^b] See 5 and 10.[^a] More.

1. One
2. Two

Left as it is.

[^a]: Note.
[^b]: Another.
"""
DIGITS = {"bn": "০১২৩৪৫৬৭৮৯", "fa": "۰۱۲۳۴۵۶۷۸۹", "mr": "०१२३४५६७८९", "ur": "0123456789"}
WORDS = {"bn": "পাঠ", "fa": "متن", "mr": "मजकूर", "ur": "متن"}


@pytest.fixture
def figures(trial: Trial) -> Trial:
    """Publish articles with footnotes: one translated in part, one not at all."""
    trial.write(
        {
            "lingopress.toml": CONFIG,
            "articles/index.md": "---\ntitle: H\n---\n\nText.\n",
            "articles/a.md": ARTICLE,
            "articles/b.md": ARTICLE,
        }
    )
    assert trial.run("update").code == 0
    for tag, digits in DIGITS.items():
        for name in ("index", "a", "site"):
            path = trial.root / f"locales/{tag}/LC_MESSAGES/{name}.po"
            catalog = polib.pofile(str(path))
            for entry in catalog:
                if "Left" not in entry.msgid:
                    entry.msgstr = _translated(entry.msgid, WORDS[tag], digits)
            catalog.save()
    done = trial.run("publish")
    assert done.code == 0, done.err
    return trial


def _translated(text: str, word: str, digits: str) -> str:
    """Put a word in place of each, but leave the labels of footnotes."""
    parts = re.split(r"(\[\^\w\])", text)
    own = str.maketrans("0123456789", digits)
    return "".join(
        each if at % 2 else re.sub("[A-Za-z]+", word, each).translate(own)
        for at, each in enumerate(parts)
    )


def _page(site: Trial, path: str) -> Page:
    return Page(path, site.read(f"public/{path}").encode())


@pytest.mark.parametrize("tag", DIGITS)
def test_nothing_on_a_page_has_other_digits_than_its_language(figures: Trial, tag: str) -> None:
    page, digits = _page(figures, f"{tag}/a/index.html"), DIGITS[tag]
    marks = [text_of(each) for each in page.all("sup")]
    assert marks == [digits[1], digits[2], digits[2], digits[1]]
    assert digits[2] in text_of(page.one("p[@class='date']"))
    own = "".join(page.one("article").itertext())
    assert {each for each in own if each.isdigit()} <= {*digits}


@pytest.mark.parametrize("tag", DIGITS)
def test_what_is_in_the_language_of_the_source_has_its_digits(figures: Trial, tag: str) -> None:
    page = _page(figures, f"{tag}/b/index.html")
    assert [text_of(each) for each in page.all("sup")] == ["1", "2", "2", "1"]


def test_inspect_finds_no_digits_beside_others(figures: Trial) -> None:
    done = figures.run("inspect", "--strict")
    assert (done.code, done.out) == (0, "")

"""Titles, descriptions and the like are text: what only looks like a tag is printed, too."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n import inline

if TYPE_CHECKING:
    from trial import Trial

TITLE = "Generics: List<String> & <video>"
CONFIG = """\
[site]
title = "The <T> Times"
description = "Of Map<K> and H<sub>2</sub>O."
base_url = "https://example.org/"
locales = ["es"]
search = true
"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("List<List<T>>", "List<List<T>>"),
        ("Using the <video> element", "Using the <video> element"),
        ("An <img>, a </b> and a <my-own>", "An <img>, a </b> and a <my-own>"),
        ("H<sub>2</sub>O, <b>*so*</b>", "H2O, so"),
        ("Two<br>lines<br/>or three", "Two lines or three"),
        ('A <img src="a.png">picture', "A picture"),
        ("<!-- a note -->`List<T>` \\<T>", "List<T> <T>"),
        ("no tag at all: 1 < 2, Map<K, V>", "no tag at all: 1 < 2, Map<K, V>"),
    ],
)
def test_a_tag_that_is_none_is_one_of_the_words(text: str, words: str) -> None:
    assert inline.words(text) == words
    assert inline.words(inline.escape(words)) == words


def test_a_title_prints_what_its_author_wrote(trial: Trial) -> None:
    trial.write(
        {
            "lingopress.toml": CONFIG,
            "articles/index.md": "# Home\n",
            "articles/a.md": f"---\ntitle: '{TITLE}'\ndescription: A <T> in it.\n"
            "date: 2020-01-02\n---\n\nText.\n",
        }
    )
    assert trial.run("update").code == 0
    catalog = trial.read("locales/es/LC_MESSAGES/a.po")
    assert f'msgid "{TITLE}"\nmsgstr ""' in catalog  # and no backslash in it
    done = catalog.replace(f'"{TITLE}"\nmsgstr ""', f'"{TITLE}"\nmsgstr "{TITLE}, dicho <b>"')
    trial.write({"locales/es/LC_MESSAGES/a.po": done})
    published = trial.run("publish")
    assert published.code == 0
    for tag, title in (("en", TITLE), ("es", f"{TITLE}, dicho <b>")):
        page = trial.read(f"public/{tag}/a/index.html")
        shown = html.escape(title, quote=False)
        (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
        assert heading.strip() == shown
        assert re.findall(r"<title>(.*?)</title>", page)[0].startswith(shown)
        assert "The &lt;T&gt; Times" in page
        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        assert title in json.dumps(json.loads(data), ensure_ascii=False)
        feed = json.loads(trial.read(f"public/{tag}/feed.json"))
        assert feed["items"][0]["title"] == title
        assert feed["description"] == "Of Map<K> and H2O."
        assert html.escape("A <T> in it.") in page
    assert trial.run("inspect").out == ""

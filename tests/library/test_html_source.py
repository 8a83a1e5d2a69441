"""HTML sources: which messages there are, and what is printed for them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from laws.material import document, source_html, translated_html
from lingopress_i18n.article import name_in_words
from lingopress_i18n.document import Anchor
from lingopress_i18n.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trial import Trial

KEYS = {"about", "source", "messages"}
STEERED = {"notes", "contexts"}
PAGE = """\
---
title: Front matter
---
<h1>Forum</h1>
<p>Read <a href="intro.html" class="x">the introduction</a>.
Or <a href="intro.html#top">its top</a>. <img src="a.png" alt="A picture"></p>
"""


def cases() -> Sequence[object]:
    found = []
    for path in sorted((Path(__file__).parent / "html_source").iterdir()):
        data = tomllib.loads(path.read_text("utf-8"))
        assert data.keys() == {"case"}
        for case in data["case"]:
            assert case.keys() in (KEYS, KEYS | STEERED), f"keys of {case}"
            found.append(pytest.param(case, id=f"{path.stem}: {case['about']}"))
    assert len({case.id for case in found}) == len(found)
    return found


@pytest.mark.parametrize("case", cases())
def test_messages(case: dict[str, Any]) -> None:
    made = document(case["source"], ".html")
    own = f"title: {name_in_words('a')}"  # of a page without any title: from its name
    messages = [each for each in made.messages() if f"{each.role}: {each.text}" != own]
    assert [f"{each.role}: {each.text}" for each in messages] == case["messages"]
    if "notes" in case:
        assert [each.note for each in messages] == case["notes"]
        assert [each.context or "" for each in messages] == case["contexts"]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("<p>a</p>\n<!-- lingopress: skp -->", 2),
        ("<ul><li>a\n\n<!-- lingopress: note= --><li>b</ul>", 3),
        ("<p>a\n<b>b <!-- lingopress: what --></b></p>", 2),
        ("<!-- lingopress: skip=1 -->\n<!doctype html><p>a</p>", 1),
        ("<html>\n<head><!-- lingopress: segmentation=word --></head>", 2),
        ("<html><p>a</p></html>\n\n<!-- lingopress: -->", 3),
        (
            "<p>"
            + "a <i>\n</i>" * 9
            + "</p><script>"
            + "x" * 30_000
            + "</script><!--lingopress:x-->",
            10,
        ),
    ],
)
def test_an_unknown_directive_is_an_error_with_its_place(source: str, line: int) -> None:
    with pytest.raises(ContentError) as caught:
        document(source, ".html")
    assert caught.value.where == f"articles/a.html:{line}"


@pytest.mark.parametrize(
    "source",
    ["<div>" * 10_001, "<p>x <b>" * 10_001, "<p " + "a=1 b " * 5_001 + ">", "<p " + "x\t" * 10_001],
)
def test_what_no_parser_reads_in_time_is_an_error(source: str) -> None:
    with pytest.raises(ContentError) as caught:
        document(f"<p>x</p>\n{source}", ".html")
    assert caught.value.where == "articles/a.html:2"


@pytest.mark.parametrize(
    "source",
    [
        "<p>x" * 10_001,
        "<ul>" + "<li>x" * 10_001,
        "<div></div>" * 10_001,
        "<img src='a'>" * 10_001,
        f"<img src='{'a b ' * 10_001}'>",
        "<script>" + "if (a<b) x; " * 10_001 + "</script><p>x",
        "<script>a<b; c = [" + "1, " * 10_001 + "]</script><p>x",
    ],
)
def test_a_large_page_is_none(source: str) -> None:
    assert document(source, ".html").parts


def test_a_message_says_where_it_is() -> None:
    made = document("<p>\n\n one\n</p>\n<p>two\n<b>three</b></p>\n<p>&eacute; four</p>", ".htm")
    assert [message.line for message in made.messages()][1:] == [3, 5, 5]


def test_headings_keep_their_ids_or_get_some() -> None:
    made = document("<h2 id=a>One</h2><h2>A</h2><h2 class=c>Two <b>words</b></h2>", ".html")
    assert source_html(made) == '<h2 id="a">One</h2><h2>A</h2><h2 class="c">Two <b>words</b></h2>'
    ids = [part.id for part in made.parts if isinstance(part, Anchor)]
    assert ids == ["a-2", "two-words"]


def test_translated_attributes_are_escaped_and_hold_no_markup() -> None:
    made = document('<p>A <b title="Hint">b</b> c</p><img alt="Hint">', ".html")
    answers = {"Hint": '*x* & "y" <i>z</i>'}
    html = translated_html(made, lambda text: answers.get(text, text))
    value = "x &amp; &quot;y&quot; z"
    assert html == f'<p>A <b title="{value}">b</b> c</p><img alt="{value}">'


def test_an_untranslated_attribute_keeps_the_sources_words(trial: Trial) -> None:
    trial.write({"articles/a.html": '<p>Text</p><img src="u" alt="English">'})
    assert trial.run("publish").code == 0
    html = trial.run("render", "a", "-l", "es", "--fragment").out
    assert '<img src="u" alt="English">' in html


def test_a_page_end_to_end(trial: Trial) -> None:
    trial.write(
        {
            "articles/forum.html": PAGE,
            "articles/intro.html": "<title>Intro</title><p>Text.</p>",
            "articles/a.png": b"\x89PNG",
        }
    )
    assert trial.run("publish").code == 0
    name = "locales/es/LC_MESSAGES/forum.po"
    catalog = trial.read(name)
    message = '"Read <a href=\\"intro.html\\" class=\\"x\\">the introduction</a>."'
    assert message in catalog.replace('"\n"', "")
    for source, translation in {
        "Forum": "Foro",
        "Front matter": "Portada",
        "A picture": "Una imagen",
        "Or [its top](intro.html#top).": "O [su inicio](intro.html#top).",
    }.items():
        before = f'msgid "{source}"\nmsgstr ""'
        assert before in catalog
        catalog = catalog.replace(before, f'msgid "{source}"\nmsgstr "{translation}"')
    trial.write({name: catalog})
    assert trial.run("publish").code == 0
    page = trial.read("public/es/forum/index.html")
    assert '<h1 id="forum">Foro</h1>' in page
    assert page.count("<h1") == 1
    assert "<title>Portada" in page
    assert 'O <a href="../../es/intro/#top">su inicio</a>.' in page
    assert '<a href="../../es/intro/" class="x">the introduction</a>' in page
    assert '<img src="../../media/a.png" alt="Una imagen">' in page
    assert "<title>Intro" in trial.read("public/en/intro/index.html")


def test_spaces_that_bind_stay_in_a_title() -> None:
    title = document("<title>10\u00a0years\n of  it</title><p>x</p>", ".html").title
    assert [message.text for message in title.messages] == ["10\u00a0years of it"]

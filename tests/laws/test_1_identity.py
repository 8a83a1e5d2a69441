"""Law 1, identity: with every msgstr equal to its msgid, the body is the plain rendering.

Parsing an article into a skeleton and messages, and filling the messages in again, must lose
nothing and invent nothing: for the source's own page, and for a translation that repeats it.
"Plain rendering" is what pulldown-cmark prints for the whole body at once, and a different
reading of text files than ours. In text of raw HTML an entity and its character are the same.
"""

from __future__ import annotations

import html
import re

import pyromark
from hypothesis import example, given, settings

from laws.material import (
    commonmark_examples,
    document,
    markdown_bodies,
    normalized,
    prose,
    source_html,
    translated_html,
    unescaped,
)
from lingopress_i18n import files
from lingopress_i18n.markup import markdown

# the bodies on which an earlier version, or an obvious one, fails
WRAPPED = "* one\n  two\n\n> a [link\n> over](/u 'two\n> lines') and `code\n> too`\n"
REFERENCES = "[a][b] ![c] [d][]\n\n[b]: /b 't'\n[c]: /c\n[d]: <e f> '\"'\n"
TABLE = "| a | `b\\|c` |\n|---|:-:|\n| *x* | <b>y</b> |\n"
BROKEN_BY_A_LINE = "[link](<foo\nbar>)\n"
SENTENCES = "One. *Two. Three.* Four! <b>Five. Six.</b> “Seven?” he said. e.g. eight.\n"

NAMES = {
    'class="footnote-reference"><a href="#': 'class="footnote-reference"><a href="#_note-',
    '<div class="footnote-definition" id="': '<div class="footnote-definition" id="_note-',
    '<input disabled="" type="checkbox"/>': '<input disabled="" type="checkbox" aria-label="☐"/>',
    '<input disabled="" type="checkbox" checked=""/>': (
        '<input disabled="" type="checkbox" checked="" aria-label="☑"/>'
    ),
}
"""What we call otherwise than pulldown-cmark: its footnotes have the ids of headings, its boxes of
tasks no name."""


def plain(body: str) -> str:
    """Render a whole body with pulldown-cmark alone; see ``NAMES``."""
    text = files.decode(body.encode("utf-8", "replace"), "")
    made = pyromark.html(text, options=markdown.OPTIONS)
    for before, after in NAMES.items():
        made = made.replace(before, after)
    return made


def test_every_example_of_the_specification_renders_as_before() -> None:
    wrong = [
        case["example"]
        for case in commonmark_examples()
        if normalized(source_html(document(case["markdown"])))
        != normalized(plain(case["markdown"]))
    ]
    assert wrong == []


def test_every_example_of_the_specification_translated_by_itself_renders_the_same() -> None:
    wrong = [
        case["example"]
        for case in commonmark_examples()
        if normalized(translated_html(document(case["markdown"])))
        != normalized(plain(case["markdown"]))
    ]
    assert wrong == []


@example(WRAPPED)
@example(REFERENCES)
@example(TABLE)
@example(BROKEN_BY_A_LINE)
@example(SENTENCES)
@settings(max_examples=400)
@given(markdown_bodies())
def test_any_markdown_renders_as_before(body: str) -> None:
    assert unescaped(source_html(document(body))) == unescaped(plain(body))


@example(WRAPPED)
@example(REFERENCES)
@example(TABLE)
@example(BROKEN_BY_A_LINE)
@example(SENTENCES)
@settings(max_examples=400)
@given(markdown_bodies())
def test_any_markdown_translated_by_itself_renders_the_same(body: str) -> None:
    assert unescaped(translated_html(document(body))) == unescaped(plain(body))


@example("A title\n\n*not emphasis* <b> & [no link](x)\n    # no heading\n")
@settings(max_examples=200)
@given(prose())
def test_plain_text_renders_every_word_and_no_markup(body: str) -> None:
    made = document(body, ".txt")
    text = files.decode(body.encode("utf-8", "replace"), "")
    title, _, rest = text.strip().partition("\n")
    for rendered in (source_html(made), translated_html(made)):
        words = re.sub(r"</?p>", " ", rendered)
        assert "<" not in words
        assert "".join(html.unescape(words).split()) == "".join(rest.split())
    assert unescaped(source_html(made)) == unescaped(translated_html(made))
    if title:
        assert made.title.messages

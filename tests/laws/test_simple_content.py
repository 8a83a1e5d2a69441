"""Simple content: what is read without the parser's events makes the document that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from laws.material import EN, WORDS, article, commonmark_examples, markdown_bodies
from laws.test_ordinary import CONSTRUCTS, messages
from lingopress_i18n import locales, sentences
from lingopress_i18n.inline import ordinary
from lingopress_i18n.markup import markdown, simple
from lingopress_i18n.sentences import Rules
from trial import REPOSITORY

if TYPE_CHECKING:
    from lingopress_i18n.document import Document
    from lingopress_i18n.markup.places import Place

LANGUAGES = tuple(map(locales.locale, ("en", "de", "zh-Hans", "ja", "ar", "el")))
STEERING = (
    *("<!-- lingopress: skip -->\n\n", "<!-- lingopress: context=c -->\n\n", "<script>\n\n"),
    *("<!-- lingopress: segmentation=paragraph -->\n\n", "<i lang=fr>\n\n", "{{ x }} ", "US$6 "),
)
BREAKS = (
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n  ",
    "\n\t",
    " \n",
    "  \n",
    "\\\n",
    "\n> ",
    "\n>",
    "\u3000\n",
)
BEGINNINGS = (
    "",
    "# ",
    "- ",
    "1. ",
    "> ",
    "> - ",
    ": ",
    "[^1]: ",
    "| a |\n|---|\n| ",
    "x\n: ",
    "\\",
)


def both(body: str, source: locales.Locale) -> list[tuple[Document, tuple[Place, ...]]]:
    """Read a body in the quick way, and with the events alone."""
    made, rules = article(body), Rules(source)
    quick = markdown.parse(made, rules), markdown.places(made, rules)
    with patch.object(simple, "read", return_value=None):
        return [quick, (markdown.parse(made, rules), markdown.places(made, rules))]


def agree(body: str, source: locales.Locale = EN) -> None:
    quick, slow = both(body, source)
    assert quick == slow


def bodies() -> st.SearchStrategy[str]:
    """Generate bodies of several lines, much of which is simple."""
    pieces = st.sampled_from((" ", ". ", *WORDS, *CONSTRUCTS[:20])) | messages()
    lines = st.lists(pieces | st.sampled_from(BREAKS), min_size=1, max_size=8).map("".join)
    blocks = st.tuples(st.sampled_from(("", "", *STEERING)), st.sampled_from(BEGINNINGS), lines)
    return st.lists(blocks.map("".join), min_size=1, max_size=4).map("\n\n".join)


@settings(max_examples=600)
@given(bodies(), st.sampled_from(LANGUAGES))
@example("a `b\n  c`\n", EN)
@example("- a\n  *b\n  c.* D\n", EN)
@example("\\*a* b\n", EN)
@example("# [–](b)\n\n`a`\n", EN)
@example("*Eins. Zwei* [drei. *Vier*](b) `fünf`. Sechs.", EN)
def test_a_document_is_what_the_events_make_it(body: str, source: locales.Locale) -> None:
    agree(body, source)


@settings(max_examples=300)
@given(markdown_bodies())
def test_so_is_any_other(body: str) -> None:
    agree(body)


def test_so_are_the_examples_of_commonmark() -> None:
    for case in commonmark_examples():
        agree(case["markdown"])


@settings(max_examples=600)
@given(st.lists(messages(), max_size=4).map(". ".join), st.sampled_from(LANGUAGES))
@example("One. *Two. Three.* Four! `Five.` Six.", EN)
@example("*A.* B. [C. D](e). [F.](g) H", EN)
def test_sentences_are_those_that_the_parser_finds(text: str, source: locales.Locale) -> None:
    pieces = ordinary.read(text)
    for segmentation in ("sentence", "paragraph") if pieces else ():
        if ordinary.is_simple(pieces or []):
            rules = Rules(source, segmentation=segmentation)
            found = sentences.split_ordinary(text, pieces or [], rules)
            assert found == sentences.split(text, rules)


def test_most_content_is_simple() -> None:
    taken = left = 0
    read = simple.read

    def counting(*args: object) -> simple.Simple | None:
        nonlocal taken, left
        found = read(*args)  # type: ignore[arg-type]  # whatever it is given
        taken, left = taken + (found is not None), left + (found is None)
        return found

    with patch.object(simple, "read", counting):
        for path in sorted(REPOSITORY.rglob("articles/**/*.md")):
            markdown.parse(article(path.read_text("utf-8")), Rules(EN))
    assert taken > 3 * left > 0

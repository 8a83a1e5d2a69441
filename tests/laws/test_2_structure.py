"""Law 2, structure: with letters replaced in every msgstr, the page's structure stays the same.

A translation that keeps the markup and changes the words keeps every element, in order, and every
attribute with its value; only an image's alternative text is words and changes with them.
"""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from laws.material import (
    Element,
    commonmark_examples,
    document,
    elements,
    markdown_bodies,
    source_html,
    translated_html,
)
from lingopress_i18n import inline


def without_words(page: str) -> list[Element]:
    """List a page's elements with their attributes, but for alternative texts."""
    return [
        (tag, tuple((name, "…" if name == "alt" else value) for name, value in attributes))
        for tag, attributes in elements(page)
    ]


def in_letters(letter: str, message: str) -> str:
    """Replace every letter of a message's words by one letter; leave its markup as it is."""
    read = inline.parse(message)
    out, done, address_until = b"", 0, 0
    for event in read.events:
        if event.kind == "open" and read.source[event.start : event.start + 1] == b"<":
            address_until = event.end  # an autolink: its text is its target
        is_verbatim = len(event.value.encode()) == event.end - event.start  # and no entity
        if event.kind == "text" and is_verbatim and event.start >= address_until:
            words = "".join(letter if each.isalpha() else each for each in event.value)
            out += read.source[done : event.start] + words.encode()
            done = event.end
    return (out + read.source[done:]).decode().replace(read.guard, "")


def test_the_letters_are_replaced_and_nothing_else() -> None:
    message = (
        'An [*old* `link`](/old "old") ![old](old.png) &amp; <b class="old">tag</b> <http://old>'
    )
    assert in_letters("ж", message) == (
        'жж [*жжж* `link`](/old "old") ![жжж](old.png) &amp; <b class="old">жжж</b> <http://old>'
    )


def test_every_example_of_the_specification_keeps_its_structure() -> None:
    wrong = []
    for case in commonmark_examples():
        made = document(case["markdown"])
        translated = translated_html(made, lambda text: in_letters("ж", text))
        if without_words(translated) != without_words(source_html(made)):
            wrong.append(case["example"])
    assert wrong == []


@example("One [link *here*](/a 't') and ![picture](/b). Two `code` <b>bold</b>.\n", "ж")
@settings(max_examples=400)
@given(markdown_bodies(), st.sampled_from(["ж", "語", "م", "ｚ", "ß", "𝔵"]))
def test_any_markdown_keeps_its_structure_in_any_script(body: str, letter: str) -> None:
    made = document(body)
    translated = translated_html(made, lambda text: in_letters(letter, text))
    assert without_words(translated) == without_words(source_html(made))

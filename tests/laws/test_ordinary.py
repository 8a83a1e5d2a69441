"""Ordinary messages: what is read without the parser comes out as the parser would have it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import polib
from hypothesis import given, settings
from hypothesis import strategies as st

from laws.material import INLINE, WORDS
from laws.test_8_no_new_powers import attacks
from lingopress_i18n import inline
from lingopress_i18n.inline import admission, ordinary
from lingopress_i18n.inline.kept import keep
from lingopress_i18n.inline.together import Together
from lingopress_i18n.inline.writer import Elsewhere, Writer
from lingopress_i18n.policy import NOTHING
from trial import REPOSITORY, shared

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

CONSTRUCTS = (
    *("*a*", "**a b**", "*第一届*", "**x.**", "*.x*", "*e\u0301*", "**", "*", "`a`", "`<b> & x`"),
    *("` a`", "``a``", "`a*", "[a](b.md)", "[a b!](https://x.example/?a=1&b=2#c)", "[^1](b)", "!"),
    *(
        "[a](b_c_d)",
        "[a](&amp;)",
        "[a](&copy)",
        "[ a ](#b)",
        "[a]",
        "[a](b%20c)",
        "[a](mailto:a@b)",
    ),
    *(
        "_a_",
        "~a~",
        "$a$",
        "{{ a }}",
        "{",
        "US$6",
        "[a](b 'c')",
        "![a](b)",
        "[*a*](b)",
        "**[a](b)**",
    ),
    *("`$a`", "`$`", "$", "[^a]", "[^1]", "[^A]", "[^1](b)", "<kbd>a b</kbd>", "<b>c</b>", "<b>"),
    *("<script>a</script>", "<kbd>a</b>", "<b >c</b>", "<q>*a*</q>", "</b>", "<a>b</a>", "\\"),
    *("\u2000", "\u3000", "\u00a0", "\u0085", "\u2028", "\x0b", "\x0c", "\x1f", "\x00", "«", "»"),
)
"""What an ordinary message may have, what it may not, and what is nearly one or the other."""


RAW = (
    "*a b.* ",
    "**a!**",
    "*b…*",
    "`$a`",
    "[^a]",
    "[^1]",
    "<kbd>a b</kbd>",
    "<b>c</b>",
    "<kbd>c</kbd>",
    "<sub>*</sub>",
)
NOTES = {"1": 1, "a": 2}
TAGS = {"<b>": "<b class>"}


def messages() -> st.SearchStrategy[str]:
    """Generate messages, many of them ordinary."""
    pieces = st.sampled_from(CONSTRUCTS) | st.sampled_from((" ", ". ", *WORDS))
    anything = pieces | st.sampled_from(INLINE) | st.text(max_size=3)
    shapes = (
        st.lists(st.sampled_from((*CONSTRUCTS[:16], *RAW, *WORDS[:12], " ", ". ")), max_size=6),
        st.lists(pieces, max_size=5),
        st.lists(anything, max_size=8),
    )
    return st.one_of(shapes).map("".join)


def rewrite(target: str) -> str:
    """Lead one link in two into another language, as a page may."""
    return Elsewhere(f"../{target}", "de") if len(target) % 2 else f"./{target}"


def agree(text: str, source: str) -> None:
    """Demand that a translation, and a source, come out as by way of the parser."""
    message, own = inline.parse(text), inline.parse(source)
    refused = admission.refusals(message, own, NOTHING)
    slow = Writer(message, rewrite, NOTES, TAGS, refused, source).write()
    assert inline.render_translation(text, source, rewrite, NOTES, TAGS) == slow
    plain = Writer(message, rewrite, NOTES, TAGS).write()
    assert inline.render(text, rewrite, NOTES, TAGS) == plain


@settings(max_examples=600)
@given(messages(), messages(), st.data())
def test_ordinary_messages_come_out_as_the_parser_would_have_them(
    text: str, other: str, data: st.DataObject
) -> None:
    if ordinary.read(text.strip(" \t\n")):
        agree(text, data.draw(st.sampled_from((text, f"{text} {other}", other))))


@settings(max_examples=400)
@given(
    st.text(max_size=12),
    st.text(max_size=12),
    st.sampled_from(("*{}*", "**{}**", "`{}`", "[{}](b)")),
)
def test_any_character_in_and_around_a_construct(inside: str, outside: str, shape: str) -> None:
    text = f"{outside}{shape.format(inside)}{outside}"
    if ordinary.read(text):
        agree(text, text)


@settings(max_examples=400)
@given(st.lists(st.tuples(messages(), messages(), st.booleans()), max_size=6))
def test_messages_written_together_come_out_as_each_alone(
    cases: list[tuple[str, str, bool]],
) -> None:
    pairs = [(text, text if is_same else source) for text, source, is_same in cases]
    for kept in ((), ("`",), ("`", "<kbd>")):
        agree_together(pairs, kept)


def agree_together(pairs: Sequence[tuple[str, str]], kept: Collection[str] = ()) -> None:
    """Demand that translations, and the sources, come out together as each alone.

    What is asked about links must be the same, too: a page depends on whom it asks about.
    """
    sources = [source for _, source in pairs]
    asked: list[str] = []

    def asking(target: str) -> str:
        asked.append(target)
        return rewrite(target)

    def translated(at: int) -> str:
        text, source = pairs[at]
        is_kept = any(opening in text for opening in kept)
        text = keep(text, source, kept) if is_kept else text
        return inline.render_translation(text, source, asking, NOTES)

    def own(at: int) -> str:
        return inline.render(sources[at], asking, NOTES)

    together = Together(sources, [kept] * len(sources))
    for texts, alone in (([text for text, _ in pairs], translated), (sources, own)):
        expected = [alone(at) for at in range(len(pairs))]
        questions, asked = sorted(asked), []
        assert together.write(texts, asking, NOTES, alone) == expected
        assert sorted(asked) == questions
        asked.clear()


def test_marks_do_not_move_from_message_to_message() -> None:
    agree_together([("a", "*a*"), ("*b*", "b")])
    agree_together([("[a](b)", "a"), ("c", "[c](b)")])
    agree_together([("*b* [a](c)", "[a](c) *b*"), ("*c*\x1f", "*c*"), (" `a` ", "`b`")])
    assert Together(["*a*", "b"], [(), ()]).write(["a", "*b*"], str, {}, str) == ["0", "1"]


def test_what_is_kept_comes_from_the_source() -> None:
    source = "Press <kbd>Ctrl</kbd>, then <b>go</b>."
    translation = "<b>Dann</b> <kbd>Strg</kbd>."
    for text in (translation, "<kbd>Strg</kbd>, dann <b>los</b>."):
        agree_together([(text, source), ("<kbd>x</kbd>", "<kbd>y</kbd>")], ("<kbd>",))
    twice = "<kbd>A</kbd> or <kbd>B</kbd>"
    agree_together([("<kbd>B</kbd> oder <kbd>A</kbd>", twice), ("a `b`", "`c` d")], ("<kbd>", "`"))


def test_attacks_and_examples_come_out_as_the_parser_would_have_them() -> None:
    texts = [(case["translation"], case["source"]) for case in attacks()]
    assert texts
    for text, source in texts:
        agree(text, source)
    agree_together(texts)


def test_examples_of_commonmark() -> None:
    examples = json.loads(shared("commonmark-examples.json").read_bytes())
    read = [
        each for each in (str(each["markdown"]) for each in examples) if ordinary.read(each.strip())
    ]
    assert len(read) > 30
    for text in read:
        agree(text, text)
    agree_together([(text, text) for text in read])


def test_most_translations_with_markup_are_ordinary() -> None:
    texts = [
        entry.msgstr
        for path in sorted(Path(REPOSITORY / "locales").rglob("*.po"))
        for entry in polib.pofile(str(path), encoding="utf-8")
        if entry.msgstr and inline.parse(entry.msgstr).guard
    ]
    assert len(texts) > 100
    assert sum(ordinary.read(text) is not None for text in texts) > 0.9 * len(texts)

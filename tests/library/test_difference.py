"""Differences word by word: pieces that make up both texts, and read as a person would say it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laws.material import INLINE, WORDS
from lingopress_i18n.difference import Change, difference, plain, units
from lingopress_i18n.tokens import tokens


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("One two three.", "One new three.", "One [-two-]{+new+} three."),
        ("One three.", "One two three.", "One {+two +}three."),
        ("One two.", "One two", "One two[-.-]"),
        ("One two three.", "One four five three.", "One [-two-]{+four five+} three."),
        ("Forty-eight joined.", "Forty-nine joined.", "[-Forty-eight-]{+Forty-nine+} joined."),
        ("It’s 1.5 here", "It’s 2.5 here", "It’s [-1.5-]{+2.5+} here"),
        ("Read [it](a.md).", "Read [it](b.md).", "Read [it[-](a.md)-]{+](b.md)+}."),
        ("Read it.", "Read *it*.", "Read {+*+}it{+*+}."),
        ("Set `a b` now", "Set `a c` now", "Set [-`a b`-]{+`a c`+} now"),
        ("a <b>c</b>", "a <i>c</i>", "a [-<b>-]{+<i>+}c[-</b>-]{+</i>+}"),
        (
            "第一届论坛在成都举行。",
            "第二届论坛在北京举行。",
            "第[-一-]{+二+}届论坛在[-成都-]{+北京+}举行。",
        ),
        ("المعاهدة دخلت", "المعاهدة الجديدة دخلت", "المعاهدة {+الجديدة +}دخلت"),
        ("हिन्दी भाषा", "हिन्दी पुस्तक", "हिन्दी [-भाषा-]{+पुस्तक+}"),
        ("", "a", "{+a+}"),
        ("same", "same", "same"),
    ],
)
def test_a_difference_reads_well(old: str, new: str, expected: str) -> None:
    assert plain(difference(old, new)) == expected


TEXTS = st.lists(
    st.sampled_from((*WORDS, *INLINE, " ", "[a](b)", "`c d`", "x")) | st.text(max_size=3),
    max_size=10,
).map("".join)


@settings(max_examples=200)
@given(TEXTS, TEXTS)
def test_the_pieces_are_both_texts(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(each.text for each in pieces if each.change is not Change.ADDED) == old
    assert "".join(each.text for each in pieces if each.change is not Change.REMOVED) == new
    assert all(each.text for each in pieces)
    if old == new:
        assert all(each.change is Change.SAME for each in pieces)


@settings(max_examples=200)
@given(TEXTS)
def test_the_units_are_the_text(text: str) -> None:
    assert "".join(units(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't re-use _x_, or a/b.", ["don't", "re-use", "_x_", "or", "a/b"]),
        ("ภาษาไทย", ["ภ", "า", "ษ", "า", "ไ", "ท", "ย"]),
        ("กินข้าว", ["กิ", "น", "ข้", "า", "ว"]),
        ("«Où?» – là…", ["où", "là"]),
        ("e\u0301tude\u060c 第1届", ["e\u0301tude", "第", "1", "届"]),
    ],
)
def test_words_of_any_script(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected

"""How Apertium's carriers write a message; what comes back is in ``carriers/apertium-*.toml``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_translate.carriers import load
from lingopress_translate.protect import Code, Text, protect

anything = st.one_of(st.text(), st.text("ab *_`[]()<>!\\&~$/:{}#@^⟦⟧1;t+\t\n"))


@pytest.mark.parametrize(
    ("message", "wordbound", "mask"),
    [
        ("plain words", "plain words.", "plain words."),
        ("It ends!", "It ends!", "It ends!"),
        ("a *b c* d", "a [[t:1]]b[[/]] [[t:1]]c[[/]] d.", "a ⟦1⟧b c⟦\\/1⟧ d."),
        ("*a **b.***", "[[t:1]]a[[/]] [[t:1;t:2]]b[[/]].", "⟦1⟧a ⟦2⟧b.⟦\\/2⟧⟦\\/1⟧"),
        ("*it's so-so!*", "[[t:1]]it's[[/]] [[t:1]]so-so[[/]]!", "⟦1⟧it's so-so!⟦\\/1⟧"),
        ("run `x` and/or ![i](p)", "run ⟦1⟧ and\\/or ⟦2⟧.", "run ⟦1⟧ and\\/or ⟦2⟧."),
        ("[`x`](u) **…**", "⟦1⟧ ⟦3⟧.", "⟦1⟧⟦2⟧⟦\\/1⟧ ⟦3⟧…⟦\\/3⟧"),
        ("a ^ b ~ {c [", "a ⟦1⟧ b ⟦2⟧ ⟦3⟧c ⟦4⟧.", "a ⟦1⟧ b ⟦2⟧ ⟦3⟧c ⟦4⟧."),
        ("the snake_case\n⟦1⟧", "the ⟦1⟧ ⟦2⟧1⟦3⟧.", "the ⟦1⟧ ⟦2⟧1⟦3⟧."),
    ],
)
def test_encoding(message: str, wordbound: str, mask: str) -> None:
    tokens = protect(message).tokens
    assert load("apertium-wordbound").encode(tokens).text == wordbound
    assert load("apertium-mask").encode(tokens).text == mask


@given(anything)
def test_nothing_that_stalls_is_sent(message: str) -> None:
    stream = load("apertium-mask").encode(protect(message).tokens).text
    assert not set("^~$@<>{}[]\0\x1b") & set(stream)
    assert "\\/" in stream or "/" not in stream


def test_a_code_of_the_message_never_shares_its_number_with_masked_text() -> None:
    encoded = load("apertium-mask").encode(protect("`a` ^ `b` ~").tokens)
    assert encoded.text == "⟦1⟧ ⟦3⟧ ⟦2⟧ ⟦4⟧."
    assert encoded.singles == {3: (Text("^"),), 4: (Text("~"),)}
    assert Code(1) in encoded.tokens

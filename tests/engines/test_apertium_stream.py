from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_translate.engines.apertium.stream import Encoding, decode, encode
from lingopress_translate.protect import Code, Text, Token, protect, restore

if TYPE_CHECKING:
    from collections.abc import Sequence

anything = st.one_of(st.text(), st.text("ab *_`[]()<>!\\&~$/:{}#@^⟦⟧1;t+\t\n"))


def encoded(message: str, encoding: Encoding) -> str:
    return encode(protect(message).tokens, encoding).stream


def answered(message: str, answer: str, encoding: Encoding = "wordbound") -> str:
    """Decode an answer to a message into Markdown, or into the reason why not."""
    protected = protect(message)
    tokens = decode(answer, encode(protected.tokens, encoding), encoding)
    return tokens if isinstance(tokens, str) else restore(protected, tokens)


@pytest.mark.parametrize(
    ("message", "wordbound", "mask"),
    [
        ("plain words", "plain words", "plain words"),
        ("a *b c* d", "a [[t:1]]b[[/]] [[t:1]]c[[/]] d", "a ⟦1⟧b c⟦\\/1⟧ d"),
        ("*a **b***", "[[t:1]]a[[/]] [[t:1;t:2]]b[[/]]", "⟦1⟧a ⟦2⟧b⟦\\/2⟧⟦\\/1⟧"),
        ("*it's so-so!*", "[[t:1]]it's[[/]] [[t:1]]so-so[[/]]!", "⟦1⟧it's so-so!⟦\\/1⟧"),
        ("run `x` and/or ![i](p)", "run ⟦1⟧ and\\/or ⟦2⟧", "run ⟦1⟧ and\\/or ⟦2⟧"),
        ("[`x`](u) **…**", "⟦1⟧ ⟦3⟧", "⟦1⟧⟦2⟧⟦\\/1⟧ ⟦3⟧…⟦\\/3⟧"),
        ("a ^ b ~ {c [", "a ⟦1⟧ b ⟦2⟧ ⟦3⟧c ⟦4⟧", "a ⟦1⟧ b ⟦2⟧ ⟦3⟧c ⟦4⟧"),
        ("the snake_case\n⟦1⟧", "the ⟦1⟧ ⟦2⟧1⟦3⟧", "the ⟦1⟧ ⟦2⟧1⟦3⟧"),
    ],
)
def test_encoding(message: str, wordbound: str, mask: str) -> None:
    assert encoded(message, "wordbound") == wordbound
    assert encoded(message, "mask") == mask


@pytest.mark.parametrize(
    ("message", "answer", "expected"),
    [
        ("*a* **b**", "[[t:2]]B[[/]] [[t:1]]A[[/]]", "**B** *A*"),
        ("*a b* c", "[[t:1]]A[[/]] X [[t:1]]B[[/]] C[]", "*A X B* C"),
        ("*a **b***", "[[t:1; t:2]]B[[/]] [[t:1]]A[[/]]", "***B** A*"),
        ("*a `c`* b", "[[t:1]]A[[/]] ⟦2⟧ B", "*A `c`* B"),
        ("*a!* b", "B [[t:1]]A[[/]]!", "B *A!*"),
        ("*a !* b", "B [[t:1]]A[[/]] !", "B *A !*"),
        ("*“a”* b", "“[[t:1]]A[[/]]” B", "*“A”* B"),
        ("x [`c`](u) y", "Y ⟦1⟧ X", "Y [`c`](u) X"),
        ("a ^ \\/ b", "A ⟦2⟧ ⟦1⟧ B", "A ^ \\/ B"),
    ],
)
def test_decoding_word_bound_blanks(message: str, answer: str, expected: str) -> None:
    assert answered(message, answer) == expected


@pytest.mark.parametrize(
    ("message", "answer", "reason"),
    [
        ("*a* b", "A B", "words came back without their marks"),
        ("*a* b", "[[t:1]]A B", "broken marks"),
        ("*a* b", "[[t:1]]A[[/]] ⟦9⟧", "marks"),
        ("*a b* **c d**", "[[t:1]]A[[/]] [[t:2]]C[[/]] [[t:1]]B[[/]] [[t:2]]D[[/]]", "cross"),
        ("a", "participar# à", "a mark of its own in the answer: '#'"),
        ("a", "⟦x", "broken marks"),
    ],
)
def test_broken_answers_are_refused(message: str, answer: str, reason: str) -> None:
    assert reason in answered(message, answer)


@pytest.mark.parametrize("answer", ["⟦1⟧A⟦\\/1⟧ ⟦2⟧", "⟦ 1 ⟧A⟦/1⟧ ⟦ 2⟧", "⟦1⟧A⟦ / 1⟧ ⟦2⟧[]"])
def test_decoding_masks_tolerates_inner_blanks(answer: str) -> None:
    assert answered("*a* `c`", answer, "mask") == "*A* `c`"


@given(anything, st.sampled_from(["wordbound", "mask"]))
def test_decode_is_the_inverse_of_encode(message: str, encoding: Encoding) -> None:
    tokens = protect(message).tokens
    stream = encode(tokens, encoding)
    back = decode(stream.stream, stream, encoding)
    assert not isinstance(back, str)
    assert flat(back) == flat(tokens)


def flat(tokens: Sequence[Token]) -> list[object]:
    """Join neighbouring texts, and take every run of blanks for one."""
    out: list[object] = []
    for token in tokens:
        if not isinstance(token, Text):
            out.append(token)
        elif out and isinstance(out[-1], str):
            out[-1] += token.text
        else:
            out.append(token.text)
    return [re.sub(r"[ \t\r\n]+", " ", p) if isinstance(p, str) else p for p in out]


@given(anything)
def test_nothing_that_stalls_is_sent(message: str) -> None:
    stream = encode(protect(message).tokens, "mask").stream
    assert not set("^~$@<>{}[]\0\x1b") & set(stream)
    assert "\\/" in stream or "/" not in stream


def test_a_code_of_the_message_never_shares_its_number_with_masked_text() -> None:
    stream = encode(protect("`a` ^ `b` ~").tokens, "mask")
    assert stream.stream == "⟦1⟧ ⟦3⟧ ⟦2⟧ ⟦4⟧"
    assert stream.singles == {3: (Text("^"),), 4: (Text("~"),)}
    assert Code(1) in stream.tokens

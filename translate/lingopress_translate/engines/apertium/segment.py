"""One message through Apertium: the best encoding that comes back whole, or the reason why none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_translate.engines import Answer
from lingopress_translate.engines.apertium.stream import decode, encode
from lingopress_translate.protect import Close, Code, Open, Text, protect, restore, validate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lingopress_translate.engines.apertium.stream import Encoding
    from lingopress_translate.protect import Protected, Token

_LETTER = re.compile(r"[^\W\d_]")
_BLANKS = re.compile(r"[ \t\r\n]+")
_END = re.compile(r"[.!?…:;][\"'”’»)\]]*\Z")
_RATIO = (0.3, 4.0)
_TINY = 12
"""Below so many characters the length of an answer says nothing."""


def translate_message(
    text: str, ask: Callable[[str], str | None], encodings: Sequence[Encoding]
) -> Answer:
    """Translate inline Markdown.

    Tries the encodings in order, then the runs of text between the codes one by one: whatever the
    engine does, that keeps the markup, though it loses the context. ``ask`` is `Pipeline.ask`.
    """
    protected = protect(text)
    if not _has_language(protected.tokens):
        return Answer(text, detail="nothing to translate")
    paired = any(isinstance(token, Open) for token in protected.tokens)
    # Without pairs the encodings are one and the same.
    attempts: list[Encoding | None] = [*(encodings if paired else encodings[:1]), None]
    problem = ""
    for encoding in attempts:
        tokens = (
            _whole(protected.tokens, ask, encoding) if encoding else _split(protected.tokens, ask)
        )
        problem = tokens if isinstance(tokens, str) else _problem(protected, tokens)
        if not problem and not isinstance(tokens, str):
            detail = "split" if not encoding else encoding if paired else "plain"
            return Answer(restore(protected, tokens), detail=detail)
    return Answer("", problem=problem)


def _has_language(tokens: Sequence[Token]) -> bool:
    return any(isinstance(token, Text) and _LETTER.search(token.text) for token in tokens)


def _whole(
    tokens: Sequence[Token], ask: Callable[[str], str | None], encoding: Encoding
) -> list[Token] | str:
    """Translate tokens in one request; return the answer's tokens, or what is wrong with it."""
    encoded = encode(tokens, encoding)
    ended = _ends(encoded.tokens)
    # Without an end mark Apertium takes what follows for the same sentence, and reorders across.
    answer = ask(encoded.stream.strip(" ") + ("" if ended else "."))
    if answer is None:
        return "Apertium gave no answer"
    decoded = decode(answer, encoded, encoding)
    if isinstance(decoded, str):
        return decoded
    decoded = _without_extra_blanks(decoded)
    if not ended and not _drop_stop(decoded):
        return "the end of the sentence moved"
    return _with_outer_space(decoded, tokens)


def _split(tokens: Sequence[Token], ask: Callable[[str], str | None]) -> list[Token] | str:
    """Translate every run of text by itself; codes stay where they are."""
    encoded = encode(tokens, "mask")
    out: list[Token] = []
    for token in encoded.tokens:
        if isinstance(token, Text) and _LETTER.search(token.text):
            run = _whole([token], ask, "mask")
            if isinstance(run, str):
                return run
            out += run
        elif isinstance(token, Code):
            out += encoded.singles.get(token.id, (token,))
        else:
            out.append(token)
    return out


def _ends(tokens: Sequence[Token]) -> bool:
    """Whether the last thing in the message, closing sides apart, is an end mark."""
    for token in reversed(tokens):
        if isinstance(token, Text) and token.text.strip():
            return bool(_END.search(token.text.rstrip()))
        if not isinstance(token, Close | Text):
            return False
    return False


def _drop_stop(tokens: list[Token]) -> bool:
    """Take the full stop that we sent off the end again; False if it is not there."""
    for i in reversed(range(len(tokens))):
        token = tokens[i]
        if isinstance(token, Text):
            tokens[i] = Text(token.text.rstrip().removesuffix(".").rstrip())
            return token.text.rstrip().endswith(".")
        if not isinstance(token, Close):
            return False
    return False


def _without_extra_blanks(tokens: Sequence[Token]) -> list[Token]:
    """Make every run of blanks one blank, also across codes; none at the ends."""
    out: list[Token] = []
    blank = True
    for token in tokens:
        if not isinstance(token, Text):
            out.append(token)
            blank = blank and not isinstance(token, Code)
            continue
        text = _BLANKS.sub(" ", token.text)
        text = text.removeprefix(" ") if blank else text
        if text:
            out.append(Text(text))
            blank = text.endswith(" ")
    for i in reversed(range(len(out))):
        token = out[i]
        if isinstance(token, Text):
            out[i] = Text(token.text.removesuffix(" "))
        if not isinstance(token, Close):
            break
    return out


def _with_outer_space(tokens: Sequence[Token], source: Sequence[Token]) -> list[Token]:
    """Give the answer the white space that the source has at its ends."""
    first, last = source[0], source[-1]
    before = first.text if isinstance(first, Text) else ""
    after = last.text if isinstance(last, Text) else ""
    spaced = [
        Text(before[: len(before) - len(before.lstrip())]),
        *tokens,
        Text(after[len(after.rstrip()) :]),
    ]
    return [token for token in spaced if token != Text("")]


def _problem(protected: Protected, tokens: Sequence[Token]) -> str:
    """Say in one line why an answer must not be written; empty if it may."""
    reasons = validate(protected, tokens)
    if reasons:
        return "; ".join(reasons)
    before, after = (
        sum(len(token.text) for token in side if isinstance(token, Text))
        for side in (protected.tokens, tokens)
    )
    low, high = _RATIO
    if before >= _TINY and not low * before <= after <= high * before:
        return f"the answer has {after} characters for {before}"
    return ""

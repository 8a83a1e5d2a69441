"""Slips of a service about codes that can be put right for certain, whatever the carrier."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lingopress_translate.carriers.opaque import joined
from lingopress_translate.carriers.spaces import restore_spaces
from lingopress_translate.protect import Close, Open, Text

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from lingopress_translate.carriers.carrier import Encoded
    from lingopress_translate.protect import Token

SIDE = "opening and closing code confused"
SPLIT = "a pair in two parts joined"
EDGE = "a lost code put back at the edge"
SPACE = "space beside a code"

_MOST = 4
"""An answer with so many more codes than its source is past mending, and slow to look through."""


def mend(tokens: Sequence[Token], encoded: Encoded) -> tuple[list[Token], list[str]]:
    """Put an answer's codes right where only one way is possible; name what was done.

    Text that travelled as a code is none here: where it went is not certain.
    """
    out, source = list(tokens), encoded.tokens
    is_hopeless = len(out) > _MOST * len(source)
    if is_hopeless or all(isinstance(token, Text) for token in source):
        return out, []
    repairs: list[str] = []
    for name, step in (
        (SIDE, _confused_sides),
        (SPLIT, _split_pairs),
        (EDGE, partial(_lost_edges, masked=encoded.singles)),
        (SPACE, restore_spaces),
    ):
        mended = step(out, source)
        if mended != out:
            repairs.append(name)
            out = mended
    return out, repairs


def _confused_sides(tokens: list[Token], source: Sequence[Token]) -> list[Token]:
    """Read the second of two opening codes as the closing one, which is lacking; and so back."""
    out = tokens
    for token in source:
        if not isinstance(token, Open):
            continue
        opening, closing = _places(out, token), _places(out, Close(token.id))
        if len(opening) == 2 and not closing:  # noqa: PLR2004 - the two sides of a pair
            out = [*out[: opening[1]], Close(token.id), *out[opening[1] + 1 :]]
        elif len(closing) == 2 and not opening:  # noqa: PLR2004 - likewise
            out = [*out[: closing[0]], token, *out[closing[0] + 1 :]]
    return out


def _split_pairs(tokens: list[Token], source: Sequence[Token]) -> list[Token]:
    """Join a pair that was closed and opened again with nothing but white space between."""
    del source  # which has each pair once
    out: list[Token] = []
    for token in tokens:
        between = 1 if out and isinstance(out[-1], Text) and not out[-1].text.strip() else 0
        at = len(out) - 1 - between
        if isinstance(token, Open) and at >= 0 and out[at] == Close(token.id):
            del out[at]
        else:
            out.append(token)
    return joined(out)


def _lost_edges(
    tokens: list[Token], source: Sequence[Token], masked: Container[int]
) -> list[Token]:
    """Put codes that the source has before all text, or after it, back there."""
    if not any(isinstance(token, Text) and token.text.strip() for token in source):
        return tokens
    first, last = _edge(source, 0), _edge(source[::-1], -1)
    here = set(tokens)
    known = here.union(first, last)
    lost = {
        token
        for token in (*first, *last)
        # one side of a pair is put back only where the other one is
        if not isinstance(token, Text) and token.id not in masked
        if token not in here and _partner(token) in known
    }
    if not lost:
        return tokens
    out = _put_back(tokens, first, lost, 0)
    return joined(_put_back(out[::-1], last, lost, -1)[::-1])


def _put_back(
    tokens: list[Token], edge: Sequence[Token], lost: Container[Token], end: int
) -> list[Token]:
    """Insert the lost of an edge's codes where the edge has them, with the blanks behind them."""
    out = list(tokens)
    at = 0
    for i, token in enumerate(edge):
        if isinstance(token, Text):
            continue
        if token in lost:
            blank = [each for each in edge[i + 1 : i + 2] if isinstance(each, Text)]
            out[at:at] = [token, *blank]
            at += 1 + len(blank)
        elif token in _edge(out, end):
            at = out.index(token) + 1
    return out


def _edge(tokens: Sequence[Token], end: int) -> list[Token]:
    """List the codes, and the blanks between them, before the first text that says something.

    That text's own blank counts as one of these: its character ``end``, for tokens may be in
    reverse.
    """
    out: list[Token] = []
    for token in tokens:
        if isinstance(token, Text) and token.text.strip():
            is_spaced = token.text[end].isspace() and bool(out)
            return [*out, Text(" ")] if is_spaced else out
        out.append(token)
    return out


def _partner(token: Token) -> Token:
    """Give the other side of a pair; a code that stands alone is its own."""
    if isinstance(token, Open):
        return Close(token.id)
    return Open(token.id) if isinstance(token, Close) else token


def _places(tokens: Sequence[Token], wanted: Token) -> list[int]:
    return [i for i, token in enumerate(tokens) if token == wanted]

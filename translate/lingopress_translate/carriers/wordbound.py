"""Put the pairs of a message around the words of an answer that are bound to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from lingopress_translate.protect import Close, Open, Text, Token, parents

if TYPE_CHECKING:
    from collections.abc import Sequence

_Span: TypeAlias = tuple[int, int]

_HEAD = re.compile(r"\W*")
_TAIL = re.compile(r"\W*\Z")


@dataclass(slots=True)
class Piece:
    """A piece of an answer: text, or a mask."""

    token: Token
    ids: frozenset[int] = frozenset()
    """The pairs that the text is bound to."""


def place_pairs(pieces: Sequence[Piece], source: Sequence[Token]) -> list[Token] | None:
    """Give every pair the span from the first to the last piece bound to it, and nest them.

    A single code is bound to the pairs it had around it in the source. None if a pair lost all
    its words, if two pairs cross, or if a code is not of the source.
    """
    around = parents(source) or {}
    bound: list[frozenset[int]] = []
    for piece in pieces:
        if isinstance(piece.token, Text):
            bound.append(piece.ids)
        elif piece.token in around:
            bound.append(frozenset(around[piece.token]))
        else:
            return None
    depth = {t.id: len(above) for t, above in around.items() if isinstance(t, Open)}
    spans: dict[int, _Span] = {}
    for pair in sorted(depth, key=lambda pair: -depth[pair]):
        places = [i for i, ids in enumerate(bound) if pair in ids]
        for inner, (first, last) in spans.items():
            if pair in around[Open(inner)]:
                places += [first, last]
        if not places:
            return None
        spans[pair] = _with_punctuation((min(places), max(places)), pair, pieces, source)
    return _nest(pieces, spans, depth)


def _with_punctuation(
    span: _Span, pair: int, pieces: Sequence[Piece], source: Sequence[Token]
) -> _Span:
    """Widen a span by the punctuation that the source has just inside the pair."""
    first, last = span
    opened, closed = source.index(Open(pair)), source.index(Close(pair))
    head = tail = ""
    if isinstance(token := source[opened + 1], Text) and (match := _HEAD.match(token.text)):
        head = match[0]
    if isinstance(token := source[closed - 1], Text) and (match := _TAIL.search(token.text)):
        tail = match[0]
    for mark in "".join(tail.split()):
        last = _reach(pieces, last, mark, 1)
    for mark in reversed("".join(head.split())):
        first = _reach(pieces, first, mark, -1)
    return first, last


def _reach(pieces: Sequence[Piece], edge: int, mark: str, step: int) -> int:
    """Move an edge to the next piece if that is the mark; there may be a blank before it."""
    for place in (edge + step, edge + 2 * step):
        if not 0 <= place < len(pieces) or pieces[place].ids:
            return edge
        token = pieces[place].token
        if token == Text(mark):
            return place
        if not isinstance(token, Text) or token.text.strip():
            return edge
    return edge


def _nest(
    pieces: Sequence[Piece], spans: dict[int, _Span], depth: dict[int, int]
) -> list[Token] | None:
    opening = sorted(spans, key=lambda pair: (spans[pair][0], -spans[pair][1], depth[pair]))
    stack: list[int] = []
    tokens: list[Token] = []
    for i, piece in enumerate(pieces):
        while opening and spans[opening[0]][0] == i:
            pair = opening.pop(0)
            if stack and spans[stack[-1]][1] < spans[pair][1]:
                return None
            stack.append(pair)
            tokens.append(Open(pair))
        tokens.append(piece.token)
        while stack and spans[stack[-1]][1] == i:
            tokens.append(Close(stack.pop()))
    return tokens

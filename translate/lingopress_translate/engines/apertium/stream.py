r"""Tokens ↔ Apertium's stream format.

Two encodings of markup. *Word-bound blanks* (``[[t:1]]word[[/]]``) tie the ids of the pairs around
a word to that word, and follow it when it moves. *Masks* (``⟦1⟧word⟦/1⟧``) stay where the source
had them. Codes that stand alone are masks in both. So is every character with a meaning in the
stream, and those that make the programs stall (``^``) or that they delete (``~``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from lingopress_translate.engines.apertium.wordbound import Piece, place_pairs
from lingopress_translate.protect import Close, Code, Open, Text, Token

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

Encoding: TypeAlias = Literal["wordbound", "mask"]

_OPAQUE = re.compile(
    r"(\w*_\w*|[\^~\[\]{}<>@#*+$&\\⟦⟧"
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls
    r"\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+)"  # and invisible characters
)
"""What travels as masks: identifiers, and characters with a meaning in the stream.

So any mark of Apertium's in the text of an answer is Apertium's own, a fault.
"""

_WORD = re.compile(r"[^\W_]+(?:['’\-‐][^\W_]+)*")
_PARTS = re.compile(r"\w+|\s+|[^\w\s]")
_UNESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PIECE = re.compile(
    r"\[\[(?P<ids>[^\[\]]*)\]\](?P<bound>(?:\\.|[^\\\[⟦])*)\[\[/\]\]"
    r"|⟦\s*(?P<close>(?:\\?/)?)\s*(?P<id>\d+)\s*⟧"
    r"|(?P<blank>\[(?:\\.|[^\\\[\]])*\])"
    r"|(?P<text>(?:\\.|[^\\\[⟦])+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A segment ready for Apertium, with what is needed to read the answer."""

    stream: str
    tokens: tuple[Token, ...]
    """The source, every opaque character of its text a `Code` of its own."""
    singles: Mapping[int, tuple[Token, ...]]
    """What each single mask stands for: one code, opaque text, or a pair without a word."""


def encode(tokens: Sequence[Token], encoding: Encoding) -> Encoded:
    """Write tokens as a stream, without a blank or a NUL at its end."""
    singles: dict[int, tuple[Token, ...]] = {}
    flat = _mask_opaque(tokens, singles)
    if encoding == "wordbound":
        flat = _collapse(flat, singles)
    stack: list[int] = []
    parts: list[str] = []
    for token in flat:
        if isinstance(token, Open | Close):
            side = r"\/" if isinstance(token, Close) else ""
            if encoding == "mask":
                parts.append(f"⟦{side}{token.id}⟧")
            elif side:
                stack.pop()
            else:
                stack.append(token.id)
        elif isinstance(token, Code):
            parts.append(f"⟦{token.id}⟧")
        else:
            text = " ".join(re.split(r"[ \t\r\n]+", token.text)).replace("/", "\\/")
            ids = ";".join(f"t:{number}" for number in stack)
            parts.append(_WORD.sub(rf"[[{ids}]]\g<0>[[/]]", text) if stack else text)
    return Encoded("".join(parts), tuple(flat), singles)


def decode(answer: str, encoded: Encoded, encoding: Encoding) -> list[Token] | str:
    """Read an answer as tokens of the source, or say in one line why that cannot be."""
    pieces = _pieces(answer)
    if pieces is None:
        return "Apertium's answer has broken marks"
    for piece in pieces:
        if isinstance(piece.token, Text) and (stray := _OPAQUE.search(piece.token.text)):
            return f"Apertium left a mark of its own in the answer: {stray[0]!r}"
    pairs = {token.id for token in encoded.tokens if isinstance(token, Open)}
    out = _masked(pieces, pairs) if encoding == "mask" else place_pairs(pieces, encoded.tokens)
    if out is None:
        return "the words came back without their marks, or marks cross"
    return [
        real
        for token in out
        for real in (
            encoded.singles.get(token.id, (token,)) if isinstance(token, Code) else (token,)
        )
    ]


def _mask_opaque(tokens: Sequence[Token], singles: dict[int, tuple[Token, ...]]) -> list[Token]:
    """Give opaque characters ids of their own, above those of the message."""
    number = max((token.id for token in tokens if not isinstance(token, Text)), default=0)
    flat: list[Token] = []
    for token in tokens:
        if not isinstance(token, Text):
            flat.append(token)
            continue
        for i, part in enumerate(_OPAQUE.split(token.text)):
            if i % 2:
                number += 1
                singles[number] = (Text(part),)
                flat.append(Code(number))
            elif part:
                flat.append(Text(part))
    return flat


def _collapse(tokens: Sequence[Token], singles: dict[int, tuple[Token, ...]]) -> list[Token]:
    """Turn pairs without a word inside, which nothing could carry, into single masks."""
    flat: list[Token] = []
    for token in tokens:
        flat.append(token)
        if not isinstance(token, Close):
            continue
        start = flat.index(Open(token.id))
        inside = flat[start:]
        if not any(isinstance(t, Text) and _WORD.search(t.text) for t in inside):
            singles[token.id] = tuple(
                real
                for t in inside
                for real in (singles.get(t.id, (t,)) if isinstance(t, Code) else (t,))
            )
            flat[start:] = [Code(token.id)]
    return flat


def _pieces(answer: str) -> list[Piece] | None:
    """Cut an answer up; None if a part of it is no stream that we know."""
    pieces: list[Piece] = []
    at = 0
    for match in _PIECE.finditer(answer):
        if match.start() != at:
            return None
        at = match.end()
        if match["id"]:
            pieces.append(Piece((Close if match["close"] else Code)(int(match["id"]))))
        elif match["bound"] is not None:
            ids = frozenset(int(number) for number in re.findall(r"t:(\d+)", match["ids"]))
            pieces.append(Piece(Text(_UNESCAPE.sub(r"\1", match["bound"])), ids))
        elif match["text"]:
            # Marks of punctuation one by one: the last of them may belong to a pair before it.
            text = _UNESCAPE.sub(r"\1", match["text"])
            pieces += [Piece(Text(part)) for part in _PARTS.findall(text)]
    return pieces if at == len(answer) else None


def _masked(pieces: Sequence[Piece], pairs: Container[int]) -> list[Token]:
    """Read masks alone: they stand where they stand, the validator judges."""
    return [
        Open(piece.token.id)
        if isinstance(piece.token, Code) and piece.token.id in pairs
        else piece.token
        for piece in pieces
    ]

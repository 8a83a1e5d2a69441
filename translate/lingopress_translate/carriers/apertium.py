r"""Apertium's stream format, with markup in one of two ways.

*Word-bound blanks* (``[[t:1]]word[[/]]``) tie the ids of the pairs around a word to that word, and
follow it when it moves. *Masks* (``⟦1⟧word⟦/1⟧``) stay where the source had them. Codes that stand
alone are masks in both. So is every character with a meaning in the stream, and those that make
the programs stall (``^``) or that they delete (``~``).

What has no end mark gets a full stop, which is taken off the answer: without one Apertium takes
what follows for the same sentence, and reorders across.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lingopress_translate.carriers import opaque
from lingopress_translate.carriers.carrier import Encoded
from lingopress_translate.carriers.wordbound import Piece, place_pairs
from lingopress_translate.protect import Close, Code, Open, Text

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from lingopress_translate.carriers.carrier import Decoded
    from lingopress_translate.protect import Token

_OPAQUE = re.compile(
    r"(\w*_\w*|[\^~\[\]{}<>@#*+$&\\⟦⟧"
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls
    r"\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+)"  # and invisible characters
)
"""What travels as masks: identifiers, and characters with a meaning in the stream.

So any of them in the text of an answer is Apertium's own: a mark on a word, or a fault.
"""

_MARKS = frozenset({Text("#"), Text("@"), Text("*")})
"""On a word that Apertium found no form of, or does not know: ``participar# à``."""
UNINFLECTED = "a word without its form"

_WORD = re.compile(r"[^\W_]+(?:['’\-‐][^\W_]+)*")
_PARTS = re.compile(r"\w+|\s+|[^\w\s]")
_BLANKS = re.compile(r"[ \t\r\n]+")
_END = re.compile(r"[.!?…:;][\"'”’»)\]]*\Z")
_UNESCAPE = re.compile(r"\\(.)", re.DOTALL)
_PIECE = re.compile(
    r"\[\[(?P<ids>[^\[\]]*)\]\](?P<bound>(?:\\.|[^\\\[⟦])*)\[\[/\]\]"
    r"|⟦\s{0,3}(?P<close>(?:\\?/)?)\s{0,3}(?P<id>\d{1,6})\s{0,3}⟧"
    r"|(?P<blank>\[(?:\\.|[^\\\[\]])*\])"
    r"|(?P<text>(?:\\.|[^\\\[⟦])+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Stream:
    """A carrier for Apertium's programs."""

    name: str
    is_wordbound: bool
    """Whether pairs are word-bound blanks, rather than masks."""

    def encode(self, tokens: Sequence[Token]) -> Encoded:
        """Write tokens as a stream. Any tokens will do; runs of blanks become one."""
        flat, singles = opaque.mask(tokens, _OPAQUE)
        if self.is_wordbound:
            flat = _collapse(flat, singles)
        stack: list[int] = []
        parts: list[str] = []
        for token in flat:
            if isinstance(token, Open | Close):
                side = r"\/" if isinstance(token, Close) else ""
                if not self.is_wordbound:
                    parts.append(f"⟦{side}{token.id}⟧")
                elif side:
                    stack.pop()
                else:
                    stack.append(token.id)
            elif isinstance(token, Code):
                parts.append(f"⟦{token.id}⟧")
            else:
                text = _BLANKS.sub(" ", token.text).replace("/", "\\/")
                ids = ";".join(f"t:{number}" for number in stack)
                parts.append(_WORD.sub(rf"[[{ids}]]\g<0>[[/]]", text) if stack else text)
        stop = "" if _ends(flat) else "."
        return Encoded("".join(parts).strip() + stop, tuple(flat), singles)

    def decode(self, answer: str, encoded: Encoded) -> Decoded | str:
        """Read an answer as tokens of the source, or say in one line why that cannot be."""
        pieces = _pieces(answer)
        if pieces is None:
            return "Apertium's answer has broken marks"
        bare = [piece for piece in pieces if piece.token not in _MARKS]
        repairs = (UNINFLECTED,) if bare != pieces else ()
        pieces = bare
        for piece in pieces:
            if isinstance(piece.token, Text) and (stray := _OPAQUE.search(piece.token.text)):
                return f"Apertium left a mark of its own in the answer: {stray[0]!r}"
        pairs = {token.id for token in encoded.tokens if isinstance(token, Open)}
        placed = (
            place_pairs(pieces, encoded.tokens) if self.is_wordbound else _masked(pieces, pairs)
        )
        if placed is None:
            return "the words came back without their marks, or marks cross"
        out = opaque.joined(_without_extra_blanks(placed))
        if not _ends(encoded.tokens) and not _drop_stop(out):
            return "the end of the sentence moved"
        settled = opaque.settle(out, encoded)
        if isinstance(settled, str):
            return settled
        return replace(settled, repairs=(*repairs, *settled.repairs))


WORDBOUND = Stream("apertium-wordbound", is_wordbound=True)
MASK = Stream("apertium-mask", is_wordbound=False)


def _collapse(tokens: Sequence[Token], singles: opaque.Singles) -> list[Token]:
    """Turn pairs without a word inside, which nothing could carry, into single masks."""
    flat: list[Token] = []
    for token in tokens:
        flat.append(token)
        if not isinstance(token, Close):
            continue
        start = flat.index(Open(token.id))
        inside = flat[start:]
        if not any(isinstance(t, Text) and _WORD.search(t.text) for t in inside):
            singles[token.id] = tuple(opaque.expand(inside, singles))
            for each in inside:
                if isinstance(each, Code):
                    singles.pop(each.id, None)
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

"""Inline HTML cut into text that may be set, and everything else."""

from __future__ import annotations

import re
from typing import NamedTuple

_PIECE = re.compile(r"<!--.*?-->|<(?:\"[^\"]*\"|'[^']*'|[^'\">])*>|[^<]+|<", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_LEFT_ALONE = re.compile(
    r"<(?:code|kbd|samp|var|pre|script|style|math|svg|textarea|bdi|bdo)[\s/>]"
    r"|\s(?:lang|dir)\s*=|\stranslate\s*=\s*[\"']?no\b|\bnotranslate\b",
    re.IGNORECASE,
)
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "source", "track", "wbr"})


class Piece(NamedTuple):
    """A part of inline HTML."""

    html: str
    """Escaped text, or a tag; together the pieces are the whole."""
    is_text: bool
    """Whether it is text that may be set."""
    is_opaque: bool = False
    """Whether it belongs to an element whose text is left alone."""

    def again(self, html: str) -> Piece:
        """Give the same piece with other HTML."""
        return Piece(html, self.is_text, self.is_opaque)


def cut(html: str) -> list[Piece]:
    """Cut inline HTML at its tags.

    What is inside an element that is code, has a language or a direction of its own, or is not to
    be translated, is no text to be set.
    """
    pieces: list[Piece] = []
    depth = 0
    for match in _PIECE.finditer(html):
        piece = match[0]
        tag = _TAG.match(piece)
        if tag is None:
            is_text = not piece.startswith("<") and depth == 0
            pieces.append(Piece(piece, is_text, depth > 0))
            continue
        is_alone = tag[2].lower() in _VOID or piece.endswith("/>")
        if tag[1]:
            depth = max(0, depth - 1)
            pieces.append(Piece(piece, is_text=False, is_opaque=depth > 0))
            continue
        pieces.append(Piece(piece, is_text=False, is_opaque=depth > 0))
        if not is_alone and (depth or _LEFT_ALONE.search(piece)):
            depth += 1
    return pieces

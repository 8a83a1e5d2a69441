"""Text in Unicode's composed form (NFC), and where its characters stood."""

from __future__ import annotations

import unicodedata

_LONGEST = 32
"""Characters of a letter with its marks; more are no text, and their sorting is not linear."""


def compose(text: str) -> tuple[str, list[int]]:
    """Join each letter with its marks; give the text and each character's offset before."""
    pieces: list[str] = []
    offsets: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and unicodedata.combining(text[end]):
            continue
        piece = text[start:end]
        if end - start <= _LONGEST:
            piece = unicodedata.normalize("NFC", piece)
        pieces.append(piece)
        offsets += [start] * len(piece) if end - start <= _LONGEST else range(start, end)
        start = end
    return "".join(pieces), offsets

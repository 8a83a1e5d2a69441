"""Text in Unicode's composed form (NFC), and where its characters stood."""

from __future__ import annotations

import unicodedata


def compose(text: str) -> tuple[str, list[int]]:
    """Join each letter with its marks; give the text and each character's offset before."""
    pieces: list[str] = []
    offsets: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and unicodedata.combining(text[end]):
            continue
        piece = unicodedata.normalize("NFC", text[start:end])
        pieces.append(piece)
        offsets += [start] * len(piece)
        start = end
    return "".join(pieces), offsets

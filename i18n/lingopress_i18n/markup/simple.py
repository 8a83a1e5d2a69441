"""Simple content: words with links, emphasis, code and raw elements, read without the events.

Most blocks have no other. What their lines say, joined, is what they say in their block, and can
be said in no other way: see ``inline.ordinary``. Whatever ``content`` may read otherwise is left
to it; that both give the same document is a law (``tests/laws/test_simple_content.py``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from lingopress_i18n.inline import ordinary
from lingopress_i18n.markup.unwrap import join_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.inline.ordinary import Pieces

_LETTER = re.compile(r"[^\W_]")


class Simple(NamedTuple):
    """What stands between two events of blocks."""

    start: int
    """Offset of its first byte in the body."""
    end: int
    """Offset one past its last."""
    text: str
    """Inline Markdown on one line."""
    pieces: Pieces
    """The same in pieces: no references to footnotes are among them."""


def read(source: bytes, steps: Sequence[tuple[Any, Any]]) -> Simple | None:
    """Read the content that the parser's inline events are about; None where it is not simple.

    ``source`` is the whole body. Content with no letter but in code and raw elements is not simple,
    either.
    """
    start, end = steps[0][1]["start"], steps[-1][1]["end"]
    if source[start - 1 : start] == b"\\":  # which escapes the first character
        return None
    text = source[start:end].decode()
    if "\n" in text:
        is_indented = "\n " in text or "\n\t" in text
        if " \n" in text or "\t\n" in text or (is_indented and "`" in text):
            return None  # a hard break, or blanks that may belong to a code span
        lines = text.split("\n")
        if is_indented:
            lines = [line.lstrip(" \t") for line in lines]
        text = " ".join(lines) if text.isascii() else join_lines(lines)
    pieces = ordinary.read(text)
    if pieces is None or not ordinary.is_simple(pieces):
        return None
    words = text if len(pieces) == 1 else ordinary.words(pieces)
    return Simple(start, end, text, pieces) if _LETTER.search(words) else None

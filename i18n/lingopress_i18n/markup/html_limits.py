"""What HTML no parser reads in time: the standard's algorithm compares each tag with all around it.

Nobody writes such pages; an error in a moment is better than minutes of work without a word.
"""

from __future__ import annotations

import re

from lingopress_i18n.elements import VOID

DEEPEST = 10_000
"""How many elements may be open at once."""
MOST_ATTRIBUTES = 10_000
"""How many attributes an element may have."""
_PIECE = re.compile(
    r"<(script|style|textarea|xmp)\b.*?(?:</\1\b|\Z)|<!--.*?(?:-->|\Z)"
    r"|<(/?)([A-Za-z][^\s/<>]*+)([^<>]*+)",
    re.DOTALL | re.IGNORECASE,
)
"""An element of raw text, a comment, or a tag: slash, name, attributes."""
_LONG_TAG = re.compile(rf"<[A-Za-z][^<>]{{{2 * MOST_ATTRIBUTES}}}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_ENDS_ITSELF = VOID | frozenset(
    "a dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr".split()  # noqa: SIM905 - a list of words reads as one
)
"""Elements that the next of their kind, or the end of what is around them, ends."""


def excess(text: str) -> tuple[int, str] | None:
    """Find where a text is beyond the limits, and in what words; None if it is not.

    The place is an offset in characters.
    """
    if text.count("<") <= DEEPEST and not _LONG_TAG.search(text):
        return None
    depth = 0
    for piece in _PIECE.finditer(text):
        slash, name, attributes = piece[2], piece[3], piece[4]
        if not name:
            continue
        if len(attributes) > MOST_ATTRIBUTES and _count(attributes) > MOST_ATTRIBUTES:
            return piece.start(), f"a tag of more than {MOST_ATTRIBUTES:,} attributes"
        if name.lower() not in _ENDS_ITSELF:
            depth = max(0, depth - 1) if slash else depth + 1
        if depth > DEEPEST:
            return piece.start(), f"more than {DEEPEST:,} elements in each other"
    return None


def _count(attributes: str) -> int:
    return len(_QUOTED.sub("", attributes).split())

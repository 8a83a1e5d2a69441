"""Lists that run on within a line: ``1. One 2. Two``."""

from __future__ import annotations

import re

from lingopress_i18n.boundaries import marks

_MARKER = re.compile(
    rf"(?<!\S)([\u2022\u2043\u2023]?\s?)(\d{{1,3}}|[{marks.ALPHABETIC}])(\.\)|[.)])\s++(?=(\S))"
)
_FIRST_LETTER = 1000


def part(text: str, starts: list[int]) -> list[int]:
    """Part a paragraph that begins with a marker before each next one.

    ``starts`` are the sentences found before. No marker is a sentence of its own.
    """
    first = _MARKER.match(text)
    if first is None:
        return starts
    changed = set(starts)
    changed.discard(first.end())
    last = first
    for found in _MARKER.finditer(text, first.end()):
        style = found[1].strip(), found[3]
        is_next = style == (last[1].strip(), last[3]) and _value(found[2]) == _value(last[2]) + 1
        if is_next and not found[4].islower() and not _is_initial(found):
            changed.discard(found.end())
            changed.add(found.start())
            last = found
    return sorted(changed)


def _is_initial(marker: re.Match[str]) -> bool:
    """Tell whether a marker may be a person's initial: ``A. Smith and B. Jones``."""
    return marker[2].isupper() and marker[3] == "."


def _value(marker: str) -> int:
    """Count on: numbers as they are, letters by their place, far from any number."""
    return int(marker) if marker.isdecimal() else _FIRST_LETTER + ord(marker[0])

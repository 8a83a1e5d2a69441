"""How far engines are to be trusted before anything is known of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.state import SAME, is_engine
from lingopress_i18n.risk import FIRST, Sign

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENGINES = {"deepl": 10, "llm": 15, "argos": 20, "libretranslate": 20, "apertium": 30, "deep": 30}
"""By what stands before the colon of an engine's label."""
_UNKNOWN = 18
_SAME = 2
_MOST_SIMILAR = 50
_SCORE = re.compile(r"memory:(\d+)%")
_LOST = "markup lost"
_NOTES = {_LOST: FIRST, "split at its codes": 15, "people have translated": 15}
"""By how a note begins."""
_NOTE = 8


def of_origin(origin: str) -> Sign:
    """Weigh where a text is from; of several origins, ``a+b``, the one that weighs most."""
    return max((_of_one(each) for each in origin.split("+")), key=lambda sign: sign.points)


def of_notes(notes: tuple[str, ...]) -> Iterator[Sign]:
    """Weigh what an engine's answer went through."""
    for note in notes:
        points = (points for begin, points in _NOTES.items() if note.startswith(begin))
        yield Sign(next(points, _NOTE), note)


def _of_one(origin: str) -> Sign:
    if is_engine(origin):
        name = origin.partition(":")[0]
        return Sign(_ENGINES.get(name, _UNKNOWN), f"by {origin}")
    if origin == SAME:
        return Sign(_SAME, "as its source is")
    similar = _SCORE.fullmatch(origin)
    distance = max(0, 100 - int(similar[1])) if similar else 0
    if not distance:
        return Sign(_SAME, "used for the same text")
    points = min(_MOST_SIMILAR, max(_SAME, distance))
    return Sign(points, f"for a text that is {100 - distance} % alike")

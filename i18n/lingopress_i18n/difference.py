"""What an edit changed in a message, word by word: for eyes that have to find it.

The units are words, marks (``](address)``, ``**``, a code span, a raw tag), and what stands between
them; in scripts that part no words, characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.tokens import WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BETWEEN = re.compile(r"\s+|.", re.DOTALL)
_SPACE = re.compile(r"\s*")


class Change(Enum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    """It stands in the old text alone."""
    ADDED = "added"
    """It stands in the new text alone."""


@dataclass(frozen=True)
class Piece:
    """A stretch of the old text, the new one, or both."""

    change: Change
    text: str
    """As written, white space and markup included; never empty."""


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """Tell what was removed from a message, inline Markdown, and what was added.

    The pieces in order, without the added ones, are the old text; without the removed ones, the
    new. Of a change, what was removed comes first. White space alone between two changes belongs
    to them, so that a new phrase reads as one.
    """
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - only what shows a difference needs it

    before, after = units(old), units(new)
    stretches: list[tuple[str, str, str]] = []  # the same, then removed, then added
    for step in LCSseq.opcodes(before, after):
        removed = "".join(before[step.src_start : step.src_end])
        added = "".join(after[step.dest_start : step.dest_end])
        if step.tag == "equal":
            stretches.append((added, "", ""))
        elif stretches:
            same, *others = stretches[-1]
            stretches[-1] = same, others[0] + removed, others[1] + added
        else:
            stretches.append(("", removed, added))
    return tuple(_pieces(_trimmed(_closed_up(stretches))))


def units(markdown: str) -> list[str]:
    """Cut a message into what is compared; joined, the units are the message."""
    message = inline.read(markdown)
    found: list[str] = []
    cursor = 0
    for start, end in _marks(message):
        found += _plain_units(message.literal(cursor, start))
        found.append(message.literal(start, end))
        cursor = end
    found += _plain_units(message.literal(cursor, len(message.source)))
    return [unit for unit in found if unit]


def plain(pieces: Iterable[Piece]) -> str:
    """Write a difference as wdiff does: ``[-old-]{+new+}``."""
    frames = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
    return "".join(frames[piece.change].format(piece.text) for piece in pieces)


def _marks(message: inline.Inline) -> Iterator[tuple[int, int]]:
    """Go through the marks of a message, in bytes, in order; none reaches into another."""
    own = inline.own_marks(message)
    ranges = [
        own.get(index, (event.start, event.end))
        for index, event in enumerate(message.events)
        if event.kind not in ("text", "soft")
    ]
    cursor = 0
    for start, end in sorted(ranges):
        if cursor <= start < end:
            yield start, end
            cursor = end


def _plain_units(text: str) -> Iterator[str]:
    cursor = 0
    for word in WORD.finditer(text):
        yield from _BETWEEN.findall(text[cursor : word.start()])
        yield word[0]
        cursor = word.end()
    yield from _BETWEEN.findall(text[cursor:])


def _closed_up(stretches: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Take white space between two changes into the first of them."""
    found: list[tuple[str, str, str]] = []
    for same, removed, added in stretches:
        if found and _SPACE.fullmatch(same) and any(found[-1][1:]) and (removed or added):
            before, gone, come = found[-1]
            found[-1] = before, gone + same + removed, come + same + added
        else:
            found.append((same, removed, added))
    return found


def _trimmed(stretches: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Move white space that ends both what was removed and what was added behind them."""
    carried = ""
    for same, removed, added in stretches:
        kept = len(removed.rstrip()), len(added.rstrip())
        space = removed[kept[0] :]
        is_common = bool(space) and space == added[kept[1] :]
        yield (
            (carried + same, removed[: kept[0]], added[: kept[1]])
            if is_common
            else (carried + same, removed, added)
        )
        carried = space if is_common else ""
    yield carried, "", ""


def _pieces(stretches: Iterable[tuple[str, str, str]]) -> Iterator[Piece]:
    changes = (Change.SAME, Change.REMOVED, Change.ADDED)
    for texts in stretches:
        yield from (Piece(*each) for each in zip(changes, texts, strict=True) if each[1])

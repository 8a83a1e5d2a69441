"""Where in a Markdown source its messages stand, so that one can be replaced and no other byte.

Found when they are asked for, by the same walk that makes a document: publishing pays nothing.
"""

from __future__ import annotations

import bisect
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    from lingopress_i18n.document import CodeWords, Fixed, Part, Slot
    from lingopress_i18n.markup.containers import Mark, Text

    Kind: TypeAlias = Literal["text", "heading", "cell", "title", "html", "code", "tags"]
    Piece: TypeAlias = tuple[int, str]
    """What the parser gives of a block that it copies: offset in its source, in bytes, and text."""


class Place(NamedTuple):
    """A stretch of an article's body that messages are made of."""

    start: int
    """Offset of its first character in the body as written."""
    end: int
    """Offset one past its last."""
    kind: Kind
    """How it is written: Markdown that may go on in another line (``text``) or may not
    (``heading``, ``cell`` of a table, ``title`` of an admonition), raw HTML, code, or ``tags`` that
    stand alone: of templates, or of MDX."""
    part: Slot | Fixed | CodeWords | tuple[Part, ...]
    """What a page prints in its place; parts are those of a raw tag."""


@dataclass
class Places:
    """Collects places, by bytes of the body in which containers are comments."""

    text: Text
    body: str
    """As it was written."""
    found: list[tuple[int, int, Kind, Slot | Fixed | CodeWords | tuple[Part, ...]]] = field(
        default_factory=list
    )
    titles: list[Place] = field(default_factory=list)

    def add(
        self, start: int, end: int, kind: Kind, part: Slot | Fixed | CodeWords | tuple[Part, ...]
    ) -> None:
        """Note what stands from one byte to another."""
        self.found.append((start, end, kind, part))

    def add_copied(
        self,
        pieces: Iterable[Piece],
        span: tuple[int, int],
        kind: Kind,
        part: Slot | CodeWords | tuple[Part, ...],
    ) -> None:
        """Note what stands in characters of a block's text, which is made of pieces.

        What the parser has altered, such as a tab that it expanded, has no place.
        """
        source, (first, last) = self.text.body.encode(), span
        start = end = None
        at = 0
        for origin, text in pieces:
            stop = at + len(text)
            written = text.encode()
            is_as_written = source[origin : origin + len(written)] == written
            if at <= first < stop and is_as_written:
                start = origin + len(text[: first - at].encode())
            if at < last <= stop and is_as_written:
                end = origin + len(text[: last - at].encode())
            at = stop
        if start is not None and end is not None:
            self.add(start, end, kind, part)

    def add_title(self, mark: Mark, line: int, slot: Slot) -> None:
        """Note an admonition's title; ``line`` is an index of the body as written."""
        start = self._start(mark, line)
        if start is not None:
            start += mark.line.strip().rindex(mark.title)
            self.titles.append(Place(start, start + len(mark.title), "title", slot))

    def add_tags(
        self, mark: Mark, line: int, span: tuple[int, int], part: tuple[Part, ...]
    ) -> None:
        """Note a tag in a line of them; ``span`` is where in the line, without what indents it."""
        start = self._start(mark, line)
        if start is not None:
            self.titles.append(Place(start + span[0], start + span[1], "tags", part))

    def _start(self, mark: Mark, line: int) -> int | None:
        """Give where a line's text begins; None where the line is not as it was, being dedented."""
        lines = self.body.split("\n")
        if line >= len(lines) or lines[line].strip() != mark.line.strip():
            return None
        lead = len(lines[line]) - len(lines[line].lstrip())
        return sum(len(each) + 1 for each in lines[:line]) + lead

    def places(self) -> tuple[Place, ...]:
        """List the places in the order of the body."""
        marked = self.text.body.encode().split(b"\n")
        written = self.body.encode().split(b"\n")
        ends, own_ends = _ends(marked), _ends(written)
        characters = _Characters(self.body)

        def origin(offset: int) -> int:
            """Count from the line's end: only what a line begins with was changed."""
            line = bisect.bisect_left(ends, offset)
            back = ends[line] - offset
            return characters.at(own_ends[self.text.lines[line]] - back)

        found = [
            Place(origin(start), origin(end), kind, part) for start, end, kind, part in self.found
        ]
        return tuple(sorted((*found, *self.titles), key=lambda place: place[:2]))


def _ends(lines: Sequence[bytes]) -> list[int]:
    """Give the offset of each line's end."""
    return [at - 1 for at in itertools.accumulate(len(line) + 1 for line in lines)]


class _Characters:
    """Counts characters where the parser counts bytes."""

    def __init__(self, text: str) -> None:
        self._starts = list(itertools.accumulate((len(each.encode()) for each in text), initial=0))

    def at(self, offset: int) -> int:
        """Give the index of the character that begins at a byte."""
        return bisect.bisect_left(self._starts, offset)

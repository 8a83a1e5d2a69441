"""What a message is made of besides words: the marks of its markup, and how they nest."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n.elements import VOID

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lingopress_i18n.inline.events import Event

Mark = tuple[str, str]
"""What an event adds besides text: (element, target), or (kind, raw tag or label)."""

RAW_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
"""The start of a raw tag: a slash if it closes, and its name."""
_BREAKS = frozenset({"br", "hr", "wbr"})
_FIGURES = frozenset({"<svg", "<math"})
_HTML_INSIDE = frozenset(
    "<foreignobject <desc <title <annotation-xml <mi <mo <mn <ms <mtext".split()  # noqa: SIM905 - likewise
)
"""Elements of drawings and formulas that hold HTML."""


@dataclass(frozen=True)
class Inline:
    """A message that has been read."""

    source: bytes
    """The text that the events point into, UTF-8, with guards."""
    guard: str
    """The character that was put before every line; empty where none was needed."""
    events: tuple[Event, ...]

    @cached_property
    def structure(self) -> Structure:
        """What it has besides text."""
        return structure(self.events)

    def literal(self, start: int, end: int) -> str:
        """Give a stretch of the message as it was written; ``start`` and ``end`` are in bytes."""
        text = self.source[start:end].decode()
        return text.replace(self.guard, "") if self.guard else text


class Structure(NamedTuple):
    """What a message has besides text. Two messages of equal ``marks`` have the same structure."""

    marks: Counter[Mark]
    """How often each mark occurs."""
    titled: frozenset[str]
    """Targets that have a title."""
    tags: tuple[str, ...]
    """Raw tags as written, in order."""
    nested: bool
    """Whether the raw tags nest properly, with the Markdown and among themselves."""


def structure(events: Sequence[Event]) -> Structure:
    """Count a message's marks; in a picture's alternative text there is no markup."""
    shown = [event for _, event in outside_images(events)]
    return Structure(
        marks=Counter(mark for event in shown if (mark := mark_of(event))),
        titled=frozenset(event.target for event in shown if event.title),
        tags=tuple(event.value for event in shown if event.kind == "html"),
        nested=pairs(events) is not None,
    )


def own_marks(message: Inline) -> dict[int, tuple[int, int]]:
    """Map the index of each ``open`` and ``close`` to the bytes of its own markup.

    ``[`` and ``](target)`` for a link, the delimiters for emphasis.
    """
    marks: dict[int, tuple[int, int]] = {}
    stack: list[int] = []
    for index, event in enumerate(message.events):
        if event.kind == "open":
            stack.append(index)
            marks[index] = (event.start, event.start + _width(message.source, event))
        elif event.kind == "close":
            opening = marks[opened := stack.pop()]
            width = opening[1] - opening[0]
            is_last = opened == index - 1
            inner_end = opening[1] if is_last else message.events[index - 1].end
            is_bracket = event.value in ("a", "img")
            marks[index] = (inner_end if is_bracket else event.end - width, event.end)
    return marks


def _width(source: bytes, event: Event) -> int:
    """Give the length of what opens an element."""
    is_double = event.value in ("strong", "img") or source.startswith(b"~~", event.start)
    return 2 if is_double else 1


def outside_images(
    events: Sequence[Event], refused: Collection[int] = ()
) -> Iterator[tuple[int, Event]]:
    """Enumerate events without what stands inside pictures; the pictures themselves stay.

    ``refused`` are the indexes of pictures that are printed as text, whose inside counts.
    """
    inside: list[bool] = []  # for each open picture, whether it is one
    depth = 0
    for index, event in enumerate(events):
        is_image = event.value == "img" and event.kind in ("open", "close")
        if is_image and event.kind == "close":
            depth -= inside.pop()
        if not depth:
            yield index, event
        if is_image and event.kind == "open":
            inside.append(index not in refused)
            depth += inside[-1]


def mark_of(event: Event) -> Mark | None:
    """Name what an event adds to a message besides text."""
    match event.kind:
        case "open":
            return event.value, event.target
        case "html" | "math" | "tag" | "note":
            return event.kind, event.value
        case "code" | "break":
            return event.kind, ""
        case _:
            return None


def pairs(events: Sequence[Event], refused: Collection[int] = ()) -> dict[int, int] | None:
    """Map the index of each raw start tag to that of its end tag; a void one to itself.

    None where raw tags and Markdown elements do not close in the reverse order of their opening.
    ``refused`` is that of ``outside_images``.
    """
    found: dict[int, int] = {}
    stack: list[tuple[int, str]] = []
    for index, event in outside_images(events, refused):
        tag = RAW_TAG.match(event.value) if event.kind == "html" else None
        name = f"<{tag[2].lower()}" if tag else event.value
        is_alone = name[1:] in VOID or (event.value.endswith("/>") and _is_drawn(stack))
        if tag and not tag[1] and is_alone:
            found[index] = index
        elif event.kind == "open" or (tag and not tag[1]):
            stack.append((index, name))
        elif event.kind == "close" or tag:
            opened, expected = stack.pop() if stack else (0, "")
            if name != expected:
                return None
            if tag:
                found[opened] = index
        elif event.kind == "html":  # a comment or the like
            found[index] = index
    return None if stack else found


def lone_tags(events: Sequence[Event]) -> set[int]:
    """Give the indexes of raw tags that neither close anything, nor are closed, nor are void.

    A void one that needs attributes and has none is among them: ``<img>``.
    """
    found: set[int] = set()
    open_: dict[str, list[int]] = {}
    for index, event in enumerate(events):
        tag = RAW_TAG.match(event.value) if event.kind == "html" else None
        if tag is None:
            continue
        name = tag[2].lower()
        if name in VOID:
            is_bare = tag.end() == len(event.value.rstrip("/> "))
            found.update([index] * (is_bare and name not in _BREAKS))
        elif not tag[1]:
            open_.setdefault(name, []).append(index)
        elif open_.get(name):
            open_[name].pop()
        else:
            found.add(index)
    return found.union(*open_.values())


def _is_drawn(stack: Sequence[tuple[int, str]]) -> bool:
    """Tell whether the open elements end in a drawing or a formula, where ``/>`` closes a tag."""
    names = [name for _, name in stack]
    return bool(names) and names[-1] not in _HTML_INSIDE and not _FIGURES.isdisjoint(names)

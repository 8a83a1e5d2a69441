"""The inline content of a Markdown block, and the message on one line that says the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from lingopress_i18n import inline
from lingopress_i18n.inline import events as parser
from lingopress_i18n.inline import kept
from lingopress_i18n.markup.unwrap import unwrap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lingopress_i18n.document import Tag
    from lingopress_i18n.inline import Inline
    from lingopress_i18n.inline.events import Event

_LETTER = re.compile(r"[^\W_]")
_CONTEXT = re.compile(rb"[\n${]|\[\^|\\\|")


class Content(NamedTuple):
    """What stands between two events of blocks."""

    start: int
    """Offset of its first byte in the body."""
    end: int
    """Offset one past its last."""
    events: tuple[Event, ...]
    """As the parser reads it in its block; offsets count from ``start``."""
    text: str
    """Inline Markdown on one line."""
    message: Inline
    """The same, read alone."""
    is_alike: bool
    """Whether ``message`` can say nothing else than ``events`` do."""

    kinds: frozenset[str]
    """All kinds of its events."""

    def of_kind(self, kind: str) -> list[str]:
        """List the values of the events of a kind."""
        if kind not in self.kinds:
            return []
        return [event.value for event in self.events if event.kind == kind]

    def survives(self, footnotes: Mapping[str, int]) -> bool:
        """Tell whether it says the same on one line; what does not is left untranslatable.

        CommonMark example 493 is such a case: ``[link](<foo`` and ``bar>)`` are no link on two
        lines.
        """
        if self.is_alike or _said(self.message.events) == _said(self.events):
            return True
        both = (self.message.events, self.events)
        one, other = ("".join(inline.to_html(each, footnotes=footnotes).split()) for each in both)
        return one == other  # but for spaces: Chinese lines are joined without

    def has_words(self, tags: Sequence[Tag]) -> bool:
        """Tell whether there is anything to translate besides code, formulas and markup.

        ``tags`` are its raw tags; some keep what is in their elements.
        """
        words = (event for event in self.events if event.kind == "text")
        found = (event for event in words if _LETTER.search(event.value))
        openings = {tag.markup for tag in tags if tag.is_kept}
        if not openings:
            return next(found, None) is not None
        ranges = kept.ranges(self.events, openings)
        return any(not any(start <= each.start < end for _, start, end in ranges) for each in found)


def read(
    source: bytes, steps: Sequence[tuple[Any, Any]], *, in_table: bool, guard: str = ""
) -> Content:
    """Read the content that the parser's inline events are about; ``source`` is the whole body.

    ``guard`` is a character in it that stands before lines and is no part of them.
    """
    start = steps[0][1]["start"]
    if source[start - 1 : start] == b"\\":  # which escapes the first character
        start -= 1
    events = tuple(parser.convert(steps, guard, start))
    end = start + events[-1].end
    written = source[start:end]
    if is_alike := not (_needs_context(written) or any(each.by_reference for each in events)):
        message = inline.Inline(written, guard, events)
        text = message.literal(0, len(written))
    else:
        text = unwrap(source[start : end + 2], events, in_table=in_table)
        text = text.replace(guard, "") if guard else text
        message = inline.parse(text)
    is_collapsed = any(each.by_reference and start + each.end == end for each in events)
    if is_collapsed and source.startswith(b"[]", end):
        end += 2  # the parser's range leaves out the end of ``[label][]``
    kinds = frozenset([event.kind for event in events])
    return Content(start, end, events, text, message, is_alike, kinds)


def _needs_context(written: bytes) -> bool:
    """Tell whether a message may say otherwise than its block, or say the same in other words.

    Lines are joined, a footnote and a template tag need the article, a dollar sign its neighbours,
    a bar in a table its backslash.
    """
    return _CONTEXT.search(written) is not None


def _said(events: Sequence[Event]) -> list[tuple[str, ...]]:
    """List what events say, wherever they stand."""
    return [(event.kind, event.value, event.target, event.title) for event in events]

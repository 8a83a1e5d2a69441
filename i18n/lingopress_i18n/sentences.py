"""Sentence boundaries of a message, never inside an inline element."""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n import boundaries, inline
from lingopress_i18n.inline import ordinary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.inline import Inline
    from lingopress_i18n.inline.events import Event
    from lingopress_i18n.inline.ordinary import Pieces
    from lingopress_i18n.locales import Locale

_STAND_IN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""For code, a tag or a hard break: a character that ends no sentence."""
_STAND_INS = {"soft": " ", "note": ""}
_SPACES = re.compile(r"[ \t\n]{2,}|[\t\n]")
_STRAY = re.compile(r"[\\`*_~\[\]<>&${]")
"""What may be markup beside other text than that of its paragraph."""


@dataclass(frozen=True)
class Rules:
    """How an article's text is divided into messages."""

    locale: Locale
    """The language that the text is written in."""
    abbreviations: frozenset[str] = frozenset()
    """Abbreviations of the publication, with their full stop, that end no sentence."""
    segmentation: str = "sentence"
    """What becomes a message: ``sentence``, or the whole ``paragraph``."""
    attributes: frozenset[str] = frozenset()
    """Names of attributes, of shortcodes and components, that hold text."""


def split(markdown: str, rules: Rules, message: Inline | None = None) -> list[str]:
    """Split a paragraph's inline Markdown into its sentences, or leave it whole if so ruled.

    ``message`` is the paragraph, where the caller has read it already. A boundary inside emphasis,
    a link, code or a pair of raw tags does not count, nor one without the white space (or, in
    Chinese and Japanese, with white space) that ``locale.joiner`` would not give back. Where the
    sentences rendered alone would not make up the paragraph again, the paragraph stays whole.
    """
    if rules.segmentation == "paragraph":
        return [markdown]
    if message is None:
        message = inline.parse(markdown)
    events = message.events
    if len(events) == 1 and events[0].kind == "text" and events[0].value == markdown:
        ends = [end for end, _ in _boundaries(markdown, rules)]
        pieces = [markdown[start:end] for start, end in itertools.pairwise([0, *ends, None])]
    else:
        edges = [0, *_cuts(events, rules), len(message.source)]
        pieces = [message.literal(start, end) for start, end in itertools.pairwise(edges)]
    if len(pieces) == 1:
        return [markdown]
    pieces = [piece.strip(" \t\n") for piece in pieces]
    return pieces if _make_up(pieces, markdown, message, rules.locale.joiner) else [markdown]


def split_ordinary(markdown: str, read: Pieces, rules: Rules) -> list[str]:
    """Split a paragraph that ``ordinary`` has read, as ``split`` does in three times the time.

    There is no reference to a footnote in it.
    """
    if rules.segmentation == "paragraph":
        return [markdown]
    edges = [0, *_ordinary_cuts(markdown, read, rules), len(markdown)]
    if len(edges) == len(("start", "end")):
        return [markdown]
    pieces = [markdown[start:end].strip(" \t\n") for start, end in itertools.pairwise(edges)]
    is_whole = _are_equal(rules.locale.joiner.join(pieces), markdown)
    return pieces if is_whole else [markdown]


def _ordinary_cuts(markdown: str, read: Pieces, rules: Rules) -> list[int]:
    """Give the offsets, in characters, at which sentences after the first begin."""
    if len(read) == 1:
        return [end for end, _ in _boundaries(markdown, rules)]
    shown, ends = [], [0]  # of words and constructs by turns: what is read, and where each ends
    for words, size, text in ordinary.steps(read):
        shown += [words, _STAND_IN if text is None else text]
        end = ends[-1] + len(words)
        ends += [end, end + size]
    found = _boundaries("".join(shown), rules)
    if not found:
        return []
    starts = [0, *itertools.accumulate(map(len, shown))]
    cuts = []
    for left, right in found:
        at = bisect.bisect_right(starts, left - 1) - 1
        if at % 2 == 0:
            cuts.append(ends[at] + left - starts[at])
        elif right >= starts[at + 1]:  # else both stand in the same construct
            cuts.append(ends[at + 1])
    raw = [*ordinary.raw_elements(read)] if "<" in markdown else []
    if not raw:
        return cuts
    first, last = ends[raw[0] * 2 + 1], ends[raw[-1] * 2 + 2]  # nothing between tags may be cut
    return [cut for cut in cuts if not first < cut < last]


def _make_up(pieces: Sequence[str], markdown: str, message: Inline, joiner: str) -> bool:
    """Tell whether sentences that are rendered alone make up their paragraph."""
    texts = "".join([event.value for event in message.events if event.kind == "text"])
    if not _STRAY.search(texts):
        joined, whole = joiner.join(pieces), markdown  # no mark is left over to find a partner
    else:
        joined = joiner.join(inline.render(piece) for piece in pieces)
        whole = inline.to_html(message.events)
    return _are_equal(joined, whole)


def _are_equal(joined: str, whole: str) -> bool:
    """Tell whether two texts are the same but for the width of white space."""
    return joined == whole or _SPACES.sub(" ", joined) == _SPACES.sub(" ", whole)


def _cuts(events: Sequence[Event], rules: Rules) -> list[int]:
    """Give the byte offsets at which sentences after the first begin."""
    words = _Words(events)
    found = _boundaries(words.text, rules)
    if not found:
        return []
    closed = _closed_ranges(events)
    notes = [event.end for event in events if event.kind == "note"]  # they follow their sentence
    cuts = []
    for left, right in found:
        start, stop = words.end(left - 1), words.start(right)
        note = bisect.bisect_right(notes, stop)
        start = max(start, notes[note - 1]) if note else start
        cut = next((at for at in range(start, stop + 1) if not _is_inside(at, closed)), None)
        if cut is not None:
            cuts.append(cut)
    return cuts


def _boundaries(text: str, rules: Rules) -> list[tuple[int, int]]:
    """Give where sentences end and the next ones begin, in characters.

    But for those without the white space, or with white space, that a joiner would not give back.
    """
    language = rules.locale.tag.partition("-")[0]
    has_joiner = bool(rules.locale.joiner)
    found = []
    for begin in boundaries.find(text, language, rules.abbreviations):
        end = begin
        while end and text[end - 1].isspace():
            end -= 1
        if end and (end < begin) is has_joiner:
            found.append((end, begin))
    return found


class _Words:
    """A message's words without markup, and where in the message each character stands.

    Characters have to be asked for in their order, so that no stretch is measured twice.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        pieces: list[str] = []
        self._events = [event for event in events if event.kind not in ("open", "close", "html")]
        self._starts: list[int] = []
        self._are_verbatim = [_is_verbatim(event) for event in self._events]
        self._measured = (0, 0, 0)  # an event, a character of it, and the bytes before that
        length = 0
        for event, is_verbatim in zip(self._events, self._are_verbatim, strict=True):
            stand_in = _STAND_INS.get(event.kind, _STAND_IN)
            is_read = is_verbatim or (event.kind == "text" and len(event.value) == 1)
            piece = event.value if is_read else stand_in  # &ldquo; reads as its one character
            pieces.append(piece)
            self._starts.append(length)
            length += len(piece)
        self.text = "".join(pieces)

    def start(self, at: int) -> int:
        """Give the byte offset of a character, both counted from 0."""
        index = bisect.bisect_right(self._starts, at) - 1
        event = self._events[index]
        if not self._are_verbatim[index]:
            return event.start
        last, done, size = self._measured
        if last != index:
            done, size = 0, 0
        inner = at - self._starts[index]
        size += len(event.value[done:inner].encode())
        self._measured = index, inner, size
        return event.start + size

    def end(self, at: int) -> int:
        """Give the offset one past the character's last byte."""
        index = bisect.bisect_right(self._starts, at) - 1
        is_verbatim = self._are_verbatim[index]
        return (
            self.start(at) + len(self.text[at].encode()) if is_verbatim else self._events[index].end
        )


def _is_verbatim(event: Event) -> bool:
    """Tell whether an event is text that stands in the message as it reads."""
    return event.kind == "text" and len(event.value.encode()) == event.end - event.start


def _closed_ranges(events: Sequence[Event]) -> list[tuple[int, int]]:
    """Give the byte ranges that no boundary may cut: elements, code, and pairs of raw tags.

    They are sorted and do not overlap.
    """
    marks = [event for event in events if event.kind not in ("text", "soft")]
    ranges = [(event.start, event.end) for event in marks]
    tags = [event for event in marks if event.kind == "html"]
    if len(tags) > 1:
        ranges.append((tags[0].start, tags[-1].end))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _is_inside(at: int, ranges: Sequence[tuple[int, int]]) -> bool:
    index = bisect.bisect_left(ranges, (at,)) - 1  # the last range that starts before
    return index >= 0 and at < ranges[index][1]

"""Sentence boundaries of a message, never inside an inline element."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import sentencex

from lingopress_i18n import inline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.inline import Event
    from lingopress_i18n.locales import Locale

_SPACES = re.compile(r"[ \t\n]+")


def split(markdown: str, locale: Locale) -> list[str]:
    """Split a paragraph's inline Markdown into its sentences.

    A boundary inside emphasis, a link, code or a pair of raw tags does not count, nor one without
    the white space (or, in Chinese and Japanese, with white space) that ``locale.joiner`` would
    not give back. Where the sentences rendered alone would not make up the paragraph again, the
    paragraph stays whole.
    """
    message = inline.parse(markdown)
    cuts = _cuts(message.events, locale)
    if not cuts:
        return [markdown]
    edges = [0, *cuts, len(message.source)]
    pieces = [
        message.literal(start, end).strip(" \t\n") for start, end in itertools.pairwise(edges)
    ]
    whole = inline.to_html(message.events)
    joined = locale.joiner.join(inline.render(piece) for piece in pieces)
    return pieces if _SPACES.sub(" ", joined) == _SPACES.sub(" ", whole) else [markdown]


def _cuts(events: Sequence[Event], locale: Locale) -> list[int]:
    """Give the byte offsets at which sentences after the first begin."""
    text, spans = _plain(events)
    closed = _closed_ranges(events)
    cuts = []
    for boundary in _boundaries(text, locale):
        left = boundary - 1
        while left > 0 and text[left].isspace():
            left -= 1
        has_space = left < boundary - 1
        if has_space is not bool(locale.joiner):
            continue
        gap = range(spans[left][1], spans[boundary][0] + 1)
        cut = next((at for at in gap if not _is_inside(at, closed)), None)
        if cut is not None:
            cuts.append(cut)
    return cuts


def _boundaries(text: str, locale: Locale) -> list[int]:
    """Give the offsets, in characters, of the first letters of all sentences but the first."""
    language = locale.tag.partition("-")[0]
    found = sentencex.get_sentence_boundaries(language, text)
    starts = [each["start_index"] for each in found]
    starts = [at + len(text[at:]) - len(text[at:].lstrip()) for at in starts]
    return sorted({at for at in starts if 0 < at < len(text)})


def _plain(events: Sequence[Event]) -> tuple[str, list[tuple[int, int]]]:
    """Give the words without markup, and the byte range that each character came from."""
    characters: list[str] = []
    spans: list[tuple[int, int]] = []
    for event in events:
        if event.kind == "text" and len(event.value.encode()) == event.end - event.start:
            at = event.start
            for character in event.value:
                size = len(character.encode())
                characters.append(character)
                spans.append((at, at + size))
                at += size
        elif event.kind == "soft":
            characters.append(" ")
            spans.append((event.start, event.end))
        elif event.kind not in ("open", "close", "html"):
            # an entity, code or a hard break: a character that ends no sentence
            characters.append("\N{OBJECT REPLACEMENT CHARACTER}")
            spans.append((event.start, event.end))
    return "".join(characters), spans


def _closed_ranges(events: Sequence[Event]) -> list[tuple[int, int]]:
    """Give the byte ranges that no boundary may cut: elements, code, and pairs of raw tags."""
    ranges = [(event.start, event.end) for event in events if event.kind not in ("text", "soft")]
    tags = [event for event in events if event.kind == "html"]
    if len(tags) > 1:
        ranges.append((tags[0].start, tags[-1].end))
    return ranges


def _is_inside(at: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start < at < end for start, end in ranges)

"""Where sentences begin in plain text: sentencex's boundaries, corrected where prose needs it.

A boundary too few leaves two sentences in one message, which harms nobody; one too many cuts a
sentence in two, which no translator can mend. So corrections mostly join.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import sentencex

from lingopress_i18n import abbreviations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.abbreviations import Abbreviations

_PAIRS = {
    "(": ")",
    "[": "]",
    "（": "）",
    "【": "】",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "『": "』",
    "“": "”",
    "„": "“”",
    "«": "»",
}
_GERMAN_PAIRS = {**_PAIRS, "»": "«"}
del _GERMAN_PAIRS["«"]
_OPENING = re.compile("[" + re.escape("".join({*_PAIRS, "»"})) + "]")
_CLOSERS = "”’」』）】》〉"
"""Closing marks of Chinese and Japanese: none of them begins a sentence."""
_LOWER_AFTER = re.compile(r"[\s\u2014\u2013\u2026.-]*")
"""What may stand before the first letter of a text that goes on: a dash, an ellipsis."""
_INITIALS = re.compile(r"(?<!\w)\w\.-\w\.$")
_PARTICLE = re.compile(r"[とをのがにへ](?!ころ|にかく|ても)|は(?![いじやる])")
"""A Japanese particle: the sentence goes on after a quotation, unless a word begins like it."""
_ATTRIBUTION = re.compile(r"[\u4e00-\u9fff]{1,4}?[说說问問道喊叫答][道着]?[。，,]")
"""Who said the Chinese quotation before it: ``他问。``."""
_ELLIPSIS_ENDS = frozenset({"es", "fr", "it", "pt", "ru"})
"""Languages whose ellipsis sentencex overlooks, though a capital letter follows it."""
_ELLIPSIS = re.compile(r"(?<=\w)(?:\u2026|\.{3,})\s+(?=[«“„\"'(¿¡]*(\w))")
_SPACED_ELLIPSIS = re.compile(r"\.(?:[ \u00a0]\.){2,}")
_BRACKET_END = re.compile(r"[.!?\u2026。！？؟][)\]）】]\s*(?=\S)")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]*[A-Za-z0-9/#=_-]")
_STOP = re.compile(r"\.\s+(?=\S)")
_MARKER = re.compile(r"(?<!\S)([\u2022\u2043\u2023]?\s?)(\d{1,3}|[A-Za-z])(\.\)|[.)])\s+(?=(\S))")
"""A number or letter of an item in a list that runs on within a line."""
_SENTENCE_ELLIPSIS = 4
"""Dots of an ellipsis that holds the sentence's own full stop."""

_FIRST_LETTER = 1000


def find(text: str, language: str, own: frozenset[str] = frozenset()) -> list[int]:
    """Give the offsets, in characters, of the first letters of all sentences but the first.

    ``language`` is a primary language subtag, ``own`` the abbreviations of the publication.
    """
    text = _ADDRESS.sub(lambda found: "x" * len(found[0]), text)  # its full stops end nothing
    known = abbreviations.load(language, own)
    starts = {_past_closers(text, at) for at in _sentencex(text, language)}
    ranges = _enclosed(text, language)
    if language in _ELLIPSIS_ENDS:
        starts.update(each.end() for each in _ELLIPSIS.finditer(text) if each[1].isupper())
    starts.update(
        each.end()
        for each in _STOP.finditer(text)
        if each.end() not in starts and _verdict(text, each.end(), known) == "/"
    )
    starts = {at for at in starts if not _goes_on(text, at, known, ranges)}
    starts.update(_after_brackets(text, starts, ranges))
    _part_at_ellipses(text, starts)
    _part_at_markers(text, starts)
    return sorted(at for at in starts if 0 < at < len(text))


def _sentencex(text: str, language: str) -> Iterator[int]:
    for each in sentencex.get_sentence_boundaries(language, text):
        start = each["start_index"]
        rest = text[start:]
        yield start + len(rest) - len(rest.lstrip())


def _past_closers(text: str, at: int) -> int:
    """Move a boundary behind the closing marks that belong to the sentence before."""
    if not 0 < at < len(text) or text[at - 1].isspace():
        return at
    rest = text[at:].lstrip(_CLOSERS)
    return len(text) - len(rest.lstrip()) if len(rest) < len(text) - at else at


def _goes_on(text: str, at: int, known: Abbreviations, ranges: list[tuple[int, int]]) -> bool:
    """Tell whether the sentence goes on where a boundary was suspected."""
    before, after = text[:at].rstrip(), text[at:]
    if not before or not after:
        return True
    letters = _LOWER_AFTER.match(after)
    first = after[letters.end() :][:1] if letters else ""
    if first.islower() or any(start < at <= end for start, end in ranges):
        return True
    if before[-1] in _CLOSERS and (_PARTICLE.match(after) or _ATTRIBUTION.match(after)):
        return True
    if before[-1] in ".．":
        is_number = before[-2:-1].isdigit() and after[0].isdigit() and not text[at - 1].isspace()
        return bool(is_number or _INITIALS.search(before) or _verdict(text, at, known) == "+")
    return False


def _verdict(text: str, at: int, known: Abbreviations) -> str:
    """Ask the abbreviations about the boundary before an offset."""
    return known.verdict(text[max(0, at - 40) : at].rstrip(), text[at : at + 40])


def _enclosed(text: str, language: str) -> list[tuple[int, int]]:
    """Give the offsets of brackets and quotation marks that belong together, both ends."""
    if not _OPENING.search(text):
        return []
    pairs = _GERMAN_PAIRS if language == "de" else _PAIRS
    stack: list[int] = []
    ranges = []
    for at, character in enumerate(text):
        if stack and character in pairs[text[stack[-1]]]:
            ranges.append((stack.pop(), at))
        elif character in pairs:
            stack.append(at)
    return ranges


def _after_brackets(text: str, starts: set[int], ranges: list[tuple[int, int]]) -> Iterator[int]:
    """Find what follows a whole sentence in brackets: ``(So it is.) He left.``."""
    opened = {end: start for start, end in ranges}
    first = {0, *starts}
    for found in list(_BRACKET_END.finditer(text)):
        start, after = opened.get(found.start() + 1), text[found.end()]
        if start in first and (after.isalpha() or after in _PAIRS) and not after.islower():
            yield found.end()


def _part_at_ellipses(text: str, starts: set[int]) -> None:
    """Keep ``. . .`` whole; of four dots one is the full stop, the first if it touches a word."""
    for found in _SPACED_ELLIPSIS.finditer(text):
        rest = text[found.end() :].lstrip()
        after = len(text) - len(rest)
        starts.difference_update(range(found.start() + 1, after + 1))
        is_start = rest.lstrip("«“„\"'([")[:1].isupper()
        if is_start and found[0].count(".") >= _SENTENCE_ELLIPSIS:
            touches = not text[: found.start()].endswith((" ", "\u00a0"))
            starts.add(found.start() + 2 if touches else after)


def _part_at_markers(text: str, starts: set[int]) -> None:
    """Part a paragraph that is a list in a line, ``1. One 2. Two``, before each next number.

    No marker is a sentence of its own.
    """
    first = _MARKER.match(text)
    if first is None:
        return
    starts.discard(first.end())
    last = first
    for found in _MARKER.finditer(text, first.end()):
        style = found[1].strip(), found[3]
        is_next = style == (last[1].strip(), last[3]) and _value(found[2]) == _value(last[2]) + 1
        if is_next and not found[4].islower():
            starts.discard(found.end())
            starts.add(found.start())
            last = found


def _value(marker: str) -> int:
    """Count on: numbers as they are, letters by their place, far from any number."""
    return int(marker) if marker.isdigit() else _FIRST_LETTER + ord(marker)

"""The marks that end sentences, and what may stand between one and the next sentence."""

from __future__ import annotations

import re
import unicodedata

IDEOGRAPHIC = "。｡！？．"
"""Marks of Chinese and Japanese, after which no space stands."""
_QUESTIONS = "!?\u203c\u2047\u2048\u2049\u203d؟！？\u2e2e\u0612"
_STOPS = "۔।॥։።፧፨၊။។៕᠃᠉꓿"
_TERMINATORS = f".\u2026{_QUESTIONS}{_STOPS}{IDEOGRAPHIC}"
_CLOSERS = "\\])}\"'”’“‘»«›‹」』】》〉〕〗｣）］｝＂"
_NOTES = "¹²³⁰⁴⁵⁶⁷⁸⁹†‡"
INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters without a shape: joiners, marks of direction. For use in a character class."""
ALPHABETIC = "A-Za-z\u00c0-\u08ff\u1e00-\u1fff"
"""Letters of scripts in which one is no word, but an initial or a marker. For a character class."""

STRONG = re.compile(f"[{_QUESTIONS}]")
"""A mark that ends no abbreviation."""
NO_BREAK = re.compile("[\u00a0\u2007\u202f\u2060\ufeff]")
"""White space that its author did not want to break at."""
_WORD = re.compile(r"[^\W_]|\ufffc")
"""A letter or a digit, or what stands in for code and the like."""
_LETTER = re.compile(r"[^\W_]")
_RUN = f"[{_TERMINATORS}](?<![{_TERMINATORS}][{_TERMINATORS}])"
"""The first mark of a run; no run is looked at twice. (A class in front is what makes it fast.)"""
_SPACED_DOTS = r"(?<=\.)(?<!\.[ \u00a0]\.)(?:[ \u00a0]\.){2,}+"

SPACED = re.compile(
    rf"({_RUN}(?:{_SPACED_DOTS}|[{_TERMINATORS}]*+[\ufe0e\ufe0f]?+))"
    rf"((?:[{_CLOSERS}{INVISIBLE}{_NOTES}]|\[\d{{1,3}}\])*+)\s++(?=\S)(?![a-z](?![A-Z]))"
)
"""A mark (group 1), its closing marks and references to notes (group 2), and the space after."""
UNSPACED = re.compile(
    rf"({_RUN}[{_TERMINATORS}]*+[\ufe0e\ufe0f]?+)"
    rf"(?:[”’」』】》〉〕〗｣）］｝＂)\]}}{INVISIBLE}{_NOTES}]|\[\d{{1,3}}\])*+\s*+(?=\S)"
)
"""Likewise in Chinese and Japanese, where ``“`` is no closing mark and no space is needed."""

_BEFORE_FIRST = re.compile(rf"[\s{INVISIBLE}«»“”„‘’‚‹›\"'(\[¿¡\u2026.\u2014\u2013\u2015-]*+")
"""What may stand before the first letter of a sentence, or of one that goes on."""
_FAR = 40
"""Characters within which a letter belongs to what stands before it."""
NEVER_FIRST = frozenset(",;:)]}&+=/|~%،؛、，；：。」』】》〉）]")
"""Characters that no sentence begins with."""

EMOJI = re.compile(
    "(?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55][\ufe0e\ufe0f\u200d\U0001f3fb-\U0001f3ff"
    "\U000e0020-\U000e007f]*+)++"
)
"""Pictures in a row."""


def find_word(text: str, start: int, end: int) -> int:
    """Give the offset of the first word between two offsets, or -1."""
    found = _WORD.search(text, start, end)
    return found.start() if found else -1


def drop_wordless(text: str, starts: list[int]) -> None:
    """Take back boundaries at the end that only code, pictures or ornaments follow."""
    end = len(text)
    while starts and not _LETTER.search(text, starts[-1], end):
        end = starts.pop()


def first_letter(text: str, at: int) -> int:
    """Give the offset of a sentence's first letter, behind opening marks, dashes, an ellipsis."""
    found = _BEFORE_FIRST.match(text, at, at + _FAR)
    return found.end() if found else at


def past_space(text: str, at: int) -> int:
    """Give the next offset at which no white space stands."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def is_attached(character: str) -> bool:
    """Tell whether a character belongs to the one before it."""
    if character < "\u0300":
        return False
    return (
        unicodedata.category(character)[0] == "M"
        or character in "\u200d\ufe0e\ufe0f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )

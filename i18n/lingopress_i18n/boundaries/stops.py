"""Full stops: of abbreviations, initials, numbers, and of sentences."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

import sentencex

from lingopress_i18n import abbreviations

if TYPE_CHECKING:
    from lingopress_i18n.boundaries.paragraph import Mark, Paragraph

_TAIL = 40
"""Characters before a full stop that are looked at."""
_MARKER = re.compile(
    r"[\u2022\u2043\u2023\u25aa\u25cf*-]?\s*[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[IVXLivxl]{1,5})[.)\]]+"
)
_LONGEST_MARKER = 12
_NUMBER = re.compile(r"\W*(\d+)\.")
_INITIALS = re.compile(r"(?:[^\W\d_]|(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]{1,3}|([A-Z])\1)\.")
_ROMAN = re.compile(r"[IVXLCDM]{2,}\.")
_CONSONANTS = re.compile(r"[B-DF-HJ-NP-TV-Z]?(?:[bcdfghjklmnpqrstvwxzß]{2,5}|[БВГДЖЗЙКЛМНПРСТФХЦЧШЩ]?[бвгджзйклмнпрстфхцчшщ]{2,5})\.")
_OPENING = "«»“„\"'‘’‚(¿¡[—–-"
_ALPHABETS = re.compile(r"[A-Za-z\u00c0-\u08ff\u1e00-\u1fff]")
"""Letters of scripts in which one letter is no word, but an initial."""
_LEADING_WORDS = 5
_ORDINAL_DIGITS = 2
"""Digits of a number that is an ordinal one though no article stands before it."""


def end(paragraph: Paragraph, mark: Mark) -> bool:
    """Tell whether a full stop ends its sentence."""
    text, vocabulary = paragraph.text, paragraph.vocabulary
    if mark.end - mark.since < _LONGEST_MARKER and _MARKER.fullmatch(text, mark.since, mark.end):
        return False
    known = verdict(paragraph, mark)
    if known:
        return known == "/" and not _leads(paragraph, mark)
    words = _tail(paragraph, mark).split()
    word = words[-1].lstrip(_OPENING)
    opener = vocabulary.opens(text, mark.first)
    if number := _NUMBER.fullmatch(word):
        return not vocabulary.ordinals or _number_ends(paragraph, mark, number[1], words[:-1])
    if _INITIALS.fullmatch(word) and _ALPHABETS.match(word):
        return bool(opener) and opener not in vocabulary.particles
    if _ROMAN.fullmatch(word):
        return bool(opener) or not vocabulary.ordinals
    if not vocabulary.openers:
        return abbreviations.is_known(paragraph.language) or _ask(
            paragraph.language, word[-_TAIL:], text[mark.at : mark.at + _TAIL].split()[0]
        )
    if _CONSONANTS.fullmatch(word) and not (words[:-1] and words[-2][-1:].isdigit()):
        return bool(opener)
    return True


def verdict(paragraph: Paragraph, mark: Mark) -> str:
    """Ask the abbreviations: ``+`` the sentence goes on, ``/`` it ends, empty for unknown."""
    text = paragraph.text
    return paragraph.abbreviations.verdict(
        _tail(paragraph, mark),
        text[mark.at : mark.at + _TAIL],
        opens=bool(paragraph.vocabulary.opens(text, mark.first)),
    )


def _tail(paragraph: Paragraph, mark: Mark) -> str:
    return paragraph.text[max(mark.since, mark.end - _TAIL) : mark.end]


def _leads(paragraph: Paragraph, mark: Mark) -> bool:
    """Tell whether the sentence so far only says when or where: ``At 5 a.m. Mr. Smith came.``"""
    text, vocabulary = paragraph.text, paragraph.vocabulary
    if mark.end - mark.since > _TAIL or vocabulary.opens(text, mark.first):
        return False
    words = text[mark.since : mark.end].split()
    return len(words) <= _LEADING_WORDS and words[0].lstrip(_OPENING) in vocabulary.leading


def _number_ends(paragraph: Paragraph, mark: Mark, digits: str, before: list[str]) -> bool:
    """Tell whether a number ends its sentence, where full stops make ordinal numbers."""
    opener = bool(paragraph.vocabulary.opens(paragraph.text, mark.first))
    if len(digits) > _ORDINAL_DIGITS + 1:
        return True
    if paragraph.text[mark.first : mark.first + 1].isdigit():
        return len(digits) > _ORDINAL_DIGITS  # 5. 6. 2020
    if before and before[-1].lower() in paragraph.vocabulary.counted:
        return opener
    is_cardinal = bool(before) and before[-1][-1] in ".§"  # Nr. 7.
    return opener or is_cardinal or len(digits) > _ORDINAL_DIGITS


@functools.lru_cache(maxsize=10_000)
def _ask(language: str, word: str, after: str) -> bool:
    """Ask sentencex, which knows abbreviations of more languages; its time is not linear."""
    text = f"{word} {after}".encode("utf-8", "replace").decode()
    return len(sentencex.get_sentence_boundaries(language, text)) > 1

"""Full stops: of abbreviations, initials, numbers, and of sentences."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from lingopress_i18n.boundaries import marks

if TYPE_CHECKING:
    from lingopress_i18n.boundaries.abbreviations import Abbreviations
    from lingopress_i18n.boundaries.paragraph import Mark, Paragraph

_TAIL = 40
"""Characters before a full stop that are looked at."""
_MARKER = re.compile(
    r"[\u2022\u2043\u2023\u25aa\u25cf*-]?\s*[(\[]?"
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}})*|[{marks.ALPHABETIC}]|[IVXLivxl]{{1,5}})[.)\]]+"
)
_LONGEST_MARKER = 12
_NUMBER = re.compile(r"\W*(\d+)\.")
_INITIALS = re.compile(r"(?:[^\W\d_]|(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]{1,3}|([A-Z])\1)\.")
_ROMAN = re.compile(r"(?!CC\.|DD\.|LL\.|MM\.)[IVXLCDM]{2,}\.")
_CONSONANTS = re.compile(
    r"(?:[B-DF-HJ-NP-TV-Z]?[b-df-hj-np-tv-xzß]{2,5}"
    r"|[БВГДЖЗЙКЛМНПРСТФХЦЧШЩ]?[бвгджзйклмнпрстфхцчшщ]{2,5})\."
)
_VOWEL = re.compile("[aeiouyäöüáéíóúàèùâêîôûаеиоуыэюяё]")
_SHORTEST = 2
_SHORT = 6
_OPENING = "«»“„\"'‘’‚(¿¡[—–-"
_ALPHABETS = re.compile(f"[{marks.ALPHABETIC}]")
_LEADING_WORDS = 5
_ORDINAL_DIGITS = 2
"""Digits of a number that is an ordinal one though no article stands before it."""


def end(paragraph: Paragraph, mark: Mark) -> bool:
    """Tell whether a full stop ends its sentence."""
    text, vocabulary = paragraph.text, paragraph.vocabulary
    if mark.end - mark.since < _LONGEST_MARKER and _MARKER.fullmatch(text, mark.since, mark.end):
        return False
    opener = vocabulary.opens(text, mark.first)
    words = _words(paragraph, mark)
    known = paragraph.abbreviations.verdict(
        words, text[mark.at : mark.at + _TAIL], opens=bool(opener)
    )
    if known:
        return known == "/" and not (opener == "" and _leads(paragraph, mark))
    word = words[-1].lstrip(_OPENING)
    if number := _NUMBER.fullmatch(word):
        if number[1] == "1" and words[:-1] and words[-2][-1] == ":":  # Do: 1. Come. 2. Go.
            return False
        return not vocabulary.ordinals or _number_ends(paragraph, mark, number[1], words[:-1])
    if _ROMAN.fullmatch(word):
        return bool(opener) or not vocabulary.ordinals
    if _INITIALS.fullmatch(word) and _ALPHABETS.match(word):
        return bool(opener) and opener not in vocabulary.particles
    if not paragraph.abbreviations.is_complete:
        after = text[mark.at : mark.at + _TAIL].split()[0]
        is_reference = after[0].isdigit() and word.islower() and len(word) <= _SHORT
        return not is_reference and _ask(paragraph.language, word, after)
    if _CONSONANTS.fullmatch(word) and not (words[:-1] and words[-2][-1:].isdigit()):
        return bool(opener)
    return True


@functools.lru_cache(maxsize=4096)
def is_no_abbreviation(known: Abbreviations, word: str) -> bool:
    """Tell of a word, without its full stop, that it surely is no abbreviation."""
    return (
        known.is_complete
        and len(word) > _SHORTEST
        and word.isalpha()
        and (word.islower() or word[1:].islower())
        and f"{word}." not in known.lengths
        and not (known.suffixes and f"{word}.".endswith(known.suffixes))
        and bool(_VOWEL.search(word))
    )


def is_name(paragraph: Paragraph, mark: Mark) -> bool:
    """Tell whether a mark that is no full stop belongs to a name: ``Yahoo!``."""
    words, text = _words(paragraph, mark), paragraph.text
    if words[-1] not in paragraph.abbreviations.meanings:
        return False
    opener = paragraph.vocabulary.opens(text, mark.first)
    after = text[mark.at : mark.at + _TAIL]
    return paragraph.abbreviations.verdict(words, after, opens=bool(opener)) == "+"


def _words(paragraph: Paragraph, mark: Mark) -> list[str]:
    """Give the last words before a mark, which ends the last of them."""
    return paragraph.text[max(mark.since, mark.end - _TAIL) : mark.end].split()


def _leads(paragraph: Paragraph, mark: Mark) -> bool:
    """Tell whether the sentence so far only says when or where: ``At 5 a.m. Mr. Smith`` came."""
    if mark.end - mark.since > _TAIL:
        return False
    words = paragraph.text[mark.since : mark.end].split()
    return (
        len(words) <= _LEADING_WORDS and words[0].lstrip(_OPENING) in paragraph.vocabulary.leading
    )


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
    import sentencex  # noqa: PLC0415 - most publications are in a language of our own lists

    text = f"{word} {after}".encode("utf-8", "replace").decode()
    return len(sentencex.get_sentence_boundaries(language, text)) > 1

"""Brackets and quotation marks: whether the sentence around them ends with theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.boundaries import marks
from lingopress_i18n.boundaries.pairs import BRACKETS

if TYPE_CHECKING:
    from lingopress_i18n.boundaries.paragraph import Mark, Paragraph

_INTRODUCTIONS = ":,;،؛—–\u2026"
"""Marks before a quotation that is a sentence."""
_FEW_WORDS = 4
_PUNCTUATION = ".,;:،؛!?؟…"


def end(paragraph: Paragraph, mark: Mark) -> bool:
    """Tell whether a sentence ends at a mark that stands before a closing one."""
    text, opened = paragraph.text, mark.opened
    opener = bool(paragraph.vocabulary.opens(text, mark.first))
    is_whole = opened < mark.word
    is_strong = marks.STRONG.search(text, mark.start, mark.end) is not None
    if text[opened] in BRACKETS:
        if marks.find_word(text, opened, mark.start) < 0:  # (!), […]
            return opener and not is_strong
        return is_whole or (
            opener and text[opened + 1].isupper() and text.find(" ", opened, mark.start) > 0
        )
    if _is_attributed(paragraph, mark):
        return False
    return is_whole or opener or not is_strong or _is_introduced(text, mark)


def _is_introduced(text: str, mark: Mark) -> bool:
    """Tell whether a comma, a colon or a dash stands before the quotation."""
    at = mark.opened - 1
    while at > mark.since and text[at].isspace():
        at -= 1
    return at >= mark.since and text[at] in _INTRODUCTIONS


def _is_attributed(paragraph: Paragraph, mark: Mark) -> bool:
    """Tell whether those who spoke follow: ``“Go!” Mary cried``, ``«…» قال الرجل``."""
    vocabulary = paragraph.vocabulary
    if not vocabulary.speech:
        return False
    words = paragraph.text[mark.at : mark.at + 60].split()[:_FEW_WORDS]
    words = [word.strip(_PUNCTUATION) for word in words]
    if not words or not words[0][:1].isupper():
        return bool(words) and words[0] in vocabulary.speech
    is_name = words[0] not in vocabulary.openers
    if not is_name and words[0] not in vocabulary.speakers:
        return False
    for word in words[1:]:
        if word in vocabulary.speech:
            return True
        if is_name and not word[:1].isupper():
            return False
    return False

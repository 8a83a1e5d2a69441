"""Ellipses: ``…``, ``...`` and ``. . .``, which end a sentence or stand within it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingopress_i18n.boundaries.paragraph import Mark, Paragraph

_WITH_STOP = 4
"""Dots of an ellipsis that holds the sentence's own full stop."""


def end(paragraph: Paragraph, mark: Mark) -> bool:
    """Tell whether an ellipsis ends its sentence, which a capital letter must follow."""
    text, words = paragraph.text, paragraph.vocabulary
    run = text[mark.start : mark.end]
    opener = words.opens(text, mark.first)
    is_capital = text[mark.first : mark.first + 1].isupper()
    if run.count(".") + 3 * run.count("\u2026") >= _WITH_STOP or run == "..":
        return is_capital or bool(opener)
    if " " in run or "\u00a0" in run or opener == "I":  # I … I never knew
        return False
    is_detached = text[mark.start - 1] in " \u00a0\u202f\n([" or words.nouns
    return bool(opener) or (is_capital and not is_detached)


def next_start(text: str, mark: Mark) -> int:
    """Tell where the next sentence begins: with the rest of four dots if the first was the stop."""
    if text[mark.start + 1 : mark.start + 2] in (" ", "\u00a0") and mark.end - mark.start > 1:
        is_stop = mark.start > 0 and not text[mark.start - 1].isspace()
        return mark.start + 2 if is_stop else mark.at
    return mark.at

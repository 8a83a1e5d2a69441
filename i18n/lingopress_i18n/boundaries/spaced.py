"""Sentences of languages that put a space between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.boundaries import ellipses, marks, quotations, stops
from lingopress_i18n.boundaries.paragraph import Mark

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from lingopress_i18n.boundaries.paragraph import Paragraph

_LONGEST_WORD = 40


def starts(paragraph: Paragraph, ends: Iterable[re.Match[str]]) -> list[int]:
    """Give the offsets at which sentences after the first begin.

    ``ends`` are what ``marks.SPACED`` finds.
    """
    text = paragraph.text
    found: list[int] = []
    since = 0
    word = scanned = -1
    for each in ends:
        if _is_evident(paragraph, each, since):
            since = each.end()
        else:
            if word < since:  # what has no word is no sentence
                word = marks.find_word(text, max(since, scanned), each.start())
                scanned = each.start()
            mark = _mark(paragraph, each, since, word) if word >= since else None
            if mark is None or not _ends(paragraph, mark):
                continue
            since = ellipses.next_start(text, mark)
        found.append(since)
    marks.drop_wordless(text, found)
    return found


def _is_evident(paragraph: Paragraph, found: re.Match[str], since: int) -> bool:
    """Tell at little cost that a sentence ends: after a word that is no abbreviation."""
    text = paragraph.text
    start, at = found.start(), found.end()
    if found[1] != "." or found[2] or not text[at].isupper():
        return False
    word = text[max(since, start - _LONGEST_WORD) : start]
    word = word[word.rfind(" ") + 1 :]
    return (
        stops.is_no_abbreviation(paragraph.abbreviations, word)
        and not paragraph.pairs.encloses(at)
        and (found[0].isascii() or not marks.NO_BREAK.search(text, start, at))
    )


def _mark(paragraph: Paragraph, found: re.Match[str], since: int, word: int) -> Mark | None:
    """Look at what surrounds a mark; None where no sentence can begin behind it."""
    text, opened = paragraph.text, paragraph.pairs.opened
    at = found.end()
    closed = [opened[place] for place in range(*found.span(2)) if place in opened] if opened else []
    space = found.end(2)
    while at in opened and text[at] not in "'\"":  # the space is within: « Oui ! »
        closed.append(opened[at])
        space = at + 1
        at = marks.past_space(text, space)
        if at == space:
            return None
    first = at
    if not text[at : at + 1].isalnum():
        picture = marks.EMOJI.match(text, at)
        if picture and not marks.EMOJI.match(text, since, since + 1):  # of the sentence before
            at = marks.past_space(text, picture.end())
        if at == len(text) or text[at] in marks.NEVER_FIRST or marks.is_attached(text[at]):
            return None
        first = marks.first_letter(text, at)
    if marks.NO_BREAK.search(text, space, at):
        return None
    return Mark(since, word, *found.span(1), at, min(closed, default=-1), first)


def _ends(paragraph: Paragraph, mark: Mark) -> bool:
    """Tell whether a sentence ends at a mark."""
    text, first = paragraph.text, mark.first
    if text[first : first + 1].islower() and not text[first + 1 : first + 2].isupper():
        return False
    if paragraph.pairs.encloses(mark.at) or not _by_mark(paragraph, mark):
        return False
    return mark.opened < 0 or quotations.end(paragraph, mark)


def _by_mark(paragraph: Paragraph, mark: Mark) -> bool:
    """Ask those who know about full stops and ellipses; other marks end sentences."""
    run = paragraph.text[mark.start : mark.end]
    if run == ".":
        return stops.end(paragraph, mark)
    if marks.STRONG.search(run):
        return not stops.is_name(paragraph, mark)
    return not run.startswith((".", "\u2026")) or ellipses.end(paragraph, mark)

"""Sentences of languages that put a space between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.boundaries import ellipses, marks, quotations, stops
from lingopress_i18n.boundaries.paragraph import Mark

if TYPE_CHECKING:
    import re

    from lingopress_i18n.boundaries.paragraph import Paragraph


def starts(paragraph: Paragraph) -> list[int]:
    """Give the offsets at which sentences after the first begin."""
    text = paragraph.text
    found: list[int] = []
    since = scanned = 0
    has_word = False
    for each in marks.SPACED.finditer(text):
        if not has_word:  # what has no word is no sentence
            has_word = marks.WORD.search(text, max(since, scanned), each.start()) is not None
            scanned = each.start()
        if not has_word:
            continue
        mark = _mark(paragraph, each, since)
        if mark is not None and _ends(paragraph, mark):
            since = ellipses.next_start(text, mark)
            found.append(since)
            has_word = False
    if found and not marks.WORD.search(text, since):
        found.pop()
    return found


def _mark(paragraph: Paragraph, found: re.Match[str], since: int) -> Mark | None:
    """Look at what surrounds a mark; None where no sentence can begin behind it."""
    text, opened = paragraph.text, paragraph.pairs.opened
    at = found.end()
    if text[at].islower() and not text[at + 1 : at + 2].isupper():
        return None  # at once: most marks within sentences are seen by this
    closed = [opened[place] for place in range(*found.span(2)) if place in opened] if opened else []
    space = found.end(2)
    while at in opened and text[at] not in "'\"":  # the space is within: « Oui ! »
        closed.append(opened[at])
        space = at + 1
        at = marks.past_space(text, space)
        if at == space:
            return None
    picture = marks.EMOJI.match(text, at)
    if picture and not marks.EMOJI.match(text, since):  # it belongs to the sentence before
        at = marks.past_space(text, picture.end())
    if at == len(text) or text[at] in marks.NEVER_FIRST or marks.is_attached(text[at]):
        return None
    if marks.NO_BREAK.search(text, space, at):
        return None
    first = marks.FIRST.match(text, at).end()
    return Mark(since, *found.span(1), at, min(closed, default=-1), first)


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
        return stops.verdict(paragraph, mark) != "+"  # Yahoo!
    return not run.startswith((".", "\u2026")) or ellipses.end(paragraph, mark)

"""Sentences of Chinese and Japanese, which put nothing between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.boundaries import marks
from lingopress_i18n.boundaries.pairs import BRACKETS, TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lingopress_i18n.boundaries.paragraph import Paragraph

_OWN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]")
"""A character of the scripts themselves, next to which ``!`` is written for ``！``."""
_GOES_ON = frozenset("\u2014\u2015\u2500\u2e3a\u2026~～·・-")
_COLONS = ("：", ":")
_INTRODUCTIONS = frozenset("：:，,、。！？；—\u2026 \u3000\n")
"""Marks before a quotation that is a sentence."""

_PARTICLE = {
    "ja": re.compile(
        r"[とをのがにへ](?!ころ|にかく|ても)|は(?![いじやる])|って|も(?![うしとっ]|ちろん)"
        r"|や(?![はがっ])|で(?![もはす])|な(?![ぜにんるおあい])"
    ),
    "zh": re.compile(
        r"[的之是和与與及或而就也]|[这這那][个個句种種本首部样樣一类類些话話声聲两兩几幾]"
    ),
}
"""What follows a quotation within a sentence, unless a word begins like it."""
_AFTER_MARK = re.compile(
    r"と(?![きもに]|ころ|にかく|ても|うとう|なり|りあえず|ある|って|、)|を|が(?!、)|って(?!、)"
)
"""A Japanese particle after a mark that belongs to a name or to what somebody thinks."""
_ATTRIBUTION = re.compile(
    r"[^。！？；，,“”「」]{0,10}?[说說问問道喊叫答吼嚷想讲講][着著道]?[。，,：:！]"
    r"|[^。！？“”「」]{1,12}[，,：:][“「『]"
    r"|[^。！？「」]{0,15}?(?:[言思語]っ|言[いう]|叫[んび]|[聞訊][いき]|訊ね|尋ね|答え|話し"
    r"|呟い|つぶやい|述べ|怒鳴っ|囁い|ささやい)[^。！？「」、]{0,6}[。、]"
)
"""Who said the quotation before it: ``他问。``, ``彼は叫んだ。``, or does so between two."""


def starts(paragraph: Paragraph, ends: Iterable[re.Match[str]]) -> list[int]:
    """Give the offsets at which sentences after the first begin.

    ``ends`` are what ``marks.UNSPACED`` finds.
    """
    text, opened = paragraph.text, paragraph.pairs.opened
    found: list[int] = []
    since = 0
    word = scanned = -1
    for each in ends:
        if word < since:  # what has no word is no sentence
            word = marks.find_word(text, max(since, scanned), each.start())
            scanned = each.start()
        if word < since or not _may_end(text, each):
            continue
        start, at = each.end(1), each.end()
        closed = -1
        if opened:
            while at in opened:
                at = marks.past_space(text, at + 1)
            closed = min(
                (opened[place] for place in range(start, at) if place in opened), default=-1
            )
        picture = marks.EMOJI.match(text, at)
        if picture and not marks.EMOJI.match(text, since, since + 1):  # of the sentence before
            at = marks.past_space(text, picture.end())
        if _begins(paragraph, word, closed, at):
            since = at
            found.append(at)
    marks.drop_wordless(text, found)
    return found


def _may_end(text: str, found: re.Match[str]) -> bool:
    """Tell whether a mark is one of the language's own, or written instead of one."""
    if found[1] in marks.IDEOGRAPHIC[:4]:
        return True
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    is_closed = found.end(1) < found.end()
    is_between = (is_closed or bool(_OWN.match(before))) and bool(_OWN.match(after))
    if found[1].strip("．"):
        is_own = any(mark in found[1] for mark in marks.IDEOGRAPHIC)
        return is_own or (is_between and found[1][0] != "\u2026" and found[1][:2] != "..")
    return is_between


def _begins(paragraph: Paragraph, word: int, opened: int, at: int) -> bool:
    """Tell whether a sentence begins behind a pair that opened at an offset (or at none: -1).

    ``word`` is the offset of the first word of the sentence so far.
    """
    text = paragraph.text
    if at >= len(text) or text[at] in marks.NEVER_FIRST or text[at] in _GOES_ON:
        return False
    if marks.is_attached(text[at]) or paragraph.pairs.encloses(at):
        return False
    if opened < 0:
        return paragraph.language != "ja" or not _AFTER_MARK.match(text, at)
    if text[opened] in TITLES:
        return False
    is_whole = opened < word
    if text[opened] in BRACKETS:
        return is_whole
    if is_whole and "\u30a0" < text[at] <= "\u30ff" and text[at - 2] in "！？":
        return False  # 「いいね！」ボタン
    is_ja = paragraph.language == "ja"
    if not is_ja and text[opened - 1 : opened] in _COLONS:
        return True
    if _PARTICLE["ja" if is_ja else "zh"].match(text, at):
        return False
    if is_whole:
        return not _ATTRIBUTION.match(text, at)
    return text[opened - 1] in _INTRODUCTIONS

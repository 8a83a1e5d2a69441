"""Runs of the other direction, isolated from the text around them (UAX 9, sections 2.4 and 3.3).

In a right-to-left sentence the brackets, full stops and figures beside a Latin name are ordered
with it or with the sentence by rules that nobody expects: ``Article 5(2)``, ``C++``, ``A، B``.
Inside ``<bdi>`` a run is ordered by itself and takes one place in the sentence, as its author meant
it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lingopress_i18n.typography.figures import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.typography.pieces import Piece

_LEFT = frozenset({"L"})
_RIGHT = frozenset({"R", "AL"})
_PARTS = frozenset("،؛؟«»“”\n\u200e\u200f\u2066\u2067\u2068\u2069")
"""Signs that part two runs: those of a list in the sentence's own language, and what isolates."""
_ENTITY = re.compile(r"&(?:[A-Za-z]+|#[0-9]+|#[xX][0-9A-Fa-f]+);")
_STAND_IN = "\ufffc"
"""Stands for an escaped sign: neutral, like nearly all of them."""
_BRACKETS = {"&lt;": "\ufdd0", "&gt;": "\ufdd1"}
"""What stands for those that are brackets: characters that no text may have."""
_STAND_INS = re.compile("[\ufffc\ufdd0\ufdd1]")
_AHEAD = re.compile(r"(?:[0-9]+(?:[.,][0-9]+)*[\u00a0\u202f-]?)\Z")
"""Figures that belong to the run behind them: ``3D``, ``48 kHz`` with a no-break space."""
_BEHIND = re.compile(r"[+#%°*']+(?![\w])|(?:[ \u00a0\u202f\u2010\u2011-]?[0-9]+(?:[.,/:-][0-9]+)*)")
"""What belongs to the run before it: ``C++``, ``COVID-19``, ``Article 5``."""
_BRACKETED = re.compile(r" ?\([^()]{1,12}\)|\[[^\[\]]{1,12}\]")
_STOPPED = re.compile(r"(?:\w\.)+\w\Z")
"""Initials, of which the last full stop is yet to come: ``U.S``."""
_PAIRS = {"(": ")", "[": "]", "\ufdd0": "\ufdd1"}


def isolate(pieces: Sequence[Piece], locale: Locale) -> str:
    """Join pieces, runs of the direction that is not the locale's in ``<bdi>``.

    A run that goes on behind a tag is left to the bidirectional algorithm: in two isolates its
    halves would change places.
    """
    is_rtl = locale.direction == "rtl"
    if not any(_has_other(each, is_rtl=is_rtl) for each in pieces):
        return "".join(each.html for each in pieces)
    out = []
    for index, piece in enumerate(pieces):
        if not piece.is_text:
            out.append(piece.html)
            continue
        before = (each.html[::-1] for each in reversed(pieces[:index]) if _is_read(each))
        after = (each.html for each in pieces[index + 1 :] if _is_read(each))
        goes_on = _begins(before, is_rtl=is_rtl), _begins(after, is_rtl=is_rtl)
        out.append(_isolated(piece.html, goes_on, is_rtl=is_rtl))
    return "".join(out)


def _has_other(piece: Piece, *, is_rtl: bool) -> bool:
    """Tell quickly that a text holds nothing of the other direction, as most do."""
    return piece.is_text and (is_rtl or not piece.html.isascii())


def _is_read(piece: Piece) -> bool:
    return piece.is_text or (piece.is_opaque and not piece.html.startswith("<"))


def _begins(texts: Iterable[str], *, is_rtl: bool) -> bool:
    """Tell whether the next strong letter is of the other direction."""
    other, own = (_LEFT, _RIGHT) if is_rtl else (_RIGHT, _LEFT)
    for text in texts:
        for character in _ENTITY.sub(_STAND_IN, text):
            found = unicodedata.bidirectional(character)
            if found in other:
                return True
            if found in own or character in _PARTS:
                return False
    return False


def _isolated(html: str, goes_on: tuple[bool, bool], *, is_rtl: bool) -> str:
    escapes = _ENTITY.findall(html)
    text = _ENTITY.sub(lambda each: _BRACKETS.get(each[0], _STAND_IN), html)
    if _STAND_INS.search(html):  # the sign itself: whose place is whose cannot be told
        return html
    runs = list(_runs(text, is_rtl=is_rtl))
    if runs and goes_on[0] and not _has_own(text[: runs[0][0]], is_rtl=is_rtl):
        del runs[0]
    if runs and goes_on[1] and not _has_own(text[runs[-1][1] :], is_rtl=is_rtl):
        del runs[-1]
    if is_rtl:
        runs = sorted([*runs, *_figures(text, goes_on)])
    out, at = [], 0
    for start, end in runs:
        out += [text[at:start], "<bdi>", text[start:end], "</bdi>"]
        at = end
    found = iter(escapes)
    return _STAND_INS.sub(lambda _: next(found), "".join([*out, text[at:]]))


def _figures(text: str, goes_on: tuple[bool, bool]) -> Iterator[tuple[int, int]]:
    """Find the figures that a right-to-left sentence would disorder, outside of Latin runs."""
    for figure in FIGURES.finditer(text):
        before = _strong(reversed(text[: figure.start()]), is_left=goes_on[0])
        after = _strong(text[figure.end() :], is_left=goes_on[1])
        if not before and not after:
            yield figure.span()


def _strong(text: Iterable[str], *, is_left: bool) -> bool:
    """Tell whether the nearest strong character goes from left to right; else what is beyond."""
    for character in text:
        found = unicodedata.bidirectional(character)
        if found in _LEFT or found in _RIGHT or character in _PARTS:
            return found in _LEFT
    return is_left


def _has_own(text: str, *, is_rtl: bool) -> bool:
    own = _RIGHT if is_rtl else _LEFT
    return any(unicodedata.bidirectional(each) in own or each in _PARTS for each in text)


def _runs(text: str, *, is_rtl: bool) -> Iterator[tuple[int, int]]:
    """Find the runs of the other direction, half-open, with what belongs to them."""
    other, own = (_LEFT, _RIGHT | {"AN"}) if is_rtl else (_RIGHT, _LEFT)
    start = last = -1
    at = 0
    for index, character in enumerate(f"{text}\n"):
        found = unicodedata.bidirectional(character)
        if found in other:
            start = index if start < 0 else start
            last = index
        elif start >= 0 and (found in own or character in _PARTS):
            begin, at = _whole(text, max(at, 0), start, last + 1, is_rtl=is_rtl)
            yield begin, at
            start = -1


def _whole(text: str, least: int, start: int, end: int, *, is_rtl: bool) -> tuple[int, int]:
    """Take in what belongs to a run on both sides, but nothing before ``least``."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    if is_rtl:
        ahead = _AHEAD.search(text, least, start)
        start = ahead.start() if ahead else start
        while found := _BEHIND.match(text, end) or _BRACKETED.match(text, end):
            if _has_own(found[0], is_rtl=True):
                break
            end = found.end()
        if text[end : end + 1] == "." and _STOPPED.search(text, start, end):
            end += 1
    for opening, closing in _PAIRS.items():
        run = text[start:end]
        if run.count(opening) > run.count(closing) and text[end : end + 1] == closing:
            end += 1
        elif run.count(closing) > run.count(opening) and text[start - 1 : start] == opening:
            start = start - 1 if start > least else start
    return start, end

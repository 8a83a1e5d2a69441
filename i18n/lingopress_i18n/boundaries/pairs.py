"""Brackets and quotation marks that belong together."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field

_CLOSES = {
    ")": "(",
    "]": "[",
    "}": "{",
    "）": "（",
    "］": "［",
    "】": "【",
    "〕": "〔",
    "〗": "〖",
    "》": "《",
    "〉": "〈",
    "」": "「",
    "』": "『",
    "｣": "｢",
    "”": "“„",
    "“": "„",
    "’": "‘‚",
    "‘": "‚",
    "»": "«",
    "›": "‹",
    "«": "»",
    "‹": "›",
    '"': '"',
    "'": "'",
    "＂": "＂",
}
_OPENS = frozenset("".join(_CLOSES.values())) | frozenset("“‘")
_MARK = re.compile("[" + re.escape("".join({*_CLOSES, *_OPENS})) + "]")
_EITHER_WAY = (("«", "»"), ("‹", "›"))
"""Guillemets: the first of a text shows which one opens."""

_FIRST_IDEOGRAPH = "\u2e80"
"""From here on scripts put no space before a quotation."""

BRACKETS = frozenset("([{（［【〔〖")
TITLES = frozenset("《〈")


@dataclass(frozen=True)
class Pairs:
    """Offsets of opening and closing marks in a text."""

    opened: dict[int, int] = field(default_factory=dict)
    """By closing mark, its opening one."""
    outer: list[tuple[int, int]] = field(default_factory=list)
    """The pairs that stand in no other, in order."""

    def encloses(self, at: int) -> bool:
        """Tell whether an offset stands within a pair (before its closing mark or at it)."""
        if not self.outer:
            return False
        index = bisect.bisect_left(self.outer, (at,)) - 1
        return index >= 0 and at <= self.outer[index][1]


NONE = Pairs()


def find(text: str) -> Pairs:
    """Find the pairs of a text, in time linear in its length.

    An opening mark that nothing closes does not count, nor does a closing one without it. Which
    way round guillemets stand (``«…»`` or ``»…«``) shows the first of them.
    """
    if not _MARK.search(text):
        return NONE
    opening, closing = _guillemets(text)
    stack: list[tuple[str, int]] = []
    waiting = dict.fromkeys(_OPENS, 0)
    opened: dict[int, int] = {}
    for found in _MARK.finditer(text):
        mark, at = found[0], found.start()
        openers = "" if mark in opening else _CLOSES.get(mark, "")
        if _is_waiting(openers, waiting) and _may_close(text, at, mark):
            while stack:
                each, start = stack.pop()
                waiting[each] -= 1
                if each in openers:
                    opened[at] = start
                    break
        elif mark in _OPENS and mark not in closing and _may_open(text, at, mark):
            stack.append((mark, at))
            waiting[mark] += 1
    return Pairs(opened, _outer(opened))


def _guillemets(text: str) -> tuple[str, str]:
    """Tell which guillemets open in a text, and which close: of each kind the first one opens."""
    opening = closing = ""
    for left, right in _EITHER_WAY:
        first, second = text.find(left), text.find(right)
        is_reversed = second >= 0 and not 0 <= first < second
        opening += right if is_reversed else left
        closing += left if is_reversed else right
    return opening, closing


def _is_waiting(openers: str, waiting: dict[str, int]) -> bool:
    for each in openers:  # noqa: SIM110 - a generator takes thrice the time
        if waiting[each]:
            return True
    return False


def _outer(opened: dict[int, int]) -> list[tuple[int, int]]:
    outer: list[tuple[int, int]] = []
    for end, start in opened.items():
        while outer and start < outer[-1][0]:
            outer.pop()
        outer.append((start, end))
    return outer


def _may_open(text: str, at: int, mark: str) -> bool:
    """Tell whether a mark opens: those that look the same on both sides do before a word."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "'‘" and after.isdigit():
        return False  # the '90s
    return mark not in "\"'" or (bool(after.strip()) and not _is_in_word(before))


def _may_close(text: str, at: int, mark: str) -> bool:
    """Tell whether a mark closes what is open, and is no apostrophe."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "'’":
        return not _is_in_word(after) and not before.isspace()
    return mark not in '"“‘' or not (before.isspace() and after.isalnum())


def _is_in_word(character: str) -> bool:
    """Tell whether a character next to a mark may belong to the same word."""
    return character.isalnum() and character < _FIRST_IDEOGRAPH

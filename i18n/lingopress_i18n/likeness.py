"""How alike two texts are, and which of many texts are most alike: to find what an edit replaced.

Three things count alike: the letters they share in the same order, the words they share, and
whether one holds all the words of the other (a clause was added or cut). A word weighs the root of
its length, for words that say little are short. Texts that merely come from the same book are
alike in letters (40 to 50 of 100), but not in words.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SUBSTANCE = 7.0
"""Weight of shared words from which it counts in full that one text holds the other's: three."""
_SHORT = 2
"""Texts of so many words may have one in common in another form: then letters alone count …"""
_DOUBT = 20.0
"""… less this."""
_ALL = 40
"""Up to so many texts are compared one by one."""
_RARE = 8
"""How many words of a text, its rarest, others are looked for by."""
_COMMON = 200
"""A word of more texts than these finds none of them."""
_FEW = 6
"""How many of the texts that share most rare words are compared."""

_LONGEST = 63
_WEIGHTS = [math.sqrt(length) for length in range(_LONGEST + 1)]


@dataclass(frozen=True)
class Profile:
    """A text, read for comparing."""

    text: str
    words: dict[str, float]
    """What each of its words weighs, as often as it occurs."""
    weight: float
    """What its words weigh together."""


def profile(text: str) -> Profile:
    """Read a text for comparing."""
    found: dict[str, float] = {}
    for word in tokens(text):
        found[word] = found.get(word, 0.0) + _WEIGHTS[min(len(word), _LONGEST)]
    return Profile(text, found, sum(found.values()))


def likeness(one: Profile, other: Profile) -> float:
    """Tell how alike two texts are: 0 for nothing in common, 100 for the same text."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only an update with edited text needs it

    if one.text == other.text:
        return 100.0
    letters = fuzz.ratio(one.text, other.text)
    if not one.weight or not other.weight:  # nothing but signs
        return 0.0 if one.weight or other.weight else letters
    shared = _shared(one, other)
    both = 2 * shared / (one.weight + other.weight)
    contained = shared / min(one.weight, other.weight) * min(1.0, shared / _SUBSTANCE)
    mean = (letters + 100 * both + 100 * contained) / 3
    is_short = max(len(one.words), len(other.words)) <= _SHORT
    return max(mean, letters - _DOUBT) if is_short else mean


def coverage(part: Profile, whole: Profile) -> float:
    """Tell how much of the words of ``part`` the other text has: 0 to 100."""
    return 100 * _shared(part, whole) / part.weight if part.weight else 0.0


def _shared(one: Profile, other: Profile) -> float:
    """Weigh the words that two texts have in common; in an order that no hash decides."""
    others = other.words
    return sum([min(weight, others[word]) for word, weight in one.words.items() if word in others])


class Pool:
    """Texts among which those like a given one are looked for.

    Many texts are not compared with each other: the work grows with their number, not its square.
    """

    def __init__(self, profiles: Iterable[Profile]) -> None:
        """Index texts by their words."""
        self.profiles = list(profiles)
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        if len(self.profiles) > _ALL:
            for number, each in enumerate(self.profiles):
                for word in each.words:
                    self._holders[word].append(number)

    def candidates(self, wanted: Profile) -> Sequence[int]:
        """Give the numbers of the texts that may be like another: those that share rare words.

        Text without words has candidates only where all are few.
        """
        if len(self.profiles) <= _ALL:
            return range(len(self.profiles))
        known = ((len(self._holders[word]), word) for word in wanted.words if word in self._holders)
        shared: dict[int, float] = {}
        for count, word in sorted(known)[:_RARE]:
            if count <= _COMMON:
                weight = _WEIGHTS[min(len(word), _LONGEST)] / (count + 1)
                for number in self._holders[word]:
                    shared[number] = shared.get(number, 0.0) + weight
        best = heapq.nsmallest(_FEW, ((-weight, number) for number, weight in shared.items()))
        return [number for _, number in best]

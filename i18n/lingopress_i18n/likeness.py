"""How alike two texts are, and which of many texts are most alike: to find what an edit replaced.

Three things count alike: the letters they share in the same order, the words they share, and
whether one holds all the words of the other (a clause was added or cut). A word weighs the root of
its length, for words that say little are short. Texts that merely come from the same book are
alike in letters (40 to 50 of 100), but not in words.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SUBSTANCE = 7.0
"""Weight of shared words from which it counts in full that one text holds the other's: three."""
_ALL = 40
"""Up to so many texts are compared one by one."""
_RARE = 8
"""How many words of a text, its rarest, others are looked for by."""
_COMMON = 200
"""A word of more texts than these finds none of them."""
_FEW = 10
"""How many of the texts that share most rare words are compared."""

_WEIGHTS = [math.sqrt(length) for length in range(64)]


@dataclass(frozen=True)
class Profile:
    """A text, read for comparing."""

    text: str
    words: Counter[str]
    """How often it has each word."""
    weight: float
    """What its words weigh together."""


def profile(text: str) -> Profile:
    """Read a text for comparing."""
    found = Counter(words(text))
    return Profile(text, found, sum(_weight(word) * count for word, count in found.items()))


def likeness(one: Profile, other: Profile) -> float:
    """Tell how alike two texts are: 0 for nothing in common, 100 for the same text."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only an update with edited text needs it

    few, many = sorted((one.words, other.words), key=len)
    shared = sum(
        _weight(word) * min(count, many[word]) for word, count in few.items() if word in many
    )
    letters = fuzz.ratio(one.text, other.text)
    if not one.weight or not other.weight:  # nothing but signs
        return letters if one.weight == other.weight else 0.0
    both = 2 * shared / (one.weight + other.weight)
    contained = shared / min(one.weight, other.weight) * min(1.0, shared / _SUBSTANCE)
    if one.text == other.text:
        return 100.0
    return (letters + 100 * both + 100 * contained) / 3


def coverage(part: Profile, whole: Profile) -> float:
    """Tell how much of the words of ``part`` the other text has: 0 to 100."""
    if not part.weight:
        return 0.0
    shared = sum(
        _weight(word) * min(count, whole.words[word])
        for word, count in part.words.items()
        if word in whole.words
    )
    return 100 * shared / part.weight


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
        shared: Counter[int] = Counter()
        for count, word in sorted(known)[:_RARE]:
            if count <= _COMMON:
                for number in self._holders[word]:
                    shared[number] += _weight(word) / (count + 1)
        best = sorted(shared.items(), key=lambda each: (-each[1], each[0]))
        return [number for number, _ in best[:_FEW]]


def _weight(word: str) -> float:
    return _WEIGHTS[min(len(word), len(_WEIGHTS) - 1)]

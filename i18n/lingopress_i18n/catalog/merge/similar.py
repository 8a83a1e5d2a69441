"""Old translations for edited messages: found by likeness and place, offered as stale."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.merge.plan import stale
from lingopress_i18n.catalog.state import mt_engine
from lingopress_i18n.likeness import Pool, coverage, likeness, profile

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence

    from lingopress_i18n.catalog.merge.plan import Place, Plan, Slot
    from lingopress_i18n.catalog.merge.terms import Terms
    from lingopress_i18n.catalog.po import Entry
    from lingopress_i18n.likeness import Profile

_SIDE = 15.0
"""What it counts that a new message has the same unchanged neighbour as a vanished one, each."""
_CERTAIN = 95.0
"""From which score on, of a message in the place of another, no better one is looked for."""
_LEAST = 30.0
"""How alike texts have to be wherever they stand: from the same book, others are alike by 25."""
_ELSEWHERE = 10.0
"""How much more alike a text has to be where it comes from elsewhere, or was gone before."""
_OTHER_CONTEXT = 15.0
"""What it counts against a pair that its contexts differ."""
_MARGIN = 5.0
"""How much more two texts together have to be alike than the better of them alone."""
_COVERED = 60.0
"""How much of each of two texts has to be found in the one that they became, or were."""

_NOWHERE: Place = None, None


@dataclass(frozen=True)
class _Pair:
    """An edit as it may have been: of these messages, in order, these were made."""

    score: float
    slots: tuple[int, ...]
    """Numbers of new messages, in the template's order."""
    donors: tuple[int, ...]
    """Numbers of vanished ones, in the order of the file; one of the two is a single number."""


def match_edited(plan: Plan, terms: Terms, counts: Counter[str]) -> None:
    """Pair an article's new messages with its vanished ones, the most alike first, each used once.

    The machine's unedited drafts are no donors: a new draft is better.
    """
    slots = list(plan.free)
    donors = [entry for entry in plan.donors if mt_engine(entry) is None]
    if not slots or not donors or not terms.guesses:
        return
    article = _Article(plan, slots, donors, terms)
    pairs = sorted(article.pairs(), key=lambda pair: (-pair.score, pair.slots, pair.donors))
    used: set[int] = set()
    for pair in pairs:
        is_free = all(slots[at].entry is None for at in pair.slots)
        if is_free and used.isdisjoint(pair.donors):
            used.update(pair.donors)
            chosen = [donors[at] for at in pair.donors]
            joiners = terms.source.locale.joiner, terms.target.locale.joiner
            for at in pair.slots:
                slots[at].entry = stale(slots[at].wanted, chosen, *joiners)
                counts["stale"] += 1
    plan.use_up(donors[at] for at in used)


def match_elsewhere(plans: Sequence[Plan], terms: Terms, counts: Counter[str]) -> None:
    """Pair new messages with vanished ones of any article, and with what was gone before.

    Givers keep their translations as obsolete entries, so that a killed run loses nothing.
    """
    slots = [slot for plan in plans for slot in plan.free]
    donors = [
        entry
        for plan in plans
        for entry in (*plan.gone, *plan.obsolete)
        if entry.has_translation and mt_engine(entry) is None
    ]
    if not (slots and donors and terms.guesses):
        return
    pool = Pool(_profile(entry) for entry in donors)
    found: list[tuple[float, int, int]] = []
    for at, slot in enumerate(slots):
        wanted = _profile(slot.wanted)
        for number in pool.candidates(wanted):
            if _may_pair(slot.wanted, donors[number]):
                score = likeness(wanted, pool.profiles[number])
                score -= _against(slot.wanted, donors[number])
                if score >= terms.threshold + _ELSEWHERE:
                    found.append((-score, at, number))
    used: set[int] = set()
    for _, at, number in sorted(found):
        if slots[at].entry is None and number not in used:
            used.add(number)
            slots[at].entry = stale(slots[at].wanted, [donors[number]])
            counts["stale"] += 1


class _Article:
    """What is new in an article and what is gone from it, and how alike they are."""

    def __init__(
        self, plan: Plan, slots: Sequence[Slot], donors: Sequence[Entry], terms: Terms
    ) -> None:
        self._slots = slots
        self._donors = donors
        self._threshold = terms.threshold
        self._joiner = terms.source.locale.joiner
        self._wanted = [_profile(slot.wanted) for slot in slots]
        self._profiles = [_profile(entry) for entry in donors]
        self._new_places = [plan.places.get(id(slot.wanted), _NOWHERE) for slot in slots]
        self._old_places = [plan.places.get(id(entry), _NOWHERE) for entry in donors]
        self._at_place: dict[Place, list[int]] = {}
        for number, place in enumerate(self._old_places):
            self._at_place.setdefault(place, []).append(number)

    def pairs(self) -> Iterator[_Pair]:
        """Go through the pairs that are alike enough: one and one, two and one, one and two."""
        best: dict[int, float] = {}
        best_of_donor: dict[int, float] = {}
        for at in range(len(self._slots)):
            scores = self._scores(at, self._at_place.get(self._new_places[at], ()))
            if max(scores.values(), default=0.0) < _CERTAIN:
                scores.update(self._scores(at, self._pool.candidates(self._wanted[at])))
            for number, score in scores.items():
                best[at] = max(best.get(at, 0.0), score)
                best_of_donor[number] = max(best_of_donor.get(number, 0.0), score)
                if score and score >= self._threshold:
                    yield _Pair(score, (at,), (number,))
        yield from self._joined(best)
        yield from self._split(best_of_donor)

    @cached_property
    def _pool(self) -> Pool:
        return Pool(self._profiles)

    def _scores(self, at: int, numbers: Iterable[int]) -> dict[int, float]:
        """Score a new message with vanished ones."""
        wanted = self._slots[at].wanted
        return {
            number: self._score(self._wanted[at], self._profiles[number], at, number)
            for number in numbers
            if _may_pair(wanted, self._donors[number])
        }

    def _joined(self, best: dict[int, float]) -> Iterator[_Pair]:
        """Find what was made of two neighbours."""
        for at, wanted in enumerate(self._wanted):
            for pair in itertools.pairwise(self._at_place.get(self._new_places[at], [])):
                if self._are_plain((at,), pair):
                    parts = [self._profiles[number] for number in pair]
                    score = self._together(parts, wanted, best.get(at, 0.0), at, pair[0])
                    if score:
                        yield _Pair(score, (at,), pair)

    def _split(self, best: dict[int, float]) -> Iterator[_Pair]:
        """Find what two neighbours were made of."""
        for pair in itertools.pairwise(range(len(self._slots))):
            if self._new_places[pair[0]] == self._new_places[pair[1]]:
                for number in self._at_place.get(self._new_places[pair[0]], []):
                    if self._are_plain(pair, (number,)):
                        parts = [self._wanted[at] for at in pair]
                        whole = self._profiles[number]
                        score = self._together(parts, whole, best.get(number, 0.0), pair[0], number)
                        if score:
                            yield _Pair(score, pair, (number,))

    def _together(
        self, parts: Sequence[Profile], whole: Profile, alone: float, at: int, number: int
    ) -> float:
        """Score two texts as the parts of a third; 0 where one of them alone is as like it."""
        if any(coverage(part, whole) < _COVERED for part in parts):
            return 0.0
        joined = profile(self._joiner.join(part.text for part in parts))
        score = self._score(joined, whole, at, number)
        return score if score >= max(self._threshold, alone + _MARGIN) else 0.0

    def _are_plain(self, slots: Iterable[int], donors: Iterable[int]) -> bool:
        """Tell whether messages may be joined: of one context, none with a plural."""
        every = [self._slots[at].wanted for at in slots]
        every += [self._donors[number] for number in donors]
        return len({(entry.msgctxt, entry.msgid_plural) for entry in every}) == 1 and not any(
            entry.msgid_plural for entry in every
        )

    def _score(self, wanted: Profile, other: Profile, at: int, number: int) -> float:
        """Say how likely an edit is: likeness, and neighbours that stayed."""
        new, old = self._new_places[at], self._old_places[number]
        sides = (new[0] == old[0]) + (new[1] == old[1]) if any(new) else 0
        alike = likeness(wanted, other)
        against = _against(self._slots[at].wanted, self._donors[number])
        return alike + _SIDE * sides - against if alike >= _LEAST else 0.0


def _may_pair(wanted: Entry, donor: Entry) -> bool:
    return (wanted.msgid_plural is None) == (donor.msgid_plural is None)


def _against(wanted: Entry, donor: Entry) -> float:
    return _OTHER_CONTEXT if wanted.msgctxt != donor.msgctxt else 0.0


def _profile(entry: Entry) -> Profile:
    return profile(entry.msgid)

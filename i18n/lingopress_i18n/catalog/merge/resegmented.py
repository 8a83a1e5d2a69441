"""Translations of messages that were cut in another way: sentences, paragraphs, other boundaries.

A message that is made of old ones, word for word, gets their translations joined. Messages that an
old one was made of get the pieces of its translation, cut where the target language's sentences
end. What is joined or cut stays in the catalog as it was, obsolete.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from lingopress_i18n import inline, sentences
from lingopress_i18n.catalog.merge.plan import stale
from lingopress_i18n.catalog.state import State, mt_engine, state_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from lingopress_i18n.catalog.merge.plan import Plan, Slot
    from lingopress_i18n.catalog.merge.terms import Terms
    from lingopress_i18n.catalog.po import Entry
    from lingopress_i18n.document import Key
    from lingopress_i18n.inline.structure import Mark

_HEAD = 12
"""How many characters of a text it is found by."""
_GLIMPSE = 4
"""How many characters tell that a text is no part of any."""
_SPACE = re.compile(r"[ \t\n]*")
_NUMBER = re.compile(r"\d+(?:[.,'’\u00a0\u202f\u066b\u066c]\d+)*")
_SENTENCE = r"[.!?\u2026。！？؟۔।॥։።:;][\s\"'”’»)\]*_`」』）】]*"
_BOUNDARY = re.compile(_SENTENCE)
_SENTENCE_END = re.compile(_SENTENCE + "$")
"""Where a boundary between two messages of a paragraph may be."""
_END = re.compile(r"([?？؟!！:：])[\s\"'”’»)\]*_`]*$")
_ENDS = str.maketrans("？؟！：", "??!:")
_NOTHING: Counter[Mark] = Counter()
_PROPORTION = 2.0
"""By how much the share that a piece has of its whole may differ between the languages."""


Proposal = tuple["Slot", "Entry"]
"""A slot, and an entry for it: reviewed where that is certain, else stale."""


def resegmented(plan: Plan, terms: Terms) -> list[Proposal]:
    """Propose translations for messages that were cut in another way.

    A message made of old ones is reviewed where all of them are, stale where one of them is gone.
    Pieces are reviewed where their whole is and ``_are_pieces`` says so, else stale.
    """
    donors = [entry for entry in plan.donors if entry.msgid_plural is None]
    free = [slot for slot in plan.free if slot.wanted.msgid_plural is None]
    if not free or not plan.before:
        return []
    has_space = bool(terms.source.locale.joiner)
    slots, old = plan.slots, plan.before
    gone = {entry.key for entry in donors}
    found: list[Proposal] = []
    wholes = [slot.wanted.key for slot in free]
    texts, pieces = _Texts(old, _heads(wholes)), _Texts(slots, _heads(gone))
    for slot in free:
        keys = texts.parts(slot.wanted.key, has_space=has_space)
        parts = [old[key] for key in keys]
        entry = _joined(slot.wanted, parts, terms) if parts and _are_plain(parts) else None
        if entry and not (entry.is_fuzzy and gone.isdisjoint(keys)):
            found.append((slot, entry))
    for donor in donors:
        cuts = [slots[key] for key in pieces.parts(donor.key, has_space=has_space)]
        wanted = [slot.wanted for slot in cuts]
        is_open = any(slot.entry is None for slot in cuts) and mt_engine(donor) is None
        if is_open and _are_plain(wanted):
            found += zip(cuts, _cut(donor, wanted, terms), strict=True)
    return found


def accept(proposals: Iterable[Proposal], counts: Counter[str], *, stale: bool) -> None:
    """Fill the slots that are free still with what is certain, or with what is ``stale``."""
    for slot, entry in proposals:
        if slot.entry is None and entry.is_fuzzy is stale:
            slot.entry = entry
            counts["stale" if stale else "resegmented"] += 1


def _are_plain(entries: Iterable[Entry]) -> bool:
    return all(entry.msgid_plural is None for entry in entries)


def _heads(wholes: Iterable[Key]) -> frozenset[str]:
    """Collect how the parts of messages would begin: most messages begin like none of them."""
    found: set[str] = set()
    for _, text in wholes:
        found.add(text[:_GLIMPSE])
        for end in _BOUNDARY.finditer(text):  # what closes a sentence may also open the next
            found.update(text[at : at + _GLIMPSE] for at in range(end.start() + 1, end.end() + 1))
    return frozenset(found)


class _Texts:
    """Messages that others may be made of, found by how they begin."""

    def __init__(self, keys: Iterable[Key], heads: Collection[str]) -> None:
        self._by_head: defaultdict[Key, list[str]] = defaultdict(list)
        for context, text in keys:
            if text[:_GLIMPSE] in heads or len(text) < _GLIMPSE:
                self._by_head[context, text[:_HEAD]].append(text)

    def parts(self, whole: Key, *, has_space: bool) -> list[Key]:
        """Find messages that make up another, in order; nothing where there are none.

        Between them stands white space, or none where the language has none.
        """
        context, text = whole
        found: list[str] = []
        starts = [0]
        branches = [self._at(whole, 0)]
        dead: set[int] = set()
        while branches:
            part = next(branches[-1], None)
            if part is None:
                branches.pop()
                dead.add(starts.pop())
                found = found[:-1]
                continue
            end = starts[-1] + len(part)
            space = _SPACE.match(text, end)
            after = space.end() if space else end
            if end == len(text):
                return [(context, each) for each in (*found, part)]
            is_boundary = (after > end or not has_space) and _SENTENCE_END.search(part)
            if is_boundary and after not in dead:
                found.append(part)
                starts.append(after)
                branches.append(self._at(whole, after))
        return []

    def _at(self, whole: Key, at: int) -> Iterator[str]:
        """Go through the messages that stand at an offset of another, the longest first."""
        context, text = whole
        heads = (text[at : at + size] for size in range(min(_HEAD, len(text) - at), 0, -1))
        texts = (each for head in heads for each in self._by_head.get((context, head), ()))
        fitting = [each for each in texts if each != text and text.startswith(each, at)]
        return iter(sorted(fitting, key=len, reverse=True))


def _joined(wanted: Entry, parts: Sequence[Entry], terms: Terms) -> Entry | None:
    """Join the translations of the messages that another is made of.

    Of those that are not all reviewed, what people wrote; None where that is nothing.
    """
    between = terms.source.locale.joiner, terms.target.locale.joiner
    if all(state_of(part) is State.REVIEWED for part in parts):
        text = between[1].join(part.msgstr for part in parts)
        marks = sum((_marks(part.msgstr) for part in parts), _NOTHING)
        if marks == _marks(text):  # no mark found a partner across a boundary
            return replace(stale(wanted, parts, *between), flags=_flags(parts), previous=None)
    written = [part for part in parts if part.has_translation and mt_engine(part) is None]
    entry = stale(wanted, written, *between) if written else None
    is_whole = entry is not None and entry.previous == wanted.msgid
    return replace(entry, previous=None) if entry and is_whole else entry


def _cut(whole: Entry, parts: Sequence[Entry], terms: Terms) -> list[Entry]:
    """Cut a translation for the messages that its source was cut into.

    Each gets all of it where it has other sentences than the source.
    """
    source, target = (
        replace(rules, segmentation="sentence") for rules in (terms.source, terms.target)
    )
    found = sentences.split(whole.msgstr, target)
    sizes = [len(sentences.split(part.msgid, source)) for part in parts]
    if sum(sizes) != len(found):
        sizes = [1] * len(parts)
    if sum(sizes) != len(found):
        return [stale(part, [whole]) for part in parts]
    rest = iter(found)
    joiner = target.locale.joiner
    texts = [joiner.join(itertools.islice(rest, size)) for size in sizes]
    is_proven = state_of(whole) is State.REVIEWED and _are_pieces(parts, texts)
    return [
        replace(stale(part, [whole]), msgstr=text, flags=_flags([whole]), previous=None)
        if is_proven
        else replace(stale(part, [whole]), msgstr=text)
        for part, text in zip(parts, texts, strict=True)
    ]


def _are_pieces(parts: Sequence[Entry], texts: Sequence[str]) -> bool:
    """Tell whether pieces of a translation are those of its source, in order.

    Each pair has the same marks and the same numbers, asks or exclaims alike, and takes the same
    share of its whole, roughly. Even if two sentences had changed places, the page would read as
    before: word for word what a person confirmed.
    """
    whole = sum(len(part.msgid) for part in parts), sum(map(len, texts))
    return all(
        inline.has_same_structure(text, part.msgid)
        and _numbers(text) == _numbers(part.msgid)
        and _ending(text) == _ending(part.msgid)
        and 1 / _PROPORTION <= len(text) * whole[0] / (len(part.msgid) * whole[1]) <= _PROPORTION
        for part, text in zip(parts, texts, strict=True)
    )


def _numbers(text: str) -> Counter[str]:
    """Count a text's numbers, in any digits, without what parts their digits."""
    found = _NUMBER.findall(inline.plain(text))
    return Counter(
        "".join(str(unicodedata.digit(each)) for each in number if each.isdecimal())
        for number in found
    )


def _ending(text: str) -> str:
    found = _END.search(text)
    return found[1].translate(_ENDS) if found else ""


def _marks(markdown: str) -> Counter[Mark]:
    return inline.structure(inline.parse(markdown).events).marks


def _flags(entries: Iterable[Entry]) -> tuple[str, ...]:
    flags = dict.fromkeys(flag for entry in entries for flag in entry.flags)
    return tuple(flag for flag in flags if flag != "fuzzy")

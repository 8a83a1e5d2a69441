"""Finding what is like a text, among all that people have translated into a locale.

Texts are alike as far as they have the same letters in the same order: ``fuzz.ratio``, twice the
longest common subsequence by the length of both. Nothing else goes into a score, so what is found
can be compared with a search through everything. Comparing is quick, but not quick enough for each
of 100,000 texts; a text can only be as alike as its length allows, and of those left, only they are
compared that share one of the rarest words of what is looked for. Short texts may be alike without
a word in common (``user``, ``users``), and are compared with all of like length.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from lingopress_i18n.tokens import tokens
from lingopress_translate.memory import postings, sources
from lingopress_translate.memory.database import DamagedError
from lingopress_translate.memory.match import Kind, Match, Statistics, Unit

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from lingopress_i18n.document import Key

_ENOUGH = 2000
"""So many texts are compared without a choice."""
_RARE = 8
"""How many words of a text, its rarest, others are looked for by."""
_LETTERS = 8
"""Texts of so many characters are short …"""
_SHORT = 24
_WORDS = 2
"""… and those of so many characters that have so few words."""


class Texts:
    """What people have translated into a locale, as it was when this was made."""

    def __init__(self, connection: sqlite3.Connection, locale: int) -> None:
        """Read all texts; the connection must show the same state as long as this is used."""
        self._connection = connection
        self._locale = locale
        known = sources.load(connection, locale)
        self._by_number: list[str | None] = [None] * (max(known, default=-1) + 1)
        for number, text in known.items():
            self._by_number[number] = text
        self._numbers = sorted(known, key=lambda number: len(known[number]))
        self._by_length = [known[number] for number in self._numbers]
        self._lengths = array("L", map(len, self._by_length))
        self._counts: dict[str, int] = {}
        """How many texts have each of the words that were asked for."""

    def fuzzy(self, text: str, threshold: int, limit: int) -> list[Match]:
        """Find the translations of the texts that are most like a text."""
        found: list[Match] = []
        alike = sorted(
            (-score, other, number) for number, other, score in self._alike(text, threshold)
        )
        for score, source, number in alike:
            if len(found) >= limit and -score < found[limit - 1].score:
                break
            every = translations(
                self._connection, sources.id_of(self._locale, number), source, -score
            )
            found += {match.target: match for match in reversed(every)}.values()
        found.sort(key=lambda match: (-match.score, match.kind, match.source, match.target))
        return found[:limit]

    def _alike(self, text: str, threshold: int) -> Iterator[tuple[int, str, int]]:
        """Go through the texts that reach the threshold: number, text and score."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a search needs it
        from rapidfuzz.distance import Indel  # noqa: PLC0415 - likewise

        numbers, texts = self._candidates(text, threshold)
        alike = process.extract(
            text, texts, scorer=fuzz.ratio, score_cutoff=threshold - 0.5, limit=None
        )
        for other, _, at in alike:
            length = len(text) + len(other)
            score = (length - Indel.distance(text, other)) * 100 // length
            if score >= threshold:
                yield numbers[at], other, score

    def _candidates(self, text: str, threshold: int) -> tuple[Sequence[int], Sequence[str | None]]:
        """Choose the texts to compare: their numbers, and themselves."""
        shortest = -(-len(text) * threshold // (200 - threshold))
        longest = len(text) * (200 - threshold) // threshold
        start = bisect_left(self._lengths, shortest)
        end = bisect_right(self._lengths, longest, start)
        words = set(tokens(text))
        is_short = len(text) <= _SHORT and len(words) <= _WORDS
        if end - start <= _ENOUGH or len(text) <= _LETTERS or is_short:
            return self._numbers[start:end], self._by_length[start:end]
        rarest = self._rarest(words)
        lists = dict(postings.lists_of(self._connection, self._locale, rarest))
        chosen: set[int] = set()
        for word in rarest:
            some = postings.numbers_between(lists[word], shortest, longest)
            if chosen and len(chosen) + len(some) > _ENOUGH:
                break
            chosen.update(some)
        numbers = list(chosen)
        try:
            return numbers, [self._by_number[number] for number in numbers]
        except IndexError:
            raise DamagedError("a word is listed for a text that is not there") from None

    def _rarest(self, words: set[str]) -> list[str]:
        """Give the rarest of the words that any text has, the rarest first."""
        counts = self._counts
        new = words.difference(counts)
        if new:
            counts.update(dict.fromkeys(new, 0))
            counts.update(postings.frequencies(self._connection, self._locale, new))
        return sorted(filter(counts.get, words), key=lambda word: (counts[word], word))[:_RARE]


def exact(connection: sqlite3.Connection, locale: int, key: Key) -> Match | None:
    """Find the one translation of a text; see ``Memory.exact``."""
    context, text = key
    found = sources.find(connection, locale, text)
    if found is None:
        return None
    known = translations(connection, found, text, 100)
    for some in ([match for match in known if match.context == context], known):
        for kind in (Kind.REVIEWED, Kind.IMPORTED, Kind.FORMER):
            of_kind = [match for match in some if match.kind is kind]
            if of_kind:
                return of_kind[0] if len({match.target for match in of_kind}) == 1 else None
    return None


def translations(
    connection: sqlite3.Connection, source_id: int, source: str, score: int
) -> list[Match]:
    """List the translations of a source, the most trusted first; a pair as often as it stands."""
    rows = connection.execute(
        "SELECT target, context, name, kind FROM approved JOIN file ON file.id = approved.file "
        "WHERE source = ? ORDER BY kind, name, context, target",
        (source_id,),
    )
    return [
        Match(source, target, score, context, name, Kind(kind))
        for target, context, name, kind in rows
    ]


def concordance(
    connection: sqlite3.Connection, locale: int, phrase: str, limit: int
) -> list[Match]:
    """Find translations that have these words, one after the other, in the source or the target.

    People's come first, then machines'. Case and punctuation do not count.
    """
    words = tokens(phrase)
    if not words:
        return []
    people = connection.execute(
        "SELECT text, target, context, name, kind, '' FROM approved "
        "JOIN source ON source.id = approved.source JOIN file ON file.id = approved.file "
        "WHERE file.locale = ?",
        (locale,),
    )
    machines = connection.execute(
        "SELECT source, target, context, name, ?, engine FROM machine "
        "JOIN file ON file.id = machine.file WHERE locale = ?",
        (Kind.MACHINE, locale),
    )
    found: dict[tuple[str, str, bool], Match] = {}
    for rows in (people, machines):
        for source, target, context, name, kind, engine in rows:
            if _has(source, words) or _has(target, words):
                match = Match(source, target, 0, context, name, Kind(kind), engine)
                place = source, target, match.kind is Kind.MACHINE
                found[place] = min(found.get(place, match), match, key=_rank)
    return sorted(found.values(), key=_rank)[:limit]


def _rank(match: Match) -> tuple[Kind, str, str, str, str, str]:
    return (
        match.kind,
        match.source,
        match.target,
        match.where,
        match.context or "",
        match.engine,
    )


def _has(text: str, words: Sequence[str]) -> bool:
    """Tell whether words stand in a text one after the other."""
    lower = text.lower()
    if not all(word in lower for word in words):  # most texts end here
        return False
    own = tokens(text)
    width = len(words)
    return any(own[at : at + width] == words for at in range(len(own) - width + 1))


def approved(connection: sqlite3.Connection, locale: int) -> list[Unit]:
    """List what people have translated, without what is obsolete; each pair once, sorted."""
    rows = connection.execute(
        "SELECT text, context, target, min(kind) FROM approved "
        "JOIN source ON source.id = approved.source "
        "JOIN file ON file.id = approved.file "
        "WHERE locale = ? AND kind < ? GROUP BY text, context, target",
        (locale, Kind.FORMER),
    )
    units = [Unit(text, target, context, Kind(kind)) for text, context, target, kind in rows]
    return sorted(units, key=lambda unit: (unit.source, unit.context or "", unit.target))


def statistics(connection: sqlite3.Connection, locale: int) -> Statistics:
    """Count what a locale's memory holds."""
    rows = connection.execute(
        "SELECT kind, count(*) FROM approved JOIN file ON file.id = file WHERE locale = :locale "
        "GROUP BY kind "
        "UNION ALL "
        "SELECT :machine, count(*) FROM machine JOIN file ON file.id = file WHERE locale = :locale",
        {"locale": locale, "machine": Kind.MACHINE},
    )
    counted = {Kind(kind): count for kind, count in rows}
    (count,) = connection.execute(
        "SELECT count(*) FROM source WHERE id >= ? AND id < ?",
        (sources.id_of(locale, 0), sources.id_of(locale + 1, 0)),
    ).fetchone()
    return Statistics(count, {kind: counted.get(kind, 0) for kind in Kind})

"""Which texts have a word: kept in the database, and read to find candidates.

A word's list has an item for each text: the length of the text, in code points, times 2^32 plus
its number (``sources.py``). In ascending order, the texts whose length allows them to match are a
slice. Of numbers nothing follows: answers are the same whatever was learned when.

In the database an item is eight bytes, the lowest first.
"""

from __future__ import annotations

import itertools
import sys
from array import array
from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from lingopress_i18n.tokens import tokens
from lingopress_translate.memory.database import DamagedError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

_LENGTH = 32
"""Bits of an item below the text's length."""
_ITEM = 8
"""Bytes of an item."""
_FEW = 16
"""A change of less than this part of a list goes to its place in it; others go through all."""
_AT_ONCE = 500
"""Words asked for in one statement; SQLite allows 999 everywhere."""


def add(connection: sqlite3.Connection, locale: int, texts: Mapping[int, str]) -> None:
    """List new texts, by number, under their words."""
    lists = _items(texts)
    known = dict(lists_of(connection, locale, lists))
    _write(connection, locale, ((word, _with(known.get(word), new)) for word, new in lists.items()))


def remove(connection: sqlite3.Connection, locale: int, texts: Mapping[int, str]) -> None:
    """Take texts, by number, off the lists of their words."""
    gone = {word: set(items) for word, items in _items(texts).items()}
    known = list(lists_of(connection, locale, gone))
    _write(connection, locale, ((word, _without(items, gone[word])) for word, items in known))


def lists_of(
    connection: sqlite3.Connection, locale: int, words: Iterable[str]
) -> Iterator[tuple[str, array[int]]]:
    """Read the lists of words; a word that no text has is left out."""
    for some in _batches(words):
        marks = ",".join("?" * len(some))
        rows = connection.execute(
            f"SELECT word, sources FROM word WHERE locale = ? AND word IN ({marks})",  # noqa: S608 - question marks alone
            (locale, *some),
        )
        for word, packed in rows:
            yield word, _unpacked(packed)


def frequencies(
    connection: sqlite3.Connection, locale: int, words: Iterable[str]
) -> dict[str, int]:
    """Tell how many texts have each word; the lists themselves are not read."""
    found: dict[str, int] = {}
    for some in _batches(words):
        marks = ",".join("?" * len(some))
        rows = connection.execute(
            f"SELECT word, length(sources) FROM word WHERE locale = ? AND word IN ({marks})",  # noqa: S608 - question marks alone
            (locale, *some),
        )
        for word, size in rows:
            found[word] = _whole(size)
    return found


def numbers_between(items: array[int], shortest: int, longest: int) -> list[int]:
    """Give the numbers of a list's texts that are of these lengths, both included."""
    start = bisect_left(items, shortest << _LENGTH)
    end = bisect_left(items, (longest + 1) << _LENGTH, start)
    halves = memoryview(items)[start:end].cast("B").cast("I")
    return halves[sys.byteorder == "big" :: 2].tolist()


def _items(texts: Mapping[int, str]) -> dict[str, list[int]]:
    """Make items of texts, by word."""
    lists: dict[str, list[int]] = {}
    for number, text in texts.items():
        item = len(text) << _LENGTH | number
        for word in set(tokens(text)):
            lists.setdefault(word, []).append(item)
    return lists


def _with(items: array[int] | None, new: Sequence[int]) -> array[int]:
    if items is None or len(new) * _FEW > len(items):
        return array("Q", sorted([*(items or ()), *new]))
    for item in new:
        insort(items, item)
    return items


def _without(items: array[int], gone: AbstractSet[int]) -> array[int]:
    if len(gone) * _FEW > len(items):
        return array("Q", [item for item in items if item not in gone])
    for item in gone:
        at = bisect_left(items, item)
        if items[at : at + 1] == array("Q", [item]):
            del items[at]
    return items


def _write(
    connection: sqlite3.Connection, locale: int, lists: Iterable[tuple[str, array[int]]]
) -> None:
    kept: list[tuple[int, str, bytes]] = []
    emptied: list[tuple[int, str]] = []
    for word, items in lists:
        if items:
            kept.append((locale, word, _packed(items)))
        else:
            emptied.append((locale, word))
    kept.sort()  # the order of the table, in which writing is quickest
    connection.executemany("INSERT OR REPLACE INTO word VALUES (?, ?, ?)", kept)
    connection.executemany("DELETE FROM word WHERE locale = ? AND word = ?", emptied)


def _packed(items: array[int]) -> bytes:
    if sys.byteorder == "big":
        items.byteswap()
    return items.tobytes()


def _whole(size: int) -> int:
    """Give the number of items in so many bytes."""
    items, rest = divmod(size, _ITEM)
    if rest or not items:
        raise DamagedError("a list of texts is cut")
    return items


def _unpacked(packed: bytes) -> array[int]:
    _whole(len(packed))
    items = array("Q", packed)
    if sys.byteorder == "big":
        items.byteswap()
    return items


def _batches(words: Iterable[str]) -> Iterator[tuple[str, ...]]:
    rest = iter(words)
    while some := tuple(itertools.islice(rest, _AT_ONCE)):
        yield some

"""The texts that people have translated, each once a locale, and the numbers they have.

A source's ``id`` is its locale's number times 2^32 plus a number of its own in that locale: those
of a locale lie side by side and are read in one go.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from lingopress_translate.memory import postings

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_NUMBER = 32
"""Bits of an id below the locale's number."""


def find(connection: sqlite3.Connection, locale: int, text: str) -> int | None:
    """Give a text's id; None if nobody has translated it."""
    rows = connection.execute(
        "SELECT id FROM source WHERE hash = ? AND text = ?", (_hash(locale, text), text)
    )
    return next((int(found) for (found,) in rows if found >> _NUMBER == locale), None)


def id_of(locale: int, number: int) -> int:
    """Give the id of a number of a locale."""
    return locale << _NUMBER | number


def load(connection: sqlite3.Connection, locale: int) -> dict[int, str]:
    """Read all texts of a locale, by number."""
    first = id_of(locale, 0)
    rows = connection.execute(
        "SELECT id - ?, text FROM source WHERE id >= ? AND id < ?",
        (first, first, id_of(locale + 1, 0)),
    )
    return dict(rows)


def learn(connection: sqlite3.Connection, locale: int, texts: Iterable[str]) -> dict[str, int]:
    """Give the ids of texts; those that are new get one, and are listed under their words."""
    ids: dict[str, int] = {}
    new: dict[int, str] = {}
    (last,) = connection.execute(
        "SELECT max(id) FROM source WHERE id < ?", (id_of(locale + 1, 0),)
    ).fetchone()
    following = 0 if last is None or last < id_of(locale, 0) else last - id_of(locale, 0) + 1
    for text in texts:
        found = find(connection, locale, text)
        if found is None:
            new[following] = text
            found = id_of(locale, following)
            following += 1
        ids[text] = found
    connection.executemany(
        "INSERT INTO source VALUES (?, ?, ?)",
        ((id_of(locale, number), _hash(locale, text), text) for number, text in new.items()),
    )
    postings.add(connection, locale, new)
    return ids


def clear(connection: sqlite3.Connection, locale: int, ids: Iterable[int]) -> None:
    """Forget those of these sources that nothing translates any more."""
    gone: dict[int, str] = {}
    for each in sorted(ids):
        row = connection.execute(
            "DELETE FROM source WHERE id = ? "
            "AND NOT EXISTS (SELECT * FROM approved WHERE source = source.id) RETURNING text",
            (each,),
        ).fetchone()
        if row is not None:
            gone[each - id_of(locale, 0)] = row[0]
    postings.remove(connection, locale, gone)


def _hash(locale: int, text: str) -> int:
    """Make 63 bits of a text: an index of them is small, and what has the same bits is compared."""
    data = hashlib.blake2b(f"{locale} {text}".encode(), digest_size=8).digest()
    return int.from_bytes(data) >> 1

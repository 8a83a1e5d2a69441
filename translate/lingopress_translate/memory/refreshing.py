"""Bringing a locale's memory up to its files: only what changed is read again."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n.errors import ContentError
from lingopress_translate.memory import sources
from lingopress_translate.memory.database import locale_number, writing
from lingopress_translate.memory.feeding import Feed, feeds, units
from lingopress_translate.memory.match import Kind

if TYPE_CHECKING:
    import os
    import sqlite3
    from collections.abc import Mapping, Sequence

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site
    from lingopress_translate.memory.match import Unit

_TICK = 2_000_000_000
"""A file saved less than so many nanoseconds ago may be saved again with the same time."""


@dataclass(frozen=True)
class Refreshed:
    """What a refresh found out."""

    read: tuple[str, ...] = ()
    """Files that were read, by path from the publication's root."""
    dropped: tuple[str, ...] = ()
    """Files that are gone, with what they said."""
    problems: tuple[ContentError, ...] = ()
    """Files that cannot be read. They say nothing until they are repaired."""


@dataclass(frozen=True)
class _Seen:
    """A file that is not as it was at the last refresh."""

    feed: Feed
    size: int
    mtime: int | None
    """None for a file that is to be looked into again next time."""
    digest: bytes
    data: bytes | None
    """None where the content is the same."""


@dataclass
class _Changes:
    """What tells the files from what is known of them."""

    seen: list[_Seen] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    problems: list[ContentError] = field(default_factory=list)


def refresh(connection: sqlite3.Connection, site: Site, locale: Locale) -> Refreshed:
    """Bring a locale's memory up to its catalogs and to the imported TMX files.

    A file of the same size and time as before is not looked into; one with the same content is not
    read. Raises sqlite3.Error.
    """
    changes = _look(connection, site, locale)
    read: dict[str, list[Unit]] = {}
    broken: set[str] = set()
    if changes.seen or changes.dropped:
        with writing(connection):
            changes = _look(connection, site, locale)  # another process may have been quicker
            for each in changes.seen:
                if each.data is not None:
                    try:
                        read[each.feed.where] = units(site, locale, each.feed, each.data)
                    except ContentError as problem:
                        changes.problems.append(problem)
                        broken.add(each.feed.where)
            changes.dropped += sorted(broken)
            connection.execute("INSERT OR IGNORE INTO locale (tag) VALUES (?)", (locale.tag,))
            _apply(connection, locale_number(connection, locale.tag), changes, read)
    dropped = tuple(path for path in changes.dropped if path not in broken)
    return Refreshed(tuple(read), dropped, tuple(changes.problems))


def _look(connection: sqlite3.Connection, site: Site, locale: Locale) -> _Changes:
    """Find out which files have changed."""
    rows = connection.execute(
        "SELECT path, size, mtime, digest FROM file WHERE locale = ?",
        (locale_number(connection, locale.tag),),
    )
    known = {path: (size, mtime, digest) for path, size, mtime, digest in rows}
    changes = _Changes()
    for feed in feeds(site, locale):
        size, mtime, digest = known.get(feed.where, (None, None, None))
        try:
            stat = feed.path.stat()
            if mtime is not None and (size, mtime) == (stat.st_size, stat.st_mtime_ns):
                known.pop(feed.where)
                continue
            data = feed.path.read_bytes()
        except FileNotFoundError:
            continue
        except OSError as error:
            reason = f"cannot be read: {error.strerror}"
            changes.problems.append(ContentError(reason, where=feed.where))
            continue
        known.pop(feed.where, None)
        found = hashlib.blake2b(data, digest_size=16).digest()
        stamp = stat.st_size, _settled(stat), found
        if stamp != (size, mtime, digest):
            is_same = found == digest
            changes.seen.append(_Seen(feed, *stamp, None if is_same else data))
    changes.dropped += sorted(known)
    return changes


def _settled(stat: os.stat_result) -> int | None:
    """Give a file's time; None where it is so new that it cannot tell a second save from it."""
    return stat.st_mtime_ns if time.time_ns() - stat.st_mtime_ns > _TICK else None


def _apply(
    connection: sqlite3.Connection,
    locale: int,
    changes: _Changes,
    read: Mapping[str, Sequence[Unit]],
) -> None:
    old: set[int] = set()
    for path in (*read, *changes.dropped):
        old |= _forget(connection, locale, path)
    for each in changes.seen:
        if each.feed.where not in changes.dropped:
            connection.execute(
                "INSERT INTO file (locale, path, name, size, mtime, digest) "
                "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE "
                "SET size = excluded.size, mtime = excluded.mtime, digest = excluded.digest",
                (locale, each.feed.where, each.feed.name, each.size, each.mtime, each.digest),
            )
    _learn(connection, locale, read)
    sources.clear(connection, locale, old)


def _forget(connection: sqlite3.Connection, locale: int, path: str) -> set[int]:
    """Drop a file and what it said; give the ids of people's sources that were in it."""
    row = connection.execute(
        "SELECT id FROM file WHERE locale = ? AND path = ?", (locale, path)
    ).fetchone()
    if row is None:
        return set()
    ids = {
        found for (found,) in connection.execute("SELECT source FROM approved WHERE file = ?", row)
    }
    for table, column in (("approved", "file"), ("machine", "file"), ("file", "id")):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", row)  # noqa: S608 - our names
    return ids


def _learn(connection: sqlite3.Connection, locale: int, read: Mapping[str, Sequence[Unit]]) -> None:
    """Write what files say: people's into one table, machines' into the other."""
    approved = [unit for said in read.values() for unit in said if unit.kind is not Kind.MACHINE]
    ids = sources.learn(connection, locale, dict.fromkeys(unit.source for unit in approved))
    for path, said in read.items():
        (file,) = connection.execute(
            "SELECT id FROM file WHERE locale = ? AND path = ?", (locale, path)
        ).fetchone()
        connection.executemany(
            "INSERT INTO approved VALUES (?, ?, ?, ?, ?)",
            (
                (file, ids[unit.source], unit.context, unit.target, unit.kind)
                for unit in said
                if unit.kind is not Kind.MACHINE
            ),
        )
        connection.executemany(
            "INSERT INTO machine VALUES (?, ?, ?, ?, ?)",
            (
                (file, unit.source, unit.context, unit.target, unit.engine)
                for unit in said
                if unit.kind is Kind.MACHINE
            ),
        )

"""The file ``.lingopress/memory.sqlite``: its tables, and what happens when it cannot be used.

Everything in it comes from files of the publication, so a file of another version or a damaged one
is made anew. Two processes may use it at once: SQLite's write-ahead log lets one write while others
read, and a second writer waits.
"""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from lingopress_i18n import saving
from lingopress_i18n.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VERSION = 1
"""Of the tables and of what is in them; a file of another version is emptied."""

_WAIT = 60.0
"""Seconds that a second writer waits: longer than a large memory takes to be built."""
_TABLES = """
CREATE TABLE locale (number INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE);
CREATE TABLE file (
    id INTEGER PRIMARY KEY, locale INTEGER NOT NULL, path TEXT NOT NULL, name TEXT NOT NULL,
    size INTEGER NOT NULL, mtime INTEGER, digest BLOB NOT NULL, UNIQUE (locale, path)
);
CREATE TABLE source (id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX source_hash ON source (hash);
CREATE TABLE approved (
    file INTEGER NOT NULL, source INTEGER NOT NULL, context TEXT, target TEXT NOT NULL,
    kind INTEGER NOT NULL
);
CREATE INDEX approved_file ON approved (file);
CREATE INDEX approved_source ON approved (source);
CREATE TABLE machine (
    file INTEGER NOT NULL, source TEXT NOT NULL, context TEXT, target TEXT NOT NULL,
    engine TEXT NOT NULL
);
CREATE INDEX machine_file ON machine (file);
CREATE TABLE word (
    locale INTEGER NOT NULL, word TEXT NOT NULL, sources BLOB NOT NULL,
    PRIMARY KEY (locale, word)
) WITHOUT ROWID;
"""
"""People's translations and machines' lie in two tables and never meet; ``source`` and ``word``
serve people's alone (``sources.py``, ``postings.py``)."""

_OUR_FAULT = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
"""Results that say nothing about what is in the file."""


class DamagedError(sqlite3.DatabaseError):
    """The file holds what we never wrote."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the database, with its tables, empty if there was none of this version.

    Raises sqlite3.Error for a damaged file (see ``is_damage``), and ConfigError where the system
    does not allow to use it.
    """
    with usable(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        try:
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def identity(path: Path) -> int:
    """Tell one file of this name from the next; 0 for none."""
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def renew(path: Path, damaged: int) -> sqlite3.Connection:
    """Open a database in place of the damaged file, unless another process has replaced that.

    ``damaged`` is the file's ``identity``. Raises as ``connect`` does.
    """
    with usable(path):
        with saving.locked(path.parent):
            if identity(path) == damaged:
                remove(path)
        return connect(path)


def remove(path: Path) -> None:
    """Delete the database and its log; the log first, or it would be read into the next one."""
    for suffix in ("-wal", "-shm", ""):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether an error comes from what is in the file, not from the system or another user."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    is_cut = code == sqlite3.SQLITE_IOERR_SHORT_READ
    return is_cut or code & 0xFF not in {*_OUR_FAULT, sqlite3.SQLITE_IOERR}


@contextlib.contextmanager
def usable(path: Path) -> Iterator[None]:
    """Say in our words that the system, or another process, does not let us use the file."""
    try:
        yield
    except sqlite3.Error as error:
        if is_damage(error):
            raise
        raise ConfigError(
            f"the memory cannot be used: {error}",
            where=str(path),
            hint="check the folder's permissions, the room on its disk, and whether another "
            "lingopress runs",
        ) from None
    except OSError as error:
        raise ConfigError(
            f"the memory cannot be used: {error.strerror}",
            where=str(error.filename or path),
            hint="check the folder's permissions",
        ) from None


@contextlib.contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of a change or nothing of it, and let no other process write meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def locale_number(connection: sqlite3.Connection, tag: str) -> int:
    """Give the number that stands for a locale; -1 for one that nothing is known of."""
    row = connection.execute("SELECT number FROM locale WHERE tag = ?", (tag,)).fetchone()
    return -1 if row is None else int(row[0])


def empty(connection: sqlite3.Connection) -> None:
    """Forget everything."""
    with writing(connection):
        _make_tables(connection)


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")  # a lost last step is only done again
    if _version(connection) == VERSION:
        return
    with writing(connection):
        if _version(connection) != VERSION:  # else another process was quicker
            _make_tables(connection)


def _make_tables(connection: sqlite3.Connection) -> None:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    for (name,) in names:
        quoted = name.replace('"', '""')
        connection.execute(f'DROP TABLE "{quoted}"')
    for statement in _TABLES.split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])

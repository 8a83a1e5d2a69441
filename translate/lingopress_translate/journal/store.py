"""The journal's file: its tables, and one thread-safe connection to it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from typing import TYPE_CHECKING, Any, Self

from lingopress_i18n.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from lingopress_i18n.site import Site

_VERSION = 1
_TABLES = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    began REAL NOT NULL,          -- seconds since the epoch
    ended REAL,                   -- NULL: under way, or killed
    locales TEXT NOT NULL,        -- BCP 47 tags, with commas
    outcome TEXT NOT NULL DEFAULT '',
    drafted INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE requests (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs,
    engine TEXT NOT NULL,         -- its label
    locale TEXT NOT NULL,
    items INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    outcome TEXT NOT NULL,        -- 'sent' until it is 'answered', or a kind of fault
    units INTEGER,                -- what the service says that it charged for
    cost TEXT NOT NULL DEFAULT '' -- an amount with its currency
) STRICT;
CREATE INDEX requests_of_run ON requests (run);
CREATE TABLE answers (
    key BLOB PRIMARY KEY,         -- SHA-256 over all that the answer depends on
    answer TEXT NOT NULL,         -- as the engine gave it; '' if it refused
    request INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE drafts (
    locale TEXT NOT NULL,
    domain TEXT NOT NULL,
    message BLOB NOT NULL,        -- SHA-256 over context and msgid
    mark TEXT NOT NULL,           -- the comment that the draft got
    PRIMARY KEY (locale, domain, message)
) STRICT, WITHOUT ROWID;
"""
_BUSY = 60.0
"""Seconds to wait for another process that writes."""


def path(site: Site) -> Path:
    """Give where a publication's journal is; it need not exist."""
    return site.state / "journal.sqlite"


class Journal:
    """An open journal. A context, which closes it; thread-safe, also beside other processes."""

    def __init__(self, file: Path) -> None:
        """Open a journal, and make it where there is none.

        Raises ConfigError where the file is none of ours, broken, or of a newer Lingopress.
        """
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = file
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            file, timeout=_BUSY, isolation_level=None, check_same_thread=False
        )
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise self._broken(error) from None
        except ConfigError:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        """Use it."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close it."""
        self._connection.close()

    def write(self, statement: str, values: Sequence[object]) -> int:
        """Execute one statement; no kill undoes it. Gives the new row's id."""
        with self._lock, self._explained():
            return self._connection.execute(statement, values).lastrowid or 0

    def write_all(self, steps: Iterable[tuple[str, Iterable[Sequence[object]]]]) -> None:
        """Execute statements, each for many rows, all or nothing."""
        with self._lock, self._explained():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                for statement, rows in steps:
                    self._connection.executemany(statement, rows)
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def read(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """Give all rows that a query finds."""
        with self._lock, self._explained():
            return self._connection.execute(query, values).fetchall()

    def sync(self) -> None:
        """Put all that was written on the disk itself, so that no loss of power undoes it.

        A commit alone leaves that to the system, for workers would wait in line for the disk.
        """
        log = self._file.with_name(f"{self._file.name}-wal")
        with contextlib.suppress(FileNotFoundError):  # nothing is outside of the file itself
            handle = os.open(log, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def _prepare(self) -> None:
        execute = self._connection.execute
        execute("PRAGMA journal_mode = WAL")
        execute("PRAGMA synchronous = NORMAL")
        if execute("PRAGMA user_version").fetchone()[0] == _VERSION:
            return
        execute("BEGIN IMMEDIATE")
        version = execute("PRAGMA user_version").fetchone()[0]  # another process was faster?
        if version == 0:
            for statement in _TABLES.split(";\n"):
                execute(statement)
            execute(f"PRAGMA user_version = {_VERSION}")
        execute("COMMIT")
        if version not in (0, _VERSION):
            raise ConfigError(
                f"is of version {version}, this Lingopress knows {_VERSION}",
                self._file.name,
                "use the newer Lingopress that wrote it",
            )

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise self._broken(error) from None

    def _broken(self, error: sqlite3.DatabaseError) -> ConfigError:
        return ConfigError(
            f"the journal cannot be used: {error}",
            f".lingopress/{self._file.name}",
            "it holds answers that were paid for: free the disk or mend it, or move it away to "
            "begin a new one",
        )

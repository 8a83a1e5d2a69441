"""Writing the journal during a run, and finding what earlier runs were answered."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lingopress_i18n.document import Key
    from lingopress_translate.engines.engine import Batch, Item, Reply
    from lingopress_translate.engines.faults import RequestError
    from lingopress_translate.journal.store import Journal

_MANY = 500
"""How many keys a query asks for; SQLite takes 32,766 values."""


@dataclass(frozen=True)
class Way:
    """An engine and a pair of languages: what an answer depends on, beside the text."""

    label: str
    """The engine's label, for people."""
    identity: str
    """The engine's identity."""
    source: str
    """BCP 47 tag."""
    target: str
    """BCP 47 tag."""
    reads_terms: bool = False
    """Whether the glossary changes the answers."""

    def key(self, carrier: str, item: Item) -> bytes:
        """Give the key of an answer: everything that it may depend on but its neighbours."""
        terms = item.terms if self.reads_terms else ()
        parts = [self.identity, self.source, self.target, carrier, item.text]
        parts += [f"{term.source}\t{term.target}" for term in terms]
        return _digest(parts)


class Recorder:
    """One run. Its methods may be called from any thread."""

    def __init__(self, journal: Journal, began: float, locales: Iterable[str]) -> None:
        """Begin a run at ``began``, in seconds since the epoch."""
        self._journal = journal
        self._run = journal.write(
            "INSERT INTO runs (began, locales) VALUES (?, ?)", (began, ",".join(locales))
        )

    def end(self, ended: float, outcome: str, drafted: int, skipped: int) -> None:
        """Note how the run ended, in a few words."""
        self._journal.write(
            "UPDATE runs SET ended = ?, outcome = ?, drafted = ?, skipped = ? WHERE id = ?",
            (ended, outcome, drafted, skipped, self._run),
        )

    def sync(self) -> None:
        """Have all answers on disk: they are about to be used."""
        self._journal.sync()

    def asking(self, ways: Iterable[Way]) -> Asked:
        """Give what records requests to one engine, for these pairs."""
        return Asked(self._journal, self._run, {way.target: way for way in ways})

    def note_drafts(self, locale: str, domain: str, marks: Mapping[Key, str]) -> None:
        """Remember the drafts that a catalog got: message → the mark that it carries."""
        rows = [(locale, domain, _message(key), mark) for key, mark in marks.items()]
        self._journal.write_all([("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?)", rows)])

    def drafted(self, locale: str, domain: str, keys: Iterable[Key]) -> dict[Key, str]:
        """Tell which of these messages of a catalog ever got a draft of ours, with its mark."""
        rows = self._journal.read(
            "SELECT message, mark FROM drafts WHERE locale = ? AND domain = ?", (locale, domain)
        )
        marks: dict[bytes, str] = dict(rows)
        digests = ((key, _message(key)) for key in keys) if marks else ()
        return {key: marks[digest] for key, digest in digests if digest in marks}


class Asked:
    """The requests of a run to one engine: what `pacing.Recorder` asks for, and what is known."""

    def __init__(self, journal: Journal, run: int, ways: Mapping[str, Way]) -> None:
        """Record under this run. ``ways``: by target, as a BCP 47 tag."""
        self._journal = journal
        self._run = run
        self._ways = ways

    def known(self, target: str, asked: Iterable[tuple[str, Item]]) -> dict[tuple[str, Item], str]:
        """Find what was answered before, in any run: (carrier, item) → answer."""
        return known(self._journal, self._ways[target], asked)

    def sent(self, batch: Batch) -> int:
        """Note that a batch is about to be sent; give a number for what follows."""
        way = self._ways[batch.target]
        characters = sum(len(item.text) for item in batch.items)
        return self._journal.write(
            "INSERT INTO requests (run, engine, locale, items, characters, outcome) "
            "VALUES (?, ?, ?, ?, ?, 'sent')",
            (self._run, way.label, way.target, len(batch.items), characters),
        )

    def answered(self, number: int, batch: Batch, reply: Reply, cost: str) -> None:
        """Keep the answers, also that a text was refused."""
        way = self._ways[batch.target]
        answers = [
            (way.key(batch.carrier, item), _storable(text), number)
            for item, text in zip(batch.items, reply.texts, strict=True)
        ]
        outcome = ("answered", reply.units, cost, number)
        self._journal.write_all(
            [
                ("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", answers),
                ("UPDATE requests SET outcome = ?, units = ?, cost = ? WHERE id = ?", [outcome]),
            ]
        )

    def failed(self, number: int, fault: RequestError) -> None:
        """Note of what kind a request's failure was."""
        self._journal.write(
            "UPDATE requests SET outcome = ? WHERE id = ?", (fault.kind.value, number)
        )

    def forget(self, target: str, asked: Iterable[tuple[str, Item]]) -> None:
        """Drop answers, so that they are asked for again."""
        way = self._ways[target]
        keys = [(way.key(carrier, item),) for carrier, item in asked]
        self._journal.write_all([("DELETE FROM answers WHERE key = ?", keys)])


def known(
    journal: Journal, way: Way, asked: Iterable[tuple[str, Item]]
) -> dict[tuple[str, Item], str]:
    """Find what was answered before, in any run: (carrier, item) → answer.

    Items that differ in their surroundings alone have the same answer.
    """
    keys = [(way.key(carrier, item), (carrier, item)) for carrier, item in asked]
    wanted = list(dict.fromkeys(key for key, _ in keys))
    answers: dict[bytes, str] = {}
    for at in range(0, len(wanted), _MANY):
        part = wanted[at : at + _MANY]
        marks = ",".join("?" * len(part))
        query = f"SELECT key, answer FROM answers WHERE key IN ({marks})"  # noqa: S608 - question marks only
        answers.update(journal.read(query, part))
    return {each: answers[key] for key, each in keys if key in answers}


def _message(key: Key) -> bytes:
    return _digest([key[0] or "", key[1]])


def _digest(parts: Iterable[str]) -> bytes:
    joined = "\0".join(parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()


def _storable(text: str) -> str:
    """Replace lone surrogates, which no file may hold; no catalog takes such an answer, either."""
    return text.encode("utf-8", "replace").decode()

"""What the memory knows and what it answers with."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(enum.IntEnum):
    """Where a translation is from; the lower number counts for more. Only MACHINE is no person's.

    The numbers stand in the database: another meaning needs another ``database.VERSION``.
    """

    REVIEWED = 0
    """A person's, in the catalogs as they are now."""
    IMPORTED = 1
    """From an imported TMX file."""
    FORMER = 2
    """A person's, of text that is no longer in the articles: obsolete entries."""
    MACHINE = 3
    """An engine's draft that nobody has edited or confirmed."""

    @property
    def word(self) -> str:
        """The kind's name for people and programs: ``reviewed``."""
        return self.name.lower()


@dataclass(frozen=True)
class Unit:
    """A translation, as a file has it."""

    source: str
    target: str
    context: str | None
    """The msgctxt; None where there is none."""
    kind: Kind
    engine: str = ""
    """Whose text it is where the kind is MACHINE, as the entry's mark names it."""


@dataclass(frozen=True)
class Match:
    """A translation that the memory found."""

    source: str
    target: str
    score: int
    """How alike the texts are, of 100, rounded down: 100 for equal text alone. 0 where words were
    looked for."""
    context: str | None
    where: str
    """The catalog's domain, or the name of the imported TMX file."""
    kind: Kind
    engine: str = ""
    """Whose text it is where the kind is MACHINE."""


@dataclass(frozen=True)
class Statistics:
    """How much a locale's memory holds."""

    sources: int
    """Different texts that people have translated."""
    translations: Mapping[Kind, int]
    """Translations of each kind; one that stands in two places counts twice."""

"""What is to be drafted, and what became of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from lingopress_i18n.locales import Locale
    from lingopress_translate.engines.faults import RequestError

AUTO = "auto"
"""The engine that the settings name, else Apertium where it can."""


@dataclass(frozen=True)
class Order:
    """What the operator wants drafted."""

    locales: tuple[Locale, ...]
    domains: tuple[str, ...]
    """The catalogs to fill, in this order."""
    engine: str = AUTO
    """The engine's name, ``auto``, or ``none``."""
    is_again: bool = False
    """Whether drafts that nobody has touched, and rejected ones, are made anew."""
    is_stale: bool = False
    """Whether stale translations of people are redrafted, too; their words go into a comment."""


@dataclass(frozen=True)
class Skipped:
    """A message that is left without a draft."""

    where: str
    """Path and line of its entry."""
    msgid: str
    reason: str


@dataclass
class Drafting:
    """What a run did for one locale."""

    locale: str
    """BCP 47 tag."""
    engine: str = ""
    """Label of the engine that was asked; empty for none."""
    remark: str = ""
    """What a person should know about the choice of the engine."""
    unread: list[str] = field(default_factory=list)
    """Files that the memory could not read, with what is wrong with each."""
    written: list[Path] = field(default_factory=list)
    """Catalogs that were changed."""
    drafted: Counter[str] = field(default_factory=Counter)
    """How many messages each origin gave a draft for."""
    doubtful: int = 0
    """How many of them lost markup on the way."""
    skipped: list[Skipped] = field(default_factory=list)
    """In the order of the catalogs."""
    stopped: RequestError | None = None
    """Why the engine was not asked to the end; None if it was."""

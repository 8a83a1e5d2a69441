"""What a publish did, for whoever asked for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n.report import Report

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Published(Report):
    """What a publish did."""

    pages: list[Path] = field(default_factory=list)
    """Files of the site that were written."""
    removed: list[Path] = field(default_factory=list)
    """Files of the site that no article stands behind any more."""
    unsettled: set[str] = field(default_factory=set)
    """Catalogs that it has updated in full, and whose messages may be others than the template's;
    paths from the publication's root."""
    below: list[str] = field(default_factory=list)
    """Of the pages that their gates hold, or that are out only because they were complete once:
    ``gating.Below`` in words."""
    off: list[str] = field(default_factory=list)
    """Which articles are not on the site today, and until or since when: ``schedule.said``."""
    spelled: list[str] = field(default_factory=list)
    """Terms that articles spell in several ways: ``spellings.notes``."""
    stray: list[str] = field(default_factory=list)
    """Folders of catalogs that nobody reads: ``strays.notes``."""
    untitled: list[str] = field(default_factory=list)
    """Which folders have names that are not in the language of their articles: ``unwritten``."""
    untidy: list[str] = field(default_factory=list)
    """What articles leave open, and links to no file, as far as they were read: ``nesting.notes``,
    ``headings.notes``, ``astray.notes``."""
    rest: object = None
    """All that it was made with, which goes when this goes: a process that ends need not wait."""

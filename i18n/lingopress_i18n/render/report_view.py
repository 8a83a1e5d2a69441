"""What the status report's template sees: counts that are worked out, texts that are not escaped.

The report is for the people who make the publication. It speaks English, as the command line does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingopress_i18n.words import Tally


@dataclass(frozen=True)
class Name:
    """The name of a language or an article, in its own language."""

    text: str
    tag: str
    """BCP 47, for ``lang``."""
    direction: str
    """``ltr`` or ``rtl``."""
    note: str
    """The same for those who cannot read it: the English name, or the article's path."""


@dataclass(frozen=True)
class Part:
    """What is in one state."""

    state: str
    """``reviewed``, ``draft``, ``stale`` or ``missing``."""
    size: Tally
    share: str
    """Of the whole, in percent."""


@dataclass(frozen=True)
class Pages:
    """Pages of one status."""

    summary: str
    """``reviewed``, ``held, partly reviewed`` and so on."""
    count: int
    """How many; 0 where it is the status of the one page."""
    why: tuple[str, ...] = ()
    """What keeps that page from being reviewed: ``file:line: missing (and 3 more)``."""


@dataclass(frozen=True)
class Line:
    """How far something is: an article in a language, a language, or all of it."""

    name: Name
    size: Tally
    """All there is to translate."""
    parts: tuple[Part, ...]
    """The states in the order of the legend."""
    left: Tally
    obsolete: Tally
    unedited_drafts: str
    """The share of the drafts that is an engine's text, in percent; empty for none."""
    unedited_reviewed: str
    """The share of what is reviewed that is an engine's text, likewise."""
    stale_since: str
    """Since when the oldest stale message has been so; empty where none is."""
    pages: tuple[Pages, ...] = ()
    """What becomes of its page, or of all its pages; empty for what has none."""
    ranks: tuple[tuple[str, int], ...] = ()
    """Its place, from 0, in each order that a reader can choose, by the order's name."""


@dataclass(frozen=True)
class Language:
    """One locale."""

    tag: str
    """BCP 47; also the anchor of its part of the report."""
    name: Name
    line: Line | None
    """All of it together; None where it could not be counted."""
    articles: tuple[Line, ...]
    """Those with most words left first."""
    problems: tuple[str, ...]
    """Why it could not be counted: ``file:line``, the matter, what to do."""


@dataclass(frozen=True)
class Article:
    """One article in all languages."""

    name: Name
    words: int
    cells: tuple[Part, ...]
    """What of it is reviewed, by language that could be counted."""


@dataclass(frozen=True)
class Report:
    """The whole report."""

    title: Name
    """The publication's."""
    sizes: Tally
    """All there is to translate into one language."""
    line: Line | None
    """All languages together; None where there are fewer than two."""
    languages: tuple[Language, ...]
    articles: tuple[Article, ...]
    """In the order of their names."""
    untranslated: tuple[Name, ...]
    """Articles that are kept in their language."""
    orders: tuple[tuple[str, str], ...]
    """The orders of a table that a reader can choose: name, and label. The first is the given."""

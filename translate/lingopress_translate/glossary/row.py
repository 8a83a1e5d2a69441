"""A term of somebody's file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingopress_i18n.catalog.glossary import Term


@dataclass(frozen=True)
class Row:
    """A term and where it stands."""

    term: Term
    """Its target is empty where the file has none."""
    where: str
    """File and line, counted from 1: ``terms.csv:12``."""


def plain(text: str) -> str:
    """Bring a term to one line, with single spaces."""
    return " ".join(text.split())

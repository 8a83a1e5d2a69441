"""What a TMX file says of one text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTEXT = "x-context"
"""The type of the property that holds a message's context (msgctxt)."""


@dataclass(frozen=True)
class Translated:
    """A translation unit: a source text and what it is in other languages."""

    source: str
    targets: Mapping[str, str]
    """By tag of a locale of the publication."""
    context: str | None = None
    """The msgctxt; None where there is none."""

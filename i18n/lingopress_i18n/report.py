"""What a stage of the way from articles to pages did, and what kept it from more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n import files

if TYPE_CHECKING:
    from pathlib import Path

    from lingopress_i18n.errors import ContentError


@dataclass
class Report:
    """What a stage did."""

    written: list[Path] = field(default_factory=list)
    """Files whose content changed, in the order of writing."""
    counts: Counter[str] = field(default_factory=Counter)
    """What happened to messages, by the events of ``Merge.counts``."""
    problems: dict[str, ContentError] = field(default_factory=dict)
    """By locale tag, what kept it from being processed; the other locales were."""

    def write(self, path: Path, data: bytes) -> None:
        """Bring a file to this content; count it if that changed it."""
        if files.write_if_changed(path, data):
            self.written.append(path)

"""Files of the site that a publish has made, whichever of its processes has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lingopress_i18n.publish.manifest import Made

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lingopress_i18n.publish.staging import Stage
    from lingopress_i18n.render.output import Output


@dataclass
class Done:
    """Files of the site that were made."""

    made: dict[str, Made] = field(default_factory=dict)
    """By path from the site's root."""
    written: list[str] = field(default_factory=list)
    """Paths of those whose content changed."""
    facts: dict[str, Any] = field(default_factory=dict)
    """All facts that are known then."""

    def write(self, outputs: Iterable[Output], stage: Stage) -> None:
        """Stage files of the site."""
        for output in outputs:
            self.made[output.path] = Made(output.owner, output.tag, output.needs)
            if stage.write(output.path, output.data):
                self.written.append(output.path)

    def add(self, other: Done) -> None:
        """Add what another process has made."""
        self.made.update(other.made)
        self.written += other.written
        self.facts.update(other.facts)

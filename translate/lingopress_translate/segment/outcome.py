"""How the way of a message through an engine ends."""

from __future__ import annotations

from dataclasses import dataclass

NOTHING = "nothing to translate"
SPLIT = "split"
UNMARKED = "unmarked"
"""Details of drafts: as it is; run by run between its codes; only the words, the markup lost."""

LOST = "markup lost: "
"""How the note of an unmarked draft begins; what is lost follows."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A translation that may be written, as a draft: it has no markup that its source has not."""

    text: str
    """Inline Markdown."""
    detail: str
    """How it was got: the name of the carrier, or one of the three above."""
    repairs: tuple[str, ...] = ()
    """What was put right in the answer, each in a few words."""
    lost: tuple[str, ...] = ()
    """The markup of the source that it lacks, as written there: all of it, or none."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What its reviewer should know, a line each, the gravest first."""
        notes = [f"{LOST}{' '.join(self.lost)}"] if self.lost else []
        notes += ["split at its codes"] if self.detail == SPLIT else []
        notes += [f"repaired: {', '.join(self.repairs)}"] if self.repairs else []
        return tuple(notes)


@dataclass(frozen=True, slots=True)
class Refusal:
    """The end of a message for which the engine has no draft."""

    reason: str
    """Why, in one line."""

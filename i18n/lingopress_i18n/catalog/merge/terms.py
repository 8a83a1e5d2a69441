"""What an update has to know of the languages and of the publication's wishes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n.policy import NOTHING, Policy
from lingopress_i18n.site import Site

if TYPE_CHECKING:
    from lingopress_i18n.sentences import Rules


@dataclass(frozen=True)
class Terms:
    """How one locale's catalogs are to be updated."""

    source: Rules
    """Of the language that the articles are written in."""
    target: Rules
    """Of the language of the catalogs."""
    threshold: float = Site.threshold
    """From which score, of 100, a new message counts as an edit of a vanished one."""
    policy: Policy = NOTHING
    """Which links a translation may have that its source does not."""

    @property
    def guesses(self) -> bool:
        """Whether similar text is to be offered at all."""
        return self.threshold < 100  # noqa: PLR2004 - the highest score

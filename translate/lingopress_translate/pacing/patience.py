"""How often and how soon a failed request is made again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random


@dataclass(frozen=True)
class Patience:
    """The limits of trying again. Times are in seconds."""

    attempts: int = 6
    """How often one request is made before it counts as failed."""
    first: float = 0.5
    """The longest wait before the second attempt; it doubles with every further one."""
    longest: float = 20.0
    """No wait of our own is longer than this."""
    obeyed: float = 600.0
    """A service that asks for a longer pause than this is left alone: the run ends."""
    in_vain: int = 12
    """After so many failures in a row, or three a worker, the service counts as down: the run
    ends. Before that, all workers wait."""

    def delay(self, failures: int, random: Random) -> float:
        """Give the wait after so many failures in a row, from 1.

        Half of it is chance, so that workers that failed together do not come back together.
        """
        whole = min(self.longest, self.first * 2.0 ** min(failures - 1, 32))
        return whole * random.uniform(0.5, 1.0)

"""The clock, injected so that no test waits."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import threading


class Clock(Protocol):
    """Time, and waiting for it to pass."""

    def now(self) -> float:
        """Seconds since some moment; never goes back."""

    def today(self) -> float:
        """Seconds since the epoch, for the records."""

    def wait(self, changed: threading.Condition, seconds: float | None) -> None:
        """Let go of a condition that is held, until it is notified or the time is over.

        None: until it is notified.
        """


class SystemClock:
    """The machine's own."""

    def now(self) -> float:
        """Seconds since some moment; never goes back."""
        return time.monotonic()

    def today(self) -> float:
        """Seconds since the epoch."""
        return time.time()

    def wait(self, changed: threading.Condition, seconds: float | None) -> None:
        """Let go of a condition until it is notified or the time is over."""
        changed.wait(seconds)

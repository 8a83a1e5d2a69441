"""Forks that do a share of the work: they have what their parent has read, and talk with it.

A fork whose parent is gone, or listens no more, ends at its next word to it.
"""

from __future__ import annotations

import os
import pickle
import signal
from typing import TYPE_CHECKING, Any

from lingopress_i18n import disk
from lingopress_i18n.errors import LingopressError

if TYPE_CHECKING:
    from collections.abc import Callable

_WORTH = 500
"""From how many pages on a second process pays: it takes some milliseconds to begin."""
_MOST = 128
"""How many processes there can be: each needs some of the files that one may have open (1024)."""


def count(jobs: int | None, articles: int, locales: int) -> int:
    """Tell how many processes are to share so many articles; ``jobs`` is what the user says.

    None lets as many as pay. This process is one of them.
    """
    if jobs is None:
        jobs = _cores() if articles * locales >= _WORTH else 1
    return max(1, min(jobs, articles, _MOST)) if hasattr(os, "fork") else 1


class Talk:
    """One end of what a fork and its parent have to say to each other."""

    def __init__(self, reading: int, writing: int) -> None:
        """Take the ends of two pipes."""
        self._reading, self._writing = open(reading, "rb"), open(writing, "wb")  # noqa: SIM115 - see close

    def tell(self, value: object) -> None:
        """Say something. Raises OSError when nobody listens any more."""
        pickle.dump(value, self._writing)
        self._writing.flush()

    def hear(self) -> Any:  # noqa: ANN401 - whatever was said
        """Wait for what the other says. Raises EOFError when that is nothing any more."""
        return pickle.load(self._reading)  # noqa: S301 - from our own fork: nobody else has the pipe

    def close(self) -> None:
        """End the talk, whatever has not been heard."""
        for stream in (self._reading, self._writing):
            stream.close()


class Fork:
    """A process that does some work."""

    def __init__(self, work: Callable[[Talk], None]) -> None:
        """Begin it."""
        to_us, to_it = os.pipe(), os.pipe()  # not sockets: what these need is large to import
        self._number = os.fork()
        if not self._number:
            os.close(to_us[0])
            os.close(to_it[1])
            _be(work, to_it[0], to_us[1])
        os.close(to_it[0])
        os.close(to_us[1])
        self._talk = Talk(to_us[0], to_it[1])

    def tell(self, value: object) -> None:
        """Say something to it. Raises LingopressError when it has ended."""
        try:
            self._talk.tell(value)
        except OSError:
            raise _ended() from None

    def hear(self) -> Any:  # noqa: ANN401 - whatever it says
        """Wait for what it says. Raises what has ended it, or LingopressError for the unknown."""
        try:
            said = self._talk.hear()
        except (EOFError, OSError, pickle.UnpicklingError):
            raise _ended() from None
        if isinstance(said, LingopressError):
            raise said
        return said

    def end(self) -> None:
        """End it, wherever it is."""
        self._talk.close()
        os.kill(self._number, signal.SIGTERM)
        os.waitpid(self._number, 0)


def _be(work: Callable[[Talk], None], reading: int, writing: int) -> None:
    """Be the fork; never returns."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        talk = Talk(reading, writing)
        try:
            work(talk)
        except LingopressError as error:
            talk.tell(error)
        except OSError as error:
            talk.tell(disk.refusal(error))
        code = 0
    finally:
        os._exit(code)  # nothing of the parent's is flushed or undone here


def _ended() -> LingopressError:
    return LingopressError("a process that did a share of the work ended", hint="try --jobs 1")


def _cores() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

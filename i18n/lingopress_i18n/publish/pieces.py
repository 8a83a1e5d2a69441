"""Work in pieces, of which whoever is free takes the next: forks and their parent end together.

Were the work parted beforehand, the process that has the longer articles, or the busier processor,
would finish alone. The numbers of the pieces stand in a pipe, out of which each comes once.
"""

from __future__ import annotations

import os
from operator import itemgetter
from typing import TYPE_CHECKING

from lingopress_i18n.errors import LingopressError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MOST = 256
"""Into how many pieces work is parted; a pipe takes their numbers at once (POSIX: 512 bytes)."""
_SIZE = 2
"""Bytes of a number."""


Failure = tuple[int, LingopressError]
"""What could not be done: its index, and why."""


class Pieces:
    """The pieces of some work, to be made before processes fork."""

    def __init__(self, count: int) -> None:
        """Part so much work, in its order."""
        size = -(-count // _MOST) or 1
        self._starts = range(0, count, size)
        self._size = size
        self._numbers, end = os.pipe()
        try:
            os.write(end, b"".join(at.to_bytes(_SIZE, "big") for at in range(len(self._starts))))
        finally:
            os.close(end)

    def take(self) -> Iterator[range]:
        """Take pieces, as indexes of the work, until nobody has any left."""
        while number := os.read(self._numbers, _SIZE):
            start = self._starts[int.from_bytes(number, "big")]
            yield range(start, min(start + self._size, self._starts.stop))

    def do(self, work: Callable[[int], None]) -> Failure | None:
        """Do what this process comes to do, given by its index; tell what has failed.

        After that nobody begins anything more. All that comes before it in the order of the work
        has begun by then: so the first failure of all processes is the same however many they are.
        """
        failed: Failure | None = None
        for piece in self.take():
            for at in piece if failed is None else ():
                try:
                    work(at)
                except LingopressError as error:
                    failed = at, error
                    break
        return failed

    def close(self) -> None:
        """Take no more in this process."""
        os.close(self._numbers)


def demand(failures: Iterable[Failure | None]) -> None:
    """Raise the first failure of all processes, if there is any."""
    found = [each for each in failures if each]
    if found:
        raise min(found, key=itemgetter(0))[1]

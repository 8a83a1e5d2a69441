"""Work in pieces, of which whoever is free takes the next: forks and their parent end together.

Were the work parted beforehand, the process that has the longer articles, or the busier processor,
would finish alone. The numbers of the pieces stand in a pipe, out of which each comes once; what a
process has done of them, it does again for the next step, as it has in memory what it has made, and
then what others have left of theirs.
"""

from __future__ import annotations

import itertools
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

    def __init__(self, count: int, processes: int = 1) -> None:
        """Part so much work, in its order, for so many processes."""
        size = -(-count // _MOST) or 1
        self._starts = range(0, count, size)
        self._size = size
        self._pipes = [os.pipe() for _ in range(processes + 1)]
        """Of each process what it has done, then what nobody has begun."""
        for reading, _ in self._pipes:
            os.set_blocking(reading, False)
        for at in range(len(self._starts)):
            os.write(self._pipes[-1][1], at.to_bytes(_SIZE, "big"))

    @property
    def processes(self) -> int:
        """How many processes there are."""
        return len(self._pipes) - 1

    def take(self, process: int = 0) -> Iterator[range]:
        """Take pieces, as indexes of the work, until nobody has any left."""
        for number in self._numbers(-1):
            yield self._piece(number)
            os.write(self._pipes[process][1], number)

    def again(self, process: int) -> Iterator[range]:
        """Take those once more that this process had, then what others have left of theirs.

        Every process has to have taken its own before.
        """
        for each in range(process, process + self.processes):
            yield from map(self._piece, self._numbers(each % self.processes))

    def close(self) -> None:
        """Take no more in this process."""
        for end in itertools.chain.from_iterable(self._pipes):
            os.close(end)

    def _numbers(self, pipe: int) -> Iterator[bytes]:
        while True:
            try:
                yield os.read(self._pipes[pipe][0], _SIZE)
            except BlockingIOError:
                return

    def _piece(self, number: bytes) -> range:
        start = self._starts[int.from_bytes(number, "big")]
        return range(start, min(start + self._size, self._starts.stop))


def do(pieces: Iterable[range], work: Callable[[int], None]) -> Failure | None:
    """Do the work that this process comes to, given by its index; tell what has failed.

    After that only what comes before it in the order of the work is done, and may fail, too: so the
    first failure of all processes is the same however many they are.
    """
    failed: Failure | None = None
    for piece in pieces:
        for at in piece:
            if failed and failed[0] < at:
                break
            try:
                work(at)
            except LingopressError as error:
                failed = at, error
                break
    return failed


def demand(failures: Iterable[Failure | None]) -> None:
    """Raise the first failure of all processes, if there is any."""
    found = [each for each in failures if each]
    if found:
        raise min(found, key=itemgetter(0))[1]

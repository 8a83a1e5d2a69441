"""Mappings whose values cost something, and most of which nobody asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_V = TypeVar("_V")


class Read(Mapping[str, _V]):
    """A mapping whose values are read when they are first asked for."""

    def __init__(self, names: Collection[str], read: Callable[[str], _V], most: int = 0) -> None:
        """Take the names, and what reads a value; at most so many are kept, all for 0."""
        self._names, self._read, self._most = names, read, most
        self._kept: dict[str, _V] = {}

    def __getitem__(self, name: str) -> _V:
        """Give a value. Raises KeyError for a name that there is not."""
        if name not in self._kept:
            if name not in self._names:
                raise KeyError(name)
            if self._most and len(self._kept) >= self._most:
                del self._kept[next(iter(self._kept))]
            self._kept[name] = self._read(name)
        return self._kept[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(self._names)

    def __len__(self) -> int:
        """Count them."""
        return len(self._names)

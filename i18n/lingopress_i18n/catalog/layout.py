"""The layout of .mo files (GNU gettext manual, section 10.3, revision 0)."""

from __future__ import annotations

import itertools
import struct
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAGIC = 0x950412DE
_TABLES = 7 * 4
"""Offset of the first table."""


class Layout:
    """Where the strings of .mo files stand that have the same keys: sorted, as readers expect.

    A file is its head, two tables of (length, offset), keys, texts. All but the second table and
    the texts is made once.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Take the keys in any order, the header's empty one among them."""
        count = len(keys)
        self._order = sorted(range(count), key=keys.__getitem__)
        own = [keys[at] for at in self._order]
        first = _TABLES + count * 16
        self._texts = first + sum(map(len, own)) + count
        """Offset of the first text."""
        head = (_MAGIC, 0, count, _TABLES, _TABLES + count * 8, 0, first)
        self._start = struct.pack("<7I", *head) + _table(own, first)
        self._keys = b"\0".join([*own, b""])

    def pack(self, texts: Sequence[bytes]) -> bytes:
        """Give a file's bytes; the texts are in the order that the keys were given in."""
        own = [*map(texts.__getitem__, self._order)]
        head = self._start + _table(own, self._texts) + self._keys
        return head + b"\0".join([*own, b""])


def _table(strings: Sequence[bytes], first: int) -> bytes:
    """Give the lengths and offsets of strings, each of which ends in NUL."""
    table = [0] * (len(strings) * 2)
    table[::2] = lengths = [*map(len, strings)]
    table[1::2] = map(add, itertools.accumulate(lengths[:-1], initial=first), itertools.count())
    return struct.pack(f"<{len(table)}I", *table)

"""The index of one locale: which word stands on which pages, in files that a browser reads.

A line is a word and its pages: ``treaty 7 3 c``, ordered by UTF-16 code units, as JavaScript
compares. A page is its position in the list that the search page prints, as the difference to the
page before, times three, plus 2 for a word of its title, 1 for one of a heading; in base 36. A file
ends where it has grown large, so that a query needs one or two of them.
"""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lingopress_i18n.render.search.page_words import PageWords

LARGE = 64_000
"""Up to how many bytes the whole index is one file; a larger one has files of half of that."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_CLASSES = 3


def index(pages: Iterable[PageWords]) -> list[tuple[str, str, bytes]]:
    """Give the files of an index of these pages: first word, name, content.

    A name is made of the content, so that no browser takes an old file for a new one.
    """
    lines = _lines(pages)
    total = sum(len(line.encode()) + 1 for line in lines)
    most = total if total <= LARGE else LARGE // 2
    return [_file(part) for part in _parts(lines, most)]


def _lines(pages: Iterable[PageWords]) -> list[str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    for number, page in enumerate(pages):
        for weight, words in enumerate((page.rest, page.heading, page.title)):
            for word in words:
                step = number - last.get(word, 0)
                last[word] = number
                found[word].append(_base36(step * _CLASSES + weight))
    order = sorted(found, key=lambda word: word.encode("utf-16-be"))
    return [f"{word} {' '.join(found[word])}" for word in order]


def _parts(lines: Sequence[str], most: int) -> Iterator[list[str]]:
    """Cut lines into runs of at most so many bytes, but of one line at least."""
    part: list[str] = []
    size = 0
    for line in lines:
        length = len(line.encode()) + 1
        if part and size + length > most:
            yield part
            part, size = [], 0
        part.append(line)
        size += length
    if part:
        yield part


def _file(lines: Sequence[str]) -> tuple[str, str, bytes]:
    data = "".join(f"{line}\n" for line in lines).encode()
    name = hashlib.sha256(data).hexdigest()[:10]
    return lines[0].partition(" ")[0], f"{name}.txt", data


@functools.cache
def _base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits

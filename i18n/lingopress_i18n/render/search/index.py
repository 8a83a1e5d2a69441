"""The index of one locale: which word stands on which pages, in files that a browser reads.

A line is a word and its pages: ``treaty 7 3 c``, ordered by UTF-16 code units, as JavaScript
compares. A page is its position in the list that the search page prints, as the difference to the
page before, times three, plus 2 for a word of its title, 1 for one of a heading; in base 36. A file
ends where it has grown large, so that a query needs one or two of them.
"""

from __future__ import annotations

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
    total = sum(map(len, lines))
    most = total if total <= LARGE else LARGE // 2
    return [_file(part) for part in _parts(lines, most)]


def _lines(pages: Iterable[PageWords]) -> list[bytes]:
    """Write a line for every word, with its end."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    number = 0
    for page in pages:
        for weight, words in enumerate((page.rest, page.heading, page.title)):
            code = number * _CLASSES + weight
            for word in words:
                found[word].append(code)
        number += 1
    digits = [_base36(each) for each in range(number * _CLASSES)]
    order = sorted(found, key=lambda word: word.encode("utf-16-be"))
    return [f"{word} {' '.join(_postings(found[word], digits))}\n".encode() for word in order]


def _postings(codes: Sequence[int], digits: Sequence[str]) -> list[str]:
    """Write pages and weights, each page as the difference to the one before."""
    before = (0, *(code - code % _CLASSES for code in codes[:-1]))
    return [digits[code - last] for code, last in zip(codes, before, strict=True)]


def _parts(lines: Sequence[bytes], most: int) -> Iterator[list[bytes]]:
    """Cut lines into runs of at most so many bytes, but of one line at least."""
    part: list[bytes] = []
    size = 0
    for line in lines:
        if part and size + len(line) > most:
            yield part
            part, size = [], 0
        part.append(line)
        size += len(line)
    if part:
        yield part


def _file(lines: Sequence[bytes]) -> tuple[str, str, bytes]:
    data = b"".join(lines)
    name = hashlib.sha256(data).hexdigest()[:10]
    return lines[0].partition(b" ")[0].decode(), f"{name}.txt", data


def _base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits

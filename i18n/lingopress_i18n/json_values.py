"""Where each value of a JSON text stands, which the standard library's parser does not tell."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


class Value(NamedTuple):
    """A value that is no object and no list, or the beginning of one."""

    path: tuple[str | int, ...]
    """Keys, and indexes from 0."""
    start: int
    end: int
    """Offsets of its first character, and one past its last."""
    key: int
    """Offset of its key; of itself in a list."""


def values(text: str, start: int, end: int) -> Iterator[Value]:
    """Go through the values of an object in the order of the text, which has to be valid JSON."""
    around: list[str | int] = []
    key = start
    is_key = False
    for token in _TOKEN.finditer(text, start, end):
        match token[0]:
            case "{" | "[" as opening:
                if around:
                    yield Value(tuple(around), token.start(), token.end(), key)
                is_key = opening == "{"
                around.append("" if is_key else 0)
                key = token.end()
            case "}" | "]":
                around.pop()
                is_key = False
            case ",":
                last = around[-1]
                is_key = isinstance(last, str)
                if not isinstance(last, str):
                    around[-1] = last + 1
                key = token.end()
            case ":":
                is_key = False
            case written if is_key:
                around[-1] = json.loads(written)
                key = token.start()
            case _:
                yield Value(tuple(around), token.start(), token.end(), key)

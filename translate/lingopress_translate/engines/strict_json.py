"""JSON from outside: read strictly, or not at all."""

from __future__ import annotations

import json
from typing import Any


def loads(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Read JSON (RFC 8259). Raises ValueError for what is none, and for what only looks like it.

    Refused as well: a name that an object has twice, ``NaN`` and its like, half of a surrogate
    pair, which no file could hold, and more brackets in each other than anybody needs.
    """
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
        if "\\ud" in text or "\\uD" in text:
            json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")

"""Keys of services: read from the environment, and from nowhere else; never shown."""

from __future__ import annotations

import os

_HIDDEN = "…"
_SHORTEST = 6
"""A key that is shorter than this would blot out ordinary words."""

_seen: set[str] = set()


def read(variable: str) -> str:
    """Give the key that an environment variable holds, without outer white space; may be empty.

    From now on `redact` hides it.
    """
    value = os.environ.get(variable, "").strip()
    if len(value) >= _SHORTEST:
        _seen.add(value)
    return value


def redact(text: str) -> str:
    """Hide every key that was read, also in the middle of words and addresses."""
    for value in sorted(_seen, key=len, reverse=True):
        text = text.replace(value, _HIDDEN)
    return text

"""Addresses that no page can have: files of the built site are there."""

from __future__ import annotations

_ANYWHERE = frozenset({"index.html"})
_OF_LOCALE = frozenset({"404.html", "feed.json", "feed.xml"})
"""What a locale's folder holds beside its pages."""


def is_reserved(address: str) -> bool:
    """Tell whether an address below a locale's root is that of a file, or below one."""
    parts = address.casefold().split("/")  # some file systems do not tell letter case
    return parts[0] in _OF_LOCALE or not _ANYWHERE.isdisjoint(parts)

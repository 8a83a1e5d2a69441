"""A file of the built site, as rendering gives it."""

from __future__ import annotations

from typing import NamedTuple


class Output(NamedTuple):
    """A file of the built site."""

    path: str
    """From the site's root."""
    data: bytes
    owner: str = ""
    """Name of the article whose page it is; empty if it is nobody's."""
    tag: str = ""
    """That of its locale; empty if it is no locale's alone."""
    needs: frozenset[str] = frozenset()
    """Keys of the facts about other articles that it was made from: see ``Facts``."""

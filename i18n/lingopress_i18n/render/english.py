"""Words of the theme that nobody has translated: on the page they say what language they are in.

A template cannot tell where its strings will stand. So they are marked, and when the page is
printed the marks become ``<span lang>`` (WCAG 2.2, 3.1.2) in running text, and nothing in
attributes and titles, which hold no elements.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from re import Match

WRITTEN_IN = "en"
"""The language that templates are written in."""
_BEGIN, _END = "\x0e", "\x0f"
"""Control characters that no page may have (HTML standard, 13.1.3)."""
_MARKS = re.compile(r"[\x0e\x0f]|\\u000[ef]")
"""Also as JSON in an attribute has them."""
_PIECE = re.compile("(?s)<(title|script)\\b.*?</\\1>|<[^>]*>|[\x0e\x0f]")
_OPENING = f'<span lang="{WRITTEN_IN}" dir="ltr">'
_CLOSING = "</span>"


class Untranslated(str):
    """An interface string that its page's language lacks; it is in the language of templates."""

    __slots__ = ()


def marked(text: str) -> Markup:
    """Escape an interface string for a template; one that is untranslated gets marks."""
    if isinstance(text, Untranslated):
        return Markup(f"{_BEGIN}{escape(text)}{_END}")  # noqa: S704 - escaped here
    return escape(text)


def settled(page: str) -> str:
    """Turn the marks in a printed page into what may stand in each place."""
    return _PIECE.sub(_settle, page) if _BEGIN in page else page


def spoken(text: str) -> Markup:
    """Escape an interface string for running text."""
    return Markup(settled(marked(text)))  # noqa: S704 - escaped, and a span around it


def _settle(found: Match[str]) -> str:
    piece = found[0]
    if piece == _BEGIN:
        return _OPENING
    return _CLOSING if piece == _END else _MARKS.sub("", piece)

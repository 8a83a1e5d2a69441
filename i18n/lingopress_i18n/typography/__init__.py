"""The typography of a language: white space as its printers set it, runs of the other direction.

A step of its own, between a sentence's HTML and the page: catalogs stay as people wrote them, and a
site that turns it off has its pages as before. It changes white space alone and adds no element but
``<bdi>``; doing it twice changes nothing more. Code, and text that says it is in another language
or not to be touched, is left as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.typography import isolation, spaces
from lingopress_i18n.typography.pieces import cut

if TYPE_CHECKING:
    from lingopress_i18n.locales import Locale

__all__ = ["spaced", "typeset"]


def typeset(html: str, locale: Locale) -> str:
    """Set the text of some HTML, which is in this locale's language.

    ``html`` is inline content: tags and escaped text, as pages have it.
    """
    pieces = cut(html)
    rules = spaces.rules(locale)
    if rules:
        texts = (spaces.apply(rules, each.html) if each.is_text else each.html for each in pieces)
        pieces = [each.again(html) for each, html in zip(pieces, texts, strict=True)]
    return isolation.isolate(pieces, locale)


def spaced(words: str, locale: Locale) -> str:
    """Set plain words, not escaped, such as a title's: their white space alone."""
    return spaces.apply(spaces.rules(locale), words)

"""The words that are printed on a page, by how much they say about it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n.render.search.folding import words

if TYPE_CHECKING:
    from collections.abc import Collection

    from lingopress_i18n.render.view import Page

_HIDDEN = re.compile(r"<!--.*?-->|<(script|style|template)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_HEADING = re.compile(r"<h[1-6]\b.*?</h[1-6]\s*>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTES = r"[^<>\"']*+(?:\"[^\"]*+\"[^<>\"']*+|'[^']*+'[^<>\"']*+)*+"
_WITHIN_WORDS = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|dfn|em|i|ins|mark|q|s|small|span|strong|sub|sup|u|wbr)\b"
    rf"{_ATTRIBUTES}>",
    re.IGNORECASE,
)
"""Tags at which no word ends."""
_TAG = re.compile(rf"</?[a-z!]{_ATTRIBUTES}>", re.IGNORECASE)


@dataclass(frozen=True)
class PageWords:
    """Folded words of a page; each stands once, where it says most."""

    title: Collection[str]
    heading: Collection[str]
    """Of headings, and of the description."""
    rest: Collection[str]


def page_words(page: Page) -> PageWords:
    """Collect the words of a page's own text, without navigation and lists of other pages."""
    body = _HIDDEN.sub(" ", str(page.body))
    title = words(page.title.plain)
    heading = words(" ".join(map(_text, (found[0] for found in _HEADING.finditer(body)))))
    if page.description:
        heading |= words(page.description.plain)
    rest = words(_text(body))
    if page.table:
        cells = (cell.text.plain for row in page.table.rows for cell in row)
        rest |= words("\n".join([*(each.plain for each in page.table.columns), *cells]))
    return PageWords(
        tuple(title),
        tuple(each for each in heading if each not in title),
        tuple(each for each in rest if each not in heading and each not in title),
    )


def _text(markup: str) -> str:
    """Give the text of a fragment that we have rendered."""
    return html.unescape(_TAG.sub(" ", _WITHIN_WORDS.sub("", markup)))

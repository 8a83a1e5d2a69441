"""Encoding, normal form, doctype and title; characters that no page may have."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.page import Page
    from lingopress_i18n.site import Site

_EARLY = 1024
"""Within how many bytes browsers look for the encoding."""
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters and what is none: no page may have them (HTML standard, 13.2.3.5)."""
_CHARSET = re.compile(rb"<meta\s[^>]*charset=[\"']?utf-8", re.IGNORECASE)


def find(page: Page, site: Site) -> Iterator[Found]:
    """Look at the file as bytes, and at its head."""
    del site
    try:
        text = page.data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield Found(page.data.count(b"\n", 0, error.start) + 1, "is not UTF-8")
        return
    if not page.data[:20].lower().lstrip().startswith(b"<!doctype html"):
        yield Found(1, "does not begin with <!doctype html>")
    if not _CHARSET.search(page.data[:_EARLY]):
        yield Found(1, f"does not say within {_EARLY} bytes that it is UTF-8")
    if not unicodedata.is_normalized("NFC", text):
        lines = text.split("\n")
        line = next(
            at for at, each in enumerate(lines, 1) if not unicodedata.is_normalized("NFC", each)
        )
        yield Found(line, "has characters in parts: write them whole (NFC)")
    if forbidden := _FORBIDDEN.search(text):
        line = text.count("\n", 0, forbidden.start()) + 1
        yield Found(line, f"has U+{ord(forbidden[0]):04X}, which no page may have")
    titles = page.select("head title")
    if len(titles) != 1 or not titles[0].text.strip():
        yield Found(titles[0].line if titles else 1, "has no title, or more than one")
    for each in page.select('meta[name="description"]'):
        if not (each.get("content") or "").strip():
            yield Found(each.line, "has an empty description")


RULE = Rule(
    id="document",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="Browsers guess what a page does not say, and search finds no character in parts. Mend "
    "the template; for parts of characters, the article or catalog.",
    in_page=find,
)

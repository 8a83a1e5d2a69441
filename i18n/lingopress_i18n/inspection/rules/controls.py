"""Invisible characters that turn the direction of what follows."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.page import Page
    from lingopress_i18n.site import Site

_OLD = re.compile("[\u202a-\u202e]")
_OPENING = re.compile("[\u2066-\u2068]")


def find(page: Page, site: Site) -> Iterator[Found]:
    """Look for embeddings and overrides, and for isolates that are not closed."""
    del site
    text = html.unescape(page.source)
    for line, each in enumerate(text.split("\n"), 1):
        if found := _OLD.search(each):
            yield Found(line, f"has U+{ord(found[0]):04X}, where markup should say the direction")
    opened, closed = len(_OPENING.findall(text)), text.count("\u2069")
    if opened != closed:
        line = page.line_at((_OPENING.search(page.source) or [""])[0])
        yield Found(line, f"opens {opened} isolates and closes {closed}")


RULE = Rule(
    id="controls",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="What nothing closes turns the rest of a paragraph, and may show another address than "
    "there is. Remove it from the article or the catalog.",
    in_page=find,
)

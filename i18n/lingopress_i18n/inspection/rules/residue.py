"""Running text in Latin letters on pages of another script, that says no language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule
from lingopress_i18n.locales import script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.page import Page
    from lingopress_i18n.site import Site

_RUN = re.compile("[A-Za-z\u00c0-\u024f'’]+(?:[ ,]+[A-Za-z\u00c0-\u024f'’]+){3,}")
"""Four words and more: a name rarely has so many."""


def find(page: Page, site: Site) -> Iterator[Found]:
    """Look at what is said to be in the page's language."""
    locale = next((each for each in site.all_locales if each.tag == page.lang), None)
    if locale is None or locale.is_pseudo or script(locale) == "Latn":
        return
    for line, text in page.blocks(locale.tag):
        for run in _RUN.findall(text):
            yield Found(line, f"“{run[:60]}” is said to be {locale.tag}")


RULE = Rule(
    id="residue",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="It is read aloud in the wrong voice. Translate it, or let lang and dir say what it is.",
    in_page=find,
)

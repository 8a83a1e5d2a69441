"""Headings that skip a level, and main content without one at its top."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.page import Page
    from lingopress_i18n.site import Site

_SHOWN = 40
"""How many characters of a heading a message quotes."""


def find(page: Page, site: Site) -> Iterator[Found]:
    """Go through the headings of the main content; a page without ``<main>`` has none."""
    del site
    headings = page.select(",".join(f"main h{level}" for level in range(1, 7)))
    levels = [int(each.tag[1]) for each in headings]
    if page.select("main") and 1 not in levels:
        yield Found(1, "has no <h1>")
    for (before, level), heading in zip(itertools.pairwise(levels), headings[1:], strict=True):
        if level > before + 1:
            words = " ".join(heading.text.split())[:_SHOWN]
            yield Found(heading.line, f"<h{level}> follows <h{before}>: “{words}”")


RULE = Rule(
    id="headings",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="Many who do not see a page go from heading to heading, and take a level that is skipped "
    "for one that they missed. Write the next level in the article: ## below #, ### below ##.",
    in_page=find,
)

"""Anchors: one of a name, made of words, the same in all languages."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.built import Built
    from lingopress_i18n.inspection.page import Page
    from lingopress_i18n.site import Site

_NUMBER = re.compile(r"_?\d+")


def find(page: Page, site: Site) -> Iterator[Found]:
    """Look for ids that stand twice, and for bare numbers."""
    del site
    for name, count in Counter(page.attribute("[id]", "id")).items():
        line = page.line_at(f'id="{name}"')
        if count > 1 or not name:
            yield Found(line, f'id="{name}" stands {count} times' if name else "has an empty id")
        elif _NUMBER.fullmatch(name):
            yield Found(line, f'id="{name}" changes with every heading before it')


def find_other(built: Built) -> Iterator[tuple[str, Found]]:
    """Compare the headings of pages that announce each other."""
    source = built.site.source.tag
    for page in built.kept:
        first = next((each for each in page.alternates if built.language(each) == source), None)
        original = built.page_at(first.address) if first else None
        if original and original.headings != page.headings:
            differ = sorted({*original.headings} ^ {*page.headings}) or ["the order"]
            message = f"{', '.join(differ)}: not as on {original.path}"
            yield page.path, Found(1, f"anchors of headings: {message}")


RULE = Rule(
    id="anchors",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="A link to a place in a page leads to the same place in every language. Ids of headings "
    "come from the source's words; a template that makes its own has to do likewise.",
    in_page=find,
    in_site=find_other,
)

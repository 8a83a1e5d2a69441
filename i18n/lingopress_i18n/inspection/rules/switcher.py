"""Languages that a page announces to search engines, and offers no reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.built import Built


def find(built: Built) -> Iterator[tuple[str, Found]]:
    """Look for a link, with ``hreflang``, to each announced page."""
    for page in built.kept:
        offered = {(each.hreflang, built.path_of(each.address, page.path)) for each in page.links}
        for each in page.alternates:
            there = built.page_at(each.address)
            language = built.language(each)
            is_other = language not in ("x-default", page.lang)
            if is_other and there and (language, there.path) not in offered:
                yield page.path, Found(each.line, f"no link leads to {there.path}")


RULE = Rule(
    id="switcher",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="A reader who came to the wrong language has to find the same page in their own, "
    "without JavaScript. _switcher.html has the links.",
    in_site=find,
)

"""Elements that nobody closes, and end tags of none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule
from lingopress_i18n.nesting import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.page import Page
    from lingopress_i18n.site import Site


def find(page: Page, site: Site) -> Iterator[Found]:
    """Go through all tags."""
    del site
    for fault in faults(page.tags()):
        more = "" if fault.tag.is_end else ", and goes on to the page's end"
        yield Found(page.line_of_offset(fault.tag.start), f"{fault}{more}")


RULE = Rule(
    id="nesting",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="What an article leaves open holds all that follows, the footer too: one link, or one "
    "table. Close it in the article or the template.",
    in_page=find,
)

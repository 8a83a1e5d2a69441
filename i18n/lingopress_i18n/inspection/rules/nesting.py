"""Elements that nobody closes, and end tags of none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.elements import VOID
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.page import Page
    from lingopress_i18n.site import Site

_MAY_STAY_OPEN = frozenset(
    [
        "body",
        "caption",
        "colgroup",
        "dd",
        "dt",
        "head",
        "html",
        "li",
        "optgroup",
        "option",
        "p",
        "rb",
        "rp",
        "rt",
        "rtc",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    ]
)
"""Elements whose end need not be written (HTML standard, 13.1.2.4)."""
_FOREIGN = frozenset({"math", "svg"})
"""Elements in which a tag that ends in ``/>`` is closed."""


def find(page: Page, site: Site) -> Iterator[Found]:
    """Go through all tags."""
    del site
    open_: list[tuple[str, int]] = []
    for tag in page.tags():
        name = tag.name
        if name in VOID or name in _MAY_STAY_OPEN:
            continue
        if not tag.is_end:
            if not (tag.is_closed and any(each in _FOREIGN for each, _ in open_)):
                open_.append((name, tag.start))
        elif any(each == name for each, _ in open_):
            while open_[-1][0] != name:
                yield _unclosed(page, *open_.pop())
            open_.pop()
        else:
            yield Found(page.line_of_offset(tag.start), f"</{name}> closes nothing")
    for each in reversed(open_):
        yield _unclosed(page, *each)


def _unclosed(page: Page, name: str, start: int) -> Found:
    return Found(
        page.line_of_offset(start), f"<{name}> is not closed, and goes on to the page's end"
    )


RULE = Rule(
    id="nesting",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="What an article leaves open holds all that follows, the footer too: one link, or one "
    "table. Close it in the article or the template.",
    in_page=find,
)

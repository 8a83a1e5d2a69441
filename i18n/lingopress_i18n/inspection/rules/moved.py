"""Earlier addresses that do not lead to a page of their language at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.built import Built


def find(built: Built) -> Iterator[tuple[str, Found]]:
    """Look at pages that lead on by themselves."""
    for page in built.pages.values():
        if page.refresh is None:
            continue
        line = page.refresh.line
        there = built.pages.get(built.path_of(page.refresh.address, page.path))
        if there is None:
            yield page.path, Found(line, f"leads to {page.refresh.address}, where no page is")
        elif there.refresh is not None:
            yield page.path, Found(line, f"leads to {there.path}, which leads on again")
        elif there.lang != page.lang:
            yield page.path, Found(line, f"leads from {page.lang} into {there.lang}")
        if page.refresh.hreflang != "0":
            yield page.path, Found(line, f"waits {page.refresh.hreflang} seconds")
        if "noindex" not in page.robots:
            yield page.path, Found(1, "may be kept by search engines")


RULE = Rule(
    id="moved",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="Whoever follows an old link wants the article, in the language of the link. moved.html "
    "does it.",
    in_site=find,
)

"""Pages that do not say, in one voice, at which address they are to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.built import Built


def find(built: Built) -> Iterator[tuple[str, Found]]:
    """Look at the pages of locales; those for lost readers have no address."""
    for page in built.locale_pages():
        if page.path.endswith("404.html"):
            continue
        if len(page.canonicals) != 1:
            line = page.canonicals[-1].line if page.canonicals else 1
            yield page.path, Found(line, f"has {len(page.canonicals)} canonical addresses")
            continue
        (said,) = page.canonicals
        there = built.page_at(said.address)
        if there is None or there.refresh is not None:
            yield page.path, Found(said.line, f"canonical {said.address} is no page of the site")
        elif there is not page and page.is_kept:
            message = f"canonical is {there.path}, but robots may keep this page, too"
            yield page.path, Found(said.line, message)
        elif there is not page and not there.is_kept:
            yield page.path, Found(said.line, f"canonical {there.path} may not be kept")


RULE = Rule(
    id="canonical",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="Search engines keep one page of several that are alike; where pages disagree, they "
    "guess. _meta.html says it all by the page's status.",
    in_site=find,
)

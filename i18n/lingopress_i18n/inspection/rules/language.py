"""Languages that are not said, or said in a way that nobody knows."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.errors import LingopressError
from lingopress_i18n.inspection.rule import Found, Rule
from lingopress_i18n.locales import locale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.page import Page
    from lingopress_i18n.site import Site


def find(page: Page, site: Site) -> Iterator[Found]:
    """Look at ``lang`` of the page, which is that of its folder, and of each part."""
    folder = page.path.partition("/")[0]
    tags = {each.tag for each in site.all_locales}
    (html, *_) = page.select("html")
    if not page.lang:
        yield Found(html.line, "<html> has no lang")
    elif folder in tags and page.lang != folder:
        yield Found(html.line, f'<html> has lang="{page.lang}", which is not {folder}')
    for each in page.select("[lang]"):
        said = each.get("lang") or ""
        if said not in tags and (problem := _problem(said)):
            yield Found(each.line, f'<{each.tag}> has lang="{said}", {problem}')


@functools.cache
def _problem(tag: str) -> str:
    """Say what is wrong with a tag; nothing for a canonical one."""
    if not tag:
        return "which says that nobody knows it"
    try:
        known = locale(tag).tag
    except LingopressError:
        return "which is no language tag that CLDR knows"
    return "" if known == tag else f"which is written {known}"


RULE = Rule(
    id="language",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="Screen readers choose a voice, browsers a font and hyphens by lang. It is a canonical "
    "tag of BCP 47, and that of the text.",
    in_page=find,
)

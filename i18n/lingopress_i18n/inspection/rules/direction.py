"""Text whose direction is not said where it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.page import Page
    from lingopress_i18n.site import Site


def find(page: Page, site: Site) -> Iterator[Found]:
    """Look for ``dir`` on ``<html>``, and where a language of the other direction begins."""
    directions = {each.tag: each.direction for each in site.all_locales}
    (html, *_) = page.select("html")
    own = html.get("dir")
    needed = directions.get(page.lang, own)
    if own is None or own != needed:
        yield Found(html.line, f'<html> has no dir="{needed or "ltr"}"')
    for each in page.select("body [lang]"):
        lang = each.get("lang") or ""
        there, said = directions.get(lang), each.get("dir")
        if there and said is None and there != needed:
            yield Found(each.line, f'<{each.tag} lang="{lang}"> has no dir="{there}"')
        elif there and said not in (None, there, "auto"):
            yield Found(each.line, f'<{each.tag} lang="{lang}"> has dir="{said}"')


RULE = Rule(
    id="direction",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="Without dir, full stops and brackets stand on the wrong side. It belongs into the page "
    "and not into a style sheet, which readers may do without.",
    in_page=find,
)

"""Names of the other direction that nothing isolates, where typography is on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.page import Page
    from lingopress_i18n.site import Site

_OTHER = {
    "rtl": re.compile("[A-Za-z\u00c0-\u024f]{2,}[^\u0590-\u08ff\n]*"),
    "ltr": re.compile("[\u0590-\u08ff]{2,}"),
}
"""What stands out on a page of a direction."""


def find(page: Page, site: Site) -> Iterator[Found]:
    """Look at running text in the page's language, outside code and ``<bdi>``."""
    locale = next((each for each in site.all_locales if each.tag == page.lang), None)
    if locale is None or locale.tag not in site.typography or locale.is_pseudo:
        return
    for piece in page.pieces:
        if piece.lang == locale.tag and not piece.is_code and not piece.is_isolated:
            for run in _OTHER[locale.direction].findall(piece.text):
                yield Found(page.line_of(piece.node), f"“{run.strip()[:40]}” is not isolated")


RULE = Rule(
    id="isolation",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="Beside such a name, figures and brackets change places. Put it into <bdi> in the "
    "template, or give what holds it a dir; in articles and catalogs, publish does.",
    in_page=find,
)

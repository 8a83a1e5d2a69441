"""Two systems of digits on a page, and dates that no machine can read."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.page import Page
    from lingopress_i18n.site import Site

_DATETIME = re.compile(
    r"\d{4,}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d)?)?)?)?"
    r"|\d{4,}-W\d\d|\d\d-\d\d|\d\d:\d\d(:\d\d(\.\d{1,3})?)?|P[0-9DTHMS.]+"
)
"""What HTML lets ``datetime`` say."""


def find(page: Page, site: Site) -> Iterator[Found]:
    """Look at the text in the page's language, and at ``<time>``."""
    del site
    zeros: dict[int, str] = {}
    for piece in page.pieces:
        if piece.lang != page.lang or piece.is_code:
            continue
        for digit in filter(str.isdecimal, piece.text):
            zero = ord(digit) - unicodedata.decimal(digit)
            if zeros and zero not in zeros:
                yield Found(
                    page.line_of(piece.node), f"“{digit}” stands beside “{min(zeros.values())}”"
                )
            zeros.setdefault(zero, digit)
    for each in page.select("time[datetime]"):
        if not _DATETIME.fullmatch(said := each.get("datetime") or ""):
            yield Found(each.line, f'datetime="{said}" is no date of HTML')


RULE = Rule(
    id="digits",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="Readers of Arabic or Persian compare figures on a page; machines read YYYY-MM-DD.",
    in_page=find,
)

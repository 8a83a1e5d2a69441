"""Wide tables: where a screen is narrow they scroll, and keys have to reach what scrolls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDE = 6
"""From how many columns on a telephone has no room for words of five letters in each."""
_TABLE = re.compile(r"""<table(?=[\s>])((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_REACHED = ' tabindex="0">'
_FOCUS = re.compile(r"\stabindex\b", re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)
_ROW_END = re.compile("</tr>", re.IGNORECASE)
_END = re.compile("</table>", re.IGNORECASE)
_BETWEEN = "\0"
"""Parts two pieces: no text has it (HTML standard, 13.2.3.5)."""


def reachable(html: Sequence[str]) -> list[str]:
    """Let keys reach the wide tables of a page's body; ``html`` are its pieces, as many as before.

    A table whose author says ``tabindex`` stays as it is.
    """
    if not any("<table" in piece or "<TABLE" in piece for piece in html):
        return [*html]
    first, *rest = _TABLE.split(_BETWEEN.join(html))
    made = [first]
    for attributes, each in zip(rest[::2], rest[1::2], strict=True):
        rows = _ROW_END.split(_END.split(each, maxsplit=1)[0])
        columns = max(len(_CELL.findall(row)) for row in rows)
        is_wide = columns >= WIDE and not _FOCUS.search(attributes)
        made += ["<table", attributes, _REACHED if is_wide else ">", each]
    return "".join(made).split(_BETWEEN)

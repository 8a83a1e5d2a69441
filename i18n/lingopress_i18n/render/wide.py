"""Wide tables: where a screen is narrow they scroll, and keys have to reach what scrolls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDE = 6
"""From how many columns on a telephone has no room for words of five letters in each."""
_TABLE = "<table>"
_REACHED = '<table tabindex="0">'
_CELL = re.compile(r"<t[dh]\b")
_BETWEEN = "\0"
"""Parts two pieces: no text has it (HTML standard, 13.2.3.5)."""


def reachable(html: Sequence[str]) -> list[str]:
    """Let keys reach the wide tables of a page's body; ``html`` are its pieces, as many as before.

    A table that its author gave attributes stays as it is.
    """
    if not any(_TABLE in piece for piece in html):
        return [*html]
    first, *rest = _BETWEEN.join(html).split(_TABLE)
    made = [first]
    for each in rest:
        is_wide = len(_CELL.findall(each.partition("</tr>")[0])) >= WIDE
        made += [_REACHED if is_wide else _TABLE, each]
    return "".join(made).split(_BETWEEN)

"""Waivers: a translator's comment ``# lingopress: ok RULE`` that a finding is none.

Several rules stand between commas, and a reason may follow: ``# lingopress: ok numbers, quotes (as
in print)``. Translator comments survive every gettext tool and editor.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingopress_i18n.catalog.po import Entry

_WAIVER = re.compile(r"\s*lingopress:\s*ok\b\s*(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)?", re.IGNORECASE)


def waived(entry: Entry) -> list[str]:
    """List the rules that an entry's comments waive, as written; an empty name where none is."""
    found: list[str] = []
    for line in entry.comments:
        match = _WAIVER.match(line)
        if match:
            found += re.split(r"\s*,\s*", match["rules"] or "")
    return found

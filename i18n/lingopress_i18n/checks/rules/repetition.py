"""The same words over and over, as machines do when they get stuck."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_WORDS = re.compile(r"(?<!\w)(\w(?:.{0,60}?\w)?)(?:[\s,.;、，。]+\1){2,}(?!\w)", re.IGNORECASE)
_SIGNS = re.compile(r"(\w{2,20}?)\1{3,}")


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Look for words, or in scripts without spaces for signs, that come three or four times."""
    del context
    own, source = pair.own.prose, pair.source.prose
    for pattern in (_WORDS, _SIGNS):
        found = pattern.search(own)
        if found and not pattern.search(source) and not found[1].isdigit():
            yield f"{found[1]} again and again"
            return


RULE = Rule(
    id="repetition",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="The same words are repeated three times or more: translation engines do that when "
    "they get stuck.",
    fix="Translate the sentence anew.",
    find=find,
    in_drafts=True,
)

"""Blank lines, and text that looks like a block of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_BLANK = re.compile(r"\S[ \t]*\n[ \t]*\n\s*\S|\S[ \t]*\r\n?[ \t]*\r\n?\s*\S")
_SIGN = re.compile(
    r"^(?:#{1,6}[ \t]|>[ \t]?|[*+][ \t]|```|~~~|={3,}[ \t]*$|\|.*\|[ \t]*$)", re.MULTILINE
)


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Look for what would be blocks in Markdown, and is not in the source."""
    del context
    own, source = pair.own.text, pair.source.text
    if not pair.is_markdown:
        return
    if _BLANK.search(own) and not _BLANK.search(source):
        yield "a blank line begins no new paragraph here"
    sign = _SIGN.search(own)
    if sign and not _SIGN.search(source):
        yield f"{sign[0].strip()} at the start of a line is printed as it stands"


RULE = Rule(
    id="blocks",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="A message is one paragraph, heading or cell: a blank line does not begin another, "
    "and a heading's or a list's sign at its start is printed as it stands.",
    fix="Write it as one paragraph; to begin with such a sign on purpose, waive it.",
    find=find,
    in_drafts=True,
    in_interface=False,
)

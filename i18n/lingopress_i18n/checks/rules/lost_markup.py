"""Emphasis, raw tags and line breaks that the source has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_SHOWN = {
    "em": "emphasis",
    "strong": "strong emphasis",
    "del": "strikethrough",
    "break": "a line break",
}
_OTHERS = frozenset({"a", "img", "code", "tag", "note", "math"})
"""What other rules report."""


def find(pair: Pair, context: Context) -> Iterator[str]:
    """List the marks of the source that are too few."""
    del context
    for (kind, value), number in (pair.source.marks - pair.own.marks).items():
        if kind not in _OTHERS and not value.startswith("</"):
            what = value if kind == "html" else _SHOWN.get(kind, kind)
            yield f"{what} of the source is missing{f' {number} times' if number > 1 else ''}"


RULE = Rule(
    id="lost-markup",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="Markup of the source is missing: a stress, a title in italics, a keyboard key "
    "that readers should see.",
    fix="Mark the same words as the source does, or waive it where your language does not "
    "mark them.",
    find=find,
    in_drafts=True,
    in_interface=False,
)

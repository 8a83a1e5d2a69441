"""Placeholders, template tags, footnotes and formulas: all of them, and no others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lingopress_i18n.checks.pair import OPAQUE, PLACEHOLDER
from lingopress_i18n.checks.rule import Rule, Severity
from lingopress_i18n.inline.events import TEMPLATE_TAG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair, Reading

_KINDS = frozenset({"tag", "note", "math"})


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Compare what stands for something else, in any order."""
    del context
    own, source = _holders(pair.own), _holders(pair.source)
    is_plural = pair.entry.msgid_plural is not None
    for holder, number in (source - own).items():
        if not (is_plural and _is_number(holder, pair)):
            yield f"{holder} is missing{f' {number} times' if number > 1 else ''}"
    for holder in own - source:
        if not (is_plural and holder in (pair.entry.msgid_plural or "")):
            yield f"{holder} is not in the source"


def _holders(side: Reading) -> Counter[str]:
    """Count what stands for something else; added marks are another rule's."""
    marks = Counter(
        {
            (f"[^{value}]" if kind == "note" else value): number
            for (kind, value), number in side.marks.items()
            if kind in _KINDS
        }
    )
    return marks + Counter(PLACEHOLDER.findall(TEMPLATE_TAG.sub(OPAQUE, side.words)))


def _is_number(holder: str, pair: Pair) -> bool:
    """Tell whether a form may do without: many languages write out one, two or none."""
    return (
        holder in (pair.entry.msgid_plural or "")
        and pair.own.text is not pair.entry.msgstr_plural[-1]
    )


RULE = Rule(
    id="placeholders",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="A program puts something in their place: without it the page lacks a value, a "
    "footnote or a formula; an unknown one is printed as it stands, or stops the "
    "program.",
    fix="Copy it from the source as it stands; its place in the sentence is yours to choose.",
    find=find,
    in_drafts=True,
)

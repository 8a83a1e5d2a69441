"""Markup that neither the source nor the site's policy has (law 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_LINKS = frozenset({"link", "image"})
"""What the rule ``links`` reports."""
_SHOWN = {
    "em": "emphasis",
    "strong": "strong emphasis",
    "del": "strikethrough",
    "code": "code",
    "line break": "a line break",
}
_LONGEST = 60


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Report what rendering prints as text, in the order of the translation."""
    if not pair.is_markdown:
        return
    refused = inline.refusals(pair.own.text, pair.source.text, context.policy)
    for each in refused:
        is_end = each.kind == "tag" and each.text.startswith("</")
        if each.kind in _LINKS or (is_end and len(refused) > 1):
            continue
        what = _SHOWN.get(each.kind, each.kind)
        shown = f" {each.text[:_LONGEST]}" if each.text else ""
        yield f"{what}{shown} is not in the source"


RULE = Rule(
    id="added-markup",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="Markup that the source does not have, and the site's policy does not list, is "
    "printed as text: readers see the asterisks and tags.",
    fix="Remove it, or write it with backslashes if it is meant to be read; what "
    "translations of this site may add is listed under [policy] in lingopress.toml.",
    find=find,
    in_drafts=True,
    in_interface=False,
)

"""White space before and after the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair


_MARKS = frozenset(":;!?»")
"""What French has a space before, also at the start of a text."""


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Compare the edges; line feeds are the rule msgfmt's."""
    del context
    own, source = pair.own.text.strip("\n"), pair.source.text.strip("\n")
    if own[:1].isspace() and not source[:1].isspace() and own.lstrip()[:1] not in _MARKS:
        yield "begins with white space"
    if own[-1:].isspace() and not source[-1:].isspace():
        yield "ends with white space"
    for edge, where in ((0, "begins"), (-1, "ends")):
        if source and own and source[edge].isspace() and not own[edge].isspace():
            yield f"the source {where} with white space, the translation does not"


RULE = Rule(
    id="outer-space",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="A message begins or ends with white space that the source does not have: it is "
    "lost, or words stick together.",
    fix="Remove it.",
    find=find,
)

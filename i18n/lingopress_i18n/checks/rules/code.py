"""Code spans: byte for byte as in the source."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Compare the contents of code spans, in any order."""
    del context
    own, source = Counter(pair.own.code), Counter(pair.source.code)
    missing, extra = list((source - own).elements()), list((own - source).elements())
    if own.total() > source.total():
        return  # added-markup tells it
    for at, code in enumerate(missing):
        if at < len(extra):
            yield f"`{extra[at]}` instead of `{code}`"
        else:
            yield f"`{code}` is missing"


RULE = Rule(
    id="code",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="Code is what readers type or look for: a translated or mistyped name does not work.",
    fix="Copy the code from the source, its backticks included.",
    find=find,
    in_drafts=True,
    in_interface=False,
)

"""Terms that are not to be translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.catalog.glossary import fixed_pattern
from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Look for what has to stay letter for letter; endings may follow it."""
    terms = context.finder.occurring(pair.source.words)
    translated = {term.source for term in terms if not term.is_fixed}
    pattern = fixed_pattern(term for term in terms if term.source not in translated)
    if pattern is not None:
        for name in dict.fromkeys(pattern.findall(pair.source.words)):
            if name not in pair.own.words:
                yield f"{name} is not to be translated"


RULE = Rule(
    id="fixed-terms",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="The glossary says of a term that it stays as it is, and it is not in the translation.",
    fix="Write it as the source does; if it does have a translation, put that into glossary.po.",
    find=find,
    in_drafts=True,
)

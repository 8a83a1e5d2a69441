"""Terms of the glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.catalog.glossary import pattern
from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_SHORTEST = 4


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Look for every term of the source; an inflected form of a word counts as the word."""
    for term in context.terms:
        if not pattern([term.source, f"{term.source}s"]).search(pair.source.words):
            continue
        accepted = pattern([_inflected(term.target, context), *term.forms])
        if not accepted.search(pair.own.words):
            yield f"{term.source} is {term.target} in the glossary"


def _inflected(target: str, context: Context) -> str:
    """Let the last letters of long words differ; without spaces, a term stands anywhere."""
    if not context.target.joiner:
        return f"*{target}*"
    words = (
        f"{word[: max(_SHORTEST, len(word) - 2)]}*" if len(word) > _SHORTEST else word
        for word in target.split()
    )
    return " ".join(words)


RULE = Rule(
    id="terms",
    title=str(__doc__),
    severity=Severity.INFO,
    why="A term of the source is in the glossary, and neither its translation nor another "
    "accepted form is in the sentence.",
    fix="Use the glossary's term; if another form of it stands there, add that to the "
    "term's forms in glossary.po.",
    find=find,
)

"""Sentences in another language of the same script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.function_words import function_words
from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FEWEST = 3
_SHARE = 0.2


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Count the function words of every language that is known, each word once."""
    words = set(_WORD.findall(pair.own.prose.lower().replace("’", "'")))
    pieces = words | {piece for word in words for piece in word.split("'")}
    lists = function_words()
    own = len(pieces & lists.get(context.language, frozenset()))
    if context.language not in lists:
        return
    for language, known in lists.items():
        found = sorted((pieces & known) - lists[context.language])
        if len(found) >= _FEWEST and len(found) > 2 * own and len(found) >= _SHARE * len(words):
            yield f"looks like {language}: {', '.join(found[:4])}"
            return


RULE = Rule(
    id="language",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="The small words of the sentence belong to another language: it is in the wrong "
    "catalog, or a machine took the wrong language.",
    fix="Translate it into the language of the catalog.",
    find=find,
    in_drafts=True,
)

"""French no-break spaces before ; : ! ? and inside « »."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_PLAIN = re.compile(r"(\S+)[ \t]+([;:!?»](?=[\s)\]*_\ufffc]|$))|«[ \t]+(\S+)")
_NONE = re.compile(r"([^\W\d_]{2,})([;!?]|(?<=\w)»)(?=\s|$)|«([^\W\d_]+)")
_TIGHT = frozenset({"CA"})
"""Regions where no space stands before ; ! ?"""


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Report the first mark with a plain space, and the first with none."""
    if context.language != "fr":
        return
    plain = _PLAIN.search(pair.own.words)
    if plain:
        yield f"a plain space {f'after « before {plain[3]}' if plain[3] else f'before {plain[2]} after {plain[1]}'}"
    is_tight = context.target.tag.rpartition("-")[2] in _TIGHT
    none = None if is_tight else _NONE.search(pair.own.prose)
    if none:
        yield f"no space {f'after « before {none[3]}' if none[3] else f'before {none[2]} after {none[1]}'}"


RULE = Rule(
    id="french-spaces",
    title=str(__doc__),
    severity=Severity.INFO,
    why="In French a no-break space stands before ; : ! ? and inside « »: a plain one lets "
    "the mark begin a line, and none looks careless.",
    fix="Put a narrow no-break space (U+202F), or a no-break space (U+00A0), there.",
    find=find,
)

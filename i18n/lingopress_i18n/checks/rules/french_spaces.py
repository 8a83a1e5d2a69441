"""French no-break spaces before ; : ! ? and inside « »."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_PLAIN = re.compile(r"(\S{1,40})[ \t]{1,3}([;:!?»](?=[\s)\]*_\ufffc]|$))|«[ \t]{1,3}(\S{1,40})")
_NONE = re.compile(r"([^\W\d_]{2,40})([;!?]|(?<=\w)»)(?=\s|$)|«([^\W\d_]{1,40})")
_TIGHT = frozenset({"CA"})
"""Regions where no space stands before ; ! ?"""


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Report the first mark with a plain space, and the first with none."""
    if context.language != "fr":
        return
    plain = _PLAIN.search(pair.own.words)
    if plain:
        yield f"a plain space {_place(plain)}"
    is_tight = context.target.tag.rpartition("-")[2] in _TIGHT
    none = None if is_tight else _NONE.search(pair.own.prose)
    if none:
        yield f"no space {_place(none)}"


def _place(found: re.Match[str]) -> str:
    return f"after « before {found[3]}" if found[3] else f"before {found[2]} after {found[1]}"


RULE = Rule(
    id="french-spaces",
    title=str(__doc__),
    severity=Severity.INFO,
    why="In French a no-break space stands before ; : ! ? and inside « »: a plain one lets "
    "the mark begin a line, and none looks careless.",
    fix="Put a narrow no-break space (U+202F), or a no-break space (U+00A0), there.",
    find=find,
)

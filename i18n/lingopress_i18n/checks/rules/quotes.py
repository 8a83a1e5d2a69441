"""Quotation marks of another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import cldr, locales
from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_ALSO = {
    "Latn": "«»“”‘’",
    "Cyrl": "«»„“",
    "Arab": "«»“”",
    "Grek": "«»“”",
    "Hans": "“”‘’「」『』《》〈〉",
    "Hant": "「」『』《》〈〉“”",
}
"""What is in use besides the marks that CLDR names."""
_STRICT = {"fr": "«»", "ru": "«»„“", "uk": "«»„“", "el": "«»“”", "de": "„“‚‘»«›‹", "ja": "「」『』"}
"""Languages in which only these are."""
_ALL = "«»“”„‟「」『』"


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Look for marks of another language; inside another pair they may be a quotation within."""
    (start, end), (inner_start, inner_end) = cldr.quotation_marks(context.target)
    own = {sign for sign in pair.own.words if sign in _ALL}
    known = set(_STRICT.get(context.language) or _ALSO.get(locales.script(context.target), ""))
    known |= {start, end, inner_start, inner_end}
    if own & {start, end}:
        return
    foreign = sorted(own - known)
    if foreign:
        yield f"{' '.join(foreign)} instead of {start} {end}"


RULE = Rule(
    id="quotes",
    title=str(__doc__),
    severity=Severity.INFO,
    why="Quotation marks are those of another language: “so” in French, where « so » is "
    "the custom.",
    fix="Use your language's own.",
    find=find,
)

"""Text that is still the source's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_LOWER = re.compile(r"(?<![\w./:-])[a-zà-ÿ]{2,}(?![\w./:-])")
_FEWEST = 2


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Report equal words; names, single words and numbers may well be equal."""
    own, source = pair.own.prose.split(), pair.source.prose.split()
    words = " ".join(source)
    if own != source or any(each.fullmatch(words) for each in context.unchanged):
        return
    if len(_LOWER.findall(words)) >= _FEWEST:
        yield "is the same as the source"


RULE = Rule(
    id="unchanged",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="The translation is the source, word for word: most likely nobody has translated it.",
    fix="Translate it; list what stays as it is, such as names, under checks.unchanged in "
    "lingopress.toml.",
    find=find,
    in_drafts=True,
)

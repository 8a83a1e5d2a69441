"""Characters that no text has: broken encodings, control characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_MOJIBAKE = re.compile("[ÂÃ][\x80-\xbf]|â€|Ð[\x80-\xbfŸ-ž°-¿]Ñ?|\ufffd|ï»¿")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ufeff\u2060]")


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Look for what the source does not have either."""
    del context
    own, source = pair.own.text, pair.source.text
    broken = _MOJIBAKE.search(own)
    if broken and broken[0] not in source:
        yield f"{broken[0]} comes from a broken encoding"
    control = _CONTROL.search(own)
    if control and control[0] not in source:
        yield f"U+{ord(control[0]):04X} is a control character"


RULE = Rule(
    id="characters",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="The text has characters of a broken encoding (Ã©, â€™, �) or invisible control "
    "characters.",
    fix="Type the words anew.",
    find=find,
    in_drafts=True,
)

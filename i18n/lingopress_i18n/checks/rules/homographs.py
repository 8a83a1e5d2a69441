"""Letters of two scripts in one word, which look alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n import cldr
from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_WORD = re.compile(r"[^\W\d_]{2,}")
_ALIKE = {
    "Latn": "aceiopsxyjABCEHIKMOPSTXYk",
    "Cyrl": "асеіорѕхујАВСЕНІКМОРЅТХУк",
    "Grek": "ονυκρταιΑΒΕΗΙΚΜΝΟΡΤΥΧΖ",
}


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Look for words of Latin and Cyrillic or Greek letters, one of them by look-alikes only."""
    del context
    for word in _WORD.findall(pair.own.words):
        if word.isascii() or word in pair.source.words:
            continue
        letters: dict[str, list[str]] = {}
        for letter in word:
            letters.setdefault(cldr.script_of(letter), []).append(letter)
        found = [each for each in _ALIKE if each in letters]
        if len(found) > 1 and any(set(letters[each]) <= set(_ALIKE[each]) for each in found):
            yield f"{word} has letters of {' and '.join(found)}"


RULE = Rule(
    id="homographs",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="A word has letters of two scripts, such as a Cyrillic а in a Latin word: it looks "
    "right, and no search finds it.",
    fix="Retype the word.",
    find=find,
)

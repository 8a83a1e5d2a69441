"""Letters of a script that the language is not written in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n import cldr, locales
from lingopress_i18n.checks.rule import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair

_FAMILIES = {
    "Hans": {"Hani"},
    "Hant": {"Hani", "Bopo"},
    "Jpan": {"Hani", "Hira", "Kana"},
    "Kore": {"Hang", "Hani"},
}
_NEUTRAL = frozenset({"Zyyy", "Zinh", "Zzzz"})
_FEWEST = 12
_SHARE = 0.15
_WORD = re.compile(r"[^\W\d_]+")
_TRADITIONAL = frozenset(
    "這們個來時會說國對學還進過條問開關發現應無點電體當經與義員動華書門題樣讓幾從頭"
)
_SIMPLIFIED = frozenset(
    "这们个来时会说国对学还进过条问开关发现应无点电体当经与义员动华书门题样让几从头"
) - {"会", "现"}


def find(pair: Pair, context: Context) -> Iterator[str]:
    """Count letters by script, outside of code, addresses and what the source has as it is."""
    wanted = locales.script(context.target)
    scripts = _FAMILIES.get(wanted, {wanted})
    letters = [each for each in pair.own.prose if each.isalpha()]
    known = scripts | _NEUTRAL | {"Latn"} | {_script(each) for each in pair.source.words}
    foreign = "".join(
        each if each.isalpha() and _script(each) not in known else " " for each in pair.own.prose
    )
    for word in foreign.split():
        if len(word) > 1:
            yield f"{word} is not {wanted}"
            return
    own_words = set(_WORD.findall(pair.own.prose)) - set(_WORD.findall(pair.source.text))
    new = [letter for word in own_words for letter in word]
    share = sum(_script(each) in scripts for each in new)
    if len(new) >= _FEWEST and share < len(new) * _SHARE:
        yield f"hardly a letter is {wanted}"
    elif wanted in ("Hans", "Hant"):
        wrong = (_TRADITIONAL - _SIMPLIFIED) if wanted == "Hans" else (_SIMPLIFIED - _TRADITIONAL)
        found = [each for each in letters if each in wrong]
        if found:
            kind = "traditional" if wanted == "Hans" else "simplified"
            yield f"{''.join(dict.fromkeys(found))}: {kind} characters"


def _script(letter: str) -> str:
    return cldr.script_of(letter)


RULE = Rule(
    id="script",
    title=str(__doc__),
    severity=Severity.WARNING,
    why="The text is in another script than the language's, or has letters of a script "
    "that neither it nor the source uses.",
    fix="Translate it, or retype the letters.",
    find=find,
    in_drafts=True,
)

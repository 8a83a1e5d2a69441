"""Where a string's line is broken: Unicode's rules (UAX 14), in the way of GNU gettext.

ICU's own line breaker follows a newer edition of the rules and has dictionaries for Thai and its
like: of the wrapped strings of two real catalogs it breaks 6 % elsewhere than msgcat, and these
rules none. ICU gives the classes of characters only, and is loaded for text beyond ASCII only.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from bisect import bisect_right
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ASCII = {
    **{chr(code): "AL" for code in range(0x21, 0x7F)},
    **{chr(code): "CM" for code in (*range(0x20), 0x7F)},
    **dict.fromkeys("0123456789", "NU"),
    **dict.fromkeys("([{", "OP"),
    **dict.fromkeys(")]", "CP"),
    **dict.fromkeys("!?", "EX"),
    **dict.fromkeys(",.:;", "IS"),
    **dict.fromkeys("\"'", "QU"),
    **dict.fromkeys("$+\\", "PR"),
    **dict(zip(" %-/|}", ("SP", "PO", "HY", "SY", "BA", "CL"), strict=True)),
}
_RESOLVED = {
    **dict.fromkeys(("XX", "AI", "SA", "SG", "AK", "AP", "AS"), "AL"),
    **dict.fromkeys(("VF", "VI"), "CM"),
    "CB": "ID",
    "CJ": "NS",
}
"""Classes that the rules leave to the implementation, or that are younger than gettext 0.21."""
_MANDATORY = re.compile("[\x85\u2028\u2029]|$")
"""After these characters a reader's line begins anew; the file's line goes on."""

_NARROW = re.compile("[ -~\xa0-\u02af\u0370-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2027]*")
"""Text of one column a character, which need not be looked up: Latin, Greek, Cyrillic."""
_SIGNS = "*`"
"""Like letters; Markdown has them around words."""
_CLOSERS = ",.:;)"
"""Nothing is broken before these, whatever they follow."""
_ENDS = _CLOSERS + _SIGNS
_PLAINEST = "\u0250"
"""Before it, whatever is a letter or a digit is one for the rules, too."""
_LETTERS = frozenset(("AL", "HL"))
_IDEOGRAPHS = frozenset(("ID", "EB", "EM"))
_KOREAN = frozenset(("H2", "H3", "JL", "JT", "JV"))
_OPENING = frozenset(("OP", "WIDE-OP"))
_CLOSING = frozenset(("CL", "CP", "WIDE-CP"))
_MARKS = frozenset(("CM", "ZWJ"))
_SYLLABLES = {
    "JL": frozenset(("JL", "JV", "H2", "H3")),
    **dict.fromkeys(("JV", "H2"), frozenset(("JV", "JT"))),
    **dict.fromkeys(("JT", "H3"), frozenset(("JT",))),
}


class _Break(Enum):
    """What the rules say of two classes that follow each other."""

    NEVER = 0
    AFTER_SPACES = 1
    ALWAYS = 2


class _Classes(dict[str, str]):
    """Line breaking classes by character, looked up once."""

    def __missing__(self, character: str) -> str:
        import icu  # noqa: PLC0415 - most catalogs' lines are broken without it

        number = icu.Char.getIntPropertyValue(character, icu.UProperty.LINE_BREAK)
        name: str = icu.Char.getPropertyValueName(
            icu.UProperty.LINE_BREAK, number, icu.UPropertyNameChoice.SHORT_PROPERTY_NAME
        )
        name = _RESOLVED.get(name, name)
        if name in {"OP", "CP"} and unicodedata.east_asian_width(character) in "FHW":
            name = f"WIDE-{name}"
        self[character] = name
        return name


class _Widths(dict[str, int]):
    """Columns by character, looked up once."""

    def __missing__(self, character: str) -> int:
        is_jamo = "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff"
        is_mark = unicodedata.category(character) in {"Mn", "Me", "Cf"} and character != "\u00ad"
        width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        self[character] = 0 if is_mark or is_jamo else width
        return self[character]


_classes = _Classes(_ASCII)
_widths = _Widths()


def columns(text: str) -> int:
    """Count the columns that a text takes in a terminal; East Asian wide characters take two."""
    return len(text) if _NARROW.fullmatch(text) else sum(map(_widths.__getitem__, text))


def wrap(line: str, width: int) -> list[str]:
    r"""Cut an escaped line into the pieces that msgcat cuts it into: ``width`` columns at most.

    A word that is longer keeps its length. No escape is cut, nor ``\\n`` from what it ends.
    """
    if len(line) * 2 <= width:
        return [line]
    if (line.isascii() and line.isprintable()) or _NARROW.fullmatch(line):
        return _wrap(line, range(1, len(line) + 1), width, is_narrow=True)
    pieces = [""]
    at = 0
    for mandatory in _MANDATORY.finditer(line):
        part = line[at : mandatory.end()]
        ends = list(itertools.accumulate(map(_widths.__getitem__, part)))
        begun, *more = _wrap(part, ends, width, is_narrow=False)
        pieces[-1:] = [pieces[-1] + begun, *more]
        at = mandatory.end()
    return pieces


def head(line: str) -> str:
    """Give what stands before the first place where an escaped line may be broken."""
    breaks = (at for at in range(1, len(line)) if _may_break(line, at))
    return line[: next(breaks, len(line))]


def may_break(line: str) -> bool:
    """Tell whether there is any place where an escaped line may be broken."""
    blank = line.find(" ")  # nearly always it is one between two words
    if blank > 0 and line[blank - 1].isalnum() and line[blank + 1 : blank + 2].isalnum():
        return True
    return head(line) != line


def _wrap(line: str, ends: Sequence[int], width: int, *, is_narrow: bool) -> list[str]:
    """Cut a line of which the columns at the end of each character are known."""
    pieces = []
    start = used = 0
    while ends and ends[-1] - used > width:
        limit = used + width if is_narrow else bisect_right(ends, used + width)
        at = _last_blank(line, start, limit) if is_narrow else 0
        if not at:
            at = limit
            while at > start and not _may_break(line, at):
                at -= 1
        if at <= start:
            longer = range(max(limit, start) + 1, len(line))
            at = next((each for each in longer if _may_break(line, each)), len(line))
            if at == len(line):
                break
        pieces.append(line[start:at])
        start, used = at, ends[at - 1]
    return [*pieces, line[start:]]


def _last_blank(line: str, start: int, limit: int) -> int:
    """Find the last break of a narrow line in the simplest case: between two words; else give 0."""
    blank = line.rfind(" ", start, limit)
    if blank <= start or not (line[blank - 1].isalnum() or line[blank - 1] in _ENDS):
        return 0
    word = line[blank + 1 : limit + 1].removesuffix(" ").rstrip(_CLOSERS).strip(_SIGNS)
    return blank + 1 if word.isalnum() else 0


def _may_break(line: str, at: int) -> bool:
    """Tell whether a line may be broken before its character ``at``, counted from 0."""
    before, after = line[at - 1], line[at]
    if after.isalnum():  # nearly always: within a word, or between two
        if before.isalnum() and before < _PLAINEST > after:
            return False
        if before == " " and at > 1 and line[at - 2].isalnum():
            return True
    right = _classes[after]
    if right in {"SP", "ZW"} or _is_in_escape(line, at):
        return False
    base = at - 1
    while base >= 0 and line[base] == " ":
        base -= 1
    if base < 0:
        return False
    is_spaced = base < at - 1
    left = _classes[line[base]]
    if left == "ZW" or (right in _MARKS and is_spaced):
        return True
    if right in _MARKS or (left == "ZWJ" and not is_spaced):
        return False
    if left in _MARKS:
        left = _marked(line, base)
    elif not is_spaced and _is_held_together(line, base, left, right):
        return False
    said = _between(left, right)
    return said is _Break.ALWAYS or (is_spaced and said is _Break.AFTER_SPACES)


def _is_in_escape(line: str, at: int) -> bool:
    if line[at - 1] == "\\" and (at - len(line[:at].rstrip("\\"))) % 2:
        return True
    return at == len(line) - 2 and line.endswith("\\n")


def _marked(line: str, at: int) -> str:
    """Give the class of what a mark belongs to (LB9); alone it is like a letter (LB10)."""
    while at >= 0 and _classes[line[at]] in _MARKS:
        at -= 1
    left = _classes[line[at]] if at >= 0 else "SP"
    return "AL" if left in {"SP", "ZW"} else left


def _is_held_together(line: str, at: int, left: str, right: str) -> bool:
    """Tell whether a flag of two letters (LB30a), or Hebrew before a hyphen (LB21a), goes on."""
    if left == right == "RI":
        before = itertools.takewhile(lambda each: _classes[each] == "RI", reversed(line[: at + 1]))
        return sum(1 for _ in before) % 2 == 1
    return left in {"HY", "BA"} and at > 0 and _classes[line[at - 1]] == "HL"


@functools.cache
def _between(left: str, right: str) -> _Break:
    """Apply the rules for two classes, in their order (Unicode 13; LB16 and LB29 as gettext)."""
    if (
        right in _CLOSING | {"WJ", "EX", "IS", "SY"}  # LB11, LB13
        or left in _OPENING  # LB14
        or (left == "QU" and right in _OPENING)  # LB15
        or (left, right) in {("CL", "NS"), ("B2", "B2")}  # LB16, LB17
    ):
        return _Break.NEVER
    if (
        left in {"WJ", "GL", "BB"}  # LB11, LB12, LB21
        or "QU" in {left, right}  # LB19
        or right in {"BA", "HY", "NS", "IN"}  # LB21, LB22
        or (right == "GL" and left not in {"BA", "HY"})  # LB12a
        or (left, right) in {("SY", "HL"), ("EB", "EM")}  # LB21b, LB30b
        or _is_number(left, right)
        or _is_word(left, right)
    ):
        return _Break.AFTER_SPACES
    return _Break.ALWAYS


def _is_number(left: str, right: str) -> bool:
    """Tell whether a number and its signs go on (LB23a, LB25, LB27)."""
    if right == "NU":
        return left in {"PO", "PR", "HY", "IS", "NU", "SY"}
    if left == "PR" or right == "PO":
        other = right if left == "PR" else left
        if other in _IDEOGRAPHS | _KOREAN:
            return True
    if left in {"PR", "PO"}:
        return right in _OPENING
    return right in {"PR", "PO"} and left in _CLOSING | {"NU"}


def _is_word(left: str, right: str) -> bool:
    """Tell whether a word goes on (LB23, LB24, LB26, LB28, LB30)."""
    parts = _LETTERS | {"NU", "PR", "PO"}
    return (
        (left in _LETTERS and right in parts | {"OP"})
        or (right in _LETTERS and left in parts | {"CP"})
        or (left, right) in {("NU", "OP"), ("CP", "NU")}
        or right in _SYLLABLES.get(left, ())
    )

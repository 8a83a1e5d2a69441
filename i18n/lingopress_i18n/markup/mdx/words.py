"""Expressions and tags amid the words of a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from lingopress_i18n.elements import VOID
from lingopress_i18n.markup import jsx

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGN = re.compile(r"\\.|`+|\$\$?|[{<]", re.DOTALL)
_HTML = re.compile(
    r"""</?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:'[^']*'|"[^"]*"))?)*\s*/?>""",
    re.ASCII,
)
"""A tag that a parser of HTML reads, too."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class Word(NamedTuple):
    """Something that is no text."""

    start: int
    end: int
    kind: Literal["expression", "tag", "html", "code", "odd"]
    """``html`` for a tag that says the same in HTML, ``code`` for a formula, too; ``odd`` for a
    sign that opens nothing."""
    tag: jsx.Tag | None = None


def find(text: str, start: int, end: int, stop: int) -> Iterator[Word]:
    """Go through what is no text and begins between two offsets, or on the line that one ends on.

    All ends before ``stop``.
    """
    at = start
    while sign := _SIGN.search(text, at, end):
        at = sign.end()
        match sign[0][0]:
            case "`":
                closing = _code_end(text, sign[0], at, stop)
                found = Word(sign.start(), closing or at, "code" if closing else "odd")
            case "$":
                closing = _formula_end(text, sign[0], at, stop)
                found = Word(sign.start(), closing or at, "code" if closing else "odd")
            case "{" | "<":
                found = _word(text, sign.start(), stop)
            case _:
                continue
        yield found
        at = found.end
        if at > end:
            end = text.find("\n", at, stop)
            end = stop if end < 0 else end


def _word(text: str, start: int, stop: int) -> Word:
    if text[start] == "{":
        end = jsx.expression(text, start, stop)
        return Word(start, end, "expression") if end else Word(start, start + 1, "odd")
    if comment := _COMMENT.match(text, start, stop):
        return Word(start, comment.end(), "html")
    tag = jsx.tag(text, start, stop)
    if tag is None:
        return Word(start, start + 1, "odd")
    is_html = tag.name.islower() and (not tag.is_closed or tag.name in VOID)
    is_html = is_html and _HTML.fullmatch(text, start, tag.end) is not None
    return Word(start, tag.end, "html" if is_html else "tag", tag)


def _code_end(text: str, fence: str, at: int, stop: int) -> int | None:
    """Give where a code span ends; None where its sign opens none."""
    closing = re.compile(rf"(?<!`){fence}(?!`)").search(text, at, min(stop, at + jsx.LONGEST))
    return closing.end() if closing else None


def _formula_end(text: str, fence: str, at: int, stop: int) -> int | None:
    """Likewise, of a formula between dollar signs."""
    if not text[at : at + 1].strip():
        return None
    closing = re.compile(rf"(?<=[^\s\\]){re.escape(fence)}(?![\d$])")
    found = closing.search(text, at, min(stop, at + jsx.LONGEST))
    return found.end() if found else None

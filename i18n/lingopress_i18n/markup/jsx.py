"""JSX in Markdown: where a tag ends, and a JavaScript expression in braces.

Not parsed but measured: braces, quotes, template strings and comments are told apart, as far as it
takes to find an end. After the grammars of JSX (2022) and of MDX 3.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 200_000
"""Characters of the longest tag or expression; what is longer is text."""
_STEP = re.compile(
    r"""[{}`]|"(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|//[^\n]*+|/\*.*?\*/""", re.DOTALL
)
_PROGRAM_STEP = re.compile(rf"\n[ \t]*(?=\n|\Z)|[()\[\]]|{_STEP.pattern}", re.DOTALL)
_TEMPLATE = re.compile(r"\\.|`|\$\{", re.DOTALL)
_IDENTIFIER = r"[A-Za-z_$][\w$-]*+"
_OPENING = re.compile(rf"<(/?)({_IDENTIFIER}(?:[.:]{_IDENTIFIER})*+(?=[\s/>{{])|(?=>))", re.ASCII)
_ATTRIBUTE = re.compile(rf"({_IDENTIFIER}(?::{_IDENTIFIER})?)(\s*=\s*)?", re.ASCII)
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
_END = re.compile(r"/?\s*>")
_SPACE = re.compile(r"\s*")


class Quoted(NamedTuple):
    """An attribute whose value stands between quotation marks."""

    tag: str
    """The name of its element: ``TabItem``."""
    name: str
    start: int
    """Offset of the first quotation mark."""
    end: int
    """Offset one past the last."""


class Tag(NamedTuple):
    """A tag as it stands in a text."""

    name: str
    """Empty for a fragment's."""
    is_end: bool
    is_closed: bool
    """Whether it ends in ``/>``."""
    end: int
    """Offset one past its last character."""
    attributes: tuple[Quoted, ...]


def tag(text: str, start: int, stop: int) -> Tag | None:
    """Read the tag that begins at an offset and ends before ``stop``; None where there is none."""
    stop = min(stop, start + LONGEST)
    opening = _OPENING.match(text, start, stop)
    if not opening:
        return None
    is_end, name = bool(opening[1]), opening[2]
    found: list[Quoted] = []
    at = opening.end()
    while True:
        at = _after(_SPACE, text, at, stop)
        if ending := _END.match(text, at, stop):
            return Tag(name, is_end, ending[0][0] == "/", ending.end(), tuple(found))
        value = None if is_end else _attribute(text, at, stop, name)
        if value is None:
            return None
        at, quoted = value
        if quoted:
            found.append(quoted)


def _attribute(text: str, at: int, stop: int, tag_name: str) -> tuple[int, Quoted | None] | None:
    """Read an attribute, or a spread of them: where it ends, and its value between quotes."""
    if text.startswith("{", at):
        end = expression(text, at, stop)
        return None if end is None else (end, None)
    written = _ATTRIBUTE.match(text, at, stop)
    if not written:
        return None
    at = written.end()
    if written[2] is None:
        return at, None
    if text.startswith("{", at):
        end = expression(text, at, stop)
        return None if end is None else (end, None)
    value = _QUOTED.match(text, at, stop)
    if not value:
        return None
    return value.end(), Quoted(tag_name, written[1], value.start(), value.end())


def expression(text: str, start: int, stop: int) -> int | None:
    """Give the offset one past the brace that closes the one at ``start``; None without one.

    Where quotation marks and comments make no sense, such as in the words of an element, braces
    alone are counted.
    """
    stop = min(stop, start + LONGEST)
    return _closed(text, start + 1, stop) or _counted(text, start, stop)


def _closed(text: str, at: int, stop: int) -> int | None:
    """Find the end of what a brace has opened before ``at``, as JavaScript has it."""
    open_in = ["{"]  # braces, and template strings around them
    while open_in:
        step = (_TEMPLATE if open_in[-1] == "`" else _STEP).search(text, at, stop)
        if not step:
            return None
        at = step.end()
        match step[0]:
            case "}" if open_in[-1] == "{":
                open_in.pop()
            case "`" if open_in[-1] == "`":
                open_in.pop()
            case "`":
                open_in.append("`")
            case "{" | "${":
                open_in.append("{")
            case _:
                continue
    return at


def program(text: str, start: int) -> int:
    """Give where a program ends that begins at an offset: at a blank line between its statements.

    That is one at which no bracket is open; the first, if a bracket is open to the end of the text.
    """
    open_in: list[str] = []
    at, first = start, -1
    while step := (_TEMPLATE if open_in[-1:] == ["`"] else _PROGRAM_STEP).search(text, at):
        at = step.end()
        sign = step[0]
        if sign == "`":
            open_in = open_in[:-1] if open_in[-1:] == ["`"] else [*open_in, sign]
        elif sign in ("{", "${", "(", "["):
            open_in.append(sign)
        elif sign in ("}", ")", "]"):
            open_in = open_in[:-1]
        elif sign.startswith("\n"):
            first = step.start() if first < 0 else first
            if not open_in:
                return step.start()
    return first if open_in and first >= 0 else len(text.rstrip("\n"))


def _counted(text: str, start: int, stop: int) -> int | None:
    depth = 0
    for brace in re.compile(r"[{}]").finditer(text, start, stop):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return None


def _after(pattern: re.Pattern[str], text: str, at: int, stop: int) -> int:
    found = pattern.match(text, at, stop)
    return found.end() if found else at

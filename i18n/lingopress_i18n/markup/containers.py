"""Admonitions and tabs in Markdown: ``:::tip Title`` to ``:::``, ``!!! note`` and indented lines.

CommonMark knows neither. Before it reads an article, the lines that open and close a container
become comments of our own, blocks of one line wherever they stand, and an indented body loses its
indentation. So do lines of nothing but template tags between lines of text: see ``tag_lines``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lingopress_i18n.markup import tag_lines

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_COLONS = re.compile(r" {0,3}(:{3,})[ \t]*(.*)")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]{1,4}(?=\S)|[ \t])")
_LABEL = re.compile(r"\[(.*)\](?:\{[^{}]*\})?")
_OPENING = re.compile(r"(?:\{\.?([A-Za-z][\w-]*)\}|([A-Za-z][\w-]*))[ \t]*(.*)")
_INDENTED = re.compile(
    r" {0,3}(?:(?:!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]*(?:[ \t]+(?:annotate|end|inline)){0,3})"
    r"(?:[ \t]+\"(.*)\")?|===[!+]?[ \t]+\"(.+)\")[ \t]*"
)
"""What opens an indented body: ``!!! note "Title"``, ``??? note`` that is folded, ``=== "Tab"``."""
_SIGNS = (":::", "!!!", "???", "===", *tag_lines.SIGNS)
"""One of these is in every body that has anything to find."""
_TAB = "tab"
"""What a tab is called, which has a title alone."""
_DEEPEST = 10
"""How many indented bodies may be in each other; a deeper one is text."""
_MARK = re.compile(r"<!--lingopress:container (\d+)-->")


class Mark(NamedTuple):
    """The opening or closing line of a container."""

    line: str
    """The line as it was written; empty for the end of an indented body."""
    kind: str = ""
    """``tip``, ``note``: whatever the author calls it; empty for a closing line."""
    title: str = ""
    """Inline Markdown; may be empty."""
    is_tags: bool = False
    """Whether the line is one of template tags, and neither opens nor closes a container."""
    code: str = ""
    """``begins`` where what follows is code, ``ends`` behind it."""


@dataclass
class Text:
    """An article's body, its containers marked by comments."""

    body: str
    marks: list[Mark] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    """For each line of the body, its index in the body as written, from 0."""

    def mark(self, comment: str) -> Mark | None:
        """Tell which container line a comment stands for."""
        match = _MARK.fullmatch(comment.strip())
        return self.marks[int(match[1])] if match and int(match[1]) < len(self.marks) else None

    def is_marks(self, text: str) -> bool:
        """Tell whether there is nothing in a text but our comments."""
        return not _MARK.sub("", text).strip()

    def restore(self, text: str) -> str:
        """Put container lines back, in code where they are none."""
        if not self.marks:
            return text
        return _MARK.sub(lambda match: self.marks[int(match[1])].line.strip(), text)


def read(body: str, *, only_colons: bool = False) -> Text:
    """Find the containers. One that is not closed, or not opened, is text.

    With ``only_colons`` the program that reads the body knows no others.
    """
    known = (":::",) if only_colons else _SIGNS
    signs = (each for each in known if each[0] in body)  # one character is found much sooner
    if not any(each in body for each in signs) or _MARK.search(body):
        return Text(body, [], list(range(body.count("\n") + 1)))
    reader = _Reader(only_colons=only_colons)
    reader.read(list(enumerate(body.split("\n"))))
    return Text("\n".join(reader.out), reader.marks, reader.lines)


class _Reader:
    """Copies lines, with comments in place of those that open or close a container."""

    def __init__(self, *, only_colons: bool = False) -> None:
        self._only_colons = only_colons
        self.out: list[str] = []
        self.lines: list[int] = []
        self.marks: list[Mark] = []

    def read(self, lines: list[tuple[int, str]], depth: int = 0, base: int = 0) -> None:
        """Copy lines that are indented by ``base`` columns, and what is in them."""
        seen = _scanned(lines, base)
        marks = _paired(lines, seen) | ({} if self._only_colons else _tags(lines, seen))
        is_deep = self._only_colons or depth == _DEEPEST
        at = 0
        while at < len(lines):
            (number, line), (own, is_code) = lines[at], seen[at]
            at += 1
            opening = None if is_code or is_deep else _INDENTED.fullmatch(own)
            if opening:
                title = opening[2] or opening[3] or ""
                indent = line[: len(line) - len(line.lstrip())].expandtabs(4)
                self._mark(number, indent, Mark(line, opening[1] or _TAB, title))
                width = len(indent)
                end = _body_end(lines, at, width + 4)
                body = [(n, " " * width + _dedent(each, width + 4)) for n, each in lines[at:end]]
                self.read(body, depth + 1, width)
                self._mark(number if end == at else lines[end - 1][0], indent, Mark(""))
                at = end
            elif number in marks:
                self._mark(number, line[: len(line) - len(line.lstrip())], marks[number])
            else:
                self.out.append(line)
                self.lines.append(number)

    def _mark(self, number: int, indent: str, mark: Mark) -> None:
        self.out.append(f"{indent}<!--lingopress:container {len(self.marks)}-->")
        self.lines.append(number)
        self.marks.append(mark)


def _scanned(lines: list[tuple[int, str]], base: int) -> list[tuple[str, bool]]:
    """Give each line without what indents it as part of a list, and whether it is fenced code."""
    found: list[tuple[str, bool]] = []
    items: list[int] = []  # columns where the text of open items begins
    fence, is_blank = "", True
    for _, line in lines:
        words = line.lstrip(" \t")
        column = len(line.expandtabs(4)) - len(words.expandtabs(4)) if words else 0
        is_item = _ITEM.match(words) is not None
        while not fence and words and items and column < items[-1] and (is_blank or is_item):
            items.pop()
        start = items[-1] if items else base
        own = " " * max(column - start, 0) + words
        fence, is_code = _follow(fence, own)
        found.append((own, is_code))
        if (marker := _ITEM.match(words)) and not is_code:
            items.append(column + len(marker[0].expandtabs(4)))
        is_blank = not words.strip()
    return found


def _paired(lines: list[tuple[int, str]], seen: list[tuple[str, bool]]) -> dict[int, Mark]:
    """Find the lines of colons that open and close containers, by their numbers."""
    found: dict[int, Mark] = {}
    stack: list[tuple[int, int, Mark]] = []  # number, count of colons
    for (number, line), (own, is_code) in zip(lines, seen, strict=True):
        colons = None if is_code else _COLONS.fullmatch(own.rstrip())
        if not colons:
            continue
        opening = _OPENING.fullmatch(colons[2])
        if opening:
            title = opening[3].strip()
            labelled = _LABEL.fullmatch(title)
            title = labelled[1] if labelled else title
            kind = opening[1] or opening[2]
            stack.append((number, len(colons[1]), Mark(line, kind, title)))
        elif not colons[2] and stack and len(colons[1]) >= stack[-1][1]:
            opened, _, mark = stack.pop()
            found[opened], found[number] = mark, Mark(line)
    return found


def _tags(lines: list[tuple[int, str]], seen: list[tuple[str, bool]]) -> dict[int, Mark]:
    """Find the lines of template tags that are blocks of their own, by their numbers."""
    found = tag_lines.find(["" if is_code else own for own, is_code in seen])
    return {lines[at][0]: Mark(lines[at][1], is_tags=True, code=code) for at, code in found.items()}


def _follow(fence: str, line: str) -> tuple[str, bool]:
    """Give the code fence that is open after a line, and whether the line is code."""
    match = _FENCE.fullmatch(line)
    if fence:
        is_end = match and match[1].startswith(fence) and not match[2].strip()
        return ("" if is_end else fence), True
    is_start = match and not (match[1][0] == "`" and "`" in match[2])
    return (match[1], True) if match and is_start else ("", False)


def _body_end(lines: list[tuple[int, str]], start: int, width: int) -> int:
    """Give the index after an indented body's last line that is not blank."""
    end = start
    for index in range(start, len(lines)):
        line = lines[index][1].expandtabs(4)
        if line.strip():
            if len(line) - len(line.lstrip(" ")) < width:
                break
            end = index + 1
    return end


def _dedent(line: str, width: int) -> str:
    """Take ``width`` columns of white space from a line."""
    if not line.strip():
        return ""
    lead = line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4)
    return lead[width:] + line.lstrip(" \t")

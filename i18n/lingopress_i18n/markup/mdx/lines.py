"""The lines of an MDX body: which of them are program, and how far each is to be indented."""

from __future__ import annotations

import re

from lingopress_i18n.markup import jsx
from lingopress_i18n.markup.mdx import words
from lingopress_i18n.markup.mdx.hidden import Hidden

_SIGNS = re.compile(r"[{<]|^(?:im|ex)port |^(?: {4}|\t)", re.MULTILINE)
"""One of these is in every body that is not Markdown as it stands."""
_MODULE = re.compile(r"(?:im|ex)port ")
_BLANKS = re.compile(r"[ \t]*")
_MARKER = re.compile(r">[ \t]?|(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?=\S)|(?=\n|\Z))")
_FENCE = re.compile(r"(`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,}|\$\$(?=[ \t]*(?:\n|\Z)))")
_WRAPPED = re.compile(r"`{3,}[ \t]*mdx-code-block[ \t]*(?:\n|\Z)")
"""Opens what Docusaurus takes out of its fence before it reads it."""
_HEADING = re.compile(r"#{1,6}(?:[ \t]|\Z)")
_MARKED = re.compile(r"#{1,6}[ \t]|:{3,}")
_GIVEN = re.compile(r"(\{[#.][^{}\n]*\})[ \t]*|\{/\*[ \t]*#([\w-]+)[ \t]*\*/\}[ \t]*")
"""What is given to a heading or a container at its end: attributes, or an id in a comment."""
_CODE_WIDTH = 4
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n|\Z)")
_TAG_START = re.compile(r"</?[A-Za-z>]")
_MOST = 4_000_000
"""How many characters may be looked through for the ends of what has none: then all is text."""
_GUARDS = "\u2060\u2061\u2062\u2063\u2064"


def read(body: str) -> Hidden:
    """Hide what of an MDX body is no Markdown."""
    hidden = Hidden(body)
    if not _SIGNS.search(body):
        hidden.copy(0, len(body))
        return hidden
    hidden.guard = next((each for each in _GUARDS if each not in body), "")
    reader = _Reader(body, hidden)
    at = 0
    while at < len(body):
        at = reader.line(at)
    return hidden


class _Reader:
    """Copies lines."""

    def __init__(self, body: str, hidden: Hidden) -> None:
        self._body = body
        self._hidden = hidden
        self._items: list[tuple[int, int]] = []
        """Of the open items of lists: the column of their text as written, and as copied."""
        self._fence = ""
        self._is_quoted = False  # the fence
        self._shift = 0  # columns that its lines lose
        self._wrapped = ""  # the fence around what Docusaurus takes out of it
        self._in_paragraph = False
        self._lost = 0  # lines of the paragraph that were joined to others
        self._patience = _MOST
        self._stop = 0  # where the paragraph at hand ends at the latest

    def line(self, start: int) -> int:
        """Copy a line, and further ones where it goes on; give where the next one begins."""
        end = self._end(start)
        at = start + len(_blanks(self._body, start, end))
        if self._fence and not (self._is_quoted and not self._body.startswith(">", at)):
            return self._code(start, end)
        self._fence = ""
        if at == end:
            self._hidden.replace(start, start, "\n" * self._lost)
            self._in_paragraph, self._lost = False, 0
            return self._finish(start)
        if at == start and not self._in_paragraph and _MODULE.match(self._body, start):
            program = jsx.program(self._body, start)
            self._hidden.hide_flow(start, program, "")
            return self._finish(program)
        at, indent = self._indent(start, at, end)
        return self._block(start, at, end, indent)

    def _block(self, start: int, at: int, end: int, indent: str) -> int:
        """Copy a line from what it has behind its indentation and the marks of its containers."""
        body, was_paragraph = self._body, self._in_paragraph
        self._in_paragraph = False
        if self._wrapped and body[at:end].strip() == self._wrapped:
            self._wrapped = ""
            self._hidden.hide_flow(at, end, indent)
            return self._finish(end)
        if fence := _FENCE.match(body, at, end):
            return self._open(fence[1], start, at, end)
        if body.startswith("<!--", at) and (comment := body.find("-->", at)) >= 0:
            self._hidden.copy(at, comment)
            return self._finish(comment)
        flow = self._flow_end(at) if body.startswith(("<", "{"), at) else None
        if flow is not None:
            self._hidden.hide_flow(at, flow, indent)
            return self._finish(flow)
        self._in_paragraph = was_paragraph or not _HEADING.match(body, at, end)
        return self._text(at, end)

    def _end(self, at: int) -> int:
        end = self._body.find("\n", at)
        return len(self._body) if end < 0 else end

    def _finish(self, at: int) -> int:
        """Copy a line from an offset; give where the next one begins."""
        end = self._end(at) + 1
        self._hidden.copy(at, min(end, len(self._body)))
        return end

    def _indent(self, start: int, at: int, end: int) -> tuple[int, str]:
        """Copy what a line begins with, indented by less than code is.

        Gives where its text begins, and what a further line of the same block would begin with.
        """
        column = _width(self._body[start:at])
        while self._items and column < self._items[-1][0]:
            self._items.pop()
        own, copied = self._items[-1] if self._items else (0, 0)
        new = copied + min(column - own, _CODE_WIDTH - 1)
        if new == column:
            self._hidden.copy(start, at)
        else:
            self._hidden.replace(start, at, " " * new)
        prefix = " " * new
        while marker := _MARKER.match(self._body, at, end):
            width = _width(marker[0])
            column, new = column + width, new + width
            is_quote = marker[0].startswith(">")
            prefix += marker[0] if is_quote else " " * width
            if not is_quote:
                self._items.append((column, new))
            next_at = marker.end() + len(_blanks(self._body, marker.end(), end))
            self._hidden.copy(at, next_at)
            at = next_at
        return at, prefix

    def _open(self, fence: str, start: int, at: int, end: int) -> int:
        """Copy the line that opens a block of code or a formula."""
        if _WRAPPED.match(self._body, at, end):
            self._wrapped = fence
            self._hidden.hide_flow(at, end, "")
            return self._finish(end)
        self._fence = fence
        self._is_quoted = ">" in self._body[start:at]
        own, copied = self._items[-1] if self._items else (0, 0)
        column = _width(self._body[start:at])
        self._shift = max(0, column - own - _CODE_WIDTH + 1) + own - copied
        return self._finish(at)

    def _code(self, start: int, end: int) -> int:
        """Copy a line of code, or the one that ends it."""
        lead = _blanks(self._body, start, end)
        dropped = 0 if "\t" in lead else min(self._shift, len(lead))
        self._hidden.replace(start, start + dropped, "")
        words_ = self._body[start:end].strip(" \t>")
        if words_.startswith(self._fence) and not words_.strip(self._fence[0]):
            self._fence = ""
        return self._finish(start + dropped)

    def _flow_end(self, at: int) -> int | None:
        """Give where tags and expressions end that have lines of their own."""
        body, stop = self._body, len(self._body)
        while self._patience > 0:
            if body.startswith("{", at):
                end = jsx.expression(body, at, stop)
            else:
                tag = jsx.tag(body, at, stop)
                end = tag.end if tag else None
            if end is None:
                self._patience -= min(stop - at, jsx.LONGEST)
                return None
            at = end + len(_blanks(body, end, stop))
            if not body.startswith(("<", "{"), at):
                return end if self._end(at) == at else None
        return None

    def _text(self, at: int, end: int) -> int:
        """Copy a line of text; what goes on in further lines ends on one of them."""
        body = self._body
        if at >= self._stop:
            blank = _BLANK_LINE.search(body, at)
            self._stop = blank.start() if blank else len(body)
        if _TAG_START.match(body, at) and self._hidden.guard:
            self._hidden.replace(at, at, self._hidden.guard)
        is_marked = _MARKED.match(body, at) is not None
        for word in words.find(body, at, end, self._stop) if self._patience > 0 else ():
            end = max(end, word.end)
            given = _GIVEN.fullmatch(body, word.start, end) if is_marked else None
            if given:
                self._hidden.copy(at, word.start)
                self._hidden.replace(word.start, word.end, given[1] or f"{{#{given[2]}}}")
                at = word.end
            elif word.kind in ("expression", "tag"):
                self._hidden.copy(at, word.start)
                self._hidden.hide_word(word.start, word.end)
                self._lost += body.count("\n", word.start, word.end)
                at = word.end
            self._patience -= self._stop - at if word.kind == "odd" else 0
            if self._patience < 0:
                break
        self._hidden.copy(at, end)
        return self._finish(end)


def _blanks(text: str, at: int, stop: int) -> str:
    found = _BLANKS.match(text, at, stop)
    return found[0] if found else ""


def _width(blanks: str) -> int:
    return len(blanks.expandtabs(_CODE_WIDTH))

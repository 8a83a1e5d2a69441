"""A translation as Markdown that stands in an article: its own spelling, and no new powers.

What ``inline.render_translation`` prints as text is escaped here, and so is whatever is text in a
message alone but might be markup beside other sentences, in a table, or to another program that
reads Markdown: references, tags of templates, JSX expressions, bare addresses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.inline.events import TEMPLATE_TAG
from lingopress_i18n.inline.structure import own_marks
from lingopress_i18n.markup.unwrap import code_span, destination, one_line
from lingopress_i18n.policy import NOTHING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_i18n.inline import Inline
    from lingopress_i18n.inline.admission import Refusal
    from lingopress_i18n.inline.events import Event
    from lingopress_i18n.policy import Policy

BREAK = "\\\n"
"""A hard line break; no other line feed is in what this module writes."""
_SPECIAL = re.compile(r"[\\`*~\[<$|]|(?<!\w)_|_(?!\w)|&(?=#?\w+;|\Z)")
_LINKED = re.compile(r"(?:https?|ftp)://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w+", re.IGNORECASE)
"""What some readers of Markdown make a link of."""
_LINKING = re.compile(r":(?=//)|@|(?<=www)\.", re.IGNORECASE)
"""The sign in it without which they do not."""
_BRACED = re.compile(r"(\{[^{}\n]*\})")
"""Attributes, as MkDocs and others have them: ``{ .wide }``."""
_SLASHED = frozenset("\\`*_{}[]()>#+-.!|")
"""Signs that a backslash escapes for every reader: these are all that Python-Markdown knows."""
_OPENS_BLOCK = re.compile(r"[#>+=:|-]|!!!|\d{1,9}(?=[.)])")
_OPENS_MODULE = re.compile(r"(?:im|ex)port\b")
"""What begins a program in MDX."""
_PROTECTED = re.compile(r"[\\`*_~\[\]<>&$|{}:#+=!@.-]")


def translated(
    markdown: str,
    source: str,
    tags: Mapping[str, str],
    policy: Policy = NOTHING,
    newline: str = " ",
) -> str:
    """Write a translation of a source message, its line breaks as ``BREAK``.

    ``tags`` gives what is written for raw tags, if not they themselves; ``newline`` is what a line
    feed becomes that is no break.
    """
    message = inline.parse(markdown)
    refused = {each.index: each for each in inline.refusals(markdown, source, policy)}
    return _Writing(message, source, tags, refused, newline).write()


def in_tags(html: str, source: str) -> str:
    """Write rendered HTML as inline Markdown in which nothing is markup but its tags."""
    pieces = re.split(rf"({TEMPLATE_TAG.pattern}|<!--.*?-->|</?[A-Za-z][^<>]*>|&#?\w+;)", html)
    return "".join(
        one_line(piece)
        if at % 2 and (piece[0] != "{" or piece in source)
        else _PROTECTED.sub(lambda sign: f"&#{ord(sign[0])};", piece).replace("\n", " ")
        for at, piece in enumerate(pieces)
    )


def guarded(text: str, *, is_first: bool = True) -> str:
    """Escape what would open a block, or a program in MDX, at the start of a line."""
    if match := _OPENS_BLOCK.match(text):
        end = match.end() if match[0].isdigit() else 0
        return f"{text[:end]}\\{text[end:]}"
    if is_first and _OPENS_MODULE.match(text):
        return f"&#{ord(text[0])};{text[1:]}"
    return text


def escaped(text: str, source: str = "") -> str:
    """Escape text of which nothing is to be markup; a backslash before a sign is one, too."""
    linked = addresses(text, source)
    text = "".join(
        piece if at % 2 and piece in source else _signs(piece)
        for at, piece in enumerate(_BRACED.split(text))
    ).replace("\n", " ")
    for address in linked:
        shown = _signs(address)
        text = text.replace(shown, _LINKING.sub(_entity, shown))
    return text


def addresses(text: str, source: str) -> list[str]:
    """List the bare addresses in a text, of which some programs make links, but its source's."""
    found = {match[0].rstrip(".,;:!?)") for match in _LINKED.finditer(text)}
    return [address for address in sorted(found) if address not in source]


def _signs(text: str) -> str:
    """Escape the signs that may be markup."""
    return _SPECIAL.sub(_sign, text).replace("{", "&#123;")


def _sign(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if match[0] in _SLASHED else _entity(match)


def _entity(match: re.Match[str]) -> str:
    named = {"<": "&lt;", "&": "&amp;"}
    return named.get(match[0]) or f"&#{ord(match[0])};"


class _Writing:
    """Copies a message, its text escaped where it has to be."""

    def __init__(
        self,
        message: Inline,
        source: str,
        tags: Mapping[str, str],
        refused: Mapping[int, Refusal],
        newline: str,
    ) -> None:
        self._message = message
        self._source = source
        self._tags = tags
        self._refused = refused
        self._newline = newline
        self._marks = own_marks(message)
        self._out: list[str] = []
        self._cursor = 0

    def write(self) -> str:
        opened: list[int] = []
        until = 0  # what is before it is written already
        for index, event in enumerate(self._message.events):
            if event.kind == "open":
                opened.append(index)
            opening = opened.pop() if event.kind == "close" else index
            if event.start < until and event.end <= until:
                continue
            if event.kind in ("open", "close"):
                until = self._element(index, opening) or until
            else:
                self._leaf(event, index)
        self._copy(len(self._message.source))
        return "".join(self._out)

    def _element(self, index: int, opening: int) -> int:
        """Write a mark; give where the element ends if all of it is written."""
        event, refusal = self._message.events[opening], self._refused.get(opening)
        start, end = self._marks[index]
        is_title = refusal is not None and refusal.kind == "title"
        if self._message.source.startswith(b"<", event.start) and refusal is None:
            self._put(event.start, event.end, self._literal(event.start, event.end))
            return event.end
        if refusal is None or is_title:
            mark = self._literal(start, end)
            if index != opening and event.value in ("a", "img"):
                if is_title:
                    mark = f"]({destination(event._replace(title=''))})"
                mark = self._own_tags(mark, event.target)
            self._put(start, end, mark)
            return 0
        if event.value == "img" or self._message.source.startswith(b"<", event.start):
            self._put(event.start, event.end, self._text(self._literal(event.start, event.end)))
            return event.end
        self._put(start, end, self._text(self._literal(start, end)))
        return 0

    def _leaf(self, event: Event, index: int) -> None:
        written = self._literal(event.start, event.end)
        match event.kind:
            case "text" if event.value == written:
                is_escaped = self._message.source[event.start - 1 : event.start] == b"\\"
                is_escaped = is_escaped and event.start > self._cursor
                lead = written[:1] if is_escaped else ""
                written = lead + self._text(written[len(lead) :])
            case "soft":
                written = self._newline
            case "break":
                written = " " if index in self._refused else BREAK
            case _ if index in self._refused:
                written = self._text(written)
            case "code":
                written = self._code(event, written)
            case "html":
                written = one_line(self._tags.get(event.value, event.value))
            case _:
                written = written.replace("\n", " ")
        self._put(event.start, event.end, written)

    def _code(self, event: Event, written: str) -> str:
        """Write code; what is no template tag may not become one, and no fence forbids that."""
        if inline.foreign(event.value, self._source) != inline.escape_attribute(event.value):
            return f"<code>{in_tags(inline.escape_text(event.value), self._source)}</code>"
        return code_span(event.value) if "\n" in written else written

    def _own_tags(self, mark: str, target: str) -> str:
        """Leave template tags in an address that is the source's, and escape all others."""
        pieces = re.split(f"({TEMPLATE_TAG.pattern})", mark.replace("\n", " "))
        return "".join(
            piece
            if at % 2 and (piece in self._source or piece in target)
            else re.sub(r"\{(?=[{%#]|\Z)", "&#123;", piece)
            for at, piece in enumerate(pieces)
        )

    def _text(self, text: str) -> str:
        return escaped(text, self._source)

    def _literal(self, start: int, end: int) -> str:
        return self._message.literal(start, end)

    def _copy(self, end: int) -> None:
        if end > self._cursor:
            self._out.append(self._literal(self._cursor, end).replace("\n", " "))

    def _put(self, start: int, end: int, text: str) -> None:
        self._copy(start)
        self._out.append(text)
        self._cursor = max(end, self._cursor)

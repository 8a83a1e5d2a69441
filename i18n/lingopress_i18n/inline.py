"""Inline markup of one message: its events, its structure, and HTML that gains no power.

A message is inline Markdown and is read alone. Its source decides which elements, links and raw
tags may appear; what a translation adds to them comes out as harmless text.
"""

from __future__ import annotations

import html
import itertools
import re
import urllib.parse
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n import events as parser
from lingopress_i18n.events import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_GUARDS = "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000"
"""White space for emphasis but not for indentation: before a line it stops block syntax."""
_LINE_START = re.compile(r"\A|(?<=\n)|(?<=\r)(?!\n)")
_MARKUP = re.compile(r"[\\`*_\[\]<>&!~$\n\r]|\{[{%]")
_NOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_NO_NOTES: Mapping[str, int] = {}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    )
)
_HREF_SAFE = "!#$%&'()*+,-./:;=?@^_~"


@dataclass(frozen=True)
class Inline:
    """A message that has been read."""

    source: bytes
    """The text that the events point into, UTF-8, with guards."""
    guard: str
    """The character that was put before every line; empty where none was needed."""
    events: tuple[Event, ...]

    def literal(self, start: int, end: int) -> str:
        """Give a stretch of the message as it was written; ``start`` and ``end`` are in bytes."""
        text = self.source[start:end].decode()
        return text.replace(self.guard, "") if self.guard else text


@dataclass(frozen=True)
class Structure:
    """What a message has besides text. Two messages of equal ``marks`` have the same structure."""

    marks: Counter[tuple[str, str]]
    """How often each mark occurs: (element, target or raw tag)."""
    titled: frozenset[str]
    """Targets that have a title."""
    tags: tuple[str, ...]
    """Raw tags as written, in order."""
    nested: bool
    """Whether the raw tags nest properly, with the Markdown and among themselves."""


def read(text: str) -> Inline:
    """Read a message as it stands; whatever it says, it is one paragraph.

    A guard at the start of every line keeps lists, headings, tables, rules and HTML blocks from
    opening, and blank lines from ending the paragraph.
    """
    if not _MARKUP.search(text):
        source = text.encode()
        return Inline(source, "", (Event("text", text, 0, len(source)),) if text else ())
    guard = next((each for each in _GUARDS if each not in text), _GUARDS[0])
    is_one_line = "\n" not in text and "\r" not in text
    guarded = guard + text if is_one_line else _LINE_START.sub(guard, text)
    # a reference is one only where its footnote is defined
    notes = dict.fromkeys(_NOTE.findall(guarded))
    whole = "\n\n".join((guarded, *(f"{note}: x" for note in notes)))
    raw = itertools.takewhile(
        lambda each: each[0] != {"End": "Paragraph"}, parser.parse(whole, parser.OPTIONS)
    )
    own = itertools.islice(raw, 1, None)  # without the paragraph
    return Inline(guarded.encode(), guard, tuple(parser.convert(own, guard)))


def parse(markdown: str) -> Inline:
    """Read a message without the white space around it and at the starts of its lines."""
    return read("\n".join(line.lstrip(" \t") for line in markdown.strip(" \t\n").split("\n")))


def own_marks(message: Inline) -> dict[int, tuple[int, int]]:
    """Map the index of each ``open`` and ``close`` to the bytes of its own markup.

    ``[`` and ``](target)`` for a link, the delimiters for emphasis.
    """
    marks: dict[int, tuple[int, int]] = {}
    stack: list[int] = []
    for index, event in enumerate(message.events):
        if event.kind == "open":
            stack.append(index)
            marks[index] = (event.start, event.start + _width(message.source, event))
        elif event.kind == "close":
            opening = marks[opened := stack.pop()]
            width = opening[1] - opening[0]
            is_last = opened == index - 1
            inner_end = opening[1] if is_last else message.events[index - 1].end
            is_bracket = event.value in ("a", "img")
            marks[index] = (inner_end if is_bracket else event.end - width, event.end)
    return marks


def _width(source: bytes, event: Event) -> int:
    """Give the length of what opens an element."""
    is_double = event.value in ("strong", "img") or source.startswith(b"~~", event.start)
    return 2 if is_double else 1


def structure(events: Sequence[Event]) -> Structure:
    """Count a message's marks; in a picture's alternative text there is no markup."""
    shown = list(_outside_images(events))
    return Structure(
        marks=Counter(mark for event in shown if (mark := _mark(event))),
        titled=frozenset(event.target for event in shown if event.title),
        tags=tuple(event.value for event in shown if event.kind == "html"),
        nested=_is_nested(shown),
    )


def has_same_structure(one: str, other: str) -> bool:
    """Tell whether two messages have the same marks, each as often; their order is free."""
    return structure(parse(one).events).marks == structure(parse(other).events).marks


def render(
    markdown: str,
    rewrite: Callable[[str], str] = str,
    footnotes: Mapping[str, int] = _NO_NOTES,
) -> str:
    """Render a source message to HTML.

    ``rewrite`` maps each link's and image's target; ``footnotes`` gives the number of each label
    that the article defines.
    """
    if not _MARKUP.search(markdown):
        return markdown.strip(" \t")
    return to_html(parse(markdown).events, rewrite, footnotes)


def to_html(
    events: Sequence[Event],
    rewrite: Callable[[str], str] = str,
    footnotes: Mapping[str, int] = _NO_NOTES,
) -> str:
    """Render a source's own events, byte for byte as pulldown-cmark does."""
    targets = frozenset(event.target for event in events)
    message = Inline(b"", "", tuple(events))
    return _Writer(message, lambda _: True, rewrite, targets, footnotes).write()


def render_translation(
    markdown: str,
    source: str,
    rewrite: Callable[[str], str] = str,
    footnotes: Mapping[str, int] = _NO_NOTES,
) -> str:
    """Render a translation with no more marks than its source message has.

    An element, link, image, footnote or raw tag beyond those of the source is printed as text, a
    line break as a space, a template tag so that no template engine takes it for one, and raw tags
    that would not nest as text too: a translation can neither add markup nor leave its element.
    """
    if not _MARKUP.search(markdown):
        return markdown.strip(" \t")
    message = parse(markdown)
    own, allowed = structure(message.events), structure(parse(source).events)
    budget = allowed.marks.copy()
    if own.nested:
        tags_pass = Counter(own.tags) <= Counter(allowed.tags)
    else:  # the source's own tags may close elsewhere
        tags_pass = not allowed.nested and own.tags == allowed.tags

    def admit(event: Event) -> bool:
        mark = _mark(event)
        if mark is None:
            return True
        if event.kind == "html" and not tags_pass:
            return False
        budget[mark] -= 1
        return budget[mark] >= 0

    return _Writer(message, admit, rewrite, allowed.titled, footnotes).write()


def plain(markdown: str, newline: str = " ") -> str:
    """Give a message's words without markup, unescaped: for attributes, titles and counting.

    ``newline`` is what a line break becomes.
    """
    if not _MARKUP.search(markdown):
        return markdown
    return "".join(
        newline if event.kind in ("soft", "break") else event.value
        for event in parse(markdown).events
        if event.kind not in ("open", "close", "html", "note")
    )


def escape(text: str) -> str:
    """Write plain text as inline Markdown that renders as that text; unchanged where it can be."""
    if plain(text) == text and not structure(parse(text).events).marks:
        return text
    return re.sub(r"([\\`*_\[\]<&~${])", r"\\\1", text)


def _outside_images(events: Iterable[Event]) -> Iterator[Event]:
    """Leave out what stands inside pictures; the pictures themselves stay."""
    depth = 0
    for event in events:
        is_image = event.value == "img" and event.kind in ("open", "close")
        if is_image and event.kind == "close":
            depth -= 1
        if not depth:
            yield event
        if is_image and event.kind == "open":
            depth += 1


def _mark(event: Event) -> tuple[str, str] | None:
    """Name what an event adds to a message besides text."""
    match event.kind:
        case "open":
            return event.value, event.target
        case "html" | "math" | "tag" | "note":
            return event.kind, event.value
        case "code" | "break":
            return event.kind, ""
        case _:
            return None


def _is_nested(events: Sequence[Event]) -> bool:
    """Tell whether raw tags and Markdown elements close in the reverse order of their opening."""
    stack: list[str] = []
    for event in events:
        tag = _TAG.match(event.value) if event.kind == "html" else None
        if event.kind == "open" or (tag and not tag[1]):
            name = tag[2].lower() if tag else event.value
            if not tag or name not in _VOID:
                stack.append(f"<{name}" if tag else name)
        elif event.kind == "close" or tag:
            name = f"<{tag[2].lower()}" if tag else event.value
            if not stack or stack.pop() != name:
                return False
    return not stack


class _Writer:
    """Writes events as HTML; what ``admit`` refuses is printed as it was written."""

    def __init__(
        self,
        message: Inline,
        admit: Callable[[Event], bool],
        rewrite: Callable[[str], str],
        titled: frozenset[str],
        footnotes: Mapping[str, int],
    ) -> None:
        self._message = message
        self._marks = own_marks(message)
        self._admit = admit
        self._rewrite = rewrite
        self._titled = titled
        self._footnotes = footnotes
        self._admitted: list[bool] = []
        self._images: list[Event] = []  # open ones: inside them everything is alternative text

    def write(self) -> str:
        steps = {"open": self._open, "close": self._close}
        events = enumerate(self._message.events)
        return "".join(steps.get(event.kind, self._leaf)(event, index) for index, event in events)

    def _open(self, event: Event, index: int) -> str:
        in_image = bool(self._images)
        self._admitted.append(in_image or self._admit(event))
        if not self._admitted[-1]:
            return self._literal(*self._marks[index])
        if event.value == "img":
            self._images.append(event)
            return "" if in_image else f'<img src="{_href(self._rewrite(event.target))}" alt="'
        if in_image:
            return ""
        if event.value == "a":
            return f'<a href="{_href(self._rewrite(event.target))}"{self._title(event)}>'
        return f"<{event.value}>"

    def _close(self, event: Event, index: int) -> str:
        if not self._admitted.pop():
            return self._literal(*self._marks[index])
        if event.value == "img":
            image = self._images.pop()
            return "" if self._images else f'"{self._title(image)} />'
        return "" if self._images else f"</{event.value}>"

    def _leaf(self, event: Event, _index: int) -> str:
        if self._images:
            return escape_attribute(event.value) if event.value else " "
        if event.kind == "text":
            text = escape_text(event.value)
            return _no_tag(text) if self._message.source else text  # a source's own are its own
        if event.kind == "soft":
            return "\n"
        if not self._admit(event):
            return "\n" if event.kind == "break" else self._literal(event.start, event.end)
        match event.kind:
            case "code":
                return f"<code>{escape_text(event.value)}</code>"
            case "tag":
                return escape_text(event.value)
            case "math":
                return _math(event.value)
            case "note":
                return self._note(event.value)
            case _:
                return event.value if event.kind == "html" else "<br />\n"

    def _note(self, label: str) -> str:
        """Write a reference to a footnote; without a footnote it is text."""
        number = self._footnotes.get(label)
        if number is None:
            return escape_text(f"[^{label}]")
        href = escape_attribute(label)
        return f'<sup class="footnote-reference"><a href="#{href}">{number}</a></sup>'

    def _literal(self, start: int, end: int) -> str:
        return _no_tag(escape_text(self._message.literal(start, end)))

    def _title(self, event: Event) -> str:
        """Write a title; a translation has one only where its source has one."""
        if not event.title or event.target not in self._titled:
            return ""
        return f' title="{escape_attribute(event.title)}"'


def escape_text(text: str) -> str:
    """Escape text between tags; quotes stay readable."""
    return html.escape(text, quote=False)


def escape_attribute(text: str) -> str:
    """Escape text for a quoted attribute."""
    return html.escape(text).replace("&#x27;", "&#39;")


def _no_tag(escaped: str) -> str:
    """Write text so that no template engine finds a tag in it, also not with what follows."""
    return re.sub(r"\{(?=[{%]|\Z)", "&#123;", escaped)


def _math(formula: str) -> str:
    """Write a formula for a script that typesets formulas."""
    size, style = (2, "display") if formula.startswith("$$") else (1, "inline")
    return f'<span class="math math-{style}">{escape_text(formula[size:-size])}</span>'


def _href(target: str) -> str:
    """Escape an address for an attribute: percent-encode what no URL may hold, then for HTML.

    A template tag stays as written: it is not the address, but makes it.
    """
    pieces = re.split(f"({parser.TEMPLATE_TAG.pattern})", target)
    return html.escape(
        "".join(
            piece if index % 2 else urllib.parse.quote(piece, safe=_HREF_SAFE)
            for index, piece in enumerate(pieces)
        )
    )

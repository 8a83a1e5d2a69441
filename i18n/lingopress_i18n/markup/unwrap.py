"""From a wrapped, indented, quoted block to the one-line inline Markdown of a message."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lingopress_i18n.inline.events import TEMPLATE_TAG

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_i18n.inline.events import Event


_TEMPLATE_TAG = re.compile(f"({TEMPLATE_TAG.pattern})")
_FIRST_WIDE = "\u1100"
_BLANKS = " \t\v\f"
"""What the parser drops at the end of a line."""


def join_lines(lines: Iterable[str]) -> str:
    """Join the lines of a paragraph: with a space, but with nothing between Chinese or Japanese.

    CSS Text 3, section 4.1.3, leaves this to the user agent; browsers print a space, so we decide.
    """
    text = ""
    for line in lines:
        text += _glue(text, line) + line
    return text


def unwrap(source: bytes, events: Sequence[Event], *, in_table: bool = False) -> str:
    """Give the inline Markdown that the events of one block stand for, on one line.

    ``source`` begins where the block does. The author's own spelling is kept. Prefixes of
    continuation lines (quote marks, indentation) go, soft breaks become spaces, hard breaks a
    backslash and a line feed, and a link by reference gets its destination written out, so that a
    message needs nothing from outside of it.
    """
    out = ""
    cursor = 0
    open_events: list[Event] = []
    for index, event in enumerate(events):
        ahead = ""
        stop, resume = cursor, cursor
        if event.kind in ("soft", "break"):
            stop = event.start
            resume = _start(source, events[index + 1]) if index + 1 < len(events) else event.end
        elif event.kind == "open":
            open_events.append(event)
            if event.by_reference:
                stop = resume = event.start + _bracket(event)
        elif event.kind == "close":
            opened = open_events.pop()
            before = events[index - 1]
            inner_end = event.start + _bracket(opened) if before is opened else before.end
            is_wrapped = b"\n" in source[inner_end : event.end]
            if opened.value in ("a", "img") and (opened.by_reference or is_wrapped):
                ahead, stop, resume = f"]({destination(opened)})", inner_end, event.end
                if opened.by_reference and source.startswith(b"[]", event.end):
                    resume += 2  # the parser's range leaves out the end of ``[label][]``
        elif event.kind == "math" and b"\n" in source[event.start : event.end]:
            ahead, stop, resume = event.value, event.start, event.end
        elif event.kind in ("code", "html") and _is_altered(source, event, in_table=in_table):
            ahead = code_span(event.value) if event.kind == "code" else one_line(event.value)
            stop, resume = event.start, event.end
        out += source[cursor:stop].decode()
        if event.kind == "break":
            out += "\\\n"
        elif event.kind == "soft":
            out = out.rstrip(_BLANKS)
            out += _glue(out, source[resume : resume + 4].decode(errors="ignore"))
        out += ahead
        cursor = resume
    return out + source[cursor : events[-1].end].decode()


def _glue(left: str, right: str) -> str:
    """Tell what stands between two joined lines."""
    is_joined = not left or not right or (_is_wide(left[-1]) and _is_wide(right[0]))
    return "" if is_joined else " "


def _is_wide(character: str) -> bool:
    """Tell whether a character belongs to a script that is written without spaces."""
    if character < _FIRST_WIDE:
        return False
    is_hangul = "HANGUL" in unicodedata.name(character, "")
    return unicodedata.east_asian_width(character) in "WF" and not is_hangul


def _start(source: bytes, event: Event) -> int:
    """Give where an event's text starts, with the backslash that escapes its first character."""
    is_escaped = event.kind == "text" and source[event.start - 1 : event.start] == b"\\"
    return event.start - 1 if is_escaped else event.start


def _bracket(event: Event) -> int:
    """Give the length of what opens a link or an image."""
    return 2 if event.value == "img" else 1


def _is_altered(source: bytes, event: Event, *, in_table: bool) -> bool:
    """Tell whether an event's value is not what stands in the source, but for its delimiters."""
    written = source[event.start : event.end]
    return b"\n" in written or (in_table and b"\\|" in written)


def code_span(code: str) -> str:
    """Write a code span with a fence that its content does not hold (CommonMark 0.31, 6.1)."""
    runs = {len(run) for run in re.findall("`+", code)}
    fence = "`" * next(size for size in range(1, len(runs) + 2) if size not in runs)
    is_padded = (
        code.startswith("`")
        or code.endswith("`")
        or (code[:1] == code[-1:] == " " and code.strip())
    )
    return f"{fence} {code} {fence}" if is_padded else f"{fence}{code}{fence}"


def one_line(tag: str) -> str:
    """Write a raw tag on one line; a comment keeps its lines."""
    return tag if tag.startswith(("<!", "<?")) else tag.replace("\n", " ")


def destination(event: Event) -> str:
    """Write a link's destination and title (CommonMark 0.31, 6.3)."""
    words = "".join(_TEMPLATE_TAG.split(event.target)[::2])
    target = event.target
    if not target or re.search(r"[\s()<>\\&\x00-\x1f\x7f]", words):
        target = f"<{_escape(target)}>"
    if not event.title:
        return target
    quote = "'" if '"' in event.title and "'" not in event.title else '"'
    return f"{target} {quote}{_escape(event.title, quote)}{quote}"


def _escape(text: str, quote: str = "") -> str:
    """Escape what ends a destination or a title, or is more than itself in it, but in tags."""
    return "".join(
        piece if at % 2 else re.sub(rf"[\\<>&{quote}]", r"\\\g<0>", piece)
        for at, piece in enumerate(_TEMPLATE_TAG.split(text))
    )

"""The parser's inline events as our own, and template tags that the parser must not read.

Template tags and shortcodes (``{{ … }}``, ``{% … %}``, on one line) belong to another program. The
parser sees a word of equal length in their place, so that nothing in them is Markdown and every
byte offset holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pyromark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

OPTIONS = (
    pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_MATH
)
"""Extensions that inline text may use."""

TEMPLATE_TAG = re.compile(
    r"(?<!\\)\{\{[^`\n\r]{0,400}?\}\}|(?<!\\)\{%[^`\n\r]{0,400}?%\}"
    r"|(?<!\\)\{\{[<%][^`\n\r]{0,200}(?:(?<=[ =])`[^`\n\r]{0,200}`(?=[ >%])[^`\n\r]{0,200}?){1,4}"
    r"[>%]\}\}"
)
"""A template tag. A backtick ends the search, since prose about tags has them in code spans, but
where it quotes a value of Hugo's. Tags have a greatest length so that lines of nothing but braces
cost no more than time in proportion."""

_ELEMENTS = {
    "Emphasis": "em",
    "Strong": "strong",
    "Strikethrough": "del",
    "Link": "a",
    "Image": "img",
}
_LEAVES = {
    "Text": "text",
    "Code": "code",
    "InlineHtml": "html",
    "Tag": "tag",
    "FootnoteReference": "note",
    "InlineMath": "math",
    "DisplayMath": "math",
}
_DELIMITERS = {"InlineMath": "$", "DisplayMath": "$$"}
_MONEY = re.compile(r"(\]\([^\s()]*(?:\([^\s()]*)?\)|<[^<>\s]*>|\]:\s*\S+)|(?<=[^\W\d_])\$(?=\d)")
"""The dollar sign in ``US$6``, which closes no formula (as in Pandoc), or an address as it is."""
_DOLLAR = re.compile(r"\$(?=\d)(?<=[^\W\d_]\$)")
"""The same sign wherever it stands: sooner found."""
_HIDDEN = "\x1a"
"""What the parser sees in place of such a dollar sign."""
_ALPHABETS = ("QXZJKVWY", "qxzjkvwy", "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Event(NamedTuple):
    """One step through inline markup, in the order of the source.

    A tuple, not a dataclass: an article has hundreds, and these are made three times as fast.
    """

    kind: str
    """``text``, ``code``, ``math``, ``tag`` (of a template), ``note`` (reference to a footnote),
    ``html``, ``soft``, ``break``, ``open`` or ``close``."""
    value: str
    """Unescaped text, code or raw tag; a formula with its dollar signs; a footnote's label; the
    HTML element of ``open`` and ``close``."""
    start: int
    """Offset of the first byte in the UTF-8 source; for ``open`` and ``close`` the element's."""
    end: int
    """Offset one past the last byte."""
    target: str = ""
    """Destination of a link or an image, its escapes resolved."""
    title: str = ""
    """Title of a link or an image, likewise."""
    by_reference: bool = False
    """Whether the destination stands elsewhere (``[text][label]``)."""


def parse(text: str, options: pyromark.Options) -> Iterable[tuple[Any, Any]]:
    """Give the parser's events with their ranges; a template tag is an event ``Tag``."""
    tags = TEMPLATE_TAG.findall(text) if "{{" in text or "{%" in text else []
    has_money = "$" in text and _DOLLAR.search(text) and _HIDDEN not in text
    hides_money = has_money and any(not match[1] for match in _MONEY.finditer(text))
    alphabet = ""
    if tags or hides_money:
        alphabet = next((each for each in _ALPHABETS if not re.search(f",[{each}]+,", text)), "")
    if not alphabet:
        return pyromark.events_with_range(text, options=options)
    return _parse_masked(text, options, tags, alphabet, hides_money=bool(hides_money))


def _parse_masked(
    text: str, options: pyromark.Options, tags: Sequence[str], alphabet: str, *, hides_money: bool
) -> Iterator[tuple[Any, Any]]:
    """Parse with words of an alphabet in place of tags, and put the tags back into the events."""
    words = [_word(index, tag, alphabet) for index, tag in enumerate(tags)]
    originals: dict[str, str] = dict(zip(words, tags, strict=True))
    supply = iter(words)
    masked = TEMPLATE_TAG.sub(lambda _: next(supply), text)
    if hides_money:
        masked = _MONEY.sub(lambda match: match[1] or _HIDDEN, masked)
    word = re.compile(f"(,[{alphabet}]+,)")

    def original(match: re.Match[str]) -> str:
        found: str = match[0]
        return originals.get(found, found)

    def restored(value: Any) -> Any:  # noqa: ANN401 - the parser's event
        if isinstance(value, str):
            shown = value.replace(_HIDDEN, "$") if hides_money else value
            return word.sub(original, shown)
        if isinstance(value, dict):
            return {key: restored(each) for key, each in value.items()}
        return tuple(map(restored, value)) if isinstance(value, tuple) else value

    for step, span in pyromark.events_with_range(masked, options=options):
        if isinstance(step, dict) and "Text" in step and word.search(step["Text"]):
            at = span["start"]
            for piece in filter(None, word.split(step["Text"])):
                name = "Tag" if piece in originals else "Text"
                end = at + len(piece.encode())
                value = originals[piece] if name == "Tag" else restored(piece)
                yield {name: value}, {"start": at, "end": end}
                at = end
        else:
            yield restored(step), span


def _word(index: int, tag: str, alphabet: str) -> str:
    """Write a tag's number as a word as long as the tag, between signs that are no markup.

    Digits that do not fit are dropped: 64 tags of four bytes, thousands of those that say more.
    """
    size = len(tag.encode()) - 2
    digits = ""
    for _ in range(size):
        index, digit = divmod(index, len(alphabet))
        digits += alphabet[digit]
    return f",{digits},"


def convert(raw: Iterable[tuple[Any, Any]], guard: str = "", origin: int = 0) -> Iterator[Event]:
    """Translate the parser's inline events into ours.

    Guards are taken out of their values, and offsets are counted from ``origin``.
    """
    width = len(guard.encode())
    for step, span in raw:
        start, end = span["start"] - origin, span["end"] - origin
        if isinstance(step, str):
            yield Event("soft" if step == "SoftBreak" else "break", "", start, end)
            continue
        ((name, value),) = step.items()
        kind = _LEAVES.get(name)
        if kind:
            if guard:
                if name == "Text" and value.startswith(guard):
                    start += width
                value = value.replace(guard, "")
            if start < end:
                delimiter = _DELIMITERS.get(name, "")
                yield Event(kind, f"{delimiter}{value}{delimiter}", start, end)
        elif isinstance(value, dict):
            yield _opening(value, guard, start, end)
        else:
            yield Event("open" if name == "Start" else "close", _ELEMENTS[value], start, end)


def _opening(value: Any, guard: str, start: int, end: int) -> Event:  # noqa: ANN401 - the parser's event
    """Translate the start of a link or an image."""
    ((tag, link),) = value.items()
    target, title = link["dest_url"], link["title"]
    if guard:
        target, title = target.replace(guard, ""), title.replace(guard, "")
    kind = link["link_type"]
    return Event(
        kind="open",
        value=_ELEMENTS[tag],
        start=start,
        end=end,
        target="mailto:" + target if kind == "Email" else target,
        title=title,
        by_reference=kind not in ("Inline", "Autolink", "Email"),
    )

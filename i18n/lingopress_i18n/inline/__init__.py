"""Inline markup of one message: reading it, comparing it, HTML that gains no power.

A message is inline Markdown and is read alone. Its source decides which elements, links and raw
tags may appear; what a translation adds to them comes out as harmless text. ``structure`` has what
a message is made of, ``admission`` what is refused of it, ``writer`` how it is written, ``kept``
what no translation changes, ``sameness`` when two sources say the same.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from lingopress_i18n.inline import admission, ordinary, picture
from lingopress_i18n.inline import events as parser
from lingopress_i18n.inline.admission import Refusal
from lingopress_i18n.inline.events import Event
from lingopress_i18n.inline.structure import Inline, Structure, lone_tags, own_marks, structure
from lingopress_i18n.inline.writer import Writer, escape_attribute, escape_text, foreign, no_tag
from lingopress_i18n.policy import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lingopress_i18n.policy import Policy

__all__ = [
    "Inline",
    "Refusal",
    "Structure",
    "escape",
    "escape_attribute",
    "escape_text",
    "foreign",
    "has_same_structure",
    "own_marks",
    "parse",
    "plain",
    "read",
    "refusals",
    "render",
    "render_translation",
    "structure",
    "to_html",
    "words",
]

_GUARDS = "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\u3000"
"""White space for emphasis but not for indentation: before a line it stops block syntax."""
_LINE_START = re.compile(r"\A|(?<=\n)|(?<=\r)(?!\n)")
_MARKUP = re.compile(r"[\\`*_\[\]<>&!~$\n\r{](?:(?<!\{)|(?<=\{)[{%])")
"""What may be markup; a brace only before another or a percent sign. As one set of characters it is
found three times as fast as with the brace apart."""
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_NOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_NO_NOTES: Mapping[str, int] = {}
_NO_TAGS: Mapping[str, str] = {}


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


@lru_cache(maxsize=1024)
def parse(markdown: str) -> Inline:
    """Read a message without the white space around it and at the starts of its lines.

    The last ones are remembered: every locale's translation is compared with one source.
    """
    return read("\n".join(line.lstrip(" \t") for line in markdown.strip(" \t\n").split("\n")))


def has_same_structure(one: str, other: str, policy: Policy = NOTHING) -> bool:
    """Tell whether two messages have the same marks, each as often; their order is free.

    Where ``one`` is a translation of ``other``, it may have more that the policy admits, and one
    of its links instead of the source's.
    """
    own, source = structure(parse(one).events).marks, structure(parse(other).events).marks
    if own == source or policy == NOTHING:
        return own == source
    extra, missing = own - source, source - own
    links = Counter(kind for kind, _ in extra.elements())["a"]
    return (
        all(admission.admits(policy, mark) for mark in extra)
        and all(kind == "a" for kind, _ in missing)
        and missing.total() <= links
    )


def render(
    markdown: str,
    rewrite: Callable[[str], str] = str,
    footnotes: Mapping[str, int] = _NO_NOTES,
    tags: Mapping[str, str] = _NO_TAGS,
) -> str:
    """Render a source message to HTML.

    ``rewrite`` maps each link's and image's target; ``footnotes`` gives the number of each label
    that the article defines, and ``tags`` what is printed for raw tags, if not they themselves.
    """
    if not _MARKUP.search(markdown):
        return markdown.strip(" \t")
    if "![" in markdown and (written := picture.write(markdown, markdown, rewrite)):
        return written
    if pieces := ordinary.read(markdown.strip(" \t\n")):
        return ordinary.write(pieces, rewrite, footnotes, tags)
    return to_html(parse(markdown).events, rewrite, footnotes, tags)


def to_html(
    events: Sequence[Event],
    rewrite: Callable[[str], str] = str,
    footnotes: Mapping[str, int] = _NO_NOTES,
    tags: Mapping[str, str] = _NO_TAGS,
) -> str:
    """Render a source's own events, byte for byte as pulldown-cmark does."""
    return Writer(Inline(b"", "", tuple(events)), rewrite, footnotes, tags).write()


def render_translation(  # noqa: PLR0913, PLR0917 - a parameter for each thing that a page decides
    markdown: str,
    source: str,
    rewrite: Callable[[str], str] = str,
    footnotes: Mapping[str, int] = _NO_NOTES,
    tags: Mapping[str, str] = _NO_TAGS,
    policy: Policy = NOTHING,
) -> str:
    """Render a translation with no more marks than its source message has, or the policy admits.

    What ``refusals`` lists is printed as text, but a line break as a space and a title not at all,
    and a template tag so that no template engine takes it for one: a translation can neither add
    markup nor leave its element.
    """
    if not _MARKUP.search(markdown):
        return no_tag(markdown.strip(" \t"))
    if "![" in markdown and (written := picture.write(markdown, source, rewrite)):
        return written
    pieces = ordinary.read(markdown.strip(" \t\n"))
    if pieces and ordinary.has_marks_of(source, pieces):
        return ordinary.write(pieces, rewrite, footnotes, tags)
    message = parse(markdown)
    refused = admission.refusals(message, parse(source), policy)
    return Writer(message, rewrite, footnotes, tags, refused, source).write()


def refusals(markdown: str, source: str, policy: Policy = NOTHING) -> list[Refusal]:
    """List what of a translation's markup ``render_translation`` does not print as markup."""
    if not _MARKUP.search(markdown):
        return []
    return admission.refusals(parse(markdown), parse(source), policy)


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


def words(markdown: str, newline: str = " ") -> str:
    """Give a message's words as ``plain`` does, where what only looks like a tag is one of them.

    So for titles and the like, which are text to their authors: ``List<String>``, ``the <video>
    element``. A tag that closes another, or is closed, is markup, and ``<br>`` breaks the line.
    """
    if "<" not in markdown:
        return plain(markdown, newline)
    events = parse(markdown).events
    alone = lone_tags(events)
    shown = []
    for index, event in enumerate(events):
        if event.kind in ("soft", "break") or (event.kind == "html" and _BREAK.match(event.value)):
            shown.append(newline)
        elif index in alone or event.kind not in ("open", "close", "html", "note"):
            shown.append(event.value)
    return "".join(shown)


def escape(text: str) -> str:
    """Write plain text as inline Markdown that renders as that text; unchanged where it can be."""
    if not _MARKUP.search(text):
        return text
    if plain(text) == text and not structure(parse(text).events).marks:
        return text
    return re.sub(r"([\\`*_\[\]<&~${])", r"\\\1", text)

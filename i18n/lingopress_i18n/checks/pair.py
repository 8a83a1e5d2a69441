"""A message and its translation, read for the rules: words, marks, code, links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.inline.events import TEMPLATE_TAG, Event

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from lingopress_i18n.catalog.po import Entry
    from lingopress_i18n.inline import Inline

OPAQUE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in words for what is none: code, a formula, a tag, an address."""

_VERBATIM = frozenset({"code", "kbd", "pre", "samp", "script", "style", "svg", "math", "var"})
_RAW_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
PLACEHOLDER = re.compile(r"%\(\w+\)[#0-9.]*[a-zA-Z]|\$?\{[A-Za-z_][\w.]*\}|%(?:\d+\$)?[sd]\b")
"""What a program fills in."""
ADDRESS = re.compile(
    r"\b(?:https?|ftp)://[^\s<>()\[\]\"，。；、）」』”»]*[\w/#=]"
    r"|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\bwww\.[\w-]+(?:\.[\w-]+)+"
)
"""An address of the web or of mail that stands in text as such."""


@dataclass(frozen=True)
class Link:
    """A link or a picture in a message."""

    is_image: bool
    target: str
    words: str
    """Its text, or the alternative text; ``OPAQUE`` as in words."""


@dataclass(frozen=True)
class Reading:
    """One side of a pair, read once for all rules."""

    text: str
    """As it stands in the catalog, unescaped."""
    is_markdown: bool

    @cached_property
    def inline(self) -> Inline:
        """Its inline markup; one text for an interface string."""
        if self.is_markdown:
            return inline.parse(self.text)
        source = self.text.encode("utf-8", "replace")
        return inline.Inline(source, "", (Event("text", self.text, 0, len(source)),))

    @cached_property
    def marks(self) -> Counter[tuple[str, str]]:
        """Its structure: how often each mark occurs."""
        return inline.structure(self.inline.events).marks

    @cached_property
    def words(self) -> str:
        """What a reader reads, alternative texts too; line breaks are spaces."""
        return "".join(piece for piece, _ in self._pieces())

    @cached_property
    def prose(self) -> str:
        """The words without addresses and placeholders."""
        return ADDRESS.sub(OPAQUE, PLACEHOLDER.sub(OPAQUE, TEMPLATE_TAG.sub(OPAQUE, self.words)))

    @cached_property
    def code(self) -> tuple[str, ...]:
        """The contents of code spans, in order."""
        return tuple(event.value for event in self.inline.events if event.kind == "code")

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links and pictures, in the order of their ends."""
        found: list[Link] = []
        stack: list[tuple[Event, list[str]]] = []
        for piece, event in self._pieces():
            for _, words in stack:
                words.append(piece)
            if event.kind == "open":
                stack.append((event, []))
            elif event.kind == "close":
                opened, words = stack.pop()
                if opened.value in ("a", "img"):
                    is_image = opened.value == "img"
                    found.append(Link(is_image, opened.target, "".join(words)))
        return tuple(found)

    def _pieces(self) -> Iterator[tuple[str, Event]]:
        """Go through the events with the words of each."""
        verbatim: list[str] = []
        autolinks = 0
        for event in self.inline.events:
            if event.kind == "html" and (tag := _RAW_TAG.match(event.value)):
                name = tag[2].lower()
                if name in _VERBATIM and not tag[1]:
                    verbatim.append(name)
                elif name in verbatim:
                    verbatim.remove(name)
                yield ("", event) if name not in _VERBATIM else (OPAQUE, event)
            elif event.value == "a" and event.kind == "open":
                autolinks += self.inline.source.startswith(b"<", event.start)
                yield OPAQUE if autolinks else "", event
            elif event.value == "a" and event.kind == "close":
                autolinks = 0
                yield "", event
            elif event.kind == "text":
                yield "" if verbatim or autolinks else event.value, event
            elif event.kind in ("soft", "break"):
                yield " ", event
            else:
                yield "" if event.kind in ("open", "close", "html", "note") else OPAQUE, event


@dataclass(frozen=True)
class Pair:
    """A message and one form of its translation."""

    entry: Entry
    source: Reading
    own: Reading
    """The translation."""

    @property
    def is_markdown(self) -> bool:
        """Whether it is inline Markdown; an interface string is plain text."""
        return self.own.is_markdown


def pairs(entry: Entry, *, is_markdown: bool) -> Iterator[Pair]:
    """Go through an entry's forms that are not empty, each beside the singular or the plural."""
    singular = Reading(entry.msgid, is_markdown)
    if entry.msgid_plural is None:
        if entry.msgstr:
            yield Pair(entry, singular, Reading(entry.msgstr, is_markdown))
        return
    plural = Reading(entry.msgid_plural, is_markdown)
    for index, form in enumerate(entry.msgstr_plural):
        if form:
            is_singular = index == 0 and len(entry.msgstr_plural) > 1
            yield Pair(entry, singular if is_singular else plural, Reading(form, is_markdown))

"""Markdown: CommonMark and tables, in one pass over the parser's events."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING, Any

import pyromark

from lingopress_i18n import inline
from lingopress_i18n.markup.block_html import BlockHtml
from lingopress_i18n.markup.builder import Builder
from lingopress_i18n.markup.unwrap import unwrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document, Slot
    from lingopress_i18n.inline import Event
    from lingopress_i18n.sentences import Rules

OPTIONS = inline.OPTIONS | pyromark.Options.ENABLE_TABLES
"""Extensions that articles may use."""

_HEADINGS = {f"H{level}": f"heading {level}" for level in range(1, 7)}
_ROLES = {**_HEADINGS, "TableCell": "table cell", "Item": "list item"}
_INLINE_TAGS = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
_INLINE_EVENTS = frozenset({"Text", "Code", "InlineHtml", "SoftBreak", "HardBreak"})


def parse(article: Article, rules: Rules) -> Document:
    """Parse a Markdown article; ``rules`` divide its running text into messages.

    With every message translated by itself, the document's HTML is what pulldown-cmark prints for
    the body, but for the white space of wrapped lines.
    """
    return _Walk(article, rules).run()


class _Walk:
    """One walk through the events of an article's body."""

    def __init__(self, article: Article, rules: Rules) -> None:
        self._source = article.body.encode()
        self._article = article
        self._builder = Builder(rules)
        self._html = BlockHtml()
        self._line_starts = [match.end() for match in re.finditer(b"\n", self._source)]
        self._blocks: list[str] = []
        self._content: list[Any] = []  # inline events since the last block event
        self._title: Slot | None = None

    def run(self) -> Document:
        for step in pyromark.events_with_range(self._article.body, options=OPTIONS):
            name, kind, data = _dissect(step[0])
            in_verbatim = self._blocks[-1:] in (["CodeBlock"], ["HtmlBlock"])
            if not in_verbatim and (name in _INLINE_EVENTS or kind in _INLINE_TAGS):
                self._content.append(step)
                continue
            is_empty = not self._content
            self._finish_content()
            self._block(name, kind, data, is_empty=is_empty)
        return self._builder.document(self._article, self._title, in_body=True)

    def _block(self, name: str, kind: str, data: Any, *, is_empty: bool) -> None:  # noqa: ANN401 - data of the parser's event
        """Write what a block event stands for."""
        match name:
            case "Start":
                self._blocks.append(data["level"] if kind == "Heading" else kind)
                self._start_block(self._html.opening(kind, data))
            case "End":
                if self._blocks.pop() in _HEADINGS and is_empty:
                    self._builder.html(">")
                self._builder.html(self._html.closing(kind, data))
            case "Rule":
                self._start_block("\n<hr />\n")
            case "Text" if self._blocks[-1] == "CodeBlock":
                self._builder.html(inline.escape_text(data))
            case _:  # HTML, and the white space before it
                self._builder.html(data)

    def _start_block(self, markup: str) -> None:
        self._builder.html(markup.removeprefix("\n") if self._builder.ends_line else markup)

    def _finish_content(self) -> None:
        """Turn the inline events since the last block event into a slot."""
        if not self._content:
            return
        events = list(inline.convert(self._content))
        self._content.clear()
        text = unwrap(self._source, events, in_table=self._blocks[-1] == "TableCell")
        role = self._role()
        if role in _HEADINGS.values():
            self._builder.anchor(inline.plain(text))
            self._builder.html(">")
        if not _means_the_same(text, events):
            self._builder.html(inline.to_html(events))
            return
        line = self._article.body_line + bisect.bisect_right(self._line_starts, events[0].start)
        slot = self._builder.slot(text, role, line)
        if role == "heading 1" and self._title is None:
            self._title = slot

    def _role(self) -> str:
        """Say what the current block is, by the innermost element that tells."""
        for block in reversed(self._blocks):
            if block in _ROLES:
                return _ROLES[block]
        return "paragraph"


def _dissect(event: Any) -> tuple[str, str, Any]:  # noqa: ANN401 - the parser's event
    """Take an event apart: its name, the tag that it is about, and its data."""
    if isinstance(event, str):
        return event, "", None
    name, value = next(iter(event.items()))
    if name not in ("Start", "End"):
        return name, "", value
    if isinstance(value, dict):
        tag, data = next(iter(value.items()))
        return name, tag, data
    return name, value, None


def _means_the_same(text: str, events: Sequence[Event]) -> bool:
    """Tell whether a block's content survives on one line; what does not is left untranslatable.

    CommonMark example 493 is such a case: ``[link](<foo`` and ``bar>)`` make no link on two lines.
    """
    if len(events) == 1 and events[0].value == text:
        return True
    pair = (inline.render(text), inline.to_html(events))
    one, other = ("".join(html.split()) for html in pair)  # Chinese lines are joined without space
    return one == other

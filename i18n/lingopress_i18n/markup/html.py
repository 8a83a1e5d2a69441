"""HTML sources: a document's body or a fragment, as a browser reads it."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.document import Address, Attribute, Literal, Message, Slot, Tag
from lingopress_i18n.markup import html_inline, html_tree
from lingopress_i18n.markup.builder import Builder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document, Part
    from lingopress_i18n.markup.html_tree import Node
    from lingopress_i18n.sentences import Rules

_HEADINGS = {f"h{level}": f"heading {level}" for level in range(1, 7)}
_ROLES = {
    **_HEADINGS,
    "li": "list item",
    "td": "table cell",
    "th": "table cell",
    "caption": "caption",
    "figcaption": "caption",
    "button": "button",
    "option": "option",
}
_WORDS = {
    "title": "tooltip",
    "alt": "alternative text",
    "aria-label": "accessible name",
    "placeholder": "placeholder",
}
"""Attributes that a reader reads or hears, and what translators are told of them."""
_ADDRESSES = frozenset({("a", "href"), ("area", "href"), ("video", "poster")}) | {
    (tag, "src") for tag in ("audio", "embed", "iframe", "img", "source", "track", "video")
}
_EDGES = re.compile(r"([ \t\n\f\r]*)(.*?)([ \t\n\f\r]*)", re.DOTALL)
_PROBE = re.compile(r"[^&<>\n\xa0]+")
_LOOK_AHEAD = 20_000
"""How far to look, in characters, for where a text stands in the source."""


def parse(article: Article, rules: Rules) -> Document:
    """Parse HTML; ``rules`` name its language.

    With every message translated by itself, the document's HTML is what the parser serializes for
    the body, but for white space within text. The head's title and description are the page's,
    where the front matter has none.
    """
    page = html_tree.parse(article.body, rules.locale.tag.partition("-")[0].lower())
    return _Walk(article, rules).run(page)


@dataclass(frozen=True)
class _Run:
    """Nodes that are to become one message, or several sentences."""

    nodes: Sequence[Node]
    role: str


class _Walk:
    """One walk through a body, without recursion: pages may nest as deep as they like."""

    def __init__(self, article: Article, rules: Rules) -> None:
        self._article = article
        self._builder = Builder(rules)
        self._line_starts = [match.end() for match in re.finditer("\n", article.body)]
        self._cursor = 0
        self._todo: list[str | tuple[Node, str] | _Run] = []
        self._title: Slot | None = None
        self._has_heading = False

    def run(self, page: html_tree.Page) -> Document:
        ids = (node.attributes["id"] for node in page.body.walk() if "id" in node.attributes)
        self._builder.reserve(ids)
        self._enter(page.body, "paragraph")
        while self._todo:
            item = self._todo.pop()
            if isinstance(item, str):
                self._builder.html(item)
            elif isinstance(item, _Run):
                self._run(item)
            else:
                self._block(*item)
        title = _head("title", page.title) or self._title
        document = self._builder.document(self._article, title, in_body=False)
        return replace(
            document,
            is_title_in_body=self._has_heading,
            description=document.description or _head("description", page.description),
        )

    def _enter(self, node: Node, role: str) -> None:
        """Have an element's children done next: blocks one by one, what is between as runs."""
        items: list[tuple[Node, str] | _Run] = []
        run: list[Node] = []
        for child in node.children:
            if child.is_flow:
                if run:
                    items.append(_Run(run, role))
                    run = []
                items.append((child, role))
            else:
                run.append(child)
        if run:
            items.append(_Run(run, role))
        self._todo += reversed(items)

    def _block(self, node: Node, role: str) -> None:
        """Write an element that ends a run of text, and go into it."""
        if node.tag == "p" and role == "table cell":
            role = "paragraph"
        role = _ROLES.get(node.tag, role)
        self._has_heading |= node.tag == "h1"
        is_anchored = node.tag in _HEADINGS and "id" not in node.attributes
        if is_anchored:
            self._builder.html(f"<{node.tag}")
            self._builder.anchor("".join(each.text for each in node.walk() if each.is_text))
        tag = self._tag(node)
        if is_anchored:
            tag[0] = Literal(_html(tag[0]).removeprefix(f"<{node.tag}"))
        self._builder.add(tag)
        self._todo.append(node.end_tag)
        if node.is_copied:
            self._builder.html(node.text)
        self._enter(node, role)

    def _run(self, run: _Run) -> None:
        """Turn a run's words into a slot; what stands around them is written as it is."""
        nodes, after = list(run.nodes), []
        while nodes and not nodes[-1].has_words:
            after.append(nodes.pop())
        words = next((at for at, node in enumerate(nodes) if node.has_words), 0)
        self._write(nodes[:words])
        nodes = nodes[words:]
        if not any(node.has_letters for node in nodes):
            self._write([*nodes, *reversed(after)])
            return
        before_space, nodes[0] = _without_space(nodes[0], at_start=True)
        after_space, nodes[-1] = _without_space(nodes[-1], at_start=False)
        self._builder.html(before_space)
        if len(nodes) == 1 and nodes[0].tag:  # an element around all of it is no part of it
            (element,) = nodes
            self._builder.add(self._tag(element))
            self._todo += [_Run(list(reversed(after)), run.role)] if after else []
            self._todo += [element.end_tag, _Run(element.children, run.role)]
            return
        self._slot(nodes, run.role)
        self._builder.html(after_space)
        self._write(list(reversed(after)))

    def _slot(self, nodes: Sequence[Node], role: str) -> None:
        text = html_inline.markdown(nodes)
        if text is None:
            self._write(nodes)
            return
        line = self._line(nodes)
        tags = {tag: tuple(self._tag(node)) for tag, node in html_inline.start_tags(nodes).items()}
        special = tuple(Tag(tag, parts) for tag, parts in tags.items() if not _is_literal(parts))
        slot = self._builder.slot(text, role, line, tags=special)
        if role == "heading 1" and self._title is None:
            self._title = slot

    def _write(self, nodes: Sequence[Node]) -> None:
        """Write nodes that hold no words to translate, their attributes excepted."""
        todo: list[Node | str] = list(reversed(nodes))
        while todo:
            node = todo.pop()
            if isinstance(node, str):
                self._builder.html(node)
            elif not node.tag:
                self._builder.html(html_tree.html(node))
            else:
                self._builder.add(self._tag(node))
                todo += [node.end_tag, node.text, *reversed(node.children)]

    def _tag(self, node: Node) -> list[Part]:
        """Give the parts of a start tag: attributes to translate and addresses are their own."""
        parts: list[Part] = []
        html = f"<{node.tag}"
        for name, value in node.attributes.items():
            part: Part | None = None
            if name in _WORDS and node.is_translated and any(map(str.isalnum, value)):
                text = inline.escape(" ".join(value.split()))
                part = Attribute(
                    Message(text, _WORDS[name], self._line_at(self._cursor)),
                    html_tree.escape(value),
                )
            elif (node.tag, name) in _ADDRESSES:
                part = Address(value, html_tree.escape(value))
            if part is None:
                html += f' {name}="{html_tree.escape(value)}"'
            else:
                parts += [Literal(f'{html} {name}="'), part]
                html = '"'
        return [*parts, Literal(html + ">")]

    def _line(self, nodes: Sequence[Node]) -> int:
        """Find the line of a run in the file: the parser does not tell, the words do."""
        texts = (each.text for node in nodes for each in node.walk() if each.is_text)
        words = next((text.strip() for text in texts if text.strip()), "")
        probe = _PROBE.match(words)
        if probe:
            limit = self._cursor + _LOOK_AHEAD
            found = self._article.body.find(probe[0].rstrip(), self._cursor, limit)
            self._cursor = max(found, self._cursor)
        return self._line_at(self._cursor)

    def _line_at(self, offset: int) -> int:
        return self._article.body_line + bisect.bisect_right(self._line_starts, offset)


def _without_space(node: Node, *, at_start: bool) -> tuple[str, Node]:
    """Split a text at its outer white space: that, and a node of the rest."""
    if not node.is_text:
        return "", node
    text = node.text
    rest = text.lstrip(" \t\n\f\r") if at_start else text.rstrip(" \t\n\f\r")
    size = len(text) - len(rest)
    space = text[:size] if at_start else text[len(rest) :]
    return space, replace(node, text=rest)


def _is_literal(parts: Sequence[Part]) -> bool:
    return all(isinstance(part, Literal) for part in parts)


def _html(part: Part) -> str:
    return part.html if isinstance(part, Literal) else ""


def _head(name: str, text: str) -> Slot | None:
    """Make what the head says a message, as if it were front matter."""
    return Slot((Message(inline.escape(text), name, 1, name),)) if text else None

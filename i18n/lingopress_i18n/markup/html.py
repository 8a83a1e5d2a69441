"""HTML sources: a document's body or a fragment, as a browser reads it."""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from lingopress_i18n import elements, inline
from lingopress_i18n.document import Literal, Message, Slot, Tag
from lingopress_i18n.errors import ContentError
from lingopress_i18n.markup import (
    attributes,
    html_inline,
    html_limits,
    html_tree,
    raw_html,
    steering,
)
from lingopress_i18n.markup.builder import CODE_SPANS, Builder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document, Part
    from lingopress_i18n.markup.html_tree import Node
    from lingopress_i18n.sentences import Rules

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOUND_TO_CONTENT = frozenset({"ruby"})
"""Elements whose parts may be in nothing else, not even in what marks them as untranslated."""
_PROBE = re.compile(r"[^&<>\n\xa0]+")
_ROW = re.compile(r"(?:\s|<!--(?:(?!-->).)*+-->)*+<tr\b", re.DOTALL | re.IGNORECASE)
"""Comments, then a row of a table."""
_LOOK_AHEAD = 20_000
"""How far to look, in characters, for where a short text stands in the source."""
_IS_LONG = 12


def parse(article: Article, rules: Rules) -> Document:
    """Parse HTML; ``rules`` name its language.

    With every message translated by itself, the document's HTML is what the parser serializes for
    the body, but for white space within text, comments that steer, and what ``<base>`` does, which
    goes into the addresses. The head's title and description are the page's, where the front matter
    has none. Raises ContentError for a steering comment that says nothing known, and for more than
    ``html_limits`` allows.
    """
    excess = html_limits.excess(article.body)
    if excess:
        line = article.body_line + article.body.count("\n", 0, excess[0])
        raise ContentError(excess[1], f"{article.where}:{line}", "close elements; part the page")
    page = html_tree.parse(article.body, rules.locale.tag.partition("-")[0].lower())
    return _Walk(article, rules).run(page)


class _Walk:
    """One walk through a body, without recursion: pages may nest as deep as they like."""

    def __init__(self, article: Article, rules: Rules) -> None:
        self._article = article
        self._builder = Builder(rules)
        self._steering = steering.Steering()
        self._wishes = steering.NO_WISHES  # for what is at hand
        self._depth = 0
        self._line_starts = [match.end() for match in re.finditer("\n", article.body)]
        self._cursor = 0
        self._patience = 20 * len(article.body)
        self._todo: list[Callable[[], None]] = []
        self._title: Slot | None = None
        self._has_heading = False
        self._is_before_row = False  # after the last comment that steers

    def run(self, page: html_tree.Page) -> Document:
        ids = (node.attributes["id"] for node in page.body.walk() if "id" in node.attributes)
        self._builder.reserve(ids)
        for comment in page.prologue:
            self._steer(comment)
        self._enter(page.body, "paragraph")
        while self._todo:
            self._todo.pop()()
        for comment in page.epilogue:
            self._steer(comment)
        title = _head("title", page.title) or self._title
        document = self._builder.document(self._article, title, in_body=False)
        return replace(
            document,
            is_title_in_body=self._has_heading,
            description=document.description or _head("description", page.description),
        )

    def _enter(self, node: Node, role: str) -> None:
        """Have an element's children done next: blocks one by one, what is between as runs."""
        steps: list[Callable[[], None]] = []
        for is_flow, group in itertools.groupby(node.children, lambda child: child.is_flow):
            children = list(group)
            if not is_flow:
                steps.append(partial(self._paragraph, children, role))
                continue
            for child in children:
                if child.is_directive:
                    steps.append(partial(self._steer, child.text))
                else:
                    steps.append(partial(self._block, child, role))
        self._todo += reversed(steps)

    def _steer(self, comment: str) -> None:
        """Follow a comment, if it is one that steers."""
        text = html_tree.comment_text(comment)
        if not steering.is_meant(text):
            return
        self._find(comment)
        where = f"{self._article.where}:{self._line_at(self._cursor)}"
        self._is_before_row = bool(
            _ROW.match(self._article.body, self._cursor, self._cursor + _LOOK_AHEAD)
        )
        directive = steering.parse(text, where)
        if directive:
            self._steering.steer(directive)
            self._wishes = self._steering.wishes()

    def _begin(self, tag: str = "") -> None:
        """Say that a block begins."""
        is_implied = tag == "tbody" and self._is_before_row  # the author wrote none
        if not is_implied:
            self._steering.enter(self._depth)
        self._depth += 1
        self._wishes = self._steering.wishes()

    def _end(self, end_tag: str = "") -> None:
        """Say that it ends."""
        self._builder.html(end_tag)
        self._depth -= 1
        self._steering.leave(self._depth)
        self._wishes = self._steering.wishes()

    def _block(self, node: Node, role: str) -> None:
        """Write an element that ends a run of text, and go into it."""
        self._begin(node.tag)
        if node.tag == "p" and role == "table cell":
            role = "paragraph"
        role = elements.ROLES.get(node.tag, role)
        self._has_heading |= node.tag == "h1"
        is_anchored = node.tag in _HEADINGS and "id" not in node.attributes
        if is_anchored:
            self._builder.html(f"<{node.tag}")
            self._builder.anchor("".join(each.text for each in node.walk() if each.is_text))
        tag = self._tag(node)
        if is_anchored:
            tag[0] = Literal(_html(tag[0]).removeprefix(f"<{node.tag}"))
        self._builder.add(tag)
        self._todo.append(partial(self._end, node.end_tag))
        self._builder.html(html_tree.eaten_newline(node))
        self._builder.add(self._content(node))
        self._enter(node, role)

    def _paragraph(self, nodes: Sequence[Node], role: str) -> None:
        """Do a run between blocks; to comments that steer it is a block, if anything is in it."""
        if any(node.tag or (node.is_text and node.has_words) for node in nodes):
            self._begin()
            self._todo += [self._end, partial(self._run, nodes, role)]
        else:
            self._write(nodes)

    def _run(self, run: Sequence[Node], role: str) -> None:
        """Turn a run's words into a slot; what stands around them is written as it is."""
        nodes = list(run)
        if self._wishes.is_skipped or not any(node.has_letters for node in nodes):
            self._write(nodes)
            return
        if nodes[0].parent is not None and not nodes[0].parent.has_language:
            self._foreign(nodes, role)
            return
        after: list[Node] = []
        while not nodes[-1].has_words:
            after.append(nodes.pop())
        after.reverse()
        words = next(at for at, node in enumerate(nodes) if node.has_words)
        self._write(nodes[:words])
        nodes = nodes[words:]
        before_space, nodes[0] = _without_space(nodes[0], at_start=True)
        after_space, nodes[-1] = _without_space(nodes[-1], at_start=False)
        self._builder.html(before_space)
        is_within = len(nodes) == 1 and nodes[0].tag not in {"", *_BOUND_TO_CONTENT}
        if is_within:  # an element around all of it is no part of it
            self._todo.append(partial(self._write, after))
            self._open(nodes[0], role)
            return
        self._slot(nodes, role)
        self._builder.html(after_space)
        self._write(after)

    def _foreign(self, nodes: Sequence[Node], role: str) -> None:
        """Write a run that is not to be translated, but for elements in it that are."""
        for at, node in enumerate(nodes):
            if node.tag and node.has_letters:
                self._todo.append(partial(self._foreign, nodes[at + 1 :], role))
                self._open(node, role)
                return
            self._write([node])

    def _open(self, node: Node, role: str) -> None:
        """Write an inline element, what is in it as a run of its own."""
        self._builder.add(self._tag(node))
        self._todo += [
            partial(self._builder.html, node.end_tag),
            partial(self._run, node.children, role),
        ]

    def _slot(self, nodes: Sequence[Node], role: str) -> None:
        figures = html_inline.figures(nodes)
        text = html_inline.markdown(nodes, figures)
        if text is None:
            self._write(nodes)
            return
        line = self._line(nodes)
        kept = html_inline.kept_tags(nodes)
        tags = [
            Tag(tag, tuple(self._tag(node)), tag in kept)
            for tag, node in html_inline.start_tags(nodes).items()
        ]
        tags += [
            Tag(tag, (*self._tag(node), *self._content(node), Literal(node.end_tag)))
            for node, tag in figures.items()
        ]
        special = [tag for tag in tags if tag.is_kept or tag.parts != (Literal(tag.markup),)]
        if "<code>" in kept:
            special.append(CODE_SPANS)
        slot = self._builder.slot(text, role, line, self._wishes, tags=tuple(special))
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
                self._builder.add(self._content(node))
                todo += [node.end_tag, *reversed(node.children)]

    def _content(self, node: Node) -> list[Part]:
        """Give what is in an element that is copied; addresses in figures are their own."""
        if node.tag in html_tree.FIGURES:
            return [part for *_, parts in raw_html.pieces(node.text, "", None) for part in parts]
        return [Literal(node.text)]

    def _tag(self, node: Node) -> list[Part]:
        """Give the parts of a start tag: attributes to translate and addresses are their own."""
        if not node.attributes:
            return [Literal(f"<{node.tag}>")]
        parts: list[Part] = []
        html = f"<{node.tag}"
        line = self._line_at(self._cursor)
        message = attributes.wording(line, self._wishes) if node.is_translated else None
        for name, text in node.attributes.items():
            written = html_tree.escape(text)
            value = attributes.value(node.tag, name, node.attributes, written, message)
            if value:
                parts += [Literal(f'{html} {name}="'), *value]
                html = '"'
            else:
                html += f' {name}="{written}"'
        return [*parts, Literal(html + ">")]

    def _line(self, nodes: Sequence[Node]) -> int:
        """Find the line of a run in the file: the parser does not tell, the words do."""
        texts = (each.text for node in nodes for each in node.walk() if each.is_text)
        words = next((text.strip() for text in texts if text.strip()), "")
        probe = _PROBE.match(words)
        if probe:
            self._find(probe[0].rstrip())
        return self._line_at(self._cursor)

    def _find(self, text: str) -> None:
        """Go on to where a text stands in the source. What is long is looked for to the end.

        All that looking in vain costs is a few times the length of the source.
        """
        limit = self._cursor + _LOOK_AHEAD
        if len(text) > _IS_LONG and self._patience > 0:
            limit = len(self._article.body)
        found = self._article.body.find(text, self._cursor, limit)
        if found < 0:
            self._patience -= limit - self._cursor
        self._cursor = max(found, self._cursor)

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


def _html(part: Part) -> str:
    return part.html if isinstance(part, Literal) else ""


def _head(name: str, text: str) -> Slot | None:
    """Make what the head says a message, as if it were front matter."""
    return Slot((Message(inline.escape(text), name, 1, name),)) if text else None

"""HTML as a light tree: what a browser makes of a text, and what of it is there to translate.

The one module that touches selectolax, whose lexbor parses as the HTML standard says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from lingopress_i18n import elements, inline
from lingopress_i18n.article import on_one_line
from lingopress_i18n.elements import VOID
from lingopress_i18n.markup import attributes, steering

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborNode


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


BLOCKS = _names(
    "address article aside audio blockquote body button canvas caption center col colgroup dd "
    "details dialog dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 "
    "h2 h3 h4 h5 h6 head header hgroup hr html legend li link main map menu meta nav noscript "
    "object ol optgroup option p param search section select summary table tbody td tfoot th "
    "thead title tr ul video"
)
"""Elements that end a run of text. Others, unknown ones too, are inline, as in browsers."""
VERBATIM = _names("iframe noembed noframes plaintext script style template textarea xmp")
"""Elements whose content is copied, and which end a run of text."""
FIGURES = frozenset({"svg", "math"})
"""Elements whose content is copied, within a run of text."""
PREFORMATTED = frozenset({"listing", "pre"})
"""Elements whose text stays as it is, and which end a run of text."""

_ENDS_RUN = BLOCKS | VERBATIM | PREFORMATTED
_NEWLINE_EATERS = PREFORMATTED | {"textarea"}  # a line feed after the tag is dropped
_EOT = re.compile(r"&#(?:0*4(?![0-9])|[xX]0*4(?![0-9A-Fa-f]));?")
"""The number of a character that no message can hold; what a file has of it is replaced before."""
_IS_DOCUMENT = re.compile(
    r"(?:[ \t\n\f\r\ufeff]|<!--(?:(?!-->).)*+-->|<\?xml\b[^>]*>)*+"
    r"<(?:!doctype|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG_NAME = re.compile("[a-z][a-z0-9-]*")


@dataclass(eq=False, slots=True)
class Node:
    """An element, a text, or a comment."""

    tag: str
    """In lower case; empty for text and comments."""
    parent: Node | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Values unescaped; empty for an attribute without one."""
    children: list[Node] = field(default_factory=list)
    text: str = ""
    """Words, unescaped; of a comment or an element to copy, HTML: the content."""
    is_text: bool = False
    is_copied: bool = False
    """Whether this is a comment, or an element that holds ``text`` in place of children."""
    is_flow: bool = False
    """Whether it ends a run of text: a block, or an inline element that holds one."""
    is_directive: bool = False
    """Whether it is a comment of the author's that steers; it ends a run of text."""
    is_translated: bool = True
    """Whether its language is the source's, and its author did not forbid translation."""
    has_language: bool = True
    """Whether the text in it is to be translated: it is, and is no code."""
    is_preformatted: bool = False
    """Whether white space counts in it."""
    has_words: bool = False
    """Whether there is any text in it that a reader sees."""
    has_letters: bool = False
    """Whether there are letters or digits in it to translate."""

    def walk(self) -> Iterator[Node]:
        """Go through this node and all below it, in the order of the document."""
        todo = [self]
        while todo:
            node = todo.pop()
            yield node
            todo += reversed(node.children)

    @property
    def start_tag(self) -> str:
        """The start tag on one line, as the HTML standard serializes it."""
        attributes = (f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        return f"<{self.tag}{''.join(attributes)}>"

    @property
    def end_tag(self) -> str:
        """The end tag; empty for a void element."""
        return "" if self.tag in VOID or not self.tag else f"</{self.tag}>"


@dataclass(frozen=True)
class Page:
    """What an HTML text says."""

    title: str
    """The content of ``<title>``, unescaped; may be empty."""
    description: str
    """That of the meta element ``description``, likewise."""
    body: Node
    prologue: tuple[str, ...] = ()
    """The comments before the body, as HTML."""
    epilogue: tuple[str, ...] = ()
    """Those after it."""


def parse(text: str, language: str) -> Page:
    """Parse a document, or the content of a body.

    What begins with a doctype or with ``html``, ``head``, ``body``, ``title`` or ``meta`` is a
    document. ``language`` is the primary subtag of the source's locale: ``en``.
    """
    text = _EOT.sub("\ufffd", text)
    is_document = _IS_DOCUMENT.match(text) is not None
    parser = LexborHTMLParser(text if is_document else "<!doctype html><body>" + text)
    body = Node("body", is_flow=True)
    if parser.root is None or parser.body is None:
        return Page("", "", body)
    body.is_translated = all(
        elements.said(_attributes(each)) is not False for each in (parser.root, parser.body)
    )
    body.has_language = body.is_translated
    found = parser.css_first("base[href]")
    base = _attributes(found)["href"].strip() if found else ""
    _fill(body, parser.body, language, base)
    title, description = _head(parser.head) if is_document and parser.head else ("", "")
    return Page(
        title=title,
        description=description,
        body=body,
        prologue=tuple(_comments(parser.root, parser.body, is_before=True)),
        epilogue=tuple(_comments(parser.root, parser.body, is_before=False)),
    )


def _head(head: LexborNode) -> tuple[str, str]:
    """Give a head's title and description."""
    title, description = "", ""
    found = head.css_first("title")
    title = found.text() if found is not None else ""
    for meta in head.css("meta"):
        attributes = _attributes(meta)
        if attributes.get("name", "").lower() == "description":
            description = attributes.get("content", "")
    return on_one_line(title), on_one_line(description)


def _comments(root: LexborNode, body: LexborNode, *, is_before: bool) -> list[str]:
    """List the comments of a document that stand before its body, or after it."""
    found: list[str] = []
    for start in (root, body):
        node = start.prev if is_before else start.next
        level: list[LexborNode] = []
        while node is not None:
            level.append(node)
            node = node.prev if is_before else node.next
        for each in reversed(level) if is_before else level:
            inside = each.first_child if each.tag == "head" else each
            while inside is not None:
                if inside.is_comment_node:
                    found.append(inside.html or "")
                inside = inside.next if each.tag == "head" else None
    return found


def _attributes(source: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in source.attributes.items()}


def escape(value: str) -> str:
    """Escape an attribute's value, so that it stays on one line."""
    value = value.replace("&", "&amp;").replace("\xa0", "&nbsp;").replace('"', "&quot;")
    value = value.replace("<", "&lt;").replace(">", "&gt;")
    return value.replace("\n", "&#10;").replace("\r", "&#13;")


def html(node: Node) -> str:
    """Write a text, a comment, or the content of an element to copy, as HTML."""
    return inline.escape_text(node.text) if node.is_text else node.text


def eaten_newline(node: Node) -> str:
    """Give the line feed that a parser drops after the start tag, where another is the content."""
    first = node.children[0] if node.children else node
    is_first = first.is_text or first is node
    return "\n" if node.tag in _NEWLINE_EATERS and is_first and first.text[:1] == "\n" else ""


def _fill(root: Node, source: LexborNode, language: str, base: str) -> None:
    """Copy what is below ``source``, without recursion, and tell parents what they hold.

    Addresses become relative to the document rather than to ``base``; ``base`` elements, which
    would move every address of the page around, go.
    """
    found: list[Node] = []
    todo = [(source, root)]
    while todo:
        above, parent = todo.pop()
        child = above.first_child
        while child is not None:
            node = _node(child, parent, language)
            if node.tag != "base":
                parent.children.append(node)
                found.append(node)
            if base and node.tag:
                node.attributes = _on_base(node, base)
            if not node.is_text and not node.is_copied:
                todo.append((child, node))
            child = child.next
    for node in reversed(found):  # children come after their parents
        if node.parent is not None:
            node.parent.is_flow |= node.is_flow
            node.parent.has_words |= node.has_words
            node.parent.has_letters |= node.has_letters


def _node(source: LexborNode, parent: Node, language: str) -> Node:
    """Make the node of a parser's node, without its children."""
    if source.is_text_node:
        text = source.text_content or ""
        return Node(
            "",
            parent,
            text=text,
            is_text=True,
            has_words=not source.is_empty_text_node,
            has_letters=parent.has_language and attributes.has_words(text),
        )
    if not source.is_element_node:  # a comment, or what the parser makes of ``<?...?>``
        markup = source.html or ""
        steers = steering.is_meant(comment_text(markup))
        return Node("", parent, text=markup, is_copied=True, is_flow=steers, is_directive=steers)
    tag = source.tag or ""
    node = Node(tag, parent, _attributes(source))
    node.is_translated = elements.is_translated(
        node.attributes, language, inherited=parent.has_language
    )
    node.is_preformatted = parent.is_preformatted or tag in PREFORMATTED
    node.has_language = (
        node.is_translated
        and not node.is_preformatted
        and elements.holds_language(tag, node.attributes)
    )
    node.is_flow = tag in _ENDS_RUN or not _TAG_NAME.fullmatch(tag)
    if tag in VERBATIM or tag in FIGURES:
        node.is_copied = True
        node.has_words = tag == "math"
        whole = source.html or ""  # its ``inner_html`` lacks what a template holds
        node.text = whole.partition(">")[2].removesuffix(f"</{tag}>")
    return node


def _on_base(node: Node, base: str) -> dict[str, str]:
    """Give an element's attributes, the addresses in them joined to a base."""
    joined: dict[str, str] = {}
    for name, value in node.attributes.items():
        pieces, cursor = [], 0
        for start, end in elements.addresses(node.tag, name, value):
            pieces += [value[cursor:start], elements.join(base, value[start:end])]
            cursor = end
        joined[name] = "".join([*pieces, value[cursor:]])
    return joined


def comment_text(markup: str) -> str:
    """Give what a comment says."""
    return markup.removeprefix("<!--").removesuffix("-->")

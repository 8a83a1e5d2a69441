"""HTML as a light tree: what a browser makes of a text, and what of it is there to translate.

The one module that touches selectolax, whose lexbor parses as the HTML standard says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from lingopress_i18n import inline
from lingopress_i18n.elements import VOID

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
VERBATIM = _names(
    "iframe listing noembed noframes plaintext pre script style template textarea xmp"
)
"""Elements whose content is copied, and which end a run of text."""
FIGURES = frozenset({"svg", "math"})
"""Elements whose content is copied, within a run of text."""
_NEWLINE_EATERS = frozenset({"pre", "listing", "textarea"})  # a line feed after the tag is dropped
_IS_DOCUMENT = re.compile(
    r"(?:[ \t\n\f\r]|<!--(?:(?!-->).)*+-->)*+<(?:!doctype|html|head|body|title|meta)\b",
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
    is_translated: bool = True
    """Whether its language is the source's, and its author did not forbid translation."""
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


def parse(text: str, language: str) -> Page:
    """Parse a document, or the content of a body.

    What begins with a doctype or with ``html``, ``head``, ``body``, ``title`` or ``meta`` is a
    document. ``language`` is the primary subtag of the source's locale: ``en``.
    """
    is_document = _IS_DOCUMENT.match(text) is not None
    parser = LexborHTMLParser(text if is_document else "<!doctype html><body>" + text)
    title, description = "", ""
    head = parser.head if is_document else None
    if head is not None:
        found = head.css_first("title")
        title = found.text() if found is not None else ""
        for meta in head.css("meta"):
            attributes = meta.attributes
            if (attributes.get("name") or "").lower() == "description":
                description = attributes.get("content") or ""
    body = Node("body", is_flow=True)
    if parser.body is not None:
        _fill(body, parser.body, language)
    return Page(" ".join(title.split()), " ".join(description.split()), body)


def escape(value: str) -> str:
    """Escape an attribute's value, so that it stays on one line."""
    value = value.replace("&", "&amp;").replace("\xa0", "&nbsp;").replace('"', "&quot;")
    value = value.replace("<", "&lt;").replace(">", "&gt;")
    return value.replace("\n", "&#10;").replace("\r", "&#13;")


def html(node: Node) -> str:
    """Write a text, a comment, or the content of an element to copy, as HTML."""
    return inline.escape_text(node.text) if node.is_text else node.text


def _fill(root: Node, source: LexborNode, language: str) -> None:
    """Copy what is below ``source``, without recursion, and tell parents what they hold."""
    found: list[Node] = []
    todo = [(source, root)]
    while todo:
        above, parent = todo.pop()
        child = above.first_child
        while child is not None:
            node = _node(child, parent, language)
            parent.children.append(node)
            found.append(node)
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
            has_letters=parent.is_translated and any(map(str.isalnum, text)),
        )
    if not source.is_element_node:  # a comment, or what the parser makes of ``<?...?>``
        return Node("", parent, text=source.html or "", is_copied=True)
    tag = source.tag or ""
    attributes = {name: value or "" for name, value in source.attributes.items()}
    node = Node(tag, parent, attributes)
    node.is_translated = _is_translated(node, parent, language)
    node.is_flow = tag in BLOCKS or tag in VERBATIM or not _TAG_NAME.fullmatch(tag)
    if tag in VERBATIM or tag in FIGURES:
        node.is_copied = True
        node.has_words = tag == "math"
        whole = source.html or ""  # its ``inner_html`` lacks what a template holds
        node.text = whole.partition(">")[2].removesuffix(f"</{tag}>")
        if tag in _NEWLINE_EATERS and node.text.startswith("\n"):
            node.text = "\n" + node.text
    return node


def _is_translated(node: Node, parent: Node, language: str) -> bool:
    """Tell whether an element is to be translated: by what it says, else as its parent."""
    said = node.attributes.get("translate", "inherit").lower()
    if said in ("no", "yes", ""):
        return said != "no"
    if node.tag == "code":
        return False
    tag = node.attributes.get("lang")
    return parent.is_translated if tag is None else tag.lower().split("-")[0] == language

"""A built page as a browser has it, and the lines of its elements.

The one module of the inspection that touches selectolax, whose lexbor parses as the HTML standard
says.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from lingopress_i18n import nesting
from lingopress_i18n.markup.html_tree import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from lingopress_i18n.nesting import Tag

_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)")
_OTHER = "\ufffc"
_CODE = frozenset({"code", "kbd", "pre", "samp", "script", "style", "svg", "math", "var"})
"""Elements whose text is in no language."""


class _Place(NamedTuple):
    """What holds for all text in an element: see ``Piece``."""

    lang: str
    is_isolated: bool = False
    is_code: bool = False
    is_in_main: bool = False

    def inside(self, node: LexborNode) -> _Place:
        """Give what holds inside an element that stands here."""
        found = node.attributes
        has_direction = "dir" in found and node.tag != "body"
        return _Place(
            found.get("lang") or self.lang,
            self.is_isolated or node.tag == "bdi" or has_direction,
            self.is_code or node.tag in _CODE,
            self.is_in_main or node.tag == "main",
        )


@dataclass(frozen=True)
class Element:
    """An element of a page."""

    page: Page
    node: LexborNode

    @property
    def tag(self) -> str:
        """Its name, in lower case."""
        return self.node.tag or ""

    def get(self, name: str) -> str | None:
        """Give an attribute, unescaped; an empty text for one without a value, None for none."""
        found = self.node.attributes
        return (found[name] or "") if name in found else None

    @property
    def text(self) -> str:
        """All text in it."""
        return self.node.text()

    @property
    def line(self) -> int:
        """Where its tag stands, counted from 1; 1 for one that no tag made."""
        return self.page.line_of(self.node)


@dataclass(frozen=True)
class Piece:
    """A text of a page."""

    text: str
    lang: str
    """That of the nearest element that says so."""
    is_isolated: bool
    """Whether it is ordered by itself: in ``<bdi>``, or in an element with a ``dir`` of its own."""
    is_code: bool
    """Whether it is in no language."""
    is_in_main: bool
    """Whether it is the content, and not what stands around it."""
    block: int
    """Which block it stands in: pieces with the same number are read as one text."""
    node: LexborNode
    """The element that holds it."""


@dataclass(eq=False)
class Page:
    """An HTML file of a built site."""

    path: str
    """From the site's root: ``fr/news/index.html``."""
    data: bytes

    @functools.cached_property
    def source(self) -> str:
        """What stands in the file; bytes that are no UTF-8 are replaced."""
        return self.data.decode("utf-8", "replace")

    @functools.cached_property
    def _tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.source)

    def select(self, selector: str) -> list[Element]:
        """Find elements by a CSS selector, in the order of the page."""
        return [Element(self, node) for node in self._tree.css(selector)]

    def attribute(self, selector: str, name: str) -> list[str]:
        """List the values of an attribute, of the elements that have it."""
        return [value for each in self.select(selector) if (value := each.get(name)) is not None]

    def meta(self, name: str) -> str | None:
        """Give the content of the first ``<meta>`` of a name or property; None for none."""
        found = self.attribute(f'meta[name="{name}"], meta[property="{name}"]', "content")
        return found[0] if found else None

    @functools.cached_property
    def lang(self) -> str:
        """What ``<html>`` says; may be empty."""
        return (self.attribute("html", "lang") or [""])[0]

    @functools.cached_property
    def pieces(self) -> list[Piece]:
        """The texts of the body, in the order of the page."""
        body = self._tree.body
        if body is None:
            return []
        return list(self._pieces(body, _Place(self.lang), [0]))

    def _pieces(self, node: LexborNode, around: _Place, block: list[int]) -> Iterator[Piece]:
        """Go through the texts of an element; ``block`` counts."""
        place = around.inside(node)
        is_block = node.tag in BLOCKS or node.tag == "br"
        block[0] += is_block
        child = node.child
        while child is not None:
            if child.tag == "-text":
                text = child.text_content or ""
                yield Piece(text, *place, block[0], node)
            elif child.tag and child.tag[0].isalpha():
                yield from self._pieces(child, place, block)
            child = child.next
        block[0] += is_block

    def blocks(self, lang: str, *, in_main: bool = False) -> Iterator[tuple[int, str]]:
        """Go through the running texts in a language: line, and text.

        U+FFFC stands for code, and for words in another language. ``in_main`` leaves out what
        stands around the content.
        """
        texts: defaultdict[int, list[Piece]] = defaultdict(list)
        for piece in self.pieces:
            if piece.is_in_main or not in_main:
                is_own = piece.lang == lang and not piece.is_code
                texts[piece.block].append(piece if is_own else replace(piece, text=_OTHER))
        for every in texts.values():
            text = "".join(each.text for each in every)
            if text.replace(_OTHER, "").strip():
                first = next(each for each in every if each.text != _OTHER)
                yield self.line_of(first.node), text

    def line_of(self, node: LexborNode) -> int:
        """Give the line of an element's tag."""
        tag = node.tag or ""
        places = self._places.get(tag, [])
        at = self._numbers(tag).get(node.mem_id, -1)
        return self.line_of_offset(places[at]) if 0 <= at < len(places) else 1

    def line_of_offset(self, offset: int) -> int:
        """Give the line of an offset in the source."""
        return self.source.count("\n", 0, offset) + 1

    def line_at(self, text: str) -> int:
        """Give the line where a text stands first in the file; 1 where it does not."""
        return self.source.count("\n", 0, max(self.source.find(text), 0)) + 1

    def tags(self) -> Iterator[Tag]:
        """Go through all tags, but for those in comments and the text of scripts and styles."""
        return nesting.tags(self._bare)

    @functools.cached_property
    def _bare(self) -> str:
        """The source with blanks in place of comments and of what scripts and styles hold."""
        return nesting.bare(self.source)

    @functools.cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where tags begin, by name."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for tag in _TAG.finditer(self._bare):
            found[tag[1].lower()].append(tag.start())
        return found

    def _numbers(self, tag: str) -> dict[int, int]:
        return {node.mem_id: at for at, node in enumerate(self._tree.css(tag))}

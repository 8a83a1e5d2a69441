"""From a run of inline HTML to the inline Markdown of a message, and back without a loss."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.markup.unwrap import code_span, join_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lingopress_i18n.markup.html_tree import Node

_SPACES = re.compile(r"[ \t\n\f\r]+")
_TAG = re.compile("(<[^<>]*>)")
_SPECIAL = re.compile(r"[\\`*_\[\]<&~!]")
_PLAIN_TARGET = re.compile(r"[\w!#$%&*+,\-./:;=?@~]+", re.ASCII)
_MARKS = {"em": "*", "strong": "**"}


def markdown(nodes: Sequence[Node]) -> str | None:
    """Write a run of inline nodes as one line of inline Markdown.

    ``em``, ``strong``, ``code`` and ``a href`` without other attributes become Markdown, other
    elements stay tags. The first spelling that renders as the nodes do is taken: as readable as
    can be, with every special character escaped, with tags only. None if there is none.
    """
    expected = _one_line(_write(nodes, inline.escape_text, _tags))
    for escape, marks in ((_escape, _marks), (_escape_all, _marks), (_escape_all, _tags)):
        text = _write(nodes, escape, marks).strip(" ")
        if _one_line(inline.render(text)) == expected:
            return text
    return None


def collapse(text: str) -> str:
    """Turn white space into single spaces; between Chinese lines into nothing, as in Markdown."""

    def space(match: re.Match[str]) -> str:
        left, right = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if "\n" not in match[0] or not left or not right:
            return " "
        return join_lines((left, right))[1:-1]

    return _SPACES.sub(space, text)


def _write(
    nodes: Sequence[Node],
    escape: Callable[[str], str],
    marks: Callable[[Node], tuple[str, str] | str],
) -> str:
    """Write nodes in order: texts by ``escape``, elements by ``marks``: a pair, or the whole."""
    out: list[str] = []
    todo: list[Node | str] = list(reversed(nodes))
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            out.append(node)
        elif node.is_text:
            out.append(escape(collapse(node.text)))
        elif node.is_copied:
            pieces = _TAG.split(f"{node.start_tag if node.tag else ''}{node.text}{node.end_tag}")
            out += (
                piece if at % 2 or not node.tag else escape(html.unescape(piece))
                for at, piece in enumerate(pieces)
            )
        elif isinstance(written := marks(node), str):
            out.append(written)
        else:
            opening, closing = written
            out.append(opening)
            todo.append(closing)
            todo += reversed(node.children)
    return "".join(out)


def _tags(node: Node) -> tuple[str, str]:
    return node.start_tag, node.end_tag


def _marks(node: Node) -> tuple[str, str] | str:
    """Give an element's Markdown where it has one, else its tags."""
    names = list(node.attributes)
    if node.tag in _MARKS and not names:
        return _MARKS[node.tag], _MARKS[node.tag]
    if node.tag == "a" and names == ["href"]:
        target = node.attributes["href"]
        if _PLAIN_TARGET.fullmatch(target) and html.unescape(target) == target:
            return "[", f"]({target})"
    is_code = node.tag == "code" and not names
    if is_code and len(node.children) == 1 and node.children[0].is_text:
        return code_span(collapse(node.children[0].text))
    return _tags(node)


def _escape(text: str) -> str:
    """Escape where Markdown would read markup in this text alone."""
    words = text.strip(" ")
    return text.replace(words, inline.escape(words), 1) if words else text


def _escape_all(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _one_line(markup: str) -> str:
    return _SPACES.sub(" ", markup).strip(" ")


def start_tags(nodes: Sequence[Node]) -> dict[str, Node]:
    """Map the start tags in a run, as its Markdown has them, to their elements."""
    return {each.start_tag: each for node in nodes for each in node.walk() if each.tag}

"""From a run of inline HTML to the inline Markdown of a message, and back without a loss."""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.inline.events import TEMPLATE_TAG
from lingopress_i18n.markup.unwrap import code_span, join_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lingopress_i18n.markup.html_tree import Node

_SPACES = re.compile(r"[ \t\n\f\r]+")
_TAG = re.compile("<[^<>]*>")
_SPECIAL = re.compile(r"[\\`*_\[\]<&~!${]")
_PLAIN_TARGET = re.compile(r"[\w!#$%&*+,\-./:;=?@~]+", re.ASCII)
_LONGEST_FORMULA = 60
_MARKS = {"em": "*", "strong": "**"}


def markdown(nodes: Sequence[Node], figures: Mapping[Node, str]) -> str | None:
    """Write a run of inline nodes as one line of inline Markdown.

    ``em``, ``strong``, ``code`` and ``a href`` without other attributes become Markdown, other
    elements stay tags, and ``figures`` have tags of their own. The first spelling that renders as
    the nodes do is taken: as readable as can be, without formulas, with every special character
    escaped, with tags only. None if there is none.
    """
    if len(nodes) == 1 and nodes[0].is_text:
        text = collapse(nodes[0].text).strip(" ")
        if inline.escape(text) == text:
            return text
    expected = _one_line(_write(nodes, inline.escape_text, _tags, figures))
    for escape, marks in _SPELLINGS:
        text = _write(nodes, escape, marks, figures).strip(" ")
        if _one_line(inline.render(text)) == expected:
            return text
    return None


def figures(nodes: Sequence[Node]) -> dict[Node, str]:
    """Map the figures in a run to the tags that stand for them in a message.

    ``<img class="svg">``, and ``<img class="math" alt="a+b">`` for what a formula says: a picture
    may go anywhere in a sentence. Figures that differ have different tags.
    """
    found: dict[Node, str] = {}
    by_content: dict[str, str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for node in _elements(nodes):
        if not node.is_copied:
            continue
        content = node.start_tag + node.text
        if content not in by_content:
            name = _formula(node.text) if node.tag == "math" else ""
            counts[node.tag, name] += 1
            by_content[content] = _figure_tag(node.tag, name, counts[node.tag, name])
        found[node] = by_content[content]
    return found


def start_tags(nodes: Sequence[Node]) -> dict[str, Node]:
    """Map the start tags in a run, as its Markdown has them, to their elements."""
    return {each.start_tag: each for each in _elements(nodes) if not each.is_copied}


def kept_tags(nodes: Sequence[Node]) -> set[str]:
    """List the start tags of a run's elements that hold no language, the outermost alone."""
    found: set[str] = set()
    todo = list(nodes)
    while todo:
        node = todo.pop()
        if node.tag and not node.has_language:
            found.add(node.start_tag)
        else:
            todo += node.children
    return found


def _elements(nodes: Sequence[Node]) -> Iterator[Node]:
    return (each for node in nodes for each in node.walk() if each.tag)


def _formula(content: str) -> str:
    words = " ".join(html.unescape(_TAG.sub("", content)).split())
    return words if len(words) <= _LONGEST_FORMULA else words[:_LONGEST_FORMULA] + "…"


def _figure_tag(tag: str, name: str, count: int) -> str:
    name += "" if count == 1 else f" ({count})"
    alt = f' alt="{inline.escape_attribute(name.strip())}"' if name else ""
    return f'<img class="{tag}"{alt}>'


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
    figures: Mapping[Node, str],
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
            out.append(figures[node] if node.tag else node.text)
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
    return text.replace(words, _between_tags(inline.escape, words), 1) if words else text


def _escape_all(text: str) -> str:
    return _between_tags(lambda words: _SPECIAL.sub(r"\\\g<0>", words), text)


def _escape_dollars(text: str) -> str:
    """Escape what two texts could make a formula of, too."""
    return _escape(text).replace("\\$", "$").replace("$", "\\$")


def _between_tags(escape: Callable[[str], str], text: str) -> str:
    """Escape a text but for the template tags in it."""
    if "{" not in text:
        return escape(text)
    pieces = re.split(f"({TEMPLATE_TAG.pattern})", text)
    return "".join(piece if at % 2 else escape(piece) for at, piece in enumerate(pieces))


def _one_line(markup: str) -> str:
    return _SPACES.sub(" ", markup).strip(" ")


_SPELLINGS = (
    (_escape, _marks),
    (_escape_dollars, _marks),
    (_escape_all, _marks),
    (_escape_all, _tags),
)

"""Raw HTML blocks in Markdown: their text between the tags of blocks becomes messages.

A block of raw HTML need not be balanced (``<details>`` here, ``</details>`` two paragraphs later),
so it is read as a row of tokens, not as a tree. What a browser could read otherwise stays as it is.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.elements import ROLES
from lingopress_i18n.inline.events import TEMPLATE_TAG
from lingopress_i18n.markup.unwrap import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
_TAG = rf"</[A-Za-z][A-Za-z0-9-]*\s*>|<[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>"
_RAW = (
    *("pre", "script", "style", "textarea", "svg", "math"),
    *("template", "iframe", "object", "noscript", "title", "xmp"),
)
"""Elements whose content is code, or not for reading in place."""
_TOKEN = re.compile(rf"(<!--(?:>|->|.*?-->))|{_TAG}", re.DOTALL)
_END = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE)
    for name in (*_RAW, "code", "kbd", "samp", "var")
}
"""Where an element ends in whose content tags are not looked for."""
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp"),
        *("small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
"""Elements within a run of text; all others bound it."""
_VERBATIM = frozenset(("code", "kbd", "samp", "var"))
"""Those among them that are no language."""
_PLAIN_CODE = re.compile(r"<code>([^\s<>&`](?:[^<>&`\n]*[^\s<>&`])?)</code>")
_SCRIPT = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)(script|style)(?=[\s/>])", re.DOTALL | re.IGNORECASE)
_BLANKS = " \t\n\f\r"
"""White space as HTML has it: no other is nothing."""
_SPACE = re.compile(f"[{_BLANKS}]+")
_SPECIAL = re.compile(r"([\\`*_\[\]~$!{])")


def tokens(block: str) -> Iterator[tuple[str, str, str]]:
    """Cut a raw block into (kind, text, role), which concatenate to the block.

    Kinds are ``comment``, ``text`` (a run that a translator can read, with its inline tags),
    ``element`` (one whose content is not for reading in place), ``html`` (tags and white space) and
    ``other``. Roles are those of messages.
    """
    pieces = [] if "--!>" in block or "\0" in block else _pieces(block)
    if not pieces:
        yield "other", block, ""
        return
    run: list[str] = []
    role = "paragraph"
    for kind, text, tag in pieces:
        if kind == "text" or (kind == "html" and tag in INLINE):
            run.append(text)
            continue
        yield from _run("".join(run), role)
        run.clear()
        yield kind, text, ""
        if tag:
            role = "paragraph" if text.startswith("</") else ROLES.get(tag, "paragraph")
    yield from _run("".join(run), role)


def _pieces(block: str) -> list[tuple[str, str, str]]:
    """Cut a block into (kind, text, tag); nothing where a piece does not end in it.

    Kinds are those of ``tokens``, but that inline tags are not yet part of texts.
    """
    pieces: list[tuple[str, str, str]] = []
    at = 0
    while (start := block.find("<", at)) >= 0:
        token = _TOKEN.match(block, start)
        if not token:
            return []
        end, name = token.end(), _NAME.match(block, start)
        tag = name[1].lower() if name else ""
        kind = "comment" if token[1] else "html"
        if tag in _RAW and not block.startswith("</", start):
            closing = _END[tag].search(block, end)
            if not closing:
                return []
            end, kind = closing.end(), "element"
        if at < start:
            pieces.append(("text", block[at:start], ""))
        pieces.append((kind, block[start:end], tag))
        at = end
    return [*pieces, ("text", block[at:], "")]


def script(before: str, markup: str) -> str:
    """Name the element that is open after raw HTML, of those in which text has power.

    ``before`` is the one that was open before, ``script`` or ``style``; empty for none.
    """
    for slash, name in _SCRIPT.findall(markup):
        if slash and name.lower() == before:
            before = ""
        elif name and not slash and not before:
            before = name.lower()
    return before


def message(run: str) -> str | None:
    """Write a run of HTML text as a message; None if Markdown cannot say it exactly."""
    joined = join_lines(line.strip(_BLANKS) for line in run.strip(_BLANKS).split("\n"))
    readable = _PLAIN_CODE.sub(r"`\1`", joined)
    for markdown in (readable, joined, _escaped(joined)):
        if _meaning(inline.render(markdown)) == _meaning(joined):
            return markdown
    return None


def _run(run: str, role: str) -> Iterator[tuple[str, str, str]]:
    if not any(letter.isalnum() for letter in html.unescape(_words(run))):
        if run:
            yield "html", run, ""
        return
    text = run.strip(_BLANKS)
    lead = run[: len(run) - len(run.lstrip(_BLANKS))]
    yield from (("html", lead, ""),) if lead else ()
    yield "text", text, role
    tail = run[len(lead) + len(text) :]
    yield from (("html", tail, ""),) if tail else ()


def _words(run: str) -> str:
    """Leave tags out of a run, and code, which may be left open."""
    words: list[str] = []
    at = 0
    for token in _TOKEN.finditer(run):
        if token.start() < at:
            continue
        words.append(run[at : token.start()])
        name = _NAME.match(token[0])
        closing = None
        if name and name[1].lower() in _VERBATIM and not token[0].startswith("</"):
            closing = _END[name[1].lower()].search(run, token.end())
            if not closing:
                return TEMPLATE_TAG.sub("", "".join(words))
        at = closing.end() if closing else token.end()
    return TEMPLATE_TAG.sub("", "".join((*words, run[at:])))


def _escaped(text: str) -> str:
    """Escape what Markdown would read as markup, but in tags."""
    pieces = re.split(rf"({_TAG}|{TEMPLATE_TAG.pattern})", text)
    return "".join(
        piece if index % 2 else _SPECIAL.sub(r"\\\1", piece) for index, piece in enumerate(pieces)
    )


def _meaning(markup: str) -> list[str]:
    """Bring HTML to a form that is equal for equal content: tags, and text without entities."""
    pieces = re.split(f"({_TAG})", markup)
    return [
        _SPACE.sub("", piece) if index % 2 else html.unescape(_SPACE.sub("", piece))
        for index, piece in enumerate(pieces)
    ]

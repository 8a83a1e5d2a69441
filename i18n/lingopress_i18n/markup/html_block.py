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
from lingopress_i18n.events import TEMPLATE_TAG
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
_TOKEN = re.compile(
    r"(<!--(?:>|->|.*?-->))"
    rf"|(<({'|'.join(_RAW)})\b[^>]*>.*?</\3\s*>)"
    rf"|({_TAG})",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "img", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp"),
        *("small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
"""Elements within a run of text; all others bound it."""
_VERBATIM = re.compile(r"<(code|kbd|samp|var)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
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
    if _is_cut(block.lower()) or "<" in _TOKEN.sub("", block) or "--!>" in block or "\0" in block:
        yield "other", block, ""
        return
    run, role, at = "", "paragraph", 0
    for match in _TOKEN.finditer(block):
        run += block[at : match.start()]
        at = match.end()
        name = _NAME.match(match[0])
        tag = name[1].lower() if name else ""
        if match[4] and tag in _INLINE:
            run += match[0]
            continue
        yield from _run(run, role)
        run = ""
        kind = "comment" if match[1] else "element" if match[2] else "html"
        yield kind, match[0], ""
        if tag:
            role = "paragraph" if match[0].startswith("</") else ROLES.get(tag, "paragraph")
    yield from _run(run + block[at:], role)


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
    words = html.unescape(re.sub(_TAG, "", TEMPLATE_TAG.sub("", _VERBATIM.sub("", run))))
    if not any(letter.isalnum() for letter in words):
        if run:
            yield "html", run, ""
        return
    text = run.strip(_BLANKS)
    lead = run[: len(run) - len(run.lstrip(_BLANKS))]
    yield from (("html", lead, ""),) if lead else ()
    yield "text", text, role
    tail = run[len(lead) + len(text) :]
    yield from (("html", tail, ""),) if tail else ()


def _is_cut(block: str) -> bool:
    """Tell whether something opens at the end of a block and does not close."""
    pairs = [("<!--", "-->"), *((f"<{name}", f"</{name}") for name in _RAW)]
    return any(block.rfind(opening) > block.rfind(closing) for opening, closing in pairs)


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

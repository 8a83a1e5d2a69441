"""Where the markup of one message is: the spans that a translation engine must not touch.

``inline`` decides what is markup. On top of it come what no engine leaves alone, though to a
page it is mere text: addresses, placeholders, template tags, formulas, and terms that stay as they
are in every language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from lingopress_i18n import elements, inline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lingopress_i18n.inline import Inline
    from lingopress_i18n.inline.events import Event

_Span: TypeAlias = tuple[int, int]
_Pair: TypeAlias = tuple[_Span, _Span]

_ATOMS = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}"  # template tags
    r"|\{[\w.!:,-]*\}|%\(\w+\)[#0-9.]*[a-zA-Z]|%(?:\d+\$)?[sdif]\b"  # format placeholders
    r"|\$(?![\d\s])[^$\n]*[^$\s]\$(?!\d)"  # formulas; a digit first is an amount of money
    r"|\b(?:https?|ftp|mailto):[^\s<>()\[\]*`\"]*[\w/#=]"  # addresses
    r"|\b[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|\[\^[^\]\s]+\]"  # footnotes
    r"|\\[!-/:-@\[-`{-~]|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});",  # escapes
)
_HINT = re.compile(r"[\\`*_\[\]<>&~$\n\r{%@]|https?:|ftp:|mailto:")
"""No markup and no atom is without one of these."""
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)([^>]*)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"""\s([A-Za-z-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_OPAQUE = {"code", "break", "math", "tag", "note"}
"""Events of inline markup that no engine reads."""


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """One piece of a message's markup."""

    start: int
    """First character, counted from 0."""
    end: int
    """One past the last character."""
    kind: Literal["open", "close", "alone", "term"]
    """Opening or closing side of a pair around text, something opaque, or a fixed term in text."""
    key: int
    """The same number for both sides of a pair, and for nothing else."""


def find_markup(msgid: str, fixed: re.Pattern[str] | None = None) -> list[Piece]:
    """List the markup of a message in order, without overlaps; the rest is text.

    ``fixed`` finds terms that are left as they are: each of its matches in text is a piece, too.
    """
    pieces = _markup(msgid) if _HINT.search(msgid) else []
    if fixed:
        edges = [0, *(edge for piece in pieces for edge in (piece.start, piece.end)), len(msgid)]
        pieces += [
            Piece(match.start(), match.end(), "term", match.start())
            for start, end in zip(edges[::2], edges[1::2], strict=True)
            for match in fixed.finditer(msgid, start, end)
            if match[0]
        ]
        pieces.sort()
    return pieces


def _markup(msgid: str) -> list[Piece]:
    """List everything but fixed terms."""
    pairs, atoms = _constructs(inline.read(msgid))
    sides = [side for pair in pairs for side in pair]
    for match in _ATOMS.finditer(msgid):
        if not any(start <= match.start() and match.end() <= end for start, end in sides):
            atoms.append(match.span())
    # A mark that begins or ends inside something opaque cannot be a pair for the engine.
    clashing = {
        pair for pair in pairs if any(s < e2 and s2 < e for s, e in pair for s2, e2 in atoms)
    }
    atoms += [side for pair in clashing for side in pair]
    pieces = [Piece(start, end, "alone", start) for start, end in _merged(atoms)]
    for pair in set(pairs) - clashing:
        opening, closing = pair
        pieces.append(Piece(*opening, "open", opening[0]))
        pieces.append(Piece(*closing, "close", opening[0]))
    return sorted(pieces)


def _merged(spans: Iterable[_Span]) -> list[_Span]:
    merged: list[_Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _constructs(message: Inline) -> tuple[list[_Pair], list[_Span]]:
    """Find the pairs of marks and the opaque pieces of a message, as character spans."""
    marks = inline.own_marks(message)
    pairs: list[_Pair] = []
    atoms: list[_Span] = []
    opened: list[int] = []
    tags: list[list[tuple[str, str, _Span]]] = [[]]  # unclosed raw tags, for each open element
    opaque_end = 0  # all before this byte is inside an opaque piece
    for index, event in enumerate(message.events):
        if event.start < opaque_end and event.end <= opaque_end:
            continue  # a part of it, and not the end of what is around it
        span = (event.start, event.end)
        if event.kind in _OPAQUE or _is_opaque(event, message.source):
            atoms.append(span)
            opaque_end = event.end
        elif event.kind == "open":
            opened.append(index)
            tags.append([])
        elif event.kind == "close":
            pairs.append((marks[opened.pop()], marks[index]))
            tags.pop()
        elif event.kind == "html":
            _file_tag(event.value, span, tags[-1], pairs, atoms)

    def characters(span: _Span) -> _Span:
        start, end = (len(message.literal(0, byte)) for byte in span)
        return start, end

    return (
        [(characters(opening), characters(closing)) for opening, closing in pairs],
        [characters(span) for span in atoms],
    )


def _is_opaque(event: Event, source: bytes) -> bool:
    """Tell whether an element is none that an engine could carry: an image, an autolink."""
    if event.kind != "open":
        return False
    return event.value == "img" or (event.value == "a" and source.startswith(b"<", event.start))


def _file_tag(
    source: str,
    span: _Span,
    unclosed: list[tuple[str, str, _Span]],
    pairs: list[_Pair],
    atoms: list[_Span],
) -> None:
    """File a raw HTML tag: by itself or, with its opening tag, as a pair or one opaque piece."""
    atoms.append(span)
    tag = _TAG.fullmatch(source)
    if not tag:
        return
    slash, name, attributes = tag[1], tag[2].lower(), tag[3]
    if not slash:
        unclosed.append((name, attributes, span))
        return
    for i in reversed(range(len(unclosed))):
        if unclosed[i][0] == name:
            _, attributes, opening = unclosed[i]
            del unclosed[i:]
            atoms.remove(opening)
            atoms.remove(span)
            if not _is_translated(name, attributes):
                atoms.append((opening[0], span[1]))
            else:
                pairs.append((opening, span))
            return


def _is_translated(name: str, written: str) -> bool:
    """Tell whether the content of a raw element is for the engine: language, and the article's.

    Who names the language of a few words means another one, for nothing else is worth naming.
    """
    found = {
        match[1].lower(): (match[2] or "").strip("\"'") for match in _ATTRIBUTE.finditer(written)
    }
    said = elements.said(found)
    return elements.holds_language(name, found) and ("lang" not in found if said is None else said)

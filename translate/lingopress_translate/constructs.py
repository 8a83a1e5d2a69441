"""Where the markup of one message is: the spans that a translation engine must not touch.

The parser decides what is markup. A guard at the start of every line keeps its block rules out, as
the renderer does: in a message, ``1. foo`` is text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import pyromark

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from pyromark.event import Range

_Span: TypeAlias = tuple[int, int]
_Pair: TypeAlias = tuple[_Span, _Span]

_GUARD = "\u2000"
"""White space to CommonMark, but no indentation: after it no line opens a heading, list or rule."""
_LINE_START = re.compile(r"\A|(?<=\n)|(?<=\r)(?!\n)")
OPTIONAL = {
    "references": "]",
    "maths": "$",
    "strikethrough": "~",
}
"""What a message may mean or not, as its site and article have it, with a character it needs."""

_ATOMS = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}"  # template tags
    r"|\{[\w.!:,-]*\}|%\(\w+\)[#0-9.]*[a-zA-Z]|%(?:\d+\$)?[sdif]\b"  # format placeholders
    r"|\b(?:https?|ftp|mailto):[^\s<>()\[\]*`\"]*[\w/#=]"  # addresses
    r"|\b[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|\\[!-/:-@\[-`{-~]|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});",  # escapes
)
_MAYBE = re.compile(r"[\\`*_\[<&$~{%@\n\r]|:")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)([^>]*)>", re.DOTALL)
_VERBATIM = {"code", "kbd", "math", "samp", "script", "style", "svg", "var"}
"""HTML elements whose content is not language."""


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """One piece of a message's markup."""

    start: int
    """First character, counted from 0."""
    end: int
    """One past the last character."""
    kind: Literal["open", "close", "alone"]
    """Opening or closing side of a pair around text, or something opaque."""
    key: int
    """The same number for both sides of a pair, and for nothing else."""


def find_markup(msgid: str, features: Collection[str] = tuple(OPTIONAL)) -> list[Piece]:
    """List the markup of a message in order, without overlaps; the rest is text.

    ``features``: which of the optional ones to take for markup. References are all defined then.
    """
    if not _MAYBE.search(msgid):
        return []
    pairs, atoms = _constructs(msgid, features)
    sides = [side for pair in pairs for side in pair]
    for match in _ATOMS.finditer(msgid):
        if not any(s <= match.start() and match.end() <= e for s, e in sides):
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


@dataclass(slots=True)
class _Frame:
    """An open mark during the walk over the parser's events; bytes of the guarded text."""

    start: int
    width: int
    """Length of its opening side, and of its closing side unless it is a link."""
    inner_end: int
    """Where the last thing inside ends so far."""
    tags: list[tuple[str, str, _Span]] = field(default_factory=list)
    """Raw opening tags in it that are not closed yet: name, attributes, place."""


def _events(guarded: str, features: Collection[str]) -> Iterable[tuple[Any, Range]]:
    options = pyromark.Options(0)
    if "maths" in features:
        options |= pyromark.Options.ENABLE_MATH
    if "strikethrough" in features:
        options |= pyromark.Options.ENABLE_STRIKETHROUGH
    link = ("#", "") if "references" in features else None
    return pyromark.events_with_range(guarded, options=options, broken_link_callback=lambda _: link)


def _constructs(msgid: str, features: Collection[str]) -> tuple[list[_Pair], list[_Span]]:
    """Find the pairs of marks and the opaque pieces of a message, as character spans."""
    guarded = _LINE_START.sub(_GUARD, msgid)
    data = guarded.encode()
    pairs: list[_Pair] = []
    atoms: list[_Span] = []
    frames = [_Frame(0, 0, 0)]
    done = 0  # all before this byte is inside an opaque piece
    for event, where in _events(guarded, features):
        start, end = where["start"], where["end"]
        if start < done and end <= done:  # not the end of what is around it
            continue
        match event:
            case {"Start": "Emphasis" | "Strong" | "Strikethrough" as kind}:
                width = 2 if kind == "Strong" or data.startswith(b"~~", start) else 1
                frames.append(_Frame(start, width, start + width))
                continue
            case {"Start": {"Link": {"link_type": "Inline" | "ReferenceUnknown"}}}:
                frames.append(_Frame(start, 1, start + 1))
                continue
            case {"End": "Emphasis" | "Strong" | "Strikethrough" | "Link" as kind}:
                frame = frames.pop()
                close = data.index(b"]", frame.inner_end) if kind == "Link" else end - frame.width
                pairs.append(((start, start + frame.width), (close, end)))
            case {"Start": {"Link": target}} | {"Start": {"Image": target}}:
                # The label of a shortcut reference is its key: translated, it would point nowhere.
                collapsed = target["link_type"] == "CollapsedUnknown"
                done = end + 2 if collapsed and data.startswith(b"[]", end) else end
                atoms.append((start, done))
            case {"InlineHtml": str() as tag}:
                _file_tag(tag, (start, end), frames[-1].tags, pairs, atoms)
            case {"Code": _} | {"InlineMath": _} | {"DisplayMath": _} | "HardBreak":
                atoms.append((start, end))
            case {"Start": _}:
                continue
            case _:
                pass
        frames[-1].inner_end = max(frames[-1].inner_end, end, done)
    at = _character_offset(msgid, data)
    return (
        [((at(a), at(b)), (at(c), at(d))) for (a, b), (c, d) in pairs],
        [(at(a), at(b)) for a, b in atoms],
    )


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
            if name in _VERBATIM or 'translate="no"' in attributes:
                atoms.append((opening[0], span[1]))
            else:
                pairs.append((opening, span))
            return


def _character_offset(msgid: str, data: bytes) -> Callable[[int], int]:
    """Return the map from byte offsets in the guarded text to character offsets in the message."""
    guards = [match.start() + i for i, match in enumerate(_LINE_START.finditer(msgid))]

    def offset(byte: int) -> int:
        characters = len(data[:byte].decode())
        return characters - bisect_left(guards, characters)

    return offset

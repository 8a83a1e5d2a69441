"""Codes as tags, for services that take HTML or XML: ``<g id="1">…</g>`` and ``<x id="1"/>``.

Answers are read by our own pattern, never by an HTML parser, and entities are resolved in each
run of text by itself: what a service made of ``&lt;`` can become a character of the text, and no
tag.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from html.entities import html5
from typing import TYPE_CHECKING

from lingopress_translate.carriers import mending, opaque
from lingopress_translate.carriers.carrier import Encoded
from lingopress_translate.protect import Close, Code, Open, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_translate.carriers.carrier import Decoded
    from lingopress_translate.protect import Token

FORM = "other form of a code"

_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_OURS = r"[<＜](?=\s{0,3}[/／]?\s{0,3}[gxGXｇｘ](?![^\W_]))"
"""A sign that begins what could be one of our tags."""
_HTML = re.compile(rf"({_OURS}|&(?=#?\w{{1,40}};))")
_XML = re.compile(
    rf"({_OURS}|&(?=#?\w{{1,40}};)|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff])"
)
_STRAY = re.compile(_OURS)
_TAG = re.compile(
    r"(?:<|＜|&lt;)\s{0,3}(?P<slash>[/／]?)\s{0,3}(?P<name>[gxGXｇｘ])(?![^\W_])"
    r"(?P<rest>(?:[^<>＜＞&]|&(?:quot|apos|#0?39|#34);)*)(?:>|＞|&gt;)"
)
_ID = re.compile(
    r"""[iｉI][dｄD]\s*[=＝]\s*(?:&(?:quot|apos|#0?39|#34);|["'“”„«»‘’＂])?\s*(\d{1,6})"""
)
_SURROGATES = (0xD800, 0xDFFF)
_ESCAPES = {"<": "&lt;", "&": "&amp;", ">": "&gt;"}
_SPECIAL = re.compile(r"[<>&]")


@dataclass(frozen=True, slots=True)
class Tags:
    """A carrier that writes codes as tags, and escapes text."""

    name: str
    unsafe: re.Pattern[str]
    """What of text travels as a code."""

    def encode(self, tokens: Sequence[Token]) -> Encoded:
        """Write tokens as one text. Any tokens will do."""
        flat, singles = opaque.mask(tokens, self.unsafe)
        return Encoded("".join(map(_written, flat)).strip(), tuple(flat), singles)

    def decode(self, answer: str, encoded: Encoded) -> Decoded | str:
        """Read an answer; say what is wrong where a tag is none that we know."""
        answer = answer.strip()
        if not _MARKED.search(answer):
            tokens: list[Token] = [Text(answer)] if answer else []
            mended, more = mending.mend(tokens, encoded)
            return opaque.settle(mended, encoded, more)
        read = _read(answer, encoded)
        if isinstance(read, str):
            return read
        mended, more = mending.mend(read[0], encoded)
        return opaque.settle(mended, encoded, [*read[1], *more])


_MARKED = re.compile("[<＜&]")


def _written(token: Token) -> str:
    match token:
        case Text(text):
            return _SPECIAL.sub(lambda sign: _ESCAPES[sign[0]], text)
        case Open(number):
            return f'<g id="{number}">'
        case Close():
            return "</g>"
        case Code(number):
            return f'<x id="{number}"/>'


def _read(answer: str, encoded: Encoded) -> tuple[list[Token], list[str]] | str:
    """Cut an answer into text and codes; or say what is wrong with it."""
    pairs = [token.id for token in encoded.tokens if isinstance(token, Open)]
    opened: list[int] = []
    out: list[Token] = []
    repairs: list[str] = []
    at = 0
    for match in _TAG.finditer(answer):
        text = _text(answer[at : match.start()])
        if text is None:
            return "a broken tag in the answer"
        out += [Text(text)] if text else []
        at = match.end()
        number = _ID.search(match["rest"])
        is_pair = match["name"] in "gGｇ"
        if not _USUAL.fullmatch(match[0]) and FORM not in repairs:
            repairs.append(FORM)
        if match["slash"]:
            if is_pair:
                closed = int(number[1]) if number else _innermost(opened, pairs, out)
                if closed is None:
                    return "a tag of the answer closes what none opens"
                opened = [each for each in opened if each != closed]
                out.append(Close(closed))
        elif not number:
            return "a tag of the answer has no number"
        elif is_pair:
            opened.append(int(number[1]))
            out.append(Open(int(number[1])))
            if match["rest"].rstrip().endswith(("/", "／")):
                out.append(Close(opened.pop()))
        else:
            out.append(Code(int(number[1])))
    text = _text(answer[at:])
    if text is None:
        return "a broken tag in the answer"
    return [*out, *([Text(text)] if text else [])], repairs


_USUAL = re.compile(r"""<g id=["']?\d+["']?>|</g>|<x id=["']?\d+["']?\s?/?>|</x>""")
"""What any reader and writer of HTML may make of our tags."""


def _innermost(opened: list[int], pairs: list[int], out: list[Token]) -> int | None:
    """Tell which pair a closing tag closes: the last that is open, or the one that none opens."""
    if opened:
        return opened[-1]
    unopened = [each for each in pairs if Open(each) not in out and Close(each) not in out]
    return unopened[0] if len(unopened) == 1 else None


def _text(run: str) -> str | None:
    """Resolve the entities of one run of text; None where it holds a piece of a tag of ours."""
    return None if _STRAY.search(run) else _ENTITY.sub(_character, run)


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return html5.get(f"{match[3]};", match[0])
    code = int(match[1]) if match[1] else int(match[2], 16)
    is_one = 0 < code <= sys.maxunicode and not _SURROGATES[0] <= code <= _SURROGATES[1]
    return chr(code) if is_one else match[0]


HTML = Tags("html", _HTML)
XML = Tags("xml", _XML)
"""As HTML, but that characters which XML cannot hold are codes."""

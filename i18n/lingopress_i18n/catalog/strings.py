"""Strings of a .po file: quoting, unquoting, and wrapping as gettext's tools do."""

from __future__ import annotations

import re
import unicodedata

import polib

WIDTH = 79
"""Columns that a line of a catalog may take, as msgcat has it by default."""

_VALID = re.compile(r'(?:[^"\\]|\\["\\abfnrtv]|\\[0-7]{1,3}|\\x[0-9A-Fa-f]{1,2})*')
_BYTES = re.compile(r"\\\\|((?:\\[0-7]{1,3}|\\x[0-9A-Fa-f]{1,2})+)")
_BYTE = re.compile(r"\\([0-7]{1,3})|\\x([0-9A-Fa-f]{1,2})")
_CLOSING = frozenset("，。、；：？！）》」』】〉〕”’…,.;:?!)]}")
_OPENING = frozenset("（《「『【〈〔“‘([{")


def unquote(body: str) -> str | None:
    """Resolve the escapes between a string's quotes; None where msgfmt would refuse them.

    Bytes by number, as ``msgcat --escape`` writes them, are UTF-8.
    """
    if "\\" not in body:
        return body if '"' not in body else None
    return polib.unescape(_BYTES.sub(_decoded, body)) if _VALID.fullmatch(body) else None


def _decoded(match: re.Match[str]) -> str:
    """Turn a run of bytes by number into text, escaped where it has to be."""
    if match[1] is None:
        return match[0]
    numbers = [
        int(octal, 8) if octal else int(sixteen, 16) for octal, sixteen in _BYTE.findall(match[1])
    ]
    return polib.escape(bytes(number & 0xFF for number in numbers).decode("utf-8", "replace"))


def quote(keyword: str, text: str, width: int = WIDTH) -> list[str]:
    r"""Write ``keyword "text"`` in lines without line ends, broken after ``\\n`` and at ``width``.

    A width of 0 breaks after ``\\n`` only. Columns count East Asian wide characters twice.
    """
    chunks = [polib.escape(chunk) for chunk in text.split("\n")]
    lines = [chunk + "\\n" for chunk in chunks[:-1]] + [chunk for chunk in chunks[-1:] if chunk]
    single = f'{keyword} "{lines[0] if lines else ""}"'
    if len(lines) <= 1 and (not width or columns(single) <= width):
        return [single]
    pieces = [piece for line in lines for piece in _wrap(line, width - 2 if width else 0)]
    return [f'{keyword} ""', *(f'"{piece}"' for piece in pieces)]


def columns(text: str) -> int:
    """Count the columns that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _wrap(line: str, width: int) -> list[str]:
    """Cut a line into pieces of at most ``width`` columns, where a word ends."""
    if not width or columns(line) <= width:
        return [line]
    pieces: list[str] = []
    piece, used = "", 0
    for word in _words(line):
        size = columns(word)
        if piece and used + size > width:
            pieces.append(piece)
            piece, used = "", 0
        piece += word
        used += size
    return [*pieces, piece]


def _words(line: str) -> list[str]:
    """Split where a line may be broken: after spaces, and between ideographs."""
    if line.isascii():
        return re.findall(r"[^ ]* +|[^ ]+", line)
    words: list[str] = []
    start = 0
    for at in range(1, len(line)):
        before, after = line[at - 1], line[at]
        if before == " ":
            is_break = after != " "
        else:
            is_wide = _is_wide(before) or _is_wide(after)
            is_break = is_wide and after not in _CLOSING and before not in _OPENING and after != " "
            is_break = is_break and before != "\\"
        if is_break:
            words.append(line[start:at])
            start = at
    return [*words, line[start:]]


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"

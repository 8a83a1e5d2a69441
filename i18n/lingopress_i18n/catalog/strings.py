"""Strings of a .po file: quoting, unquoting, and wrapping as gettext's tools do."""

from __future__ import annotations

import re

import polib

from lingopress_i18n.catalog.linebreaks import columns, may_break, wrap

WIDTH = 79
"""Columns that a line of a catalog may take, as msgcat has it by default."""

ESCAPE = r'\\(?:["\\abfnrtv]|[0-7]{1,3}|x[0-9A-Fa-f]{1,2})'
"""What may follow a backslash in a string, as a pattern."""

_VALID = re.compile(rf'(?:[^"\\]|{ESCAPE})*')
_BYTES = re.compile(r"\\\\|((?:\\[0-7]{1,3}|\\x[0-9A-Fa-f]{1,2})+)")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_BYTE = re.compile(r"\\([0-7]{1,3})|\\x([0-9A-Fa-f]{1,2})")


def unquote(body: str) -> str | None:
    """Resolve the escapes between a string's quotes; None where msgfmt would refuse them."""
    if "\\" not in body:
        return body if '"' not in body else None
    return unescape(body) if _VALID.fullmatch(body) else None


def unescape(body: str) -> str:
    """Resolve escapes that are known to be valid.

    Bytes by number, as ``msgcat --escape`` writes them, are UTF-8.
    """
    return polib.unescape(_BYTES.sub(_decoded, body))


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
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        single, lines = f'{keyword} "{text}"', [text]
        is_whole = not width or len(single) <= width or not may_break(text)
    else:
        lines = [polib.escape(line) for line in _LINES.findall(text)]
        single = f'{keyword} "{lines[0]}"'
        is_whole = len(lines) == 1 and (
            not width or columns(single) <= width or not may_break(lines[0])
        )
    if is_whole:
        return [single]
    pieces = lines
    if width:
        pieces = [piece for line in lines for piece in wrap(line, width - 2)]
    return [f'{keyword} ""', *[f'"{piece}"' for piece in pieces]]

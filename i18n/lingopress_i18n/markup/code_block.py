"""Code that its author has opened for translation: comments and strings become messages.

Everything else in the block stays byte for byte. In code of no known language each line of text is
a message. What stands in an odd line, that the language does not allow, is left alone.

The one module that touches Pygments, and only when an author asks for it: which languages there
are, and where their comments and strings begin, is known there.
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.document import CodeWords, Literal
from lingopress_i18n.markup import attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pygments.lexer import Lexer
    from pygments.token import _TokenType

    from lingopress_i18n.document import Part
    from lingopress_i18n.markup.attributes import Wording

_LONGEST = 20_000
"""Characters of code that are read as code; some languages' patterns are slow on what is not."""
_LETTER = re.compile(r"[^\W\d_]")
_COMMENT = (
    re.compile(r"\s*(?:<!--|\(\*|\{-|--\[=*\[|/\*+!?|//+!?|[#;%*']+!?|--+|::|REM\b)?"),
    re.compile(r"(?:\*+/|-->|\*\)|-\}|\]=*\])?\s*\Z"),
)
"""What begins and what ends a line of a comment."""
_TEXT = (re.compile(""), re.compile(r"\Z"))
"""Likewise, of a line that is all text."""
_QUOTE = re.compile(r"[A-Za-z]{0,3}#*(\"{3}|'{3}|[\"'`])")
"""What begins a string, with the letters that say of which kind it is."""


def parts(code: str, language: str, wording: Wording) -> Iterator[tuple[tuple[int, int], Part]]:
    """Cut code into literals and messages, each with its range of characters.

    ``language`` is the first word of its info string.
    """
    cursor = 0
    for start, end, role in _spans(code, language):
        yield (cursor, start), Literal(inline.escape_text(code[cursor:start]))
        words = code[start:end]
        message = wording(attributes.as_message(words), role)
        yield (start, end), CodeWords(message, inline.escape_text(words))
        cursor = end
    yield (cursor, len(code)), Literal(inline.escape_text(code[cursor:]))


def _spans(code: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Give what is there to translate: where it starts and ends, and its role."""
    lexer = _lexer(language) if len(code) <= _LONGEST else None
    if lexer is None:
        yield from _lines(code, (0, len(code)), "line of text", _TEXT)
        return
    tokens = list(lexer.get_tokens(code))
    if "".join(text for _, text in tokens) != code:
        return
    odd = _odd_lines(tokens)
    at = 0
    for family, run in itertools.groupby(tokens, lambda token: _family(token[0])):
        start, at = at, at + sum(len(text) for _, text in run)
        if family == "string":
            found = _lines(code, _inside(code, start, at), family, _TEXT)
        elif family:
            found = _lines(code, (start, at), family, _COMMENT)
        else:
            continue
        for span in found:
            if code.count("\n", 0, span[0]) not in odd:
                yield span


def _inside(code: str, start: int, end: int) -> tuple[int, int]:
    """Give a string's range without its quotes; one of them may be missing."""
    opening = _QUOTE.match(code, start, end)
    quote = opening[1] if opening else ""
    begin = opening.end() if opening else start
    stop = begin + len(code[begin:end].rstrip("#"))
    if quote and code.endswith(quote, begin, stop):
        return begin, stop - len(quote)
    is_closed = not opening and code[end - 1] in "\"'`"
    return begin, end - 1 if is_closed else end


def _lines(
    code: str, span: tuple[int, int], role: str, marks: tuple[re.Pattern[str], re.Pattern[str]]
) -> Iterator[tuple[int, int, str]]:
    """Give the words of each line of a range, without what marks them."""
    before, after = marks
    start = span[0]
    for line in code[start : span[1]].split("\n"):
        end = start + len(line)
        opening, closing = before.match(code, start, end), after.search(code, start, end)
        begin = opening.end() if opening else start
        stop = max(begin, closing.start() if closing else end)
        words = code[begin:stop]
        begin += len(words) - len(words.lstrip())
        stop -= len(words) - len(words.rstrip())
        if begin < stop and _LETTER.search(code, begin, stop):
            yield begin, stop, role
        start = end + 1


@cache
def _lexer(language: str) -> Lexer | None:
    """Find who reads a language; None for text and for a language that nobody knows."""
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 - rarely needed, slow to import
    from pygments.lexers.special import OutputLexer, TextLexer  # noqa: PLC0415 - likewise
    from pygments.util import ClassNotFound  # noqa: PLC0415 - likewise

    try:
        found = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    return None if isinstance(found, TextLexer | OutputLexer) else found


def _family(kind: _TokenType) -> str:
    """Tell whether a token is part of a comment or of a string; empty for all else."""
    match tuple(kind):
        case ("Comment", "Preproc" | "PreprocFile" | "Hashbang", *_):
            return ""
        case ("Comment", *_):
            return "comment"
        case ("Literal", "String", "Char" | "Regex" | "Symbol" | "Interpol", *_):
            return ""
        case ("Literal", "String", *_):
            return "string"
        case _:
            return ""


def _odd_lines(tokens: list[tuple[_TokenType, str]]) -> set[int]:
    """Give the indexes of the lines in which something is not of the language."""
    odd: set[int] = set()
    line = 0
    for kind, text in tokens:
        if tuple(kind)[:1] == ("Error",):
            odd.add(line)
        line += text.count("\n")
    return odd

"""The words of a text in any script, for comparing texts word by word."""

from __future__ import annotations

import re

ALONE = (
    r"\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)
"""Characters of scripts that put nothing between words: Chinese, Japanese, and those of South East
Asia."""
SIGNS = (
    r"\s!-/:-@\[-^`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u2010-\u2064"
    r"\u2066-\u206f\u2190-\u2bff\u2e00-\u2e7f\u3000-\u303f\u060c\u061b\u061f\u06d4\u0964\u0965"
    r"\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
"""Punctuation and other signs that belong to no word. What is neither is: also marks on letters,
which ``\\w`` is not, and joiners."""
_LETTER = rf"[^{SIGNS}{ALONE}]"
_MARKS = (
    r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3]"
)

WORD = re.compile(rf"{_LETTER}+(?:['’.,:/-]{_LETTER}+)*|[{ALONE}]{_MARKS}*")
"""A word with what joins its parts (``don’t``, ``1.5``, ``re-use``); where words are not parted, a
character with the marks on it."""

_ASCII_WORD = re.compile(r"\w+(?:['.,:/-]\w+)*", re.ASCII)
"""The same where there is nothing but ASCII, found twice as fast."""


def tokens(text: str) -> list[str]:
    """List the words of a text, in lower case.

    >>> tokens("Don’t re-use 1.5 第一")
    ['don’t', 're-use', '1.5', '第', '一']
    """
    pattern = _ASCII_WORD if text.isascii() else WORD
    return pattern.findall(text.lower())

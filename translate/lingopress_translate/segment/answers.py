"""What an answer says, markup apart: whether it is a translation at all, and its mere words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.checks.rules import provider_garbage
from lingopress_translate.protect import Close, Open, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_translate.protect import Protected, Token

_LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[!?]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""What a catalog cannot hold, or no text needs."""
_IDEOGRAPH = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SYLLABLE = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_RATIO = (0.3, 4.0)
_TINY = 12
"""Of so short a text the length says little."""
_SPACES = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r" (?=[.,)\]])")


def has_letter(tokens: Sequence[Token]) -> bool:
    """Tell whether there is language in the text of tokens."""
    return any(isinstance(token, Text) and _LETTER.search(token.text) for token in tokens)


def problem_of(answer: Sequence[Token], source: Sequence[Token]) -> str:
    """Say in one line why the text of an answer is no translation; empty if it may be one."""
    own, asked = _text(answer), _text(source)
    if not _LETTER.search(own):
        return "no word in the answer"
    if any(stray not in asked for stray in _UNWRITABLE.findall(own)):
        return "a control character in the answer"
    if "<" in own and (tag := _TAG.search(own)) and not _TAG.search(asked):
        return f"a tag in the answer: {_SPACES.sub(' ', tag[0])[:40]}"
    if problem := provider_garbage.problem_of(own, asked):
        return problem
    before, after = _size(asked), _size(own)
    low, high = _RATIO
    is_short = before >= _TINY and after < low * before
    if is_short or after > high * max(before, _TINY):
        return f"the answer has {len(own)} characters for {len(asked)}"
    return ""


def _text(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens if isinstance(token, Text))


def _size(text: str) -> int:
    """Measure a text in letters, of which an ideograph is worth three and a syllable two."""
    if text.isascii():
        return len(text)
    return len(text) + 2 * len(_IDEOGRAPH.findall(text)) + len(_SYLLABLE.findall(text))


def words_of(protected: Protected, tokens: Sequence[Token]) -> str:
    """Give what readers see of tokens as text: no code but for characters and fixed terms."""
    parts: list[str] = []
    for token in tokens:
        if isinstance(token, Text):
            parts.append(token.text)
        elif protected.is_character(token):
            code = protected.table[token]
            parts.append(code if token in protected.words else inline.plain(code))
        else:
            parts.append("" if isinstance(token, Open | Close) else " ")
    return _BEFORE_MARK.sub("", _SPACES.sub(" ", "".join(parts))).strip()


def markup_of(protected: Protected) -> tuple[str, ...]:
    """Name the markup of a message as it is written there, each once: ``**``, ``[…](u)``."""
    names: dict[str, None] = {}
    for token in protected.tokens:
        if isinstance(token, Text | Close) or protected.is_character(token):
            continue
        code = protected.table[token]
        if isinstance(token, Open):
            closing = protected.table[Close(token.id)]
            code = code if code == closing else f"{code}…{closing}"
        names[_SPACES.sub(" ", code)] = None
    return tuple(names)

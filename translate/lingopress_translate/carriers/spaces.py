"""White space beside codes, which services lose and double: what certainly is a slip."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_translate.protect import Close, Code, Open, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lingopress_translate.protect import Token

_LETTER = re.compile(
    r"(?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff])[^\W\d_]"
)
"""A letter of a script that puts spaces between words."""
_SEMITIC = re.compile(r"[\u0590-\u08ff]")
"""Hebrew and Arabic join their shortest words to the next one, so also to a code."""
_TIGHT = re.compile(r"\s+(?=[.,)\]])")
"""A space before a mark that no language has one before."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands beside a code: text, or nothing where another code or the end is."""

    before: str
    after: str
    next: Token | None
    """The code right behind it."""


def restore_spaces(tokens: list[Token], source: Sequence[Token]) -> list[Token]:
    """Give the codes of an answer the white space that they have in the source.

    What may be meant stays: an ending or another word joined to a code, or no space at all in a
    script that has none.
    """
    places = _places(source)
    out = _moved_out(tokens, places)
    out = _tightened(out, places)
    return _parted(out, places)


def _places(tokens: Sequence[Token]) -> dict[Token, _Place]:
    return {
        token: _Place(
            _text(tokens, i - 1),
            _text(tokens, i + 1),
            None if i + 1 == len(tokens) or isinstance(tokens[i + 1], Text) else tokens[i + 1],
        )
        for i, token in enumerate(tokens)
        if not isinstance(token, Text)
    }


def _text(tokens: Sequence[Token], i: int) -> str:
    token = tokens[i] if 0 <= i < len(tokens) else None
    return token.text if isinstance(token, Text) else ""


def _moved_out(tokens: Sequence[Token], places: Mapping[Token, _Place]) -> list[Token]:
    """Move blanks at the inner edges of pairs out of them, where the source has none there."""
    out: list[Token] = []
    for token in tokens:
        last = out[-1] if out else None
        place = places.get(token)
        if isinstance(token, Close) and isinstance(last, Text) and place:
            if last.text[-1:].isspace() and not place.before[-1:].isspace():
                out[-1:] = [Text(last.text.rstrip()), token, Text(" ")]
                continue
        elif isinstance(token, Text) and token.text[:1].isspace():
            at = len(out)
            while at and isinstance(opening := out[at - 1], Open) and opening in places:
                if places[opening].after[:1].isspace():
                    break
                at -= 1
            if at < len(out):
                out[at:at] = [Text(" ")]
                out.append(Text(token.text.lstrip()))
                continue
        out.append(token)
    return _joined(out)


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """Join neighbouring texts, with one blank where two meet; leave out the empty ones."""
    out: list[Token] = []
    for token in tokens:
        last = out[-1] if out else None
        if not isinstance(token, Text):
            out.append(token)
        elif isinstance(last, Text):
            is_blank = last.text[-1:].isspace()
            out[-1] = Text(last.text + (token.text.lstrip() if is_blank else token.text))
        elif token.text:
            out.append(token)
    return out


def _tightened(tokens: Sequence[Token], places: Mapping[Token, _Place]) -> list[Token]:
    """Take out blanks beside codes that the source does not have, as in ``] (``."""
    out: list[Token] = []
    for i, token in enumerate(tokens):
        if not isinstance(token, Text):
            out.append(token)
            continue
        text = token.text
        before = places.get(tokens[i - 1]) if i else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if before and after and before.next == after and not text.strip():
            continue
        if before and not before.after[:1].isspace() and before.after[:1] == text.lstrip()[:1]:
            text = _TIGHT.sub("", text, count=1) if _TIGHT.match(text) else text
        if before and text[:2].isspace() and not before.after[:2].isspace():
            text = " " + text.lstrip()
        behind = places.get(after) if after else None
        if behind and text.rstrip()[-1:] == "(" == behind.before[-1:]:
            text = text.rstrip()
        if behind and text[-2:].isspace() and not behind.before[-2:].isspace() and len(text) > 1:
            text = text.rstrip() + " "
        out += [Text(text)] if text else []
    return out


def _parted(tokens: Sequence[Token], places: Mapping[Token, _Place]) -> list[Token]:
    """Put a blank back between letters and a code that lost those on both of its sides."""
    before: set[Token] = set()
    after: set[Token] = set()
    for i, token in enumerate(tokens):
        place = places.get(token)
        if isinstance(token, Text | Close) or not place:
            continue
        end: Token = Close(token.id) if isinstance(token, Open) else token
        if end not in places or end not in tokens:
            continue
        letter = _text(tokens, i - 1)[-1:]
        is_parted = place.before[-1:].isspace() and bool(_LETTER.match(letter))
        at = tokens.index(end)
        next_letter = _text(tokens, at + 1)[:1]
        is_followed = places[end].after[:1].isspace() and bool(_LETTER.match(next_letter))
        if is_parted and (is_followed or (isinstance(token, Code) and not _SEMITIC.match(letter))):
            before.add(token)
        if is_parted and is_followed:
            after.add(end)
        if isinstance(token, Code) and place.after == " " and _is_joined(tokens, i, places):
            after.add(token)
    out: list[Token] = []
    for token in tokens:
        out += [Text(" ")] if token in before else []
        out.append(token)
        out += [Text(" ")] if token in after else []
    return _joined(out)


def _is_joined(tokens: Sequence[Token], i: int, places: Mapping[Token, _Place]) -> bool:
    """Tell whether two single codes touch that have one blank between them in the source."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    own = places.get(following) if isinstance(following, Code) else None
    return own is not None and own.before == " "

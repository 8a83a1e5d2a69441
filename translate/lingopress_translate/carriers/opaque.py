"""Text that a carrier cannot hold as it is travels as single codes of its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lingopress_translate.carriers.carrier import Decoded
from lingopress_translate.protect import Code, Text

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from lingopress_translate.carriers.carrier import Encoded
    from lingopress_translate.protect import Token

Singles = dict[int, tuple["Token", ...]]


def mask(tokens: Sequence[Token], opaque: re.Pattern[str]) -> tuple[list[Token], Singles]:
    """Give every match of ``opaque``, which has one group, an id above those of the message.

    Returns the tokens, neighbouring texts joined, and what each new code stands for.
    """
    number = max((token.id for token in tokens if not isinstance(token, Text)), default=0)
    singles: Singles = {}
    flat: list[Token] = []
    for token in joined(tokens):
        if not isinstance(token, Text):
            flat.append(token)
            continue
        for i, part in enumerate(opaque.split(token.text)):
            if i % 2:
                number += 1
                singles[number] = (Text(part),)
                flat.append(Code(number))
            elif part:
                flat.append(Text(part))
    return flat, singles


def joined(tokens: Sequence[Token]) -> list[Token]:
    """Make neighbouring texts one."""
    out: list[Token] = []
    for token in tokens:
        if isinstance(token, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + token.text)
        else:
            out.append(token)
    return out


def expand(tokens: Sequence[Token], singles: Mapping[int, tuple[Token, ...]]) -> list[Token]:
    """Put what single codes stand for in their place."""
    if not singles:
        return list(tokens)
    out: list[Token] = []
    for token in tokens:
        out += singles.get(token.id, (token,)) if isinstance(token, Code) else (token,)
    return out


def settle(tokens: Sequence[Token], encoded: Encoded, repairs: Sequence[str] = ()) -> Decoded | str:
    """Finish the reading of an answer: singles expanded, the source's white space at its ends.

    Says what is wrong where text that travelled as a code is not there exactly once.
    """
    if encoded.singles:
        found = Counter(token.id for token in tokens if isinstance(token, Code))
        for number, stands_for in encoded.singles.items():
            if found[number] != 1:
                shown = "".join(each.text for each in stands_for if isinstance(each, Text))
                return f"{'added' if found[number] else 'lost'} {shown!r}"
    before, after = outer_space(encoded.tokens)
    spaced = [Text(before), *expand(tokens, encoded.singles), Text(after)]
    return Decoded(tuple(token for token in spaced if token != Text("")), tuple(repairs))


def outer_space(tokens: Sequence[Token]) -> tuple[str, str]:
    """Give the white space at the two ends of tokens; that of nothing else is at its start."""
    if not tokens:
        return "", ""
    first, last = tokens[0], tokens[-1]
    before = first.text if isinstance(first, Text) else ""
    after = last.text if isinstance(last, Text) else ""
    if len(tokens) == 1 and not after.strip():
        return before, ""
    return before[: len(before) - len(before.lstrip())], after[len(after.rstrip()) :]

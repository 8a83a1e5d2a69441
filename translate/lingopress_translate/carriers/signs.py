"""Codes between two signs: ``⟦1⟧…⟦/1⟧`` and ``{1}…{/1}``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lingopress_translate.carriers import mending, opaque
from lingopress_translate.carriers.carrier import Encoded
from lingopress_translate.protect import Close, Code, Open, Text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lingopress_translate.carriers.carrier import Decoded
    from lingopress_translate.protect import Token

BLANK = "space in a code"
SWAPPED = "swapped brackets of a code"
FORM = "other form of a code"


@dataclass(frozen=True)
class Signs:
    """A carrier that writes a code as its number between two signs."""

    name: str
    opening: str
    closing: str
    lookalikes: str
    """Other brackets, a regular expression, that services make of the two."""

    def encode(self, tokens: Sequence[Token]) -> Encoded:
        """Write tokens as one text. Any tokens will do."""
        flat, singles = opaque.mask(tokens, self._own)
        parts = [token.text if isinstance(token, Text) else self._code(token) for token in flat]
        return Encoded("".join(parts).strip(), tuple(flat), singles)

    def decode(self, answer: str, encoded: Encoded) -> Decoded | str:
        """Read an answer; say what is wrong where a sign is left over."""
        found, repairs = self._read(answer.strip(), encoded)
        for token in found:
            if isinstance(token, Text) and (stray := self._own.search(token.text)):
                return f"a broken code in the answer: {stray[0]}"
        mended, more = mending.mend(found, encoded)
        return opaque.settle(mended, encoded, [*repairs, *more])

    def _code(self, token: Open | Close | Code) -> str:
        slash = "/" if isinstance(token, Close) else ""
        return f"{self.opening}{slash}{token.id}{self.closing}"

    @cached_property
    def _own(self) -> re.Pattern[str]:
        return re.compile(f"([{re.escape(self.opening + self.closing)}])")

    @cached_property
    def _others(self) -> re.Pattern[str]:
        return re.compile(self.lookalikes)

    @cached_property
    def _strict(self) -> re.Pattern[str]:
        return self._pattern(f"[{re.escape(self.opening + self.closing)}]")

    @cached_property
    def _lenient(self) -> re.Pattern[str]:
        return self._pattern(f"(?:[{re.escape(self.opening + self.closing)}]|{self.lookalikes})")

    @staticmethod
    def _pattern(sign: str) -> re.Pattern[str]:
        gap = r"\s{0,3}"  # no more: answers may be long, and nothing else
        return re.compile(
            rf"{sign}{gap}(?P<slash>[/／\\]?){gap}(?P<id>\d{{1,6}}){gap}(?P<late>[/／]?){gap}{sign}"
        )

    def _read(self, answer: str, encoded: Encoded) -> tuple[list[Token], list[str]]:
        """Cut an answer into text and codes, by signs that look alike only where none is text."""
        pairs = {token.id for token in encoded.tokens if isinstance(token, Open)}
        texts = [token.text for token in encoded.tokens if isinstance(token, Text)]
        if len(texts) == len(encoded.tokens) and not self._own.search(answer):
            return ([Text(answer)] if answer else []), []
        known = pairs.union(t.id for t in encoded.tokens if isinstance(t, Code))
        has_others = any(self._others.search(text) for text in texts)
        pattern = self._strict if has_others else self._lenient
        out: list[Token] = []
        repairs: dict[str, None] = {}
        at = 0
        for match in pattern.finditer(answer):
            number = int(match["id"])
            if number not in known:
                continue
            out += [Text(answer[at : match.start()])] if at < match.start() else []
            at = match.end()
            token = _token(match, number, pairs)
            out.append(token)
            repairs.update(dict.fromkeys(self._slip(match[0], self._code(token))))
        out += [Text(answer[at:])] if at < len(answer) else []
        return out, list(repairs)

    def _slip(self, found: str, right: str) -> list[str]:
        """Name what makes a code that was found differ from how it should be written."""
        if found == right:
            return []
        packed = "".join(found.split())
        if packed == right:
            return [BLANK]
        plain = unicodedata.normalize("NFKC", packed)
        inner = plain.strip(self.opening + self.closing)
        if self.opening + inner + self.closing == right and len(packed) == len(right):
            return [SWAPPED if packed[1:-1] == right[1:-1] else FORM]
        return [FORM]


def _token(match: re.Match[str], number: int, pairs: Collection[int]) -> Open | Close | Code:
    if number not in pairs:
        return Code(number)
    return Close(number) if match["slash"] or match["late"] else Open(number)


MASK = Signs("mask", "⟦", "⟧", r"[〚〛【】［］]|\[{1,2}|\]{1,2}")
"""Signs that stand in no ordinary text."""
BRACES = Signs("braces", "{", "}", r"[｛｝❴❵﹛﹜]")
"""Signs that translation services know from placeholders."""

"""Text alone, for runs of text between codes, and for engines that spoil every code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_translate.carriers import opaque
from lingopress_translate.carriers.carrier import Encoded
from lingopress_translate.protect import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_translate.carriers.carrier import Decoded
    from lingopress_translate.protect import Token


@dataclass(frozen=True, slots=True)
class Plain:
    """A carrier without codes: those of a message are left out, and so are lost."""

    name: str = "plain"

    def encode(self, tokens: Sequence[Token]) -> Encoded:
        """Write the text of tokens."""
        text = "".join(token.text for token in tokens if isinstance(token, Text))
        return Encoded(text.strip(), (Text(text),) if text else (), {})

    def decode(self, answer: str, encoded: Encoded) -> Decoded | str:
        """Take an answer as it is, with the source's white space at its ends."""
        answer = answer.strip()
        return opaque.settle([Text(answer)] if answer else [], encoded)


PLAIN = Plain()

"""What a carrier does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lingopress_translate.protect import Token


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text ready for an engine, with what is needed to read the answer."""

    text: str
    """What is sent; no white space at its ends."""
    tokens: tuple[Token, ...]
    """The tokens, where characters that the carrier cannot hold are a `Code` of their own."""
    singles: Mapping[int, tuple[Token, ...]]
    """What each single code of `text` stands for: a code, opaque text, or a pair without words."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """An answer, read."""

    tokens: tuple[Token, ...]
    repairs: tuple[str, ...] = ()
    """What was put right on the way, each in a few words: ``space in a code``."""


class Carrier(Protocol):
    """Writes tokens as text and reads them back. Stateless."""

    @property
    def name(self) -> str:
        """Its name in `Traits.carriers` and `Batch.carrier`."""

    def encode(self, tokens: Sequence[Token]) -> Encoded:
        """Write tokens as one text. Any tokens will do."""

    def decode(self, answer: str, encoded: Encoded) -> Decoded | str:
        """Read an answer, putting right what certainly is a slip; or say in one line what is wrong.

        Whether the tokens may be written is for `protect.validate` to say.
        """

"""How much text there is: words and characters, counted alike for every script."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n import cldr

if TYPE_CHECKING:
    from lingopress_i18n.locales import Locale

_HAN_AND_KANA = (
    "[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
"""Chinese characters and the two syllabaries of Japanese, half-width ones too."""


@dataclass(frozen=True)
class Tally:
    """An amount of messages."""

    messages: int = 0
    words: int = 0
    characters: int = 0
    """Code points but white space."""

    def __add__(self, other: Tally) -> Tally:
        """Add up each of the three."""
        return Tally(
            self.messages + other.messages,
            self.words + other.words,
            self.characters + other.characters,
        )


def measure(text: str, locale: Locale) -> Tally:
    """Measure one message; its text is plain, without markup."""
    return Tally(1, count_words(text, locale), count_characters(text))


def count_words(text: str, locale: Locale) -> int:
    """Count words as those who pay translators do.

    A word is what UAX 29 takes for one, if it has a letter or a digit: ``don't`` and ``3.14`` are
    one, ``well-known`` is two. Thai, Lao, Khmer and Burmese, which put no space between words, are
    divided by ICU's dictionaries; another ICU may know another word. Of Chinese and Japanese every
    character counts, so that no dictionary has a say; punctuation never does.
    """
    rest, characters = _han_and_kana().subn(" ", text)
    return characters + cldr.word_counter(locale)(rest)


@functools.cache
def _han_and_kana() -> re.Pattern[str]:
    """Compile that: it takes milliseconds, and most runs count nothing."""
    return re.compile(_HAN_AND_KANA)


def count_characters(text: str) -> int:
    """Count the code points of a text but its white space."""
    return sum(map(len, text.split()))

"""Words that tell whether a sentence begins: one file a language, ``LANGUAGE.toml``.

They stand in strings, white space between them, with the capitals that they have in a text.
"""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

_HERE = Path(__file__).parent
_ORDINALS = frozenset({"bs", "cs", "da", "et", "fi", "fo", "hr", "hu", "is", "lb"})
_ORDINALS |= frozenset({"lv", "nb", "nn", "no", "pl", "sk", "sl", "sr", "tr"})
"""Languages without a file whose full stop makes an ordinal number."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Vocabulary(NamedTuple):
    """Words of a language; all are empty where nobody has gathered them."""

    openers: frozenset[str] = frozenset()
    """Pronouns, articles, conjunctions, adverbs: written like this they begin a sentence."""
    particles: frozenset[str] = frozenset()
    """Openers that also begin surnames: no sign of a sentence after an initial."""
    leading: frozenset[str] = frozenset()
    """Prepositions: a sentence that begins with one has no verb within the next few words."""
    speech: frozenset[str] = frozenset()
    """Verbs that say who said the quotation before."""
    speakers: frozenset[str] = frozenset()
    """Openers that also begin the name of who speaks: ``The nurse``."""
    counted: frozenset[str] = frozenset()
    """Words, written small, between which and a noun a number is an ordinal one."""
    nouns: bool = False
    """Whether nouns have capitals within a sentence, too."""
    ordinals: bool = False
    """Whether a full stop after a number makes it an ordinal number."""

    def opens(self, text: str, at: int) -> str:
        """Give the word at an offset if it is an opener, or else nothing."""
        found = _WORD.match(text, at)
        if found is None or text.startswith(".", found.end()):
            return ""
        word = found[0].replace("’", "'")
        if word in self.openers:
            return word
        first = word.partition("'")[0].partition("-")[0]
        return first if first in self.openers else ""


@functools.cache
def load(language: str) -> Vocabulary:
    """Read a language's words, if there are any."""
    path = _HERE / f"{language}.toml"
    if not path.is_file():
        return Vocabulary(ordinals=language in _ORDINALS)
    found = tomllib.loads(path.read_text("utf-8"))
    words = {name: frozenset(value.split()) for name, value in found.pop("words").items()}
    fields: dict[str, Any] = {**found, **words}
    return Vocabulary(**fields)

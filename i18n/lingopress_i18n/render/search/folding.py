"""Words as a search knows them: ``search.js`` in the theme folds what readers type in the same way.

What two spellings share is kept, what tells them apart is dropped: letter case, accents and vowel
signs, the forms of Arabic letters, full width. Where words have no spaces between them, each pair
of neighbouring characters is a word. ``tests/pages/folding.toml`` is run through both.
"""

from __future__ import annotations

import functools
import operator
import re
import unicodedata
from itertools import chain

_PLAINER = "æ:ae œ:oe ø:o ł:l đ:d ð:d þ:th ς:σ ٱ:ا ى:ي ی:ي ې:ي ک:ك ة:ه ۀ:ه ہ:ه"
_LETTERS = {each[0]: each[2:] for each in _PLAINER.split(" ")} | {
    chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)
}
"""Letters that do not come apart into a plain one and a mark, and digits of Arabic."""
_DROPPED = re.compile(
    "["
    "\u0300-\u036f"  # accents
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points
    "\u0610-\u061a\u064b-\u065f\u0670"  # tashkeel, and the signs of the Koran
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0640"  # tatweel
    "\u00ad\u061c\u180e\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"  # not seen
    "]"
)
_SHORT_I = "и\u0306"
"""A letter of its own to Russians, unlike ё, which they write as е."""
_ARTICLE = re.compile(r"(?<![^\W_])(?:[وفبك]?ال|لل)(?=[^\W_]{2})")
"""The Arabic article, also after a word that is written together with it."""
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"  # Japanese
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
"""Ranges of characters of scripts without spaces between words."""


def fold(text: str) -> str:
    """Give a text in the form that is compared; what is no letter stays."""
    text = unicodedata.normalize("NFKC", text).upper().lower()
    text = unicodedata.normalize("NFD", text).replace(_SHORT_I, "й")
    text = unicodedata.normalize("NFC", _DROPPED.sub("", text))
    if _OTHER.search(text):  # far faster than to translate what has none of them
        text = text.translate(_TABLE)
    return _ARTICLE.sub("", text)


def words(text: str) -> dict[str, None]:
    """Give the words of a text; of an unspaced run, its pairs and its last character alone.

    So each character begins a word, and a search for it finds it. The words are the keys, in an
    order that depends on the text alone.
    """
    if text.isascii():
        return dict.fromkeys(_PLAIN.findall(text.lower()))
    pieces = dict.fromkeys(text.split())  # nothing that folds reaches over a space
    if len(_known) > _MOST:
        _known.clear()
    new = [piece for piece in pieces if piece not in _known]
    if new:
        _known.update(zip(new, map(_split, fold("\n".join(new)).split("\n")), strict=True))
    found = dict.fromkeys(chain.from_iterable(map(_known.__getitem__, pieces)))
    for piece in new:
        if len(piece) > _SHORT:
            del _known[piece]
    return found


_SHORT = 40
"""Up to how many characters a piece of text is likely to come again, on another page."""
_MOST = 100_000
_known: dict[str, list[str]] = {}
"""The words of short pieces of text that came before: most words of a page stand on others, too."""


def _split(folded: str) -> list[str]:
    """Give the words of a folded text."""
    if folded.isascii():
        return _PLAIN.findall(folded)
    word, unspaced = _patterns()
    tokens: list[str] = word.findall(folded.replace("_", " "))
    if not unspaced.search(folded):
        return tokens
    found: list[str] = []
    for token in tokens:
        for at, part in enumerate(unspaced.split(token)):
            if at % 2:
                found += map(operator.add, part, part[1:])
                found.append(part[-1])
            elif part:
                found.append(part)
    return found


_TABLE = str.maketrans(_LETTERS)
_OTHER = re.compile(f"[{''.join(_LETTERS)}]")
_PLAIN = re.compile("[a-z0-9]+")


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile what a word is made of, letters, marks and numbers, and a run without spaces."""
    marks = "".join(
        each for each in map(chr, range(0x300, 0x11000)) if unicodedata.category(each)[0] == "M"
    )
    return re.compile(rf"[\w{marks}]+"), re.compile(f"([{_UNSPACED}]+)")

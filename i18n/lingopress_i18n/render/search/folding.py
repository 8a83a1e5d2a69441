"""Words as a search knows them: ``search.js`` in the theme folds what readers type in the same way.

What two spellings share is kept, what tells them apart is dropped: letter case, accents and vowel
signs, the forms of Arabic letters, full width. Where words have no spaces between them, each pair
of neighbouring characters is a word. ``tests/pages/folding.toml`` is run through both.
"""

from __future__ import annotations

import functools
import re
import unicodedata

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
    text = unicodedata.normalize("NFC", _DROPPED.sub("", text)).translate(_TABLE)
    return _ARTICLE.sub("", text)


def words(text: str) -> set[str]:
    """Give the words of a text; of an unspaced run, its pairs and its last character alone.

    So each character begins a word, and a search for it finds it.
    """
    if text.isascii():
        return set(_PLAIN.findall(text.lower()))
    special, found, runs = _patterns()
    folded = fold(text)
    if not special.search(folded):
        return set(_SIMPLE.findall(folded))
    every = set(found.findall(folded))
    for run in runs.findall(folded):
        every.update(run[at : at + 2] for at in range(len(run)))
    return every


_TABLE = str.maketrans(_LETTERS)
_PLAIN = re.compile("[a-z0-9]+")
_SIMPLE = re.compile(r"[^\W_]+")


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Compile what makes words hard to tell; a word; and a run without spaces.

    A word is letters, marks and numbers; most texts have none of the marks that folding leaves.
    """
    marks = "".join(
        each for each in map(chr, range(0x300, 0x11000)) if unicodedata.category(each)[0] == "M"
    )
    return (
        re.compile(f"[{marks}{_UNSPACED}]"),
        re.compile(rf"(?:(?![{_UNSPACED}])(?:[^\W_]|[{marks}]))+"),
        re.compile(rf"(?:(?=[{_UNSPACED}])(?:[^\W_]|[{marks}]))+"),
    )

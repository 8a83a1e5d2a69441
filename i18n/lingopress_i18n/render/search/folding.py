"""Words as a search knows them: ``search.js`` in the theme folds what readers type in the same way.

What two spellings share is kept, what tells them apart is dropped: letter case, accents and vowel
signs, the forms of Arabic letters, full width, the nukta and the written-out nasals of Devanagari,
apostrophes within words of Cyrillic and Hebrew. Where words have no spaces between them, each pair
of neighbouring characters is a word; a Hebrew word is one without what is written together with it,
too. ``tests/pages/folding.toml`` is run through both.
"""

from __future__ import annotations

import functools
import operator
import re
import unicodedata
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAINER = (
    "æ:ae œ:oe ø:o ł:l đ:d ð:d þ:th ß:ss ʼ:' ς:σ ٱ:ا ى:ي ی:ي ې:ي ک:ك ة:ه ە:ه ہ:ه ھ:ه \u0901:\u0902"
)
_ZEROS = (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0)
"""Of Arabic, Persian, nine scripts of India, Thai, Lao; nine other digits follow each."""
_LETTERS = {each[0]: each[2:] for each in _PLAINER.split(" ")} | {
    chr(zero + digit): str(digit) for zero in _ZEROS for digit in range(10)
}
"""Letters that do not come apart into a plain one and a mark, and digits."""
_DROPPED = re.compile(
    "["
    "\u0300-\u036f"  # accents
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points
    "\u0610-\u061a\u064b-\u065f\u0670"  # tashkeel, and the signs of the Koran
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0640"  # tatweel
    "\u093c"  # nukta, which Hindi often leaves out
    "\u00ad\u061c\u180e\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"  # not seen
    "]"
)
_SHORT_I = "и\u0306"
"""A letter of its own to Russians, unlike ё, which they write as е."""
_ARTICLE = re.compile(r"(?<![^\W_])(?:[وفبك]?ال|لل)(?=[^\W_]{2})")
"""The Arabic article, also after a word that is written together with it."""
_NASAL = re.compile("ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])")
"""What Hindi writes as a dot just as well, the anusvara."""
_VIRAMA, _ANUSVARA = "\u094d", "\u0902"
_WITHIN = re.compile(
    "['’ʼ](?<=[\u0400-\u04ff].)(?=[\u0400-\u04ff])"
    "|['’׳\"”״](?<=[\u05d0-\u05ea].)(?=[\u05d0-\u05ea])"
)
"""An apostrophe that is a part of its word, and the signs of Hebrew abbreviations."""
_TOGETHER = re.compile(r"[ושכ]?[ושכהבלמ](?=[\u05d0-\u05ea]{3})")
"""And, that, as, the, in, to, from: Hebrew writes them together with the next word."""
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
    text = unicodedata.normalize("NFC", _WITHIN.sub("", _DROPPED.sub("", text)))
    if _VIRAMA in text:
        text = _NASAL.sub(_ANUSVARA, text)
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
    found = in_bytes(text)
    return dict.fromkeys(_general(text) if found is None else found)


def _general(text: str) -> Iterable[str]:
    """Give the words of any text; one may come more than once."""
    for sign in _WIDE_SIGNS:
        text = text.replace(sign, " ")
    pieces = dict.fromkeys(text.split())  # nothing that folds reaches over a space
    strange = [piece for piece in pieces if not _FOLDED.fullmatch(piece)]
    folded = (
        dict(zip(strange, fold("\n".join(strange)).split("\n"), strict=True)) if strange else {}
    )
    return chain.from_iterable(_split(folded.get(piece, piece)) for piece in pieces)


_WIDE_SIGNS = "，（）！？；"
"""Full-width signs between words; the narrow ones that they fold to are none, either."""
_FOLDED = re.compile(
    r"[!-@\[-`{-~\u3001-\u3003\u3005-\u3020\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff]+"
)
"""Text whose characters fold to themselves, also side by side: most Chinese and Japanese."""


def in_bytes(text: str) -> list[str] | None:
    """Give the words of a text quickly, if each character has a byte in one of a few encodings.

    One may come more than once. What a character folds to is looked up for all of them at once,
    which these allow, for they have no marks that join with a letter before them and stay.
    """
    text = text.replace("\u202f", " ")
    for codec in ("cp1252", "cp1251", "cp1256"):
        try:
            data = text.encode(codec)
        except UnicodeEncodeError:
            continue
        bytes_ = _bytes(codec)
        if bytes_.foreign.search(data):
            continue
        if codec == "cp1251" and _WITHIN.search(text):
            return None
        for byte, written in bytes_.longer:
            if byte in data:
                data = data.replace(byte, written)
        folded = data.translate(bytes_.table, bytes_.gone).decode(codec)
        if folded.isascii():
            return _PLAIN.findall(folded)
        return _SIMPLE.findall(_ARTICLE.sub("", folded))
    return None


class _Bytes(NamedTuple):
    """What the characters of an encoding fold to."""

    table: bytes
    gone: bytes
    """Those that fold to nothing."""
    longer: tuple[tuple[bytes, bytes], ...]
    """Those that become several."""
    foreign: re.Pattern[bytes]
    """Those that fold to what the encoding does not have, or that are none."""


@functools.cache
def _bytes(codec: str) -> _Bytes:
    table, gone, longer, foreign = bytearray(range(256)), bytearray(), [], bytearray(b"\0")
    for byte in range(1, 256):
        try:
            folded = fold(bytes([byte]).decode(codec))
            # what joins parts of it, as a fraction's bar, is no letter
            written = "".join(each if each.isalnum() else " " for each in folded).encode(codec)
        except UnicodeError:
            foreign.append(byte)
            continue
        if len(written) == 1:
            table[byte] = written[0]
        elif written:
            longer.append((bytes([byte]), written))
        else:
            gone.append(byte)
    pattern = re.compile(b"[" + re.escape(bytes(foreign)) + b"]")
    return _Bytes(bytes(table), bytes(gone), tuple(longer), pattern)


def _split(folded: str) -> list[str]:
    """Give the words of a folded text."""
    if folded.isascii():
        return _PLAIN.findall(folded)
    word, unspaced = _patterns()
    tokens: list[str] = word.findall(folded.replace("_", " "))
    if _HEBREW.search(folded):
        tokens += _alone(tokens)
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


def _alone(tokens: Iterable[str]) -> list[str]:
    """Give Hebrew words without one and without two of what may be written together with them."""
    found = (match for token in tokens if (match := _TOGETHER.match(token)))
    ends = ((each.string, end) for each in found for end in range(1, each.end() + 1))
    return [token[end:] for token, end in ends]


_HEBREW = re.compile("[\u05d0-\u05ea]{4}")
_TABLE = str.maketrans(_LETTERS)
_OTHER = re.compile(f"[{''.join(_LETTERS)}]")
_PLAIN = re.compile("[a-z0-9]+")
_SIMPLE = re.compile(r"[^\W_]+")


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile what a word is made of, letters, marks and numbers, and a run without spaces."""
    marks = "".join(
        each for each in map(chr, range(0x300, 0x11000)) if unicodedata.category(each)[0] == "M"
    )
    return re.compile(rf"[\w{marks}]+"), re.compile(f"([{_UNSPACED}]+)")

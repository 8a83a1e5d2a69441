"""Where sentences begin in plain text.

A boundary too few leaves two sentences in one message, which harms nobody; one too many cuts a
sentence in two, which no translator can mend: in doubt a sentence goes on. What is doubtful are
the full stops of abbreviations, initials and numbers (``stops``), ellipses (``ellipses``) and
marks within brackets and quotation marks (``quotations``); the words that settle it are data, in
``abbreviations`` and ``vocabulary``. All of it takes time linear in the text's length.
"""

from __future__ import annotations

import itertools
import unicodedata

from lingopress_i18n import abbreviations, vocabulary
from lingopress_i18n.boundaries import composition, items, marks, pairs, spaced, unspaced
from lingopress_i18n.boundaries.paragraph import Paragraph

_UNSPACED = frozenset({"zh", "ja", "yue", "wuu", "gan", "hak", "hsn", "lzh"})

_WRITTEN_AS = {"el": str.maketrans(";\u037e", "??")}
"""Marks of a language that mean something else in the others."""


def find(text: str, language: str, own: frozenset[str] = frozenset()) -> list[int]:
    """Give the offsets, in characters, of the first letters of all sentences but the first.

    ``language`` is a primary language subtag, ``own`` the abbreviations of the publication. Text
    that is not in Unicode's composed form (NFC) has its boundaries at the same places.
    """
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return _find(text, language, own)
    composed, offsets = composition.compose(text)
    return [offsets[at] for at in _find(composed, language, own)]


def _find(text: str, language: str, own: frozenset[str]) -> list[int]:
    if language in _WRITTEN_AS:
        text = text.translate(_WRITTEN_AS[language])
    rules, pattern = (unspaced, marks.UNSPACED) if language in _UNSPACED else (spaced, marks.SPACED)
    ends = pattern.finditer(text)
    first = next(ends, None)
    if first is None:
        return items.part(text, [])
    words = vocabulary.load(language)
    known = abbreviations.load(language, own)
    paragraph = Paragraph(text, language, words, known, pairs.find(text))
    return items.part(text, rules.starts(paragraph, itertools.chain((first,), ends)))

"""Where sentences begin in plain text.

A boundary too few leaves two sentences in one message, which harms nobody; one too many cuts a
sentence in two, which no translator can mend: in doubt a sentence goes on. What is doubtful are
the full stops of abbreviations, initials and numbers (``stops``), ellipses (``ellipses``) and
marks within brackets and quotation marks (``quotations``); the words that settle it are data, in
``abbreviations`` and ``vocabulary``. All of it takes time linear in the text's length.
"""

from __future__ import annotations

import functools
import importlib
import itertools
import unicodedata
from typing import TYPE_CHECKING

from lingopress_i18n.boundaries import abbreviations, composition, items, marks, pairs, vocabulary
from lingopress_i18n.boundaries.paragraph import Paragraph

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable

_UNSPACED = frozenset({"zh", "ja", "yue", "wuu", "gan", "hak", "hsn", "lzh"})

_WRITTEN_AS = {
    "el": str.maketrans(";\u037e", "??"),
    "th": str.maketrans(".", "\u2024"),  # a full stop is for abbreviations alone
}
"""Marks of a language that mean something else in the others."""

_UNMARKED = frozenset({"th", "lo"})
"""Languages that put a space between two sentences, as between any two phrases, and no mark."""


def is_marked(language: str) -> bool:
    """Tell whether a language, by its primary subtag, ends its sentences with a mark."""
    return language not in _UNMARKED


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
    is_spaced = language not in _UNSPACED
    ends = (marks.SPACED if is_spaced else marks.UNSPACED).finditer(text)
    first = next(ends, None)
    if first is None:
        return items.part(text, [])
    words = vocabulary.load(language)
    known = abbreviations.load(language, own)
    paragraph = Paragraph(text, language, words, known, pairs.find(text))
    return items.part(text, _starts(is_spaced)(paragraph, itertools.chain((first,), ends)))


@functools.cache
def _starts(is_spaced: bool) -> Callable[[Paragraph, Iterable[re.Match[str]]], list[int]]:  # noqa: FBT001 - a key
    """Load the rules of one kind of script: those of the other cost time to compile."""
    name = "spaced" if is_spaced else "unspaced"
    module = importlib.import_module(f"lingopress_i18n.boundaries.{name}")
    starts: Callable[[Paragraph, Iterable[re.Match[str]]], list[int]] = module.starts
    return starts

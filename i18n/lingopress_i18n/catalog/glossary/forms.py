"""Forms of terms as patterns: whole words, ``*``, and what languages put on words.

Where a script parts its words, a form is whole words; in Chinese, Japanese and the scripts of
South East Asia it stands anywhere. Arabic writes articles, prepositions and conjunctions on the
word (``بالحقوق``): any form may carry them, and vowel signs are not looked at.

No pattern takes more than the product of text and form: what stands between two ``*`` is found
once, at its first place, and not looked for again.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from lingopress_i18n.tokens import ALONE, SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable

_OPAQUE = "\N{OBJECT REPLACEMENT CHARACTER}"
LETTER = rf"(?-i:[^{SIGNS}{ALONE}{_OPAQUE}])"
"""A letter or digit of a script that parts its words, or a mark on one. (It has no letter case;
to look for one would take most of the time of compiling.)"""

_IS_LETTER = re.compile(LETTER)
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a\u0671-\u06d3]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_MARKS = "[\u064b-\u065f\u0670\u0640]"
"""Arabic vowel signs, and the line that stretches a word."""
_STRIPPED = re.compile(_MARKS)
_ARTICLE = "ال"
_ON_ARABIC = (
    rf"(?:[وف]{_MARKS}*)?"
    rf"(?:(?:[بكل]{_MARKS}*)?ا{_MARKS}*ل{_MARKS}*|ل{_MARKS}*ل{_MARKS}*|[بكل]{_MARKS}*)?"
)
_SHORTEST = 4
"""A stem has at least so many letters; shorter words stay as they are."""
_ENDING = 2
"""How many letters of a longer word may differ."""
_SHORTEST_ARABIC = 3
_MOST_ENDING = 3
"""How many letters may follow a short word where words are declined."""
_SHORTEST_NOUN = 3
_BEFORE = frozenset({"of", "for", "in", "on", "to"})
"""What follows the noun that has the plural: rights of reproduction."""


def says_something(form: str) -> bool:
    """Tell whether a form has anything but ``*`` and white space."""
    return bool(form.replace("*", "").strip())


def takes_prefixes(letter: str) -> bool:
    """Tell whether a word that begins so may have something before it, written on it."""
    return _ARABIC.match(letter) is not None


def any_of(patterns: Iterable[tuple[str, str]]) -> str:
    """Join forms and their patterns to one that finds the first that fits, as whole words."""
    runs = itertools.groupby(patterns, key=lambda each: _edges(each[0]))
    return "|".join(
        f"{before}(?:{'|'.join(pattern for _, pattern in run)}){after}"
        for (before, after), run in runs
    )


def literal(form: str) -> str:
    """Make a pattern of a form as it is; edges are for `any_of` to add, here and below."""
    return _phrase(_word(word) for word in form.split())


def inflected(form: str) -> str:
    """Make a pattern of a term of a target language, whose words may end otherwise.

    Not a grammar: the last two letters of long words may differ and others may follow; Arabic,
    Cyrillic and Korean words get more endings. A word with ``*`` says itself what it allows.
    """
    return _phrase(_stem(word) for word in form.split())


def english(form: str) -> str:
    """Make a pattern of an English term, its plural too: of the last word, or before ``of``.

    ``party`` finds ``parties``, ``right of rental`` finds ``rights of rental``; ``rights`` does
    not find ``right``, for ``news`` and ``means`` are other words than ``new`` and ``mean``.
    """
    words = form.split()
    last = len(words) - 1
    return _phrase(
        _noun(word) if at == last or words[at + 1].lower() in _BEFORE else _word(word)
        for at, word in enumerate(words)
    )


def _phrase(words: Iterable[str]) -> str:
    return r"\s++".join(words)


def _edges(form: str) -> tuple[str, str]:
    """Tell what must not stand before and after a form, in patterns."""
    stripped = form.strip()
    before, after = (each == "*" or _IS_LETTER.match(each) for each in (stripped[0], stripped[-1]))
    return f"(?<!{LETTER})" if before else "", f"(?!{LETTER})" if after else ""


def _word(word: str) -> str:
    """Make a pattern of a word with its ``*``."""
    if _ARABIC.search(word):
        return _ON_ARABIC + _glob(_without_article(word))
    return _glob(word)


def _glob(word: str) -> str:
    first, *others = (_escaped(segment) for segment in word.split("*"))
    if not others:
        return first
    between = "".join(f"(?>{LETTER}*?{segment})" for segment in others[:-1] if segment)
    ending = f"{LETTER}*{others[-1]}" if others[-1] else f"{LETTER}*+"
    return first + between + ending


def _escaped(text: str) -> str:
    if not _ARABIC.search(text):
        return re.escape(text)
    letters = _STRIPPED.sub("", text)
    return "".join(f"{re.escape(letter)}{_MARKS}*+" for letter in letters)


def _without_article(word: str) -> str:
    bare = _STRIPPED.sub("", word)
    rest = bare.removeprefix(_ARTICLE)
    return rest if len(rest) >= _SHORTEST_ARABIC else bare


def _stem(word: str) -> str:
    if "*" in word or not all(map(_IS_LETTER.match, word)):
        return _word(word)
    if _ARABIC.search(word):
        bare = _without_article(word)
        return _ON_ARABIC + _escaped(bare[: max(_SHORTEST_ARABIC, len(bare) - _ENDING)]) + _any()
    if _HANGUL.search(word):
        return re.escape(word) + _any()
    if len(word) > _SHORTEST:
        return re.escape(word[: max(_SHORTEST, len(word) - _ENDING)]) + _any()
    is_declined = _CYRILLIC.search(word) and not word.isupper()
    return re.escape(word) + (f"{LETTER}{{0,{_MOST_ENDING}}}" if is_declined else "")


def _any() -> str:
    return f"{LETTER}*+"


def _noun(word: str) -> str:
    is_plain = word.isascii() and word.isalpha() and len(word) >= _SHORTEST_NOUN
    if not is_plain:
        return _word(word)
    lower = word.lower()
    if lower.endswith("y") and lower[-2] not in "aeiou":
        return f"{word[:-1]}(?:{word[-1]}|ies)"
    if lower.endswith(("s", "x", "z", "ch", "sh")):
        return f"{word}(?:es)?"
    return f"{word}s?"

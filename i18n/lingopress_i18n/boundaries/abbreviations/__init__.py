"""Abbreviations, and what their full stops mean: one file a language, ``LANGUAGE.txt``.

A line holds abbreviations with their full stops, parted by commas, of which the same is true; a
line that begins with ``#`` is a comment. ``und.txt`` is for any language.

=====================  =================================================================
``Dr., z. B.``         never end a sentence
``art. + 5``           ends one, but not before what follows the plus sign: a number
``5. + Auflage Band``  after a number: ends none before these words (and else, who knows)
``etc. / A``           ends one only before a capital letter
``Inc. / The``         ends one only before a word that begins sentences (``vocabulary``)
``-str. / The``        likewise, as the end of any word
=====================  =================================================================

A language whose words nobody has gathered in ``vocabulary`` has a file of some abbreviations only:
of those that it does not name, sentencex is asked.

``5`` stands for any number; behind the sign for a Roman one and for a single letter, too. An
abbreviation written small may have a capital. Publications add their own plain ones in
``lingopress.toml``, which may be written either way.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HERE = Path(__file__).parent
_ANY = "und"
_RULE = re.compile(r"(?P<names>[^+/]+?)(?: (?P<kind>[+/]) (?P<after>.+))?")
_NAME = re.compile(r"[^\s,](?:[^,]*[^\s,])?[.!]")
_DIGITS = re.compile(r"\d+")
_COUNT = re.compile(r"[(\[]?(?:\d|[IVXLCDMivxlcdm]+(?=[,;:.)\]]))")
_ROMAN = re.compile(r"[(\[]?(?:[IVXLCDM]+[a-z]?|[ivxlcdm]+|[^\W\d_])(?![^\W_])")
_OPENING = "«»“„\"'‘’‚(¿¡[—–-"
_INNER = re.compile(r".*[’'(\[/„“«\"–—-]|[وفبلك](?=[^\W_])")
"""What stands before an abbreviation in one word: an article, a bracket, an Arabic conjunction."""


class Meaning(NamedTuple):
    """What is known of one abbreviation."""

    joins: tuple[str, ...] = ()
    """What follows where the sentence goes on, though it could end."""
    parts: tuple[str, ...] = ()
    """What follows where the sentence ends, though it could go on."""
    is_plain: bool = False
    """Whether the sentence goes on in any case."""


@dataclass(frozen=True, eq=False)
class Abbreviations:
    """What is known of the full stops of a language; made once, and equal to itself alone."""

    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    """By abbreviation, numbers as ``5``."""
    lengths: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By the last word of an abbreviation: how many words there are, the most first."""
    suffixes: tuple[str, ...] = ()
    """Ends of words that are abbreviations."""
    is_complete: bool = False
    """Whether there are files for the language, of abbreviations and of words (``vocabulary``)."""

    def verdict(self, words: list[str], after: str, *, opens: bool) -> str:
        """Tell whether a sentence ends: ``+`` no, ``/`` yes, empty unknown.

        ``words`` are some before and with a full stop, ``after`` begins with the next one;
        ``opens`` tells whether that is a word that begins sentences.
        """
        last = self._known(words[-1])
        for length in self.lengths.get(last, ()):
            name = last
            if length > 1:
                name = " ".join([*words[-length:-1], last]).lstrip(_OPENING)
                name = _DIGITS.sub("5", name)
            meaning = self.meanings.get(name)
            if meaning is None:
                continue
            if any(_follows(after, wanted, opens=opens) for wanted in meaning.joins):
                return "+"
            if meaning.is_plain:
                return "+"
            if meaning.parts:
                ends = any(_follows(after, wanted, opens=opens) for wanted in meaning.parts)
                return "/" if ends else "+"
            if meaning.joins and name != "5.":
                return "/"
        return ""

    def _known(self, word: str) -> str:
        """Give the abbreviation that a word is, or that stands within it or at its end."""
        word = word.lstrip(_OPENING)
        if word in self.lengths:
            return word
        word = _DIGITS.sub("5", word)
        if (inner := _INNER.match(word)) and word[inner.end() :] in self.lengths:
            return word[inner.end() :]
        suffix = next((each for each in self.suffixes if word.endswith(each)), "")
        return f"-{suffix}" if suffix else word


@functools.cache
def load(language: str, own: frozenset[str] = frozenset()) -> Abbreviations:
    """Index what is for any language, a language's file, and a publication's ``own``, plain ones.

    What stands later outdoes what stands before.
    """
    meanings: dict[str, Meaning] = {}
    for name in (_ANY, language):
        path = _HERE / f"{name}.txt"
        if path.is_file():
            meanings |= _index(read(path.read_text("utf-8"), path.name))
    for name in own:
        plain = Meaning(is_plain=True)
        for first in (name[:1], name[:1].upper(), name[:1].lower()):
            meanings[first + name[1:]] = plain
    lengths: dict[str, set[int]] = {}
    for name in meanings:
        words = name.split()
        lengths.setdefault(words[-1], set()).add(len(words))
    return Abbreviations(
        meanings,
        lengths={last: tuple(sorted(found, reverse=True)) for last, found in lengths.items()},
        suffixes=tuple(name[1:] for name in meanings if name.startswith("-")),
        is_complete=(_HERE.parent / "vocabulary" / f"{language}.toml").is_file(),
    )


def read(text: str, name: str) -> list[tuple[str, str, str]]:
    """Read a file's rules: abbreviation, ``+`` or ``/`` or nothing, what follows.

    Raises ValueError for a line that holds none or one that stands there twice.
    """
    rules: dict[tuple[str, str, str], None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        found = _RULE.fullmatch(line)
        names = found["names"].split(", ") if found else []
        new = [(each, found["kind"] or "", found["after"] or "") for each in names if found]
        if not new or any(each in rules or not _NAME.fullmatch(each[0]) for each in new):
            raise ValueError(f"{name}:{number}: {line!r} is no rule, or stands there twice")
        rules.update(dict.fromkeys(new))
    return [*rules]


def _index(rules: Iterable[tuple[str, str, str]]) -> dict[str, Meaning]:
    meanings: dict[str, Meaning] = {}
    for name, kind, after in rules:
        for spelling in {name, name[:1].upper() + name[1:]}:
            known = meanings.get(spelling, Meaning())
            words = tuple(after.split())
            meanings[spelling] = Meaning(
                joins=known.joins + (words if kind == "+" else ()),
                parts=known.parts + (words if kind == "/" else ()),
                is_plain=known.is_plain or not kind,
            )
    return meanings


def _follows(after: str, wanted: str, *, opens: bool) -> bool:
    """Tell whether a text begins as a rule wants it."""
    match wanted:
        case "5":
            return bool(_COUNT.match(after) or (not opens and _ROMAN.match(after)))
        case "A":
            return after.lstrip(_OPENING + " \u00a0\u202f")[:1].isupper()
        case "The":
            return opens
        case _:
            return after.startswith(wanted)

"""Abbreviations that need more than sentencex knows: one file a language, ``LANGUAGE.txt``.

A line is an abbreviation with its full stop; a line that begins with ``#`` is a comment.

=================  ============================================================
``Reg.``           never ends a sentence
``art. + 5``       does not end one before what follows the plus sign: a number
``5. + Auflage``   likewise, before this word, and only after a number
``etc. / A``       ends one before a capital letter
=================  ============================================================

``5`` stands for any number and ``A`` for any capital letter. The first letter may be a capital or
not. Publications add their own plain ones in ``lingopress.toml``.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HERE = Path(__file__).parent
_RULE = re.compile(r"(?P<text>.+?)(?: (?P<kind>[+/]) (?P<after>\S+))?")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Abbreviations:
    """What is known of the full stops of a language, indexed for questions from behind."""

    endings: Mapping[str, tuple[tuple[str, str], ...]]
    """By abbreviation, digits as ``5``: the kinds (``+`` joins, ``/`` parts) and what follows."""
    lengths: tuple[int, ...]
    """The lengths of the abbreviations, the longest first."""

    def verdict(self, before: str, after: str) -> str:
        """Tell whether there is a boundary between two texts: ``+`` no, ``/`` yes, empty unknown.

        ``before`` ends with its full stop, ``after`` begins with its first word.
        """
        tail = _DIGIT.sub("5", before[-self.lengths[0] - 1 :]) if self.lengths else ""
        for length in self.lengths:
            kinds = self.endings.get(tail[-length:])
            if kinds is None or len(tail) < length or not _starts_word(tail, length):
                continue
            for kind, wanted in kinds:
                if _follows(after, wanted):
                    return kind
        return ""


@functools.cache
def load(language: str, own: frozenset[str]) -> Abbreviations:
    """Index a language's file, if there is one, and the plain ``own`` ones of a publication."""
    path = _HERE / f"{language}.txt"
    rules = read(path.read_text("utf-8"), path.name) if path.is_file() else []
    return _index([*rules, *sorted(own)])


def read(text: str, name: str) -> list[str]:
    """Read the rules of a file. Raises ValueError for a line that is none or stands there twice."""
    rules: list[str] = []
    for line in text.splitlines():
        rule = line.strip()
        if not rule or rule.startswith("#"):
            continue
        if rule in rules or "." not in rule:
            raise ValueError(f"{name}: {rule!r} is no rule, or stands there twice")
        rules.append(rule)
    return rules


def _index(rules: Iterable[str]) -> Abbreviations:
    endings: dict[str, list[tuple[str, str]]] = {}
    for rule in rules:
        found = _RULE.fullmatch(rule)
        if found is None:
            continue
        text = _DIGIT.sub("5", found["text"])
        for spelling in {text, text[:1].upper() + text[1:], text[:1].lower() + text[1:]}:
            endings.setdefault(spelling, []).append((found["kind"] or "+", found["after"] or ""))
    return Abbreviations(
        endings={
            # what says more comes first
            text: tuple(sorted(kinds, key=lambda each: not each[1]))
            for text, kinds in endings.items()
        },
        lengths=tuple(sorted({len(text) for text in endings}, reverse=True)),
    )


def _starts_word(tail: str, length: int) -> bool:
    """Tell whether the last characters are whole words: ``art.`` but not the end of ``start.``."""
    before = tail[-length - 1 : -length]
    return not before.isalpha() or not tail[-length].isalpha()


def _follows(after: str, wanted: str) -> bool:
    """Tell whether a text begins as a rule wants it."""
    if wanted == "5":
        return after[:1].isdigit()
    if wanted == "A":
        return after.lstrip("«“„\"'([¿¡ ")[:1].isupper()
    return after.startswith(wanted)

"""How likely a text that nobody has reviewed needs work: what an editor looks at first.

A score of 100 from cheap signs that the catalogs alone give, the same on every machine, each with
its reason in plain words. It says where to begin, not what is right: a low score is no review.

======================================================  ==============================
sign                                                    points
======================================================  ==============================
the draft has lost its markup                           100, and no other text has 100
what people translated already: the same text           2
…, a similar text                                       what it lacks to 100 %, up to 50
another origin: DeepL                                   10
…, a language model                                     15
…, one that is not known                                18
…, LibreTranslate, Argos                                20
…, Apertium, deep:…                                     30
a note: cut at its codes                                15
…, translated by people in several ways                 15
…, repaired, and any other                              8
a rule of `checks` for drafts, an error                 40, once a rule
…, a warning                                            20
…, a note                                               6
a number that is another                                25
people have translated the message otherwise            15
longer or shorter than usual                            5 a deviation over one, up to 20
words of the source left as they are                    30 for all, less for some
title, description                                      12
heading, interface                                      8
first words of an article                               6
it stands in other articles, too                        2 each, up to 10
======================================================  ==============================

Points are added up, to 99 at most: another sign never lowers a score. A person's text, stale or in
doubt, counts for how much of its source was edited, and for where it stands: it comes after the
machine's, as somebody has read it once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FIRST", "HIGH", "Risk", "Sign", "assess"]

HIGH = 50
"""From this score a draft is a high risk: its origin and its place alone do not reach it."""
FIRST = 100
_MOST = 99


@dataclass(frozen=True)
class Sign:
    """Something that makes a text more doubtful."""

    points: int
    """Not negative."""
    reason: str
    """In plain words, lower case."""


@dataclass(frozen=True)
class Risk:
    """What a text's signs come to."""

    score: int
    """From 0 to 100; 100 is for lost markup alone."""
    reasons: tuple[str, ...]
    """Those that weigh most first."""


def assess(signs: Iterable[Sign]) -> Risk:
    """Add signs up."""
    every = sorted(signs, key=lambda sign: -sign.points)
    is_first = any(sign.points >= FIRST for sign in every)
    score = FIRST if is_first else min(_MOST, sum(sign.points for sign in every))
    return Risk(score, tuple(dict.fromkeys(sign.reason for sign in every)))

"""Terms found in texts: which of them a source has, and whether a translation uses them."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.glossary.forms import (
    any_of,
    english,
    inflected,
    literal,
    says_something,
    takes_prefixes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_i18n.catalog.glossary.term import Term

_ENGLISH = "en"
_KEPT = 4096
"""For how many terms the pattern of their translations is kept."""


class Finder:
    """Finds terms in texts of the source language; made once for many texts.

    Of overlapping terms the longest counts, and no shorter one within it. Letter case does not
    matter, except in terms with a capital inside a word (``WIPO``: ``who`` is not the WHO) and in
    those that are not to be translated.
    """

    def __init__(self, terms: Iterable[Term], language: str = _ENGLISH) -> None:
        """Read the terms; ``language`` is the primary subtag of the source's."""
        found: dict[str, list[Term]] = {}
        for term in terms:
            for form in (term.source, *term.source_forms):
                if says_something(form):
                    found.setdefault(form, []).append(term)
        ranked = sorted(found, key=lambda form: (-len(form), form))
        by_letter: dict[str, list[str]] = {}
        for form in ranked:
            by_letter.setdefault(_first(form), []).append(form)
        ordered = [form for forms in by_letter.values() for form in forms]
        self._terms = [found[form] for form in ordered]
        groups = (
            f"{_ahead(letter)}(?:"
            f"{any_of((form, _alternative(form, found[form], language)) for form in forms)})"
            for letter, forms in by_letter.items()
        )
        self._pattern = re.compile("|".join(groups)) if found else None

    def occurring(self, text: str) -> tuple[Term, ...]:
        """Give the terms that a text has, by their first place in it; all senses of each."""
        return tuple(self.places(text))

    def places(self, text: str) -> dict[Term, int]:
        """Give the terms that a text has, each with the index of its first place."""
        found: dict[Term, int] = {}
        for match in self._pattern.finditer(text) if self._pattern else ():
            for term in self._terms[(match.lastindex or 1) - 1]:
                found.setdefault(term, match.start())
        return found


@functools.lru_cache(maxsize=16)
def _finder(terms: tuple[Term, ...], language: str) -> Finder:
    return Finder(terms, language)


def occurring(text: str, terms: Sequence[Term], language: str = _ENGLISH) -> tuple[Term, ...]:
    """Give the terms that a text of the source language has; for many texts, keep a `Finder`."""
    return _finder(tuple(terms), language).occurring(text)


def fixed_pattern(terms: Iterable[Term]) -> re.Pattern[str] | None:
    """Make a pattern that finds what is not to be translated in a source text; None for nothing.

    Letter case counts; of two that begin at one place the longer is found.
    """
    fixed = {
        form
        for term in terms
        if term.is_fixed
        for form in (term.source, *term.source_forms)
        if says_something(form)
    }
    ranked = sorted(fixed, key=lambda form: (-len(form), form))
    return re.compile(any_of(map(_literal, ranked))) if ranked else None


@functools.lru_cache(maxsize=_KEPT)
def accepted(term: Term) -> re.Pattern[str]:
    """Make a pattern that finds the term's translation, inflected or in another accepted form."""
    forms = list(map(_literal, filter(says_something, term.forms)))
    if says_something(term.target):
        forms.append((term.target, inflected(term.target)))
    return re.compile(any_of(forms) or "(?!)", re.IGNORECASE)


@functools.lru_cache(maxsize=_KEPT)
def forbidden(term: Term) -> re.Pattern[str] | None:
    """Make a pattern that finds what the term must not be rendered by; None for nothing."""
    forms = list(map(_literal, filter(says_something, term.forbidden)))
    return re.compile(any_of(forms), re.IGNORECASE) if forms else None


def _literal(form: str) -> tuple[str, str]:
    return form, literal(form)


def _alternative(form: str, terms: Iterable[Term], language: str) -> str:
    is_fixed = all(term.is_fixed for term in terms)
    is_plain = "*" in form or is_fixed or language != _ENGLISH
    pattern = literal(form) if is_plain else english(form)
    is_exact = is_fixed or any(word[1:] != word[1:].lower() for word in form.split())
    return f"({pattern})" if is_exact else f"((?i:{pattern}))"


def _first(form: str) -> str:
    """Give the letter, in lower case, that a form begins with; none where another may precede."""
    letter = form.lstrip()[0]
    if letter == "*" or takes_prefixes(letter):
        return ""
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


def _ahead(letter: str) -> str:
    """Look whether a group can begin here at all: most places are done with at once."""
    return f"(?=(?i:{re.escape(letter)}))" if letter else ""

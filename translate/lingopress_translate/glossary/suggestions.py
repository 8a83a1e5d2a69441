"""Forms of terms that people used in reviewed sentences, proposed as accepted ones.

Where a source has a term and its translation none of the accepted forms, the words that most
resemble the glossary's are looked for: as many of them, each of the same stem (``voz``, ``voces``;
``طرف``, ``أطراف``), and rather where the term stands in the source. A form that stands as often
where the source has not the term means something else. Nothing here counts before a person says
so: `write` leaves a comment, ``# suggested forms: …``.

Chinese, Japanese and the scripts of South East Asia do not inflect: there is nothing to propose.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lingopress_i18n import saving
from lingopress_i18n.catalog import glossary, po, store
from lingopress_i18n.catalog.glossary.forms import LETTER, any_of, literal
from lingopress_i18n.catalog.glossary.term import SUGGESTED, named_line
from lingopress_i18n.catalog.state import State, state_of
from lingopress_i18n.checks.pair import pairs
from lingopress_i18n.checks.waivers import waived
from lingopress_i18n.publication import THEME_DOMAIN
from lingopress_i18n.tokens import ALONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lingopress_i18n.catalog.glossary import Term
    from lingopress_i18n.catalog.po import Entry
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site

_WORD = re.compile(rf"{LETTER}+")
_UNSPACED = re.compile(f"[{ALONE}]")
_PHRASE = re.compile(rf"{LETTER}++(?:[ ’'-]{LETTER}++)*+")
_SPACE = re.compile(r"\s+")
_ARABIC_BEFORE = re.compile(r"^[وف]?(?:[بكل]?ال|لل)(?=\w{3})")
_LEAST = 60.0
"""How alike the words of a form are to those of the term, on average, of 100."""
_LEAST_WORD = 50.0
_SHORTEST = 3
"""Words of fewer letters are forms of no other."""
_LONGEST_ENDING = 4
"""How many letters may follow the stem of two forms of a word."""
_ALIKE = 70.0
"""From here words without a common stem, too, are alike: vowels change."""
_FAR = 25.0
"""How much less it counts to stand at the other end of the sentence."""
_OWN = 0.5
"""In how many of its sentences the source must have the term."""


@dataclass(frozen=True)
class Suggestion:
    """A form that a person may want to accept."""

    term: Term
    form: str
    count: int
    """In how many reviewed translations it stands for the term."""
    where: str
    """The first of them: file and line."""


@dataclass(frozen=True)
class _Text:
    """A reviewed translation with the terms of its source."""

    own: str
    terms: Mapping[Term, float]
    """Each with its place in the source: from 0, the beginning, to 1."""
    where: str


def suggest(site: Site, locale: Locale) -> list[Suggestion]:
    """List forms by term, in the glossary's order, the most frequent first.

    Raises ContentError for a broken catalog.
    """
    terms = [each for each in glossary.load(site, locale) if not each.is_fixed]
    finder = glossary.Finder(terms, site.source.tag.partition("-")[0])
    texts = list(_texts(site, locale, finder))
    found: dict[Term, dict[str, list[str]]] = {}
    for text in texts:
        for term in text.terms:
            if not glossary.accepted(term).search(text.own):
                form = _best(term, text)
                if form:
                    found.setdefault(term, {}).setdefault(form, []).append(text.where)
    return [
        Suggestion(term, form, len(places), places[0])
        for term in terms
        for form, places in sorted(
            found.get(term, {}).items(), key=lambda each: (-len(each[1]), each[0])
        )
        if _is_own(form, term, texts)
    ]


def write(site: Site, locale: Locale, suggestions: Iterable[Suggestion]) -> bool:
    """Leave suggestions in the comments of the glossary, instead of earlier ones; tell if any.

    Whoever saves it meanwhile loses nothing. Raises ContentError for a broken glossary.
    """
    forms: dict[tuple[str, str], list[str]] = {}
    for each in suggestions:
        forms.setdefault((each.term.source, each.term.target), []).append(each.form)

    def once() -> bool:
        catalog = glossary.read(site, locale)
        if catalog is None:
            return False
        entries = []
        for entry in catalog.entries:
            new = forms.get((entry.msgid, entry.msgstr), [])
            comments = _with(entry, new) if state_of(entry) is State.REVIEWED else entry.comments
            entries.append(po.edit(entry, catalog, comments=comments))
        changed = replace(catalog, entries=tuple(entries))
        file = glossary.path(site, locale)
        return saving.write_if_same(file, changed.encode(), catalog.data, catalog.where)

    return saving.again_if_changed(once)


def _with(entry: Entry, forms: Iterable[str]) -> tuple[str, ...]:
    line = named_line(SUGGESTED, forms)
    old = [each for each in entry.comments if each.lower().lstrip().startswith(f"{SUGGESTED}:")]
    new = [line] if forms else []
    if old == new:
        return entry.comments
    return (*(each for each in entry.comments if each not in old), *new)


def _texts(site: Site, locale: Locale, finder: glossary.Finder) -> Iterator[_Text]:
    """Go through the reviewed translations of a locale; those that waive the rule have no terms."""
    for domain, catalog in store.load_all(site, locale).items():
        for entry in catalog.entries:
            if state_of(entry) is not State.REVIEWED:
                continue
            is_meant = "terms" not in waived(entry)
            for pair in pairs(entry, is_markdown=domain != THEME_DOMAIN):
                source = pair.source.words
                places = finder.places(source).items() if is_meant else ()
                terms = {term: place / len(source) for term, place in places}
                yield _Text(pair.own.words, terms, f"{catalog.where}:{entry.line}")


def _best(term: Term, text: _Text) -> str:
    """Find the form of a term in a translation; empty for none."""
    wanted = [] if _UNSPACED.search(term.target) else _WORD.findall(term.target)
    words = list(_WORD.finditer(text.own))
    forbidden = glossary.forbidden(term)
    best, form = 0.0, ""
    for at in range(len(words) - len(wanted) + 1 if wanted else 0):
        window = words[at : at + len(wanted)]
        start = window[0].start()
        candidate = _SPACE.sub(" ", text.own[start : window[-1].end()])
        if not _PHRASE.fullmatch(candidate) or (forbidden and forbidden.search(candidate)):
            continue
        scores = [_likeness(a[0], b) for a, b in zip(window, wanted, strict=True)]
        mean = sum(scores) / len(scores)
        if min(scores) < _LEAST_WORD or mean < _LEAST:
            continue
        rank = mean - _FAR * abs(text.terms[term] - start / len(text.own))
        if rank > best or not form:
            best, form = rank, candidate
    is_sentence_case = form[:1].isupper() and term.target[:1].islower()
    return form[:1].lower() + form[1:] if is_sentence_case else form


def _likeness(word: str, wanted: str) -> float:
    """Tell how alike two words are, if they can be forms of one: 0 to 100."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only suggestions need it

    one, other = (_ARABIC_BEFORE.sub("", each.lower()) for each in (word, wanted))
    if len(one) < _SHORTEST:
        return 100.0 if one == other else 0.0
    shorter = min(len(one), len(other))
    stem = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    has_stem = 2 * stem >= shorter and stem > 1
    is_ending = max(len(one), len(other)) - stem <= _LONGEST_ENDING
    ratio = fuzz.ratio(one, other)
    return max(ratio, _LEAST) if has_stem and is_ending else ratio if ratio > _ALIKE else 0.0


def _is_own(form: str, term: Term, texts: Iterable[_Text]) -> bool:
    """Tell whether a form stands mostly where the source has the term."""
    pattern = re.compile(any_of([(form, literal(form))]), re.IGNORECASE)
    counts = Counter(term in text.terms for text in texts if pattern.search(text.own))
    return counts[True] >= _OWN * counts.total()

"""Glossaries: entries and their terms, and terms found in any text of any script."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n.catalog.glossary import (
    Finder,
    Term,
    accepted,
    comments_of,
    fixed_pattern,
    forbidden,
    occurring,
    term_of,
)
from lingopress_i18n.catalog.po import Entry

LETTERS = st.sampled_from(
    ("a", "B", "é", "ß", "İ", "ж", "表", "ที่", "هـ", "ال", "حَق", "한", "व्", "𝒜")
)
FORM = (
    st.lists(LETTERS | st.sampled_from((" ", "*", "-", "’", ".", "(")), min_size=1, max_size=6)
    .map("".join)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
ANY = st.text(max_size=8).map(lambda text: " ".join(text.split())).filter(bool)
TERM = st.builds(
    Term,
    source=FORM | ANY,
    target=FORM | ANY,
    forms=st.lists(FORM | ANY, max_size=2).map(tuple),
    forbidden=st.lists(FORM | ANY, max_size=2).map(tuple),
    source_forms=st.lists(FORM, max_size=2).map(tuple),
)
LISTED = (
    st.text(
        st.characters(exclude_characters=",;|،؛，；、", exclude_categories=("C", "Z")), max_size=6
    )
    .map(str.strip)
    .filter(bool)
)
LISTS = st.lists(LISTED, max_size=3, unique=True).map(tuple)
NOTE = st.lists(
    (LISTED | st.sampled_from(("forms: a", "note: b", "Note", "lingopress: ok x", "# c"))),
    max_size=3,
).map("\n".join)


@given(st.builds(Term, ANY, ANY, LISTS, LISTS, LISTS, NOTE))
def test_a_term_is_read_from_the_comments_that_it_writes(term: Term) -> None:
    assert term_of(Entry(term.source, term.target, comments=comments_of(term))) == term


def test_an_entry_of_a_person_is_read() -> None:
    comments = ("Of the stage, too.", "Forms: b; c*،d", "forbidden : e", "forms: c*, f", "")
    suggested = ("suggested forms: g", "lingopress: ok terms", "mt: x 0123456789abcdef")
    entry = Entry("a", "b", comments=(*comments, *suggested))
    assert term_of(entry) == Term("a", "b", ("b", "c*", "d", "f"), ("e",), (), "Of the stage, too.")


@given(st.lists(TERM, max_size=4).map(tuple), st.lists(LETTERS | ANY, max_size=12).map("".join))
def test_terms_are_found_in_any_text(terms: tuple[Term, ...], text: str) -> None:
    found = Finder(terms).occurring(text)
    assert found == occurring(text, terms)
    assert set(found) <= set(terms)
    assert len(set(found)) == len(found)
    for term in terms:
        accepted(term).search(text)
        pattern = forbidden(term)
        assert (pattern is None) is not any(each.strip("* ") for each in term.forbidden)


WORD = st.lists(LETTERS, min_size=1, max_size=5).map("".join)
PHRASE = st.lists(WORD, min_size=1, max_size=3).map(" ".join)


@given(PHRASE, PHRASE, st.sampled_from(("en", "fr")))
def test_a_text_that_is_the_term_has_it(source: str, target: str, language: str) -> None:
    term = Term(source, target)
    assert occurring(source, [term], language) == (term,)
    assert occurring(f"({source}).", [term], language) == (term,)
    assert accepted(term).search(f"«{target}»")


@given(PHRASE, st.lists(PHRASE, max_size=3))
def test_a_longer_term_that_begins_with_another_hides_it(source: str, more: list[str]) -> None:
    short, long = Term(source, "x"), Term(" ".join([source, *more, "end"]), "y")
    assert occurring(long.source, [short, long]) == (long,)


@given(st.lists(PHRASE, min_size=1, max_size=4), st.text(max_size=20))
def test_what_is_fixed_is_found_in_its_own_letters(names: list[str], text: str) -> None:
    pattern = fixed_pattern([Term(name, name) for name in names])
    assert pattern is not None
    assert set(pattern.findall(text)) <= set(names) or any(
        "هـ" in name or "ال" in name or "حَق" in name for name in names
    )
    for name in names:
        assert pattern.search(name)


def test_nothing_is_fixed_in_a_glossary_of_translations() -> None:
    assert fixed_pattern([]) is None
    assert fixed_pattern([Term("a", "b"), Term("c", "c", ("d",))]) is None


@pytest.mark.parametrize(
    "form", ["a*" * 30 + "b", "*" * 40, "*a" * 25, "a* " * 20 + "b", "*ا*ل" * 9]
)
def test_stars_do_not_multiply(form: str) -> None:
    """With backtracking from star to star this would not end."""
    text = ("a" * 3000 + " ") * 5 + "ا" * 3000
    term = Term(form, form, (form,), (form,))
    for pattern in (accepted(term), forbidden(term)):
        if pattern:
            pattern.search(text)
    occurring(text, [term])


@pytest.mark.parametrize(
    ("source", "text", "is_found"),
    [
        ("performer", "Performers", True),
        ("performer", "performer’s", True),
        ("performer", "performance", False),
        ("party", "parties", True),
        ("party", "Party-goers", True),
        ("day", "days", True),
        ("day", "daies", False),
        ("box", "boxes", True),
        ("church", "churches", True),
        ("right of rental", "rights of rental", True),
        ("list of parties", "lists of parties", True),
        ("Contracting Party", "contracting parties", True),
        ("moral rights", "a moral right", False),
        ("moral rights", "moral\u00a0rights", True),
        ("NGO", "NGOs", True),
        ("NGO", "ngo", False),
        ("C++", "C++11", True),
        ("WIPO", "在WIPO举行", True),
        ("WIPO", "\ufffcWIPO\ufffc", True),
        ("表演", "视听表演者", True),
        ("act", "action", False),
        ("*ness", "witness", True),
        ("per*er", "performer", True),
        ("per*er", "per-er", False),
    ],
)
def test_a_term_is_found_in_a_source(source: str, text: str, *, is_found: bool) -> None:
    term = Term(source, "x")
    assert occurring(text, [term]) == ((term,) if is_found else ())


def test_only_english_has_english_plurals() -> None:
    assert not occurring("performers", [Term("performer", "x")], "fr")


def test_hundreds_of_terms_make_one_pattern() -> None:
    words = [a + b + c for a in string.ascii_lowercase for b in "aeiou" for c in "lmnr"]
    terms = [Term(word, word.upper()) for word in words]
    finder = Finder(terms)
    assert [term.source for term in finder.occurring(" ".join(words))] == words

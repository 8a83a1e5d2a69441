"""Imported terms beside those of people: added where there are none, told where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n.catalog import po
from lingopress_i18n.catalog.glossary import Term, term_of, terms
from lingopress_translate.glossary.merging import merge
from lingopress_translate.glossary.row import Row

if TYPE_CHECKING:
    from lingopress_i18n.catalog.po import Catalog
    from lingopress_translate.glossary.merging import Merged

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def catalog(*entries: str) -> Catalog:
    return po.parse("\n".join([HEADER, *entries]).encode(), "g.po")


def bring(old: Catalog, *new: Term, is_fuzzy: bool = False) -> Merged:
    rows = [Row(term, f"t.csv:{line}") for line, term in enumerate(new, 2)]
    return merge(old, rows, is_fuzzy=is_fuzzy)


def text(merged: Merged) -> str:
    return merged.catalog.encode().decode().removeprefix(HEADER).lstrip("\n")


def told(merged: Merged) -> list[str]:
    return [f"{each.other}: {each.message} ({each.where})" for each in merged.conflicts]


def test_a_new_term_counts_at_once_or_waits() -> None:
    term = Term("a", "b", ("c*",), ("d",), ("e",), "forms: none\nYes.")
    assert text(bring(catalog(), term)) == (
        "# note: forms: none\n# Yes.\n# source forms: e\n# forms: c*\n# forbidden: d\n"
        'msgid "a"\nmsgstr "b"\n'
    )
    waiting = bring(catalog(), term, is_fuzzy=True)
    assert "#, fuzzy\n" in text(waiting)
    assert terms(waiting.catalog) == ()


ENTRY = 'msgid "a"\nmsgstr "b"\n'


@pytest.mark.parametrize(
    ("old", "term", "new", "count"),
    [
        (ENTRY, Term("a", "b"), ENTRY, "same"),
        (ENTRY, Term("a", "b", ("c",)), f"# forms: c\n{ENTRY}", "extended"),
        (
            f"# forms:  c,d\n{ENTRY}",
            Term("a", "b", ("d", "e")),
            f"# forms:  c,d\n# forms: e\n{ENTRY}",
            "extended",
        ),
        (ENTRY, Term("a", "b", note="N."), f"# N.\n{ENTRY}", "extended"),
        (f"# M.\n{ENTRY}", Term("a", "b"), f"# M.\n{ENTRY}", "same"),
        (f"#, fuzzy\n{ENTRY}", Term("a", "b"), f"#, fuzzy\n{ENTRY}", "same"),
        ('msgid "a"\nmsgstr ""\n', Term("a", "b"), ENTRY, "extended"),
        ('#~ msgid "a"\n#~ msgstr "b"\n', Term("a", "b"), ENTRY, "extended"),
        (ENTRY, Term("a", ""), ENTRY, "empty"),
        (ENTRY, Term("A", "b"), f'{ENTRY}\nmsgid "A"\nmsgstr "b"\n', "new"),
    ],
)
def test_an_entry_gets_what_it_lacks(old: str, term: Term, new: str, count: str) -> None:
    merged = bring(catalog(old), term)
    assert text(merged) == new
    assert merged.counts == {count: 1}
    assert merged.conflicts == []
    again = bring(merged.catalog, term)
    assert again.catalog is merged.catalog


@pytest.mark.parametrize(
    ("old", "term", "said"),
    [
        (ENTRY, Term("a", "x", ("c",)), "a is b here, x there"),
        (f"#, fuzzy\n{ENTRY}", Term("a", "x"), "a is b here, x there"),
        ('#~ msgid "a"\n#~ msgstr "b"\n', Term("a", "x"), "a is b here, x there"),
        (
            f"# forbidden: c\n{ENTRY}",
            Term("a", "b", ("c", "d")),
            "c is forbidden for a here, accepted there",
        ),
        (
            f"# forms: c\n{ENTRY}",
            Term("a", "b", (), ("c",)),
            "c is accepted for a here, forbidden there",
        ),
        (ENTRY, Term("a", "b", (), ("b",)), "b is accepted for a here, forbidden there"),
        (f"# M.\n{ENTRY}", Term("a", "b", note="N."), "the note on a is another one"),
        (
            'msgid "a"\nmsgid_plural "as"\nmsgstr[0] ""\nmsgstr[1] ""\n',
            Term("a", "b"),
            "a has plural forms here",
        ),
    ],
)
def test_a_persons_entry_is_left_and_the_conflict_told(old: str, term: Term, said: str) -> None:
    before = catalog(old)
    merged = bring(before, term)
    assert merged.catalog is before
    assert told(merged) == [f"g.po:4: {said} (t.csv:2)"]
    assert not merged.counts.total()


def test_two_terms_of_one_file_are_compared_as_well() -> None:
    merged = bring(catalog(), Term("a", "b"), Term("a", "b", ("d",)), Term("a", "c"))
    assert text(merged) == f"# forms: d\n{ENTRY}"
    assert told(merged) == ["t.csv:2: a is b here, c there (t.csv:4)"]


def test_of_several_senses_the_one_that_fits_is_meant() -> None:
    old = catalog(*(f'msgctxt "{each}"\nmsgid "a"\nmsgstr "{each}"\n' for each in "bc"))
    merged = bring(old, Term("a", "c"), Term("a", "d"))
    assert merged.catalog is old
    assert merged.counts == {"same": 1}
    assert told(merged) == ["g.po:4: a is b here, d there (t.csv:3)"]


WORD = st.sampled_from(("a", "b", "c", "d"))
WORDS = st.lists(WORD, max_size=2, unique=True).map(tuple)
TERM = st.builds(Term, WORD, WORD, WORDS, WORDS, WORDS, st.sampled_from(("", "N.")))


@given(old=st.lists(TERM, max_size=4), new=st.lists(TERM, max_size=4), is_fuzzy=st.booleans())
def test_nothing_of_a_person_is_lost(*, old: list[Term], new: list[Term], is_fuzzy: bool) -> None:
    """Law 6: strings and flags stay, comments only grow; the file can be read, and once more."""
    before = bring(catalog(), *old).catalog
    merged = bring(before, *new, is_fuzzy=is_fuzzy)
    again = po.parse(merged.catalog.encode(), "g.po")
    assert again.entries == merged.catalog.entries
    for entry, kept in zip(before.entries, again.entries, strict=False):
        assert (kept.key, kept.msgstr, kept.flags) == (entry.key, entry.msgstr, entry.flags)
        assert kept.comments[: len(entry.comments)] == entry.comments
    assert bring(again, *new, is_fuzzy=is_fuzzy).catalog is again
    for term in new:
        assert term.source in {term_of(entry).source for entry in again.entries}

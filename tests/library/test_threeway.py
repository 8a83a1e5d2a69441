"""Branches of a catalog: what one side changed comes over, and what both changed is not lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from laws.catalogs import catalogs, translations
from lingopress_i18n.catalog import po
from lingopress_i18n.catalog.po import Catalog, Entry
from lingopress_i18n.catalog.state import mt_comment
from lingopress_i18n.catalog.threeway import merge_branches

HEADER = Entry("", "Language: es\nContent-Type: text/plain; charset=UTF-8\n")
A, B, C = Entry("a", "alfa"), Entry("b"), Entry("c", "ce", comments=("note",))


def read(*entries: Entry, header: Entry = HEADER) -> Catalog:
    """Make a catalog as it is read from a file."""
    return po.parse(Catalog("x.po", header, entries).encode(), "x.po")


def edited(catalog: Catalog, at: int, **changes: Any) -> Catalog:  # noqa: ANN401 - fields of Entry
    entries = list(catalog.entries)
    entries[at] = po.edit(entries[at], catalog, **changes)
    return po.parse(replace(catalog, entries=tuple(entries)).encode(), "x.po")


BASE = read(A, B, C)


def drafted(entry: Entry, text: str) -> Entry:
    filled = replace(entry, msgstr=text, flags=("fuzzy",))
    return replace(filled, comments=(mt_comment("apertium:eng-spa", filled),))


@settings(max_examples=60)
@given(data=catalogs(), draws=st.data())
def test_what_one_side_changed_is_that_sides_file(data: bytes, draws: st.DataObject) -> None:
    base = po.parse(data, "x.po")
    assume(base.entries)
    at = draws.draw(st.integers(0, len(base.entries) - 1))
    text = draws.draw(translations())
    forms = tuple(text for _ in base.entries[at].msgstr_plural)
    changed = edited(base, at, msgstr=text, msgstr_plural=forms)
    assert merge_branches(base, changed, base).catalog.encode() == changed.encode()
    taken = merge_branches(base, base, changed)
    assert taken.catalog.entries == changed.entries
    assert not taken.conflicts


def test_both_sides_changes_of_different_messages_meet() -> None:
    ours, theirs = edited(BASE, 0, msgstr="ALFA"), edited(BASE, 1, msgstr="beta")
    merged = merge_branches(BASE, ours, theirs)
    assert merged.catalog.encode() == edited(ours, 1, msgstr="beta").encode()
    assert not merged.conflicts


def test_the_same_change_on_both_sides_is_one() -> None:
    ours = edited(BASE, 1, msgstr="beta")
    merged = merge_branches(BASE, ours, ours)
    assert (merged.catalog.encode(), merged.conflicts) == (ours.encode(), ())


def test_two_translations_are_both_kept_and_a_person_is_asked() -> None:
    ours = edited(BASE, 1, msgstr="beta")
    theirs = edited(BASE, 1, msgstr="be\nuna", comments=("their note",))
    merged = merge_branches(BASE, ours, theirs)
    (entry,) = merged.conflicts
    assert entry == merged.catalog.entries[1]
    assert entry.msgstr == "beta"
    assert entry.is_fuzzy
    assert entry.comments == ("their note", "other branch: be", "other branch: una")


@pytest.mark.parametrize("turned", [False, True])
def test_a_reviewed_translation_wins_over_a_draft(*, turned: bool) -> None:
    draft = drafted(Entry("b"), "borrador")
    machine = edited(BASE, 1, msgstr="borrador", flags=draft.flags, comments=draft.comments)
    person = edited(BASE, 1, msgstr="beta")
    sides = (machine, person) if turned else (person, machine)
    merged = merge_branches(BASE, *sides)
    assert merged.catalog.entries[1] == Entry("b", "beta")
    assert not merged.conflicts


def test_two_drafts_need_nobody() -> None:
    sides = [drafted(Entry("b"), text) for text in ("uno", "dos")]
    ours, theirs = (
        edited(BASE, 1, msgstr=each.msgstr, flags=each.flags, comments=each.comments)
        for each in sides
    )
    merged = merge_branches(BASE, ours, theirs)
    assert merged.catalog.entries[1] == sides[0]
    assert not merged.conflicts


def test_a_persons_doubtful_words_are_not_lost_to_a_review() -> None:
    base = edited(BASE, 0, flags=("fuzzy",), previous="old a")
    doubt = edited(base, 0, msgstr="alfa nueva")
    done = edited(base, 0, msgstr="ALFA", flags=(), previous=None)
    (entry,) = merge_branches(base, doubt, done).conflicts
    assert (entry.msgstr, entry.is_fuzzy) == ("ALFA", True)
    assert "other branch: alfa nueva" in entry.comments
    stale = edited(BASE, 0, flags=("fuzzy",), previous="old a")  # its words are those of before
    reviewed = edited(BASE, 0, msgstr="ALFA")
    assert not merge_branches(BASE, stale, reviewed).conflicts


def test_comments_and_flags_of_both_sides_stay_and_removed_ones_go() -> None:
    ours = edited(BASE, 2, comments=("note", "ours"), flags=("no-wrap",))
    theirs = edited(BASE, 2, comments=("theirs",), flags=("c-format",))
    entry = merge_branches(BASE, ours, theirs).catalog.entries[2]
    assert entry.comments == ("ours", "theirs")
    assert entry.flags == ("no-wrap", "c-format")


def test_new_messages_stand_where_they_stood() -> None:
    ours = read(Entry("o"), A, B, C)
    theirs = read(A, Entry("t", "te"), B, C, Entry("end"))
    merged = merge_branches(BASE, ours, theirs).catalog
    assert [entry.msgid for entry in merged.entries] == ["o", "a", "t", "b", "c", "end"]


def test_an_order_that_only_they_changed_is_taken_over() -> None:
    theirs = read(C, A, B)
    merged = merge_branches(BASE, edited(BASE, 1, msgstr="beta"), theirs).catalog
    assert [entry.msgid for entry in merged.entries] == ["c", "a", "b"]


def test_what_one_side_removed_goes_unless_the_other_worked_on_it() -> None:
    ours = read(A, C)
    assert merge_branches(BASE, ours, BASE).catalog.entries == ours.entries
    worked = edited(BASE, 1, msgstr="beta")
    merged = merge_branches(BASE, ours, worked).catalog
    assert [(entry.msgid, entry.msgstr) for entry in merged.entries][1] == ("b", "beta")


def test_a_message_that_became_obsolete_keeps_the_others_translation() -> None:
    ours = read(B, C, replace(A, obsolete=True))
    theirs = edited(BASE, 0, msgstr="ALFA")
    merged = merge_branches(BASE, ours, theirs)
    entry = next(each for each in merged.catalog.entries if each.msgid == "a")
    assert (entry.msgstr, entry.obsolete) == ("ALFA", True)


def test_two_new_catalogs_without_a_base() -> None:
    merged = merge_branches(None, read(A, Entry("b", "uno")), read(A, Entry("b", "dos"), C))
    assert [entry.msgid for entry in merged.catalog.entries] == ["a", "b", "c"]
    assert [entry.msgid for entry in merged.conflicts] == ["b"]


def test_the_later_revision_gives_the_header_its_fields() -> None:
    def header(date: str, who: str, *more: str) -> Entry:
        lines = [f"PO-Revision-Date: {date}", f"Last-Translator: {who}", *more]
        return replace(HEADER, msgstr="".join(f"{line}\n" for line in lines) + HEADER.msgstr)

    base = read(A, header=header("2020-01-01 00:00+0000", "x"))
    ours = read(A, header=header("2021-01-01 00:00+0000", "ours", "X-Ours: 1"))
    theirs = read(A, header=header("2022-01-01 00:00+0000", "theirs"))
    for sides in ((ours, theirs), (theirs, ours)):
        fields = po.header_fields(merge_branches(base, *sides).catalog)
        assert fields["Last-Translator"] == "theirs"
        assert fields["PO-Revision-Date"].startswith("2022")
        assert fields["X-Ours"] == "1"

"""Hard case 61: only an address changed in the source, so the translation is carried over."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingopress_i18n import inline
from lingopress_i18n.catalog import po
from lingopress_i18n.catalog.merge import merge
from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.catalog.state import State, mt_comment, mt_engine, state_of
from lingopress_i18n.catalog.template import entries_of, new_catalog, template
from lingopress_i18n.document import Message
from lingopress_i18n.locales import locale
from lingopress_i18n.sameness import carry

if TYPE_CHECKING:
    from trial import Trial

EN, ES = locale("en"), locale("es")
OLD, NEW = "Read [the text](a.md) now.", "Read [the text](b/c.md) now."
GIVEN, EXPECTED = "Lea [el texto](a.md) ya.", "Lea [el texto](b/c.md) ya."


@pytest.mark.parametrize(
    ("old", "new", "translation", "expected"),
    [
        (OLD, NEW, GIVEN, EXPECTED),
        ("See <https://a.org/>.", "See <https://b.org/>.", "Vea <https://a.org/>.", None),
        ("[![t](i.png)](l)", "[![t](j.png)](l)", "[![u](i.png)](l)", "[![u](j.png)](l)"),
        ("[a](x) ![b](x)", "[a](y) ![b](z)", "![d](x) [c](x)", "![d](z) [c](y)"),
        ("[a](x) [b](y)", "[a](y) [b](x)", "[d](y) [c](x)", "[d](x) [c](y)"),
        ('[a](x "T")', '[a](y "T")', '[c](<x> "U")', '[c](y "U")'),
        ("[a](x)", "[a](<y z>)", "[c](x)", "[c](<y z>)"),
        ("[a\\]](x\\)y)", "[a\\]](z)", "[ç\\]](x\\)y)", "[ç\\]](z)"),
        ("[a\\\nb](x)", "[a\\\nb](z)", "[ç\\\nd](x)", "[ç\\\nd](z)"),
        ("[a]()", "[a](z)", "[ç]()", "[ç](z)"),
        (
            '<a href="x" title="T">b</a>',
            '<a href="y" title="T">b</a>',
            '<a href="x" title="T">c</a>',
            '<a href="y" title="T">c</a>',
        ),
        ("<img src=x alt=a>", "<img src=y alt=a>", "<img src=x alt=a> z", "<img src=y alt=a> z"),
    ],
)
def test_a_translation_gets_the_new_address(
    old: str, new: str, translation: str, expected: str | None
) -> None:
    wanted = expected or translation.replace("a.org", "b.org")
    assert carry(old, new, translation) == wanted


@pytest.mark.parametrize(
    ("old", "new", "translation"),
    [
        (OLD, "Read [the texts](b/c.md) now.", GIVEN),
        (OLD, "Read [the text](b/c.md) today.", GIVEN),
        (OLD, "Read *the text* now.", GIVEN),
        (OLD, "Read ![the text](b/c.md) now.", GIVEN),
        (OLD, "Read [the text](b/c.md) and [the text](d.md) now.", GIVEN),
        (OLD, NEW, "Lea el texto ya."),
        (OLD, NEW, "Lea [el texto](other.md) ya."),
        (OLD, NEW, "Lea [el *texto*](a.md) ya."),
        ("[a](x) [b](x)", "[a](y) [b](z)", "[c](x) [d](x)"),
        ('[a](x "T")', '[a](y "S")', '[c](x "U")'),
        ('<a href="x" title="T">', '<a href="y" title="S">', '<a href="x" title="T">'),
        ('<a title="href=x">', '<a title="href=y">', '<a title="href=x">'),
        ("[a](x) `c`", "[a](y) `d`", "[b](x) `c`"),
        ("No link.", "No link.", "Nada."),
    ],
)
def test_anything_else_is_left_to_people(old: str, new: str, translation: str) -> None:
    assert carry(old, new, translation) is None


WORDS = st.lists(
    st.sampled_from(
        ["word", "第一届", "المعاهدة", "*em*", "`code`", "e\u0301", "2 < 3 &amp; 4", "\\]"]
    ),
    min_size=1,
    max_size=3,
).map(" ".join)
PATHS = st.sampled_from(["a.md", "b/c.md", "#x", "<d e>", "https://a.org/?q=(1)", "f\\)g"])
KINDS = st.sampled_from(
    ["[{words}]({path})", "![{words}]({path})", '[{words}]({path} "t")', "{words}"]
)
PIECES = st.lists(st.tuples(KINDS, st.integers(0, 2)), min_size=1, max_size=4)


def written(pieces: list[tuple[str, int]], words: list[str], paths: list[str]) -> str:
    """Put a message together; a piece's number chooses among the paths."""
    return " ".join(
        kind.format(words=words[at % len(words)], path=paths[number])
        for at, (kind, number) in enumerate(pieces)
    )


@settings(max_examples=150)
@given(
    PIECES,
    st.lists(WORDS, min_size=1, max_size=4),
    st.lists(WORDS, min_size=1, max_size=4),
    st.lists(st.tuples(PATHS, PATHS), min_size=3, max_size=3, unique_by=lambda pair: pair[0]),
)
def test_every_word_stays_and_the_structure_is_the_new_source_s(
    pieces: list[tuple[str, int]],
    source_words: list[str],
    words: list[str],
    paths: list[tuple[str, str]],
) -> None:
    before, after = ([pair[at] for pair in paths] for at in (0, 1))
    old, new = written(pieces, source_words, before), written(pieces, source_words, after)
    moved = pieces[::-1]
    translation = written(moved, words, before)
    found = carry(old, new, translation)
    if found is not None:
        assert inline.has_same_structure(found, new)
        assert inline.plain(found) == inline.plain(translation)
    leads_somewhere = any("{path}" in kind for kind, _ in pieces)
    if leads_somewhere and inline.has_same_structure(translation, old):
        assert found == written(moved, words, after)


@settings(max_examples=60)
@given(PIECES, WORDS, WORDS, st.lists(PATHS, min_size=3, max_size=3))
def test_no_other_word_is_ever_taken_for_the_same(
    pieces: list[tuple[str, int]], one: str, other: str, paths: list[str]
) -> None:
    old, new = written(pieces, [one], paths), written(pieces, [other], paths)
    if inline.plain(old) != inline.plain(new):
        assert carry(old, new, old) is None


def _messages(texts: list[str]) -> list[Message]:
    return [Message(text, "paragraph", 1) for text in texts]


def update(old: list[str], new: list[str], *entries: Entry) -> tuple[list[Entry], dict[str, int]]:
    """Update a catalog of these entries from one article to another; give what is in the file."""
    made = {"a": template("a", "Trial", EN, entries_of(_messages(new), "articles/a.md"))}
    first = {"a": template("a", "Trial", EN, entries_of(_messages(old), "articles/a.md"))}
    catalog = merge(first, {"a": new_catalog("a.po", "Trial", ES)}).catalogs["a"]
    by_key = {entry.key: entry for entry in entries}
    edited = [
        po.edit(
            each,
            catalog,
            msgstr=by_key[each.key].msgstr,
            flags=by_key[each.key].flags,
            comments=by_key[each.key].comments,
            previous=by_key[each.key].previous,
        )
        for each in catalog.entries
    ]
    merged = merge(made, {"a": replace(catalog, entries=tuple(edited))})
    text = merged.catalogs["a"].encode()
    return list(po.parse(text, "a.po").entries), dict(merged.counts)


def counts_of(counts: dict[str, int]) -> dict[str, int]:
    return {event: number for event, number in counts.items() if number}


def test_reviewed_stays_reviewed_and_the_donor_is_used_up() -> None:
    entries, counts = update([OLD], [NEW], Entry(OLD, GIVEN, comments=("a note",)))
    (entry,) = entries
    assert (entry.msgid, entry.msgstr, entry.comments) == (NEW, EXPECTED, ("a note",))
    assert state_of(entry) is State.REVIEWED
    assert counts_of(counts) == {"retargeted": 1}


def test_a_draft_stays_the_machine_s() -> None:
    draft = Entry(OLD, GIVEN, flags=("fuzzy",))
    mark = mt_comment("robot", draft)
    ((entry,), _) = update(
        [OLD], [NEW], Entry(OLD, GIVEN, flags=("fuzzy",), comments=("a", mark, "b"))
    )
    assert (state_of(entry), mt_engine(entry), entry.msgstr) == (State.DRAFT, "robot", EXPECTED)
    assert [entry.comments[0], entry.comments[2]] == ["a", "b"]


def test_a_draft_that_a_person_touched_stays_a_person_s() -> None:
    mark = mt_comment("robot", Entry(OLD, "Otra [cosa](a.md)."))
    ((entry,), _) = update([OLD], [NEW], Entry(OLD, GIVEN, flags=("fuzzy",), comments=(mark,)))
    assert (state_of(entry), mt_engine(entry), entry.comments) == (State.DRAFT, None, (mark,))


def test_a_stale_translation_stays_stale() -> None:
    stale = Entry(OLD, GIVEN, flags=("fuzzy",), previous="Read [a text](a.md).")
    ((entry,), _) = update([OLD], [NEW], stale)
    assert (state_of(entry), entry.previous) == (State.STALE, "Read [a text](a.md).")
    assert entry.msgstr == EXPECTED


def test_one_donor_serves_one_message() -> None:
    other = NEW.replace("b/c.md", "d.md")
    entries, counts = update([OLD], [NEW, other], Entry(OLD, GIVEN))
    assert [entry.msgstr for entry in entries] == [EXPECTED, ""]
    assert counts_of(counts) == {"retargeted": 1, "new": 1}


def test_a_changed_word_makes_it_stale_as_ever() -> None:
    ((entry,), counts) = update([OLD], [NEW.replace("now", "today")], Entry(OLD, GIVEN))
    assert (state_of(entry), counts_of(counts)) == (State.STALE, {"stale": 1})


def test_update_says_so_and_the_page_leads_to_the_new_address(trial: Trial) -> None:
    trial.write({"articles/index.md": f"# T\n\n{OLD}\n", "articles/a.md": "# A\n"})
    assert trial.run("update", "-l", "es").code == 0
    path = "locales/es/LC_MESSAGES/index.po"
    po_text = trial.read(path)
    trial.write({path: re.sub(r'(now\."\nmsgstr )""', rf'\1"{GIVEN}"', po_text)})
    trial.write({"articles/index.md": f"# T\n\n{OLD.replace('a.md', 'https://b.org')}\n"})
    done = trial.run("update", "-l", "es")
    assert "1 retargeted" in done.err
    page = trial.run("render", "index", "-l", "es", "--fragment").out
    assert '<p>Lea <a href="https://b.org">el texto</a> ya.</p>' in page

"""Two sources that say the same: a translation of one is right for the other, word for word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingopress_i18n import inline
from lingopress_i18n.sameness import carry

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
        ("No link", "No links", "Nada"),
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
        if inline.has_same_structure(translation, old):
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

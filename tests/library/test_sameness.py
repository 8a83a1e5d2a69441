"""Two sources that say the same: a translation of one is right for the other, word for word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingopress_i18n import inline
from lingopress_i18n.inline.sameness import carry, essence

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
        ("Set `PATH` to `A`.", "Set `Path` to `A`.", "`A` va en `PATH`.", "`A` va en `Path`."),
        ("Set `PATH`.", "Set ``path``.", "Ponga `camino`.", "Ponga `camino`."),
        ("[a](x) `B`", "[a](y) `b`", "`B` [c](x)", "`b` [c](y)"),
        ("a<br>b", "a<BR />b", "c<br>d", "c<BR />d"),
        ("<a href=x>b</a>", "<A HREF='y'>b</A>", "<a href=x>c</a>", "<A HREF='y'>c</A>"),
    ],
)
def test_a_translation_gets_the_new_address(
    old: str, new: str, translation: str, expected: str | None
) -> None:
    wanted = expected or translation.replace("a.org", "b.org")
    assert carry(old, new, translation) == wanted


SAME = [
    ('He said "no".', "He said “no”."),
    ("It's 'so'", "It’s ‘so’"),
    ("One -- two --- three", "One – two — three"),
    ("Wait...", "Wait…"),
    ("a  b\tc", "a b c"),
    ("a b", "a\u00a0b"),
    ("a\nb", "a b"),
    ("a  \nb", "a\\\nb"),
    ("*a* __b__", "_a_ **b**"),
    ("a &amp; b &copy;", "a & b ©"),
    ("a \\- b \\#", "a - b #"),
    ("`Config.TOML`", "``config.toml``"),
    ('[a](x "It\'s")', "[a](x 'It’s')"),
    ("~a~ b", "~~a~~ b"),
]
"""Pairs that say the same, whichever comes first; a translation stays as it stands."""
OTHER = [
    ("run --quiet now", "run —quiet now"),
    ("a - b", "a — b"),
    ("Stop", "Stop."),
    ("a, b", "a b"),
    ("One", "one"),
    ("a b", "ab"),
    ("5", "6"),
    ("*a*", "**a**"),
    ("*a* b", "a *b*"),
    ("*a*", "a"),
    ("`a b`", "`ab`"),
    ("[a](x)", "![a](x)"),
    ("[a](x 't')", "[a](x 'u')"),
    ("[a](x 't')", "[a](x)"),
    ("<kbd>a</kbd>", "<b>a</b>"),
    ("<kbd title=a>x</kbd>", "<kbd title=b>x</kbd>"),
    ("<kbd>a</kbd>", "a"),
    ("a\\\nb", "a b"),
    ("$x$", "$X$"),
    ("a[^1]", "a[^2]"),
    ("{{ x }}", "{{ X }}"),
    ("第一届", "第二届"),
]
"""Pairs that do not say the same, whichever comes first."""


@pytest.mark.parametrize(("one", "other"), SAME)
def test_another_spelling_says_the_same(one: str, other: str) -> None:
    assert essence(one) == essence(other)
    for old, new in ((one, other), (other, one)):
        assert carry(old, new, 'Una *frase* -- "otra"') == 'Una *frase* -- "otra"'


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_a_word_a_sign_or_a_mark_says_something_else(one: str, other: str) -> None:
    assert essence(one) != essence(other)
    assert carry(one, other, one) is carry(other, one, other) is None


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


SPELLINGS = st.lists(
    st.sampled_from(
        [*"ab1 2*_`[]()<>&\"'\\\n-–—.…“”’", "&amp;", "](x)", "<b>", "</b>", "--", "`a`", "第"]
    ),
    max_size=12,
).map("".join)


def says(markdown: str) -> tuple[list[str], dict[tuple[str, str], int]]:
    """List a message's words and numbers, and count its marks without what may change in them."""
    shown = inline.structure(inline.parse(markdown).events).marks
    marks: dict[tuple[str, str], int] = {}
    for (kind, value), number in shown.items():
        name = re.match(r"</?[a-z]+", value.lower()) if kind == "html" else None
        key = kind, name[0] if name else value if kind in ("math", "tag", "note") else ""
        marks[key] = marks.get(key, 0) + number
    return re.findall(r"\w+", inline.plain(markdown).casefold()), marks


@settings(max_examples=400)
@given(SPELLINGS, SPELLINGS)
def test_what_says_the_same_has_the_same_words_numbers_and_marks(one: str, other: str) -> None:
    for text in (other, one.replace("'", "’").replace("--", "—"), one.replace("](x)", "](y)")):
        if essence(one) == essence(text):
            assert says(one) == says(text)


@settings(max_examples=400)
@given(SPELLINGS, SPELLINGS)
def test_a_carried_translation_has_the_words_and_marks_that_it_had(
    source: str, translation: str
) -> None:
    found = carry(source, source.replace("](x)", "](y)").replace("`a", "`A"), translation)
    if found is not None:
        assert says(found) == says(translation)

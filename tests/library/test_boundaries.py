"""Boundaries in plain text: laws that hold for any text in any language.

What readers expect of prose is in ``sentences/``.
"""

from __future__ import annotations

import itertools
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
import sentencex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lingopress_i18n import boundaries
from lingopress_i18n.boundaries import pairs

if TYPE_CHECKING:
    from types import FrameType

LANGUAGES = st.sampled_from(["ar", "de", "el", "en", "es", "fr", "it", "ja", "ko", "ru", "zh"])
ANY_TEXT = st.text(st.characters(), max_size=40)  # control characters and surrogates, too
MARKS = ". . . ... … ! ? ?! 。 ！ ？” ؟ । ( ) (! [1] “ ” ‘ ’ „ “ « » 「 」 《 》 \" ' — -"
WORDS = "Dr. U.S. e.g. No. 5 5. z. B. 1. a) А. г. Yahoo! XIV. The the é E\u0301 中 は שלום"
ODDITIES = "\ufffc \ud800 \u200d \ufe0f \u0301 \U0001f600 \u200f \x00"
SPACES = (" ", "\n", "\u00a0", "\x85", "\u2028", "\u3000")
PIECES = st.sampled_from([*MARKS.split(), *WORDS.split(), *ODDITIES.split(" "), *SPACES])
TEXTS = st.lists(PIECES | st.just(" ") | ANY_TEXT, max_size=25).map("".join)


def cut(text: str, language: str) -> list[str]:
    edges = [0, *boundaries.find(text, language), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(edges)]


@given(TEXTS, LANGUAGES)
@example("Ja. \u0301B.", "en")
@example("\u597d\u3002\u0301\u4ed6\u3002", "zh")
def test_boundaries_increase_within_the_text_and_stand_before_sentences(
    text: str, language: str
) -> None:
    found = boundaries.find(text, language)
    assert found == sorted(set(found))
    for at in found:
        assert 0 < at < len(text)
        assert not text[at].isspace()
        assert unicodedata.category(text[at])[0] != "M"
        assert text[at] not in "\u200d\ufe0e\ufe0f"
        assert text[at - 1] != "\u200d"


@given(TEXTS, LANGUAGES)
def test_a_boundary_stands_in_no_brackets_or_quotation_marks(text: str, language: str) -> None:
    text = unicodedata.normalize("NFC", text)
    listed = {at for at in boundaries.find(text, language) if text[at].isalnum()}
    if not text[:1].isalnum() and not text.startswith(("\u2022", "\n", " ")):  # no list in a line
        assert not any(pairs.find(text).encloses(at) for at in listed)


@given(TEXTS, LANGUAGES)
@example("\u00c9. Zola vint. Il est l\u00e0.", "fr")
@example("\u0416\u0439. \u0418\u0432\u0430\u043d.", "ru")
def test_composed_and_decomposed_text_has_the_same_sentences(text: str, language: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", composed)
    assert [unicodedata.normalize("NFC", each) for each in cut(decomposed, language)] == [
        unicodedata.normalize("NFC", each) for each in cut(composed, language)
    ]


def work(text: str, language: str) -> int:
    """Count the calls, of Python and of C, that a search makes."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    boundaries.find(text[:50], language)  # what is read once is read now
    sys.setprofile(count)
    try:
        boundaries.find(text, language)
    finally:
        sys.setprofile(None)
    return calls


@given(st.lists(PIECES | st.sampled_from([" ", "a", " B"]), max_size=8).map("".join), LANGUAGES)
@settings(max_examples=50)
def test_work_grows_with_the_text(text: str, language: str) -> None:
    assert work(text * 80, language) <= 5 * work(text * 20, language) + 50


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dr. Smith said so. “It is,” she added (in the U.S. Senate). Was it? ", "en"),
        ("他说：“条约生效了。”大家鼓掌！", "zh"),
        ("(“As.” But. ", "en"),
        ("Il Sig. Rossi viene. Poi va. ", "it"),
    ],
)
def test_work_is_in_proportion_for_thousands_of_sentences(text: str, language: str) -> None:
    few, some, many = (work(text * count, language) for count in (10, 100, 1000))
    assert many - some <= 10.5 * (some - few)


def test_sentencex_sees_short_texts_only(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real = sentencex.get_sentence_boundaries

    def look(language: str, text: str) -> object:
        seen.append(text)
        return real(language, text)

    monkeypatch.setattr(sentencex, "get_sentence_boundaries", look)
    text = "Questo dott. Verdi abita qui. " + "x" * 500 + ". " + "Y" * 500
    assert boundaries.find(text * 10, "it")
    assert seen
    assert max(map(len, seen)) <= 100


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("a (b [c]) d", ["(b [c])"]),
        ("a (b", []),
        ("a) b (c)", ["(c)"]),
        ("(a “b) c", ["(a “b)"]),
        ("„a “b” c“", ["„a “b” c“"]),
        ("„a ‚b‘ c“ d", ["„a ‚b‘ c“"]),
        ("»a« »b«", ["»a«", "»b«"]),
        ("«a» «b»", ["«a»", "«b»"]),
        ('"a" b "c d"', ['"a"', '"c d"']),
        ('5" and 6"', []),
        ("it's Ann's 'one' of '90s", ["'one'"]),
        ("‘a’s b’ c", ["‘a’s b’"]),
        ("「a『b』」c", ["「a『b』」"]),
    ],
)
def test_marks_that_belong_together(text: str, inside: list[str]) -> None:
    assert [text[start : end + 1] for start, end in pairs.find(text).outer] == inside


@pytest.mark.parametrize(
    ("text", "language", "sentences"),
    [
        ("Ήρθε; Ναι.", "el", ["Ήρθε; ", "Ναι."]),
        ("वह आया। वह गई।", "hi", ["वह आया। ", "वह गई।"]),
        ("네. 저는 김입니다.", "ko", ["네. ", "저는 김입니다."]),
        (
            "Vedi pag. 5. Poi viene il Sig. Rossi.",
            "it",
            ["Vedi pag. 5. ", "Poi viene il Sig. Rossi."],
        ),
        ("Narozen 5. května. Proč?", "cs", ["Narozen 5. května. ", "Proč?"]),
    ],
)
def test_other_languages(text: str, language: str, sentences: list[str]) -> None:
    assert cut(text, language) == sentences

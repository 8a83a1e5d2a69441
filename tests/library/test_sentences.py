"""Sentences: what a translator sees as one message.

``sentences/LOCALE.txt`` holds a sentence a line and a blank line between paragraphs; a line that
begins with ``# `` says what the next ones are about. Only what users expect stands there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n import inline
from lingopress_i18n.locales import locale
from lingopress_i18n.sentences import split

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = Path(__file__).parent / "sentences"
LANGUAGES = ("ar", "de", "en", "es", "fr", "ja", "ru", "zh-Hans")

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
MARKS = ". ! ? 。 ！ ؟ … : “ ” « » ( ) * ** ` [ ](x) <b> </b> é 中 ש عليك Dr. 3.5"
PIECES = st.sampled_from([" ", "\n", *MARKS.split()])
MESSAGES = st.lists(PIECES | TEXT, max_size=20).map("".join).map(str.strip)


def paragraphs() -> Sequence[object]:
    """Load all files. A stray file, white space at a line's end or a case twice is an error."""
    found = []
    names = sorted(path.name for path in FOLDER.iterdir())
    assert names == sorted(f"{tag}.txt" for tag in LANGUAGES)
    for tag in LANGUAGES:
        text = (FOLDER / f"{tag}.txt").read_text("utf-8")
        assert text.endswith("\n"), tag
        seen: set[str] = set()
        case: list[str] = []
        for number, line in enumerate(text.split("\n"), 1):
            assert line == line.strip(), f"{tag}.txt:{number}: white space at an end"
            if line and not line.startswith("# "):
                case.append(line)
            elif case:
                assert not seen & set(case[:1]), f"{tag}.txt:{number}: stands there twice"
                seen.update(case[:1])
                found.append(pytest.param(tag, case, id=f"{tag}.txt:{number - len(case)}"))
                case = []
        assert len(seen) >= 3, f"{tag}.txt: hardly a case"
    return found


@pytest.mark.parametrize(("tag", "sentences"), paragraphs())
def test_a_paragraph_is_split_where_its_readers_expect(tag: str, sentences: list[str]) -> None:
    language = locale(tag)
    assert split(language.joiner.join(sentences), language) == sentences


@given(MESSAGES, st.sampled_from(LANGUAGES))
def test_sentences_joined_read_as_the_paragraph(message: str, tag: str) -> None:
    language = locale(tag)
    sentences = split(message, language)
    joined = language.joiner.join(inline.render(sentence) for sentence in sentences)
    assert joined.split() == inline.render(message).split()


@given(MESSAGES, st.sampled_from(LANGUAGES))
def test_a_sentence_is_never_empty_nor_split_again_by_its_edges(message: str, tag: str) -> None:
    sentences = split(message, locale(tag))
    if len(sentences) > 1:
        assert all(sentences)
        assert sentences == [sentence.strip() for sentence in sentences]

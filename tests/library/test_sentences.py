"""Sentences: what a translator sees as one message.

``sentences/LOCALE.txt`` holds a sentence a line and a blank line between paragraphs; a line that
begins with ``# `` says what the next ones are about. Only what users expect stands there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n import inline
from lingopress_i18n.boundaries import abbreviations, vocabulary
from lingopress_i18n.locales import locale
from lingopress_i18n.sentences import Rules, split
from trial import shared

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = Path(__file__).parent / "sentences"
LANGUAGES = (
    *("ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi"),
    *("hr", "hu", "hy", "id", "it", "ja", "ko", "lt", "nb", "nl", "pl", "pt", "ro", "ru", "sk"),
    *("sl", "sr", "sv", "th", "tr", "uk", "ur", "vi", "zh-Hans"),
)

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
    assert split(language.joiner.join(sentences), Rules(language)) == sentences


@given(MESSAGES, st.sampled_from(LANGUAGES))
def test_sentences_joined_read_as_the_paragraph(message: str, tag: str) -> None:
    language = locale(tag)
    sentences = split(message, Rules(language))
    joined = language.joiner.join(inline.render(sentence) for sentence in sentences)
    assert joined.split() == inline.render(message).split()


@given(MESSAGES, st.sampled_from(LANGUAGES))
def test_a_sentence_is_never_empty_nor_split_again_by_its_edges(message: str, tag: str) -> None:
    sentences = split(message, Rules(locale(tag)))
    if len(sentences) > 1:
        assert all(sentences)
        assert sentences == [sentence.strip() for sentence in sentences]


def test_english_golden_rules() -> None:
    cases = json.loads(shared("golden-rules-en.json").read_text("utf-8"))
    wrong = [
        case["text"]
        for case in cases
        if split(case["text"], Rules(locale("en"))) != case["sentences"]
    ]
    assert len(cases) == 48
    assert wrong == []  # the score is 48 of 48; sentencex alone has 43


SITE = Rules(locale("en"), frozenset({"Reg.", "Ph.D."}))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("See Reg. Seven. It is short.", ["See Reg. Seven.", "It is short."]),
        ("See reg. Seven. It is short.", ["See reg. Seven.", "It is short."]),
        ("A Ph.D. Student came. She left.", ["A Ph.D. Student came.", "She left."]),
        ("A zReg. It is none.", ["A zReg.", "It is none."]),
    ],
)
def test_an_abbreviation_of_the_publication_ends_no_sentence(
    text: str, sentences: list[str]
) -> None:
    assert split(text, SITE) == sentences


def test_a_paragraph_may_be_one_message() -> None:
    rules = Rules(locale("en"), segmentation="paragraph")
    assert split("One. Two. *Three.*", rules) == ["One. Two. *Three.*"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two. {{< x >}}", ["One.", "Two. {{< x >}}"]),
        ("One. {{a}} {{b}}", ["One. {{a}} {{b}}"]),
        ("One. {{a}} Two.", ["One.", "{{a}} Two."]),
        ("Hello {{name}}. Goodbye.", ["Hello {{name}}.", "Goodbye."]),
        ("One. Two. `x`", ["One.", "Two. `x`"]),
        ("One. Two. ![](x.png)", ["One.", "Two. ![](x.png)"]),
        ("One. Two. ![A door](x.png)", ["One.", "Two.", "![A door](x.png)"]),
        ("One. \N{GRINNING FACE} Two.", ["One. \N{GRINNING FACE}", "Two."]),
        ("One. Two! \N{GRINNING FACE}", ["One.", "Two! \N{GRINNING FACE}"]),
        ("\N{GRINNING FACE} One. \N{CAT} Two.", ["\N{GRINNING FACE} One.", "\N{CAT} Two."]),
        ("One. Two. \\* \\* \\*", ["One.", "Two. \\* \\* \\*"]),
        ("One.[^1] Two.[^2]", ["One.[^1]", "Two.[^2]"]),
        ("&ldquo;One.&rdquo; Two.", ["&ldquo;One.&rdquo;", "Two."]),
        ("No.&nbsp;5 &amp; No.\N{NO-BREAK SPACE}6. Two.", None),
    ],
)
def test_what_has_no_words_belongs_to_the_sentence_before(
    text: str, sentences: list[str] | None
) -> None:
    expected = sentences or [text.removesuffix(" Two."), "Two."]
    assert split(text, Rules(locale("en"))) == expected


def test_files_are_for_languages_with_cases() -> None:
    """Of a language whose words nobody has gathered, not all abbreviations are known, either."""
    languages = {tag.partition("-")[0] for tag in LANGUAGES}
    library = Path(str(abbreviations.__file__)).parent.parent
    shortened, worded = (
        {path.stem for path in (library / folder).glob("*.t*")} - {"und"}
        for folder in ("abbreviations", "vocabulary")
    )
    assert worded <= shortened <= languages
    assert worded == {each for each in languages if abbreviations.load(each).is_complete}
    for each in shortened:
        text = (library / "abbreviations" / f"{each}.txt").read_text("utf-8")
        assert abbreviations.read(text, each)


@pytest.mark.parametrize("language", ["ar", "de", "en", "es", "fr", "ru"])
def test_a_vocabulary_agrees_with_itself(language: str) -> None:
    words = vocabulary.load(language)
    assert words.particles | words.speakers <= words.openers
    assert all(word[0].isupper() for word in words.openers | words.leading) or language == "ar"
    assert all(word == word.lower() for word in words.counted | words.speech)


def test_a_rule_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"en\.txt:3: 'Mr\.' is no rule"):
        abbreviations.read("Mr.\n# once\nMr.\n", "en.txt")


@pytest.mark.parametrize("line", ["Mr", "Mr.,Mrs.", "+ 5", "art. +", " Mr."])
def test_a_line_that_is_no_rule_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="is no rule"):
        abbreviations.read(line, "en.txt")

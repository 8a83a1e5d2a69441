"""Memory: people's own sentences, word for word, and nothing that a machine alone has said."""

from __future__ import annotations

import pytest

from lingopress_i18n.catalog.po import Catalog, Entry
from lingopress_translate.memory import Memory


def memory(*entries: Entry) -> Memory:
    header = Entry(msgid="")
    return Memory([Catalog(f"{at}.po", header, (entry,)) for at, entry in enumerate(entries)])


def test_a_reviewed_sentence_is_found_from_any_article_and_context() -> None:
    known = memory(Entry("Yes.", "Sí.", "answer"))
    assert known.exact(("answer", "Yes.")) == "Sí."
    assert known.exact((None, "Yes.")) == "Sí."
    assert known.exact((None, "yes.")) is None


def test_the_same_context_comes_first() -> None:
    known = memory(Entry("Open", "Abrir", "verb"), Entry("Open", "Abierto", "state"))
    assert known.exact(("verb", "Open")) == "Abrir"
    assert known.exact(("state", "Open")) == "Abierto"


def test_what_people_translated_in_two_ways_is_for_a_person_to_choose() -> None:
    known = memory(Entry("Open", "Abrir", "verb"), Entry("Open", "Abierto", "state"))
    assert known.exact((None, "Open")) is None
    assert memory(Entry("a", "A"), Entry("a", "B")).exact((None, "a")) is None
    assert memory(Entry("a", "A"), Entry("a", "A")).exact((None, "a")) == "A"


@pytest.mark.parametrize(
    "entry",
    [
        Entry("a", ""),
        Entry("a", "A", flags=("fuzzy",)),
        Entry("a", "A", flags=("fuzzy",), previous="b"),
        Entry("a", "A", obsolete=True),
        Entry("a", "A", msgid_plural="as", msgstr_plural=("A", "As")),
    ],
    ids=["missing", "draft", "stale", "obsolete", "plural"],
)
def test_only_reviewed_sentences_are_remembered(entry: Entry) -> None:
    assert memory(entry).exact(entry.key) is None

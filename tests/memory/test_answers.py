"""What the memory answers: people's own words, the same and alike, and where words stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n.catalog.po import Entry
from lingopress_translate.memory import Kind, Match
from memory.filled import drafted, filled

if TYPE_CHECKING:
    from pathlib import Path

    from lingopress_i18n.document import Key

FUZZY = ("fuzzy",)


def exact(root: Path, key: Key, *entries: Entry) -> str | None:
    """Look a message up among entries that stand in a catalog each."""
    made = filled(root)
    for number, entry in enumerate(entries):
        made.save(f"article-{number}", entry)
    with made.memory() as memory:
        match = memory.exact(made.locale, key)
    assert match is None or (match.source, match.score) == (key[1], 100)
    return match.target if match else None


@pytest.mark.parametrize(
    ("key", "found"),
    [(("answer", "Yes."), "Sí."), ((None, "Yes."), "Sí."), ((None, "yes."), None)],
)
def test_a_reviewed_sentence_is_found_from_any_article_and_context(
    tmp_path: Path, key: Key, found: str | None
) -> None:
    assert exact(tmp_path, key, Entry("Yes.", "Sí.", "answer")) == found


@pytest.mark.parametrize(
    ("context", "found"),
    [("verb", "Abrir"), ("state", "Abierto"), (None, None), ("menu", None)],
)
def test_the_same_context_comes_first_and_two_ways_are_for_a_person_to_choose(
    tmp_path: Path, context: str | None, found: str | None
) -> None:
    known = Entry("Open", "Abrir", "verb"), Entry("Open", "Abierto", "state")
    assert exact(tmp_path, (context, "Open"), *known) == found


@pytest.mark.parametrize(("other", "found"), [("A", "A"), ("B", None)])
def test_in_the_same_context_too_there_must_be_one_way(
    tmp_path: Path, other: str, found: str | None
) -> None:
    assert exact(tmp_path, (None, "a"), Entry("a", "A"), Entry("a", other)) == found


def test_what_is_obsolete_counts_where_nothing_else_is_known(tmp_path: Path) -> None:
    former = Entry("a", "old", obsolete=True)
    assert exact(tmp_path / "1", (None, "a"), former) == "old"
    assert exact(tmp_path / "2", (None, "a"), former, Entry("a", "new")) == "new"
    assert exact(tmp_path / "3", ("c", "a"), former, Entry("a", "new", "menu")) == "new"


UNCONFIRMED = {
    "missing": Entry("a", ""),
    "a person's doubt": Entry("a", "A", flags=FUZZY),
    "stale": Entry("a", "A", flags=FUZZY, previous="b"),
    "a draft": drafted("a", "A"),
    "an edited draft": replace(drafted("a", "A"), msgstr="B"),
    "obsolete and fuzzy": Entry("a", "A", flags=FUZZY, obsolete=True),
    "an obsolete draft": replace(drafted("a", "A"), obsolete=True),
    "a plural": Entry("a", "A", msgid_plural="as", msgstr_plural=("A", "As")),
}


@pytest.mark.parametrize("entry", UNCONFIRMED.values(), ids=UNCONFIRMED)
def test_what_nobody_confirmed_is_never_offered_as_a_translation(
    tmp_path: Path, entry: Entry
) -> None:
    made = filled(tmp_path)
    made.save("a", entry, Entry("another sentence", "otra frase"))
    with made.memory() as memory:
        assert memory.exact(made.locale, entry.key) is None
        found = memory.fuzzy(made.locale, "a", threshold=1)
        assert [match.source for match in found] == ["another sentence"]
        assert [unit.source for unit in memory.approved(made.locale)] == ["another sentence"]


def test_a_draft_becomes_a_persons_when_a_person_confirms_it_unedited(tmp_path: Path) -> None:
    made = filled(tmp_path)
    draft = drafted("The door is open.", "La puerta está abierta.")
    made.save("a", draft)
    with made.memory() as memory:
        (match,) = memory.concordance(made.locale, "door")
        assert (match.kind, match.engine) == (Kind.MACHINE, "engine:x")
        made.save("a", replace(draft, flags=()))
        memory.refresh(made.locale)
        (match,) = memory.concordance(made.locale, "door")
        assert (match.kind, match.engine) == (Kind.REVIEWED, "")
        assert memory.exact(made.locale, draft.key) == replace(match, score=100)


def test_a_persons_sentence_used_again_is_no_engines_draft(tmp_path: Path) -> None:
    made = filled(tmp_path)
    made.save("a", drafted("The door is open.", "La puerta está abierta.", by="memory:exact"))
    with made.memory() as memory:
        assert memory.concordance(made.locale, "door") == []


def test_the_most_alike_come_first_then_the_most_trusted_then_by_text(tmp_path: Path) -> None:
    made = filled(tmp_path)
    made.save(
        "news/one",
        Entry("It has 48 parties.", "Tiene 48 partes."),
        Entry("It has 47 parties.", "Tiene 47 partes."),
        Entry("It has 46 parties.", "Tiene 46 partes.", obsolete=True),
        Entry("Something else entirely.", "Otra cosa."),
    )
    made.save("news/two", Entry("It has 48 parties.", "Hay 48 partes.", "menu"))
    made.save("news/zwo", Entry("It has 48 parties.", "Tiene 48 partes."))
    with made.memory() as memory:
        found = memory.fuzzy(made.locale, "It has 48 parties.")
        other = memory.fuzzy(made.locale, "It has 49 parties.")
        assert memory.fuzzy_many(made.locale, ["It has 48 parties.", "x", "x"]) == {
            "It has 48 parties.": found,
            "x": [],
        }
        assert memory.fuzzy(made.locale, "It has 48 parties.", limit=1) == found[:1]
        assert memory.fuzzy(made.locale, "It has 48 parties.", threshold=95) == found[:2]
    source = "It has 48 parties."
    assert found == [
        Match(source, "Hay 48 partes.", 100, "menu", "news/two", Kind.REVIEWED),
        Match(source, "Tiene 48 partes.", 100, None, "news/one", Kind.REVIEWED),
        Match("It has 47 parties.", "Tiene 47 partes.", 94, None, "news/one", Kind.REVIEWED),
        Match("It has 46 parties.", "Tiene 46 partes.", 94, None, "news/one", Kind.FORMER),
    ]
    assert [(match.source[7:9], match.kind) for match in other] == [
        ("47", Kind.REVIEWED),
        ("48", Kind.REVIEWED),
        ("48", Kind.REVIEWED),
        ("46", Kind.FORMER),
    ]


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("door", ["The door is open.", "The open door", "A door."]),
        ("DOOR IS", ["The door is open."]),
        ("is door", []),
        ("doo", []),
        ("论坛", ["论坛在成都举行。"]),
        ("坛论", []),
        ("puerta", ["The door is open."]),
        ("…", []),
    ],
)
def test_words_are_found_one_after_the_other_in_source_and_target(
    tmp_path: Path, phrase: str, found: list[str]
) -> None:
    made = filled(tmp_path)
    made.save(
        "a",
        drafted("A door.", "Una porta."),
        Entry("The open door", "La porta aperta"),
        Entry("The door is open.", "La puerta está abierta."),
        Entry("论坛在成都举行。", "El foro."),
    )
    with made.memory() as memory:
        assert [match.source for match in memory.concordance(made.locale, phrase)] == found


def test_locales_do_not_mix(tmp_path: Path) -> None:
    made = filled(tmp_path)
    made.save("a", Entry("The door is open.", "La puerta está abierta."))
    other = made.site.locales[1]
    with made.memory() as memory:
        memory.refresh(other)
        assert memory.exact(other, (None, "The door is open.")) is None
        assert memory.fuzzy(other, "The door is open.") == []
        assert memory.concordance(other, "door") == []
        assert memory.statistics(other).sources == 0

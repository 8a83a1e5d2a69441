"""Update of a catalog: which translation a new message gets, and in what state."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from lingopress_i18n.catalog import po
from lingopress_i18n.catalog.merge import Terms, merge, pruned
from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.catalog.state import State, mt_comment, mt_engine, state_of
from lingopress_i18n.catalog.template import entries_of, new_catalog, template
from lingopress_i18n.document import Message
from lingopress_i18n.locales import locale
from lingopress_i18n.sentences import Rules

if TYPE_CHECKING:
    from lingopress_i18n.catalog.po import Catalog
    from trial import Trial

EN, ES = locale("en"), locale("es")
TERMS = Terms(Rules(EN), Rules(ES))
OLD, NEW = "Read [the text](a.md) now.", "Read [the text](b/c.md) now."
GIVEN, EXPECTED = "Lea [el texto](a.md) ya.", "Lea [el texto](b/c.md) ya."


def _messages(texts: list[str]) -> list[Message]:
    return [Message(text, "paragraph", 1) for text in texts]


def update(old: list[str], new: list[str], *entries: Entry) -> tuple[list[Entry], dict[str, int]]:
    """Update a catalog of these entries from one article to another; give what is in the file."""
    made = {"a": template("a", "Trial", EN, entries_of(_messages(new), "articles/a.md"))}
    first = {"a": template("a", "Trial", EN, entries_of(_messages(old), "articles/a.md"))}
    catalog = merge(first, {"a": new_catalog("a.po", "Trial", ES)}, TERMS).catalogs["a"]
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
    merged = merge(made, {"a": replace(catalog, entries=tuple(edited))}, TERMS)
    text = merged.catalogs["a"].encode()
    return list(po.parse(text, "a.po").entries), dict(merged.counts)


def counts_of(counts: dict[str, int]) -> dict[str, int]:
    return {event: number for event, number in counts.items() if number}


def test_reviewed_stays_reviewed_and_the_donor_is_used_up() -> None:
    entries, counts = update([OLD], [NEW], Entry(OLD, GIVEN, comments=("a note",)))
    (entry,) = entries
    assert (entry.msgid, entry.msgstr, entry.comments) == (NEW, EXPECTED, ("a note",))
    assert state_of(entry) is State.REVIEWED
    assert counts_of(counts) == {"carried": 1}


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
    assert counts_of(counts) == {"carried": 1, "new": 1}


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
    assert "1 carried" in done.err
    page = trial.run("render", "index", "-l", "es", "--fragment").out
    assert '<p>Lea <a href="https://b.org">el texto</a> ya.</p>' in page


def book(articles: dict[str, list[str]]) -> dict[str, Catalog]:
    """Make the templates of articles, each a list of messages; ``ctx|text`` has a context."""
    made = {}
    for name, texts in articles.items():
        pairs = [text.rpartition("|") for text in texts]
        messages = [Message(text, "paragraph", 1, context or None) for context, _, text in pairs]
        entries = entries_of(messages, f"articles/{name}.md")
        made[name] = template(name, "Trial", EN, entries)
    return made


@dataclass
class Book:
    """Articles with their catalogs, as they are after each update."""

    catalogs: dict[str, Catalog] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    terms: Terms = TERMS

    def update(self, **articles: list[str]) -> None:
        """Update to these articles, and check that doing so again would change nothing."""
        wanted = book(articles)
        new = {
            name: new_catalog(f"{name}.po", "Trial", self.terms.target.locale) for name in wanted
        }
        whole = {**new, **self.catalogs}
        merged = merge(wanted, whole, self.terms)
        data = {name: catalog.encode() for name, catalog in merged.catalogs.items()}
        other = merge(wanted, dict(reversed(whole.items())), self.terms).catalogs
        assert {name: catalog.encode() for name, catalog in other.items()} == data
        self.catalogs = {name: po.parse(each, name) for name, each in data.items()}
        self.counts = counts_of(merged.counts)
        again = merge(wanted, self.catalogs, self.terms).catalogs
        assert {name: catalog.encode() for name, catalog in again.items()} == data

    def translate(self, texts: dict[str, str], **changes: Any) -> None:  # noqa: ANN401 - fields of Entry
        """Give messages, in all catalogs, a translation that a person confirms."""
        for name, catalog in self.catalogs.items():
            entries = [
                po.edit(each, catalog, **{"flags": (), **changes, "msgstr": texts[each.msgid]})
                if each.msgid in texts
                else each
                for each in catalog.entries
            ]
            self.catalogs[name] = replace(catalog, entries=tuple(entries))

    def states(self, name: str) -> dict[str, tuple[str, str]]:
        """Map the messages of an article to their state and translation."""
        return {
            (f"{each.msgctxt}|" if each.msgctxt else "") + each.msgid: (
                state_of(each).value,
                each.msgstr,
            )
            for each in self.catalogs[name].entries
        }

    def entry(self, name: str, text: str) -> Entry:
        return next(each for each in self.catalogs[name].entries if each.msgid == text)


ONE, TWO = "The treaty protects actors.", "It has 48 parties."
UNO, DOS = "El tratado protege a los actores.", "Tiene 48 partes."
WHOLE, WHOLE_ES = f"{ONE} {TWO}", f"{UNO} {DOS}"


def started(*texts: str, **translations: str) -> Book:
    made = Book()
    made.update(a=list(texts), b=["Other."])
    made.translate({ONE: UNO, TWO: DOS, WHOLE: WHOLE_ES, "Other.": "Otra.", **translations})
    return made


def test_text_that_returns_regains_its_translation() -> None:
    found = started(ONE, TWO)
    found.update(a=[TWO], b=["Other."])
    assert found.states("a")[ONE] == ("obsolete", UNO)
    found.update(a=[ONE, TWO], b=["Other."])
    assert found.states("a")[ONE] == ("reviewed", UNO)
    assert found.counts == {"restored": 1}


def test_text_that_moves_to_another_article_stays_reviewed_and_its_giver_keeps_it() -> None:
    found = started(ONE, TWO)
    found.update(a=[TWO], b=["Other.", ONE])
    assert found.states("b")[ONE] == ("reviewed", UNO)
    assert found.states("a")[ONE] == ("obsolete", UNO)
    assert found.counts == {"moved": 1, "obsolete": 1}


def test_text_that_moves_and_leads_elsewhere_stays_reviewed() -> None:
    found = started(OLD, TWO)
    found.translate({OLD: GIVEN})
    found.update(a=[TWO], b=["Other.", NEW])
    assert found.states("b")[NEW] == ("reviewed", EXPECTED)
    assert found.states("a")[OLD] == ("obsolete", GIVEN)


def test_text_that_moves_and_is_edited_is_offered_there() -> None:
    found = started(ONE, TWO)
    edited = "The treaty protects all actors."
    found.update(a=[TWO], b=["Other.", edited])
    assert found.states("b")[edited] == ("stale", UNO)
    assert found.entry("b", edited).previous == ONE
    assert found.states("a")[ONE] == ("obsolete", UNO)


def test_a_sentence_copied_from_another_article_is_reviewed_there_too() -> None:
    found = started(ONE, TWO)
    found.update(a=[ONE, TWO], b=["Other.", ONE])
    assert found.states("b")[ONE] == ("reviewed", UNO)
    assert found.counts == {"copied": 1}


def test_what_is_short_or_was_translated_in_two_ways_is_not_copied() -> None:
    found = started(ONE, "Open")
    found.update(a=[ONE, "Open"], b=["Other.", ONE])
    found.catalogs["b"] = replace(
        found.catalogs["b"],
        entries=tuple(
            po.edit(each, found.catalogs["b"], msgstr="Otro modo.") if each.msgid == ONE else each
            for each in found.catalogs["b"].entries
        ),
    )
    found.translate({"Open": "Abrir"})
    found.update(a=[ONE, "Open"], b=["Other.", ONE], c=[ONE, "Open"])
    assert found.states("c") == {ONE: ("missing", ""), "Open": ("missing", "")}


def test_what_nobody_confirmed_is_not_copied() -> None:
    found = started(ONE)
    found.translate({ONE: UNO}, flags=("fuzzy",))
    found.update(a=[ONE], b=["Other.", ONE])
    assert found.states("b")[ONE] == ("missing", "")


def test_a_new_context_makes_a_translation_stale() -> None:
    found = started("Open", TWO)
    found.translate({"Open": "Abrir"})
    found.update(a=["door|Open", TWO], b=["Other."])
    entry = found.entry("a", "Open")
    assert (state_of(entry), entry.msgstr, entry.previous) == (State.STALE, "Abrir", "Open")


def test_two_contexts_that_are_both_renamed_change_their_translations_with_them() -> None:
    found = Book()
    found.update(a=["x|Open", "y|Open", TWO])
    catalog = found.catalogs["a"]
    texts = {"x": "Abrir", "y": "Abierto", None: DOS}
    entries = (po.edit(each, catalog, msgstr=texts[each.msgctxt]) for each in catalog.entries)
    found.catalogs["a"] = replace(catalog, entries=tuple(entries))
    found.update(a=["z|Open", "w|Open", TWO])
    assert found.states("a")["z|Open"] == ("stale", "Abrir")
    assert found.states("a")["w|Open"] == ("stale", "Abierto")
    assert found.entry("a", "Open").previous_msgctxt == "x"


def test_a_message_obsolete_in_three_contexts_stays_three() -> None:
    found = Book()
    found.update(a=["x|Open", "y|Open", "z|Open", TWO])
    found.translate({"Open": "Abrir"})
    found.update(a=[TWO])
    found.update(a=[TWO])
    assert [each.msgctxt for each in found.catalogs["a"].entries] == [None, "x", "y", "z"]


def test_a_stale_translation_that_is_edited_again_names_the_first_text() -> None:
    found = started(ONE, TWO)
    found.update(a=["The treaty protects all actors.", TWO])
    found.update(a=["The treaty protects all good actors.", TWO])
    entry = found.entry("a", "The treaty protects all good actors.")
    assert (state_of(entry), entry.msgstr, entry.previous) == (State.STALE, UNO, ONE)


def test_a_confirmed_translation_whose_editor_left_the_old_text_names_its_own() -> None:
    found = started(ONE, TWO)
    found.translate({ONE: UNO}, previous="Something older.")
    found.update(a=["The treaty protects all actors.", TWO])
    assert found.entry("a", "The treaty protects all actors.").previous == ONE


def test_a_new_sentence_gets_no_guess() -> None:
    found = started(ONE, TWO)
    found.update(a=[ONE, "Nobody has asked the musicians yet.", TWO], b=["Other."])
    assert found.counts == {"new": 1}


def test_a_sentence_rewritten_in_its_place_is_offered_and_elsewhere_it_is_not() -> None:
    rewritten = "All the actors gained what a treaty gives."
    found = started(TWO, ONE, "Last.")
    found.update(a=[TWO, rewritten, "Last."], b=["Other."])
    assert found.states("a")[rewritten] == ("stale", UNO)
    found = started(TWO, ONE, "Last.")
    found.update(a=[rewritten, TWO, "Last."], b=["Other."])
    assert found.states("a")[rewritten] == ("missing", "")


def test_the_threshold_is_the_publication_s() -> None:
    found = started(ONE, TWO)
    found.terms = replace(TERMS, threshold=100.0)
    found.update(a=["The treaty protects actor.", TWO], b=["Other."])
    assert found.counts == {"new": 1, "obsolete": 1}


def test_two_sentences_that_an_edit_joins_offer_both_translations() -> None:
    joined = "The treaty protects actors, and it has 48 parties."
    found = started("First.", ONE, TWO, "Last.")
    found.update(a=["First.", joined, "Last."], b=["Other."])
    assert found.states("a")[joined] == ("stale", WHOLE_ES)
    assert found.entry("a", joined).previous == WHOLE


def test_a_sentence_that_an_edit_splits_is_offered_for_both_parts() -> None:
    whole = "The treaty protects many actors of all films, and it has 48 parties in the world."
    parts = ["The treaty protects many actors of all films.", "It has 48 parties in the world."]
    found = started("First.", whole, "Last.", **{whole: "Todo, y más."})
    found.update(a=["First.", *parts, "Last."], b=["Other."])
    for part in parts:
        assert found.states("a")[part] == ("stale", "Todo, y más.")
        assert found.entry("a", part).previous == whole


def test_a_renamed_article_takes_its_translations_and_its_edits_along() -> None:
    found = started(ONE, TWO, "The first forum met in Chengdu.", **{"Other.": "Otra."})
    found.translate({"The first forum met in Chengdu.": "Foro."}, comments=("a note",))
    edited = "The second forum met last year in Chengdu."
    found.update(new=[ONE, TWO, edited], b=["Other."])
    assert found.states("new") == {
        ONE: ("reviewed", UNO),
        TWO: ("reviewed", DOS),
        edited: ("stale", "Foro."),
    }
    assert found.entry("new", edited).comments == ("a note",)
    assert {state for state, _ in found.states("a").values()} == {"obsolete"}


def test_a_renamed_article_prefers_what_it_had_to_what_others_had() -> None:
    rewritten = "All the actors gained what a treaty gives."
    found = started("Open", TWO, ONE, "Last.")
    found.update(a=["Open", TWO, ONE, "Last."], b=["Other."], **{"0": ["Open"]})
    for name, text in (("a", "Abierto"), ("0", "Abrir")):
        catalog = found.catalogs[name]
        entries = (
            po.edit(each, catalog, msgstr=text) if each.msgid == "Open" else each
            for each in catalog.entries
        )
        found.catalogs[name] = replace(catalog, entries=tuple(entries))
    found.translate({"Last.": "Fin."})
    found.update(new=["Open", TWO, rewritten, "Last."], b=["Other."])
    assert found.states("new")["Open"] == ("reviewed", "Abierto")
    assert found.states("new")[rewritten] == ("stale", UNO)


def test_two_articles_that_lose_the_same_text_give_it_in_the_order_of_their_names() -> None:
    found = started("Open")
    found.update(a=["Open"], b=["Open"], c=["Other."])
    for name, text in (("a", "Abierto"), ("b", "Abrir")):
        catalog = found.catalogs[name]
        entries = (po.edit(each, catalog, msgstr=text, flags=()) for each in catalog.entries)
        found.catalogs[name] = replace(catalog, entries=tuple(entries))
    found.update(a=["Else."], b=["Else."], c=["Other.", "Open"])
    assert found.states("c")["Open"] == ("reviewed", "Abierto")


def test_sentences_become_a_paragraph_and_sentences_again() -> None:
    found = started(ONE, TWO)
    found.update(a=[WHOLE], b=["Other."])
    assert found.states("a")[WHOLE] == ("reviewed", WHOLE_ES)
    found.translate({WHOLE: f"{UNO} Son 48 partes."})
    found.update(a=[ONE, TWO], b=["Other."])
    assert found.states("a")[TWO] == ("reviewed", "Son 48 partes.")
    assert found.states("a")[ONE] == ("reviewed", UNO)
    assert found.states("a")[WHOLE] == ("obsolete", f"{UNO} Son 48 partes.")


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        (WHOLE_ES, [("reviewed", UNO), ("reviewed", DOS)]),
        (f"{DOS} {UNO}", [("stale", DOS), ("stale", UNO)]),  # 48 stands in the other one
        (f"{UNO} Tiene 49 partes.", [("stale", UNO), ("stale", "Tiene 49 partes.")]),
        (f"{UNO} *Tiene* 48 partes.", [("stale", UNO), ("stale", "*Tiene* 48 partes.")]),
        (f"{UNO} ¿Tiene 48 partes?", [("stale", UNO), ("stale", "¿Tiene 48 partes?")]),
        ("Ya. Tiene 48 partes y protege a los actores del mundo entero.", None),
        ("El tratado protege a los actores y tiene 48 partes.", [("stale", None)] * 2),
    ],
)
def test_a_translation_is_cut_where_its_language_ends_sentences(
    translation: str, expected: list[tuple[str, str | None]] | None
) -> None:
    found = started(WHOLE, **{WHOLE: translation})
    found.update(a=[ONE, TWO], b=["Other."])
    states = found.states("a")
    if expected is None:  # far too short for the first sentence
        assert [states[ONE][0], states[TWO][0]] == ["stale", "stale"]
        return
    texts = [(state, translation if text is None else text) for state, text in expected]
    assert [states[ONE], states[TWO]] == texts
    if states[ONE][0] == "stale":
        assert found.entry("a", ONE).previous == WHOLE


def test_a_paragraph_of_sentences_that_are_not_all_confirmed_is_stale() -> None:
    found = started(ONE, TWO)
    found.translate({TWO: ""})
    found.update(a=[WHOLE], b=["Other."])
    entry = found.entry("a", WHOLE)
    assert (state_of(entry), entry.msgstr, entry.previous) == (State.STALE, UNO, ONE)


def test_sentences_that_begin_with_marks_are_found_in_their_paragraph() -> None:
    texts = {"One.": "Uno.", "*Two* `is` here.": "*Dos* `is` aquí.", '"Three."': '"Tres."'}
    found = started(*texts, **texts)
    found.update(a=[" ".join(texts)], b=["Other."])
    assert found.states("a")[" ".join(texts)] == ("reviewed", " ".join(texts.values()))
    found.update(a=list(texts), b=["Other."])
    assert [found.states("a")[each][0] for each in texts] == ["reviewed"] * 3


def test_headings_and_cells_are_no_sentences_that_make_up_a_message() -> None:
    found = started("Open", "source", Open="Abierto", source="fuente")
    found.update(a=["Open source"], b=["Other."])
    assert found.states("a")["Open source"][0] != "reviewed"


def test_chinese_sentences_are_joined_without_a_space() -> None:
    found = Book(terms=Terms(Rules(EN), Rules(locale("zh-Hans"))))
    found.update(a=[ONE, TWO])
    found.translate({ONE: "条约保护演员。", TWO: "共有48个缔约方。"})
    found.update(a=[WHOLE])
    assert found.states("a")[WHOLE] == ("reviewed", "条约保护演员。共有48个缔约方。")
    found.update(a=[ONE, TWO])
    assert found.states("a")[TWO] == ("reviewed", "共有48个缔约方。")


def test_the_machine_s_drafts_are_not_offered_for_other_text() -> None:
    found = started(ONE, TWO)
    mark = mt_comment("robot", Entry(ONE, "Robot."))
    found.translate({ONE: "Robot."}, flags=("fuzzy",), comments=(mark,))
    found.update(a=["The treaty protects all actors.", TWO], b=["Other."])
    assert found.counts == {"new": 1, "obsolete": 1}


def test_only_what_was_obsolete_before_is_pruned() -> None:
    found = started(ONE, TWO, "Three has gone away.", **{"Three has gone away.": "Tres."})
    found.update(a=[ONE, TWO], b=["Other."])
    before = found.catalogs["a"]
    found.update(a=[ONE], b=["Other."])
    kept = pruned(found.catalogs["a"], before)
    assert [each.msgid for each in kept.entries] == [ONE, TWO]

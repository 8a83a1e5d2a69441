"""Update of a catalog: which translation a new message gets, and in what state."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lingopress_i18n.catalog import po
from lingopress_i18n.catalog.merge import Terms, merge
from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.catalog.state import State, mt_comment, mt_engine, state_of
from lingopress_i18n.catalog.template import entries_of, new_catalog, template
from lingopress_i18n.document import Message
from lingopress_i18n.locales import locale
from lingopress_i18n.sentences import Rules

if TYPE_CHECKING:
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

"""The ladder: what a draft is made of, rung by rung, and what each leaves in the catalog."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polib
import pytest

from lingopress_i18n import pipeline, publication
from lingopress_i18n.catalog import po
from lingopress_i18n.catalog.state import State, mt_engine, state_of
from lingopress_translate.engines.engine import Batch, Reply, Traits
from lingopress_translate.engines.faults import Kind, RequestError
from scripted import Scripted, draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_i18n.catalog.po import Entry
    from lingopress_translate.draft import Drafting
    from trial import Trial

PATH = "locales/es/LC_MESSAGES/{}.po"


def update(trial: Trial) -> None:
    loaded = publication.load(trial.root)
    assert not pipeline.update(loaded, loaded.site.choose(("es",))).problems


def translate(trial: Trial, domain: str, texts: Mapping[str, str]) -> None:
    """Let a person translate and confirm messages of a catalog, by msgid."""
    opened = polib.pofile(str(trial.root / PATH.format(domain)))
    for entry in opened:
        if entry.msgid in texts:
            entry.msgstr = texts[entry.msgid]
            entry.flags = []
    opened.save()


def entries(trial: Trial, domain: str) -> dict[str, Entry]:
    data = (trial.root / PATH.format(domain)).read_bytes()
    return {entry.msgid: entry for entry in po.parse(data, domain).entries if not entry.obsolete}


def drafted(
    trial: Trial, engine: Scripted, *, is_again: bool = False
) -> tuple[dict[str, Entry], Drafting]:
    """Bring the catalog of ``b`` up to its article and draft it."""
    update(trial)
    result = draft(trial, "es", ["b"], engine, is_again=is_again)
    return entries(trial, "b"), result


@pytest.fixture
def engine() -> Scripted:
    return Scripted()


def known(trial: Trial, texts: Mapping[str, str], config: str = "") -> None:
    """Have an article ``a`` whose sentences people have translated."""
    if config:
        trial.write({"lingopress.toml": trial.read("lingopress.toml") + config})
    trial.write({"articles/a.md": "# A\n\n" + "\n\n".join(texts)})
    update(trial)
    translate(trial, "a", texts)


def test_the_same_sentence_comes_from_people(trial: Trial, engine: Scripted) -> None:
    known(trial, {"Read on.": "Siga leyendo."})
    trial.write({"articles/b.md": "# B\n\nRead on.\n"})
    found, result = drafted(trial, engine)
    assert found["Read on."].msgstr == "Siga leyendo."
    assert mt_engine(found["Read on."]) == "memory:100%"
    assert state_of(found["Read on."]) is State.DRAFT
    assert result.drafted == {"memory:100%": 1, "scripted:en-es": 1}
    assert engine.sent == [("B",)]


def test_the_same_context_comes_before_any_other(trial: Trial, engine: Scripted) -> None:
    said = "<!-- lingopress: context={} -->\nOpen\n\n"
    trial.write({"articles/a.md": said.format("door") + said.format("shop")})
    update(trial)
    opened = polib.pofile(str(trial.root / PATH.format("a")))
    for entry in opened:
        entry.msgstr = {"door": "Abre", "shop": "Abierto"}.get(entry.msgctxt or "", "")
    opened.save()
    trial.write({"articles/b.md": said.format("shop")})
    found, _ = drafted(trial, engine)
    assert found["Open"].msgstr == "Abierto"


def test_a_term_of_the_glossary_is_no_question(trial: Trial, engine: Scripted) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    term = 'msgid "moral rights"\nmsgstr "derechos morales"\n'
    trial.write({"locales/es/glossary.po": header + term})
    trial.write({"articles/b.md": "# moral rights\n"})
    found, _ = drafted(trial, engine)
    assert found["moral rights"].msgstr == "derechos morales"
    assert mt_engine(found["moral rights"]) == "memory:glossary"
    assert engine.sent == []


LETTERLESS = ["2012–2020", "`npm install` 2", "**42**", "1,000 €"]


def test_what_has_no_language_is_its_own_draft_and_no_engine_s(
    trial: Trial, engine: Scripted
) -> None:
    """Not even where people have translated a text that is alike: one year is not another."""
    known(trial, {"2012–2021": "2012-2021", "3.14 %": "3,14 %"})
    cells = "\n".join(f"- {text}" for text in [*LETTERLESS, "3.14 %", "2nd word"])
    trial.write({"articles/b.md": f"# Words\n\n{cells}\n"})
    found, result = drafted(trial, engine)
    assert {text for _, texts in engine.batches for text in texts} == {"Words", "2nd word"}
    for text in LETTERLESS:
        assert (found[text].msgstr, mt_engine(found[text])) == (text, "same")
        assert state_of(found[text]) is State.DRAFT
    assert found["3.14 %"].msgstr == "3,14 %"  # people's own comes before
    assert result.drafted == {"same": len(LETTERLESS), "memory:100%": 1, "scripted:en-es": 2}


def test_without_an_engine_they_are_drafted_too(trial: Trial) -> None:
    trial.write({"articles/b.md": "# 2020\n\n- Words\n"})
    trial.run("update")
    done = trial.run("draft", "-l", "zh-Hans", "b", "--engine", "none")
    assert "zh-Hans: 1 draft (1 same)" in done.err
    done = trial.run("draft", "-l", "es", "b", "--dry-run", "--engine", "none")
    assert "1 with nothing to translate" in done.out
    assert "people" not in done.out
    queue = trial.run("status", "--queue", "-l", "zh-Hans").out
    assert "as its source is" in queue
    rows = [json.loads(line) for line in trial.run("status", "--json").out.splitlines()]
    (row,) = (each for each in rows if (each["locale"], each["domain"]) == ("zh-Hans", "b"))
    assert row["messages"]["draft"] == 1
    assert row["unedited_machine"]["draft"]["messages"] == 0


def test_a_stale_number_is_redrafted_as_it_is_now(trial: Trial, engine: Scripted) -> None:
    trial.write({"articles/b.md": "# B\n\n- 2012\n"})
    update(trial)
    translate(trial, "b", {"2012": "MMXII"})
    trial.write({"articles/b.md": "# B\n\n- 2013\n"})
    found, _ = drafted(trial, engine)
    assert "MMXII" in {entry.msgstr for entry in found.values()}  # not without --stale


def test_a_similar_sentence_is_offered_with_the_difference(trial: Trial, engine: Scripted) -> None:
    old, new = "The treaty has 47 parties today.", "The treaty has 48 parties today."
    known(trial, {old: "El tratado tiene hoy 47 partes."})
    trial.write({"articles/b.md": f"# B\n\n{new}\n"})
    found, _ = drafted(trial, engine)
    entry = found[new]
    assert (entry.msgstr, entry.previous) == ("El tratado tiene hoy 47 partes.", old)
    assert state_of(entry) is State.STALE
    assert mt_engine(entry) == "memory:96%"
    shown = trial.run("status", "-l", "es", "--diff").out
    assert "[-47-]{+48+}" in shown


def test_what_people_say_in_several_ways_is_offered_with_a_note(
    trial: Trial, engine: Scripted
) -> None:
    trial.write({"articles/a.md": "Read on.\n", "articles/c.md": "Read on.\n"})
    update(trial)
    translate(trial, "a", {"Read on.": "Siga leyendo."})
    translate(trial, "c", {"Read on.": "Continúe."})
    trial.write({"articles/b.md": "# B\n\nRead on.\n"})
    found, _ = drafted(trial, engine)
    assert found["Read on."].msgstr in ("Siga leyendo.", "Continúe.")
    assert "mt-note: people have translated this sentence in several ways" in (
        found["Read on."].comments
    )
    assert engine.sent == [("B",)]


def test_no_machine_text_is_taken_for_a_persons(trial: Trial, engine: Scripted) -> None:
    trial.write({"articles/a.md": "# A\n\nRead on, please.\n"})
    update(trial)
    draft(trial, "es", ["a"], engine)
    trial.write({"articles/b.md": "# B\n\nRead on, please.\n"})
    found, _ = drafted(trial, engine)
    assert mt_engine(found["Read on, please."]) == "scripted:en-es"
    assert engine.sent.count(("Read on, please.",)) == 1  # the journal knows it


PARAGRAPHS = '\nsegmentation = "paragraph"\n'


def test_a_stale_translation_stays_unless_it_is_asked_for(trial: Trial, engine: Scripted) -> None:
    one = "The first sentence stays. The second one goes away."
    known(trial, {one: "La primera frase queda. La segunda se va."}, PARAGRAPHS)
    two = "The first sentence stays. Something else is here."
    trial.write({"articles/a.md": f"# A\n\n{two}\n"})
    update(trial)
    before = entries(trial, "a")[two]
    assert state_of(before) is State.STALE
    draft(trial, "es", ["a"], engine)
    assert entries(trial, "a")[two] == before

    result = draft(trial, "es", ["a"], engine, is_stale=True)

    after = entries(trial, "a")[two]
    assert after.msgstr == "La primera frase queda. SOMETHING ELSE IS HERE."
    assert mt_engine(after) == "memory:parts+scripted:en-es"
    assert "before: La primera frase queda. La segunda se va." in after.comments
    assert state_of(after) is State.STALE
    assert after.previous == one
    assert result.drafted == {"memory:parts+scripted:en-es": 1}


def test_a_stale_sentence_that_is_most_like_itself_stays(trial: Trial, engine: Scripted) -> None:
    known(trial, {"There are 47 of them here.": "Hay 47 de ellos aquí."})
    trial.write({"articles/a.md": "# A\n\nThere are 48 of them here.\n"})
    update(trial)
    result = draft(trial, "es", ["a"], engine, is_stale=True)
    assert entries(trial, "a")["There are 48 of them here."].msgstr == "Hay 47 de ellos aquí."
    assert [each.msgid for each in result.skipped] == ["There are 48 of them here."]
    assert "correct it" in result.skipped[0].reason


def test_a_deleted_draft_does_not_come_back_by_itself(trial: Trial, engine: Scripted) -> None:
    trial.write({"articles/b.md": "# B\n\nOne is here.\n\nTwo is here.\n"})
    drafted(trial, engine)
    opened = polib.pofile(str(trial.root / PATH.format("b")))
    entry = opened.find("One is here.")
    assert entry is not None
    entry.msgstr, entry.flags, entry.tcomment = "", [], ""
    opened.save()
    found, result = drafted(trial, engine)
    assert not found["One is here."].msgstr
    assert [(each.msgid, "--again" in each.reason) for each in result.skipped] == [
        ("One is here.", True)
    ]
    found, _ = drafted(trial, engine, is_again=True)
    assert found["One is here."].msgstr == "ONE IS HERE."


def test_catalogs_that_are_put_back_are_drafted_from_the_journal(
    trial: Trial, engine: Scripted
) -> None:
    trial.write({"articles/b.md": "# B\n\nOne is here.\n\nTwo is here.\n"})
    update(trial)
    before = trial.read(PATH.format("b"))
    first, _ = drafted(trial, engine)
    sent = list(engine.sent)
    trial.write({PATH.format("b"): before})
    again, result = drafted(trial, engine)
    assert again == first
    assert engine.sent == sent
    assert result.skipped == []


def test_another_engine_may_redraft_what_nobody_has_touched(trial: Trial, engine: Scripted) -> None:
    trial.write({"articles/b.md": "One is here.\n\nTwo is here.\n\nNothing like it.\n"})
    drafted(trial, engine)
    opened = polib.pofile(str(trial.root / PATH.format("b")))
    for entry in opened:
        if entry.msgid == "One is here.":
            entry.msgstr = "Aquí hay uno."  # corrected, not yet confirmed
        if entry.msgid == "Two is here.":
            entry.flags = []  # confirmed as it is
    opened.save()
    before = entries(trial, "b")

    def act(batch: Batch, _number: int) -> Reply:
        return Reply(tuple(f"{item.text} es mejor" for item in batch.items))

    other = Scripted(act, name="other")
    after, _ = drafted(trial, other, is_again=True)
    assert after["One is here."] == before["One is here."]
    assert after["Two is here."] == before["Two is here."]
    assert after["Nothing like it."].msgstr == "Nothing like it. es mejor"


def test_markup_that_is_lost_is_flagged(trial: Trial) -> None:
    def act(batch: Batch, _number: int) -> Reply:
        marked = "\u27e6" in batch.items[0].text
        return Reply(tuple("Una palabra nueva." if marked else "" for _ in batch.items))

    trial.write({"articles/b.md": "A **new** word.\n"})
    engine = Scripted(act, own=Traits(("mask",)))
    found, result = drafted(trial, engine)
    entry = found["A **new** word."]
    assert entry.msgstr == "Una palabra nueva."
    assert "mt-note: markup lost: **" in entry.comments
    assert entry.is_fuzzy
    assert result.doubtful == 1


def test_what_stops_an_engine_leaves_a_reason_with_every_message(trial: Trial) -> None:
    def act(_batch: Batch, number: int) -> Reply | None:
        if number:
            raise RequestError(Kind.QUOTA, "456 quota exceeded")
        return None

    trial.write({"articles/b.md": "One is here.\n\nTwo is here.\n\nThree is here.\n"})
    engine = Scripted(act)
    found, result = drafted(trial, engine)
    done = [msgid for msgid, entry in found.items() if entry.msgstr]
    assert len(done) == 1
    assert {each.reason for each in result.skipped} == {"quota reached: 456 quota exceeded"}
    assert {*done, *(each.msgid for each in result.skipped)} == set(found)
    assert result.stopped is not None

    engine.act = lambda _batch, _number: None
    found, result = drafted(trial, engine)
    assert all(entry.msgstr for entry in found.values())
    texts = [text for texts in engine.sent for text in texts]
    assert sorted(set(texts)) == sorted(found)
    assert all(texts.count(msgid) == 1 for msgid in done)


def test_a_memory_that_cannot_be_read_is_said_and_stops_nothing(trial: Trial) -> None:
    trial.write({"articles/b.md": "# B\n", "locales/memory/old.tmx": "<tmx><broken"})
    done = trial.run("draft", "-l", "es", "--engine", "none")
    assert done.code == 0
    assert "es: not in the memory: locales/memory/old.tmx" in done.err

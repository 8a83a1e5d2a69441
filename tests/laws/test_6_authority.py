"""Law 6, authority: the machine writes only where msgstr is empty; nothing un-fuzzies itself.

Histories are generated: translators write, doubt, confirm and delete text, authors edit sentences,
and between them the machine drafts, updates, compiles and publishes. Each of its acts is held to
what it may do, and what reaches a .mo file or a page is what a person confirmed.
"""

from __future__ import annotations

import contextlib
import itertools
import re
import tempfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import polib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lingopress_i18n import compilation, pipeline, publication
from lingopress_i18n.catalog import po, store
from lingopress_i18n.catalog.state import State, mt_engine, state_of
from lingopress_i18n.render.rendering import Renderer
from lingopress_translate.draft import Engines, Order, Settings, Tools, run
from lingopress_translate.engines.engine import Batch, Reply, Traits
from trial import CONFIG, Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from xml.etree.ElementTree import Element

    from lingopress_i18n.catalog.po import Entry
    from trial import Gettext

ARTICLES = {
    "a": ["One is here.", "Two is *here*.", "Three is here.", "Shared by both."],
    "b": ["Shared by both.", "Four is here."],
}
MARK = re.compile(r"(?:human|machine)-\d+")
"""What tells texts apart: who wrote it, and a number that no other text has."""

Key = tuple[str, str | None, str]
"""Domain, context and msgid of a live entry."""


class Robot:
    """An engine whose every answer can be told from any other text; it breaks some markup."""

    name = "robot"

    def __init__(self) -> None:
        self.count = 0
        self.meanwhile: list[Callable[[], None]] = []
        """What people do while it translates, an act a request."""

    def traits(self, source: str, target: str) -> Traits:
        del source, target
        return Traits(("mask", "plain"), max_items=3)

    def unavailable(self, source: str, target: str) -> str:
        return "" if (source, target) == ("en", "es") else "no such pair"

    def label(self, source: str, target: str) -> str:
        return f"robot:{source}-{target}"

    def identity(self, source: str, target: str) -> str:
        """Another each time, so that no answer comes out of the journal."""
        return f"robot:{source}-{target} {self.count}"

    def translate(self, batch: Batch) -> Reply:
        answers = []
        if self.meanwhile:
            self.meanwhile.pop(0)()
        for item in batch.items:
            self.count += 1
            text = item.text if self.count % 4 else item.text.replace("⟦", "")
            answers.append(f"machine-{self.count} {text}")
        return Reply(tuple(answers))

    def close(self) -> None:
        pass


@dataclass
class Desk:
    """A publication on disk with its people and its machine."""

    trial: Trial
    robot: Robot
    typed: int = 0
    """How many texts people have typed."""

    def write(self, articles: dict[str, list[str]]) -> None:
        bodies = {f"articles/{name}.md": " ".join(texts) for name, texts in articles.items()}
        self.trial.write({name: f"# Title\n\n{body}\n" for name, body in bodies.items()})

    def entries(self) -> dict[Key, Entry]:
        """Map the live entries of all Spanish catalogs."""
        loaded = publication.load(self.trial.root)
        catalogs = store.load_all(loaded.site, loaded.site.locales[0])
        return {
            (name, *entry.key): entry
            for name, catalog in catalogs.items()
            for entry in catalog.entries
            if not entry.obsolete
        }

    def update(self) -> None:
        loaded = publication.load(self.trial.root)
        assert not pipeline.update(loaded, loaded.site.locales[:1]).problems

    def draft(self, *, is_again: bool = False, is_stale: bool = False) -> None:
        loaded = publication.load(self.trial.root)
        order = Order(
            loaded.site.locales[:1],
            tuple(ARTICLES),
            "robot",
            is_again=is_again,
            is_stale=is_stale,
        )
        engines = Engines(loaded.site, Settings(), {"robot": self.robot})
        (result,) = run(loaded.site, order, Settings(), engines, Tools())
        assert result.stopped is None

    def edit(self, act: str, choice: int) -> tuple[Key, Entry] | None:
        """Let a person do something to one entry, in any editor; give what they saved."""
        loaded = publication.load(self.trial.root)
        name = sorted(ARTICLES)[choice % 2]
        catalog = store.load(loaded.site, loaded.site.locales[0], name)
        assert catalog is not None
        entries = list(catalog.entries)
        at = choice // 2 % len(entries)
        entry = entries[at]
        if entry.obsolete:
            return None
        match act:
            case "write":
                self.typed += 1
                changes = {"msgstr": f"human-{self.typed}", "flags": (), "comments": ()}
            case "correct the draft":  # leaves the machine's comment and the doubt
                self.typed += 1
                changes = {"msgstr": f"human-{self.typed}", "flags": ("fuzzy",)}
            case "confirm":
                changes = {"flags": ()}
            case "doubt":
                changes = {"flags": ("fuzzy",)}
            case "drop the comment":
                changes = {"comments": ()}
            case _:
                changes = {"msgstr": "", "flags": ()}
        entries[at] = po.edit(entry, catalog, **changes)
        new = replace(catalog, entries=tuple(entries)).encode()
        beside = self.path(name).with_suffix(".saving")  # as editors save: whole, in one step
        beside.write_bytes(new)
        beside.replace(self.path(name))
        return (name, *entry.key), entries[at]

    def path(self, name: str, suffix: str = ".po") -> Path:
        loaded = publication.load(self.trial.root)
        return store.catalog_path(loaded.site, loaded.site.locales[0], name, suffix)


PEOPLE = ("write", "correct the draft", "confirm", "doubt", "drop the comment", "delete")
STEPS = st.lists(
    st.tuples(st.sampled_from([*PEOPLE, *PEOPLE, "author"]), st.integers(0, 9)), max_size=8
)
MADE_STALE = [("write", 4), ("author", 2), ("confirm", 4)]
"""A translation of a sentence that its author then edits, and that is confirmed again."""


def histories(steps: list[tuple[str, int]]) -> Generator[Desk, None, None]:
    """Play people's steps; after each the machine may act on what it finds."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Trial(Path(folder)), Robot())
        desk.trial.write({"lingopress.toml": CONFIG})
        articles = {name: list(texts) for name, texts in ARTICLES.items()}
        desk.write(articles)
        desk.update()
        yield desk
        for act, choice in steps:
            if act == "author":
                texts = articles[sorted(articles)[choice % 2]]
                at = choice // 2 % len(texts)
                texts[at] = texts[at].replace(" is ", " was ") if "is" in texts[at] else "New one."
                desk.write(articles)
            else:
                desk.edit(act, choice)
            yield desk


@example(MADE_STALE)
@settings(max_examples=20)
@given(STEPS)
def test_a_draft_changes_empty_entries_only(steps: list[tuple[str, int]]) -> None:
    for desk in histories(steps):
        before = desk.entries()
        desk.draft()
        for key, after in desk.entries().items():
            entry = before[key]
            if after == entry:
                assert after.raw == entry.raw
                continue
            assert not entry.has_translation
            assert after.is_fuzzy
            origin = mt_engine(after)
            assert origin == "robot:en-es" or str(origin).startswith("memory:")
            assert (state_of(after) is State.STALE) == (after.previous is not None)


@example(MADE_STALE)
@settings(max_examples=20)
@given(STEPS)
def test_what_is_drafted_anew_was_the_machines_or_is_kept(steps: list[tuple[str, int]]) -> None:
    for desk in histories(steps):
        desk.draft()
        before = desk.entries()
        desk.draft(is_again=True, is_stale=True)
        for key, after in desk.entries().items():
            entry = before[key]
            if after == entry:
                continue
            assert entry.is_fuzzy or not entry.has_translation
            assert after.is_fuzzy
            assert mt_engine(after) is not None
            if entry.has_translation and mt_engine(entry) is None:
                assert state_of(entry) is State.STALE
                assert f"before: {entry.msgstr}" in after.comments


@example(MADE_STALE)
@settings(max_examples=12)
@given(STEPS)
def test_an_update_confirms_nothing_and_rewords_nothing(steps: list[tuple[str, int]]) -> None:
    for desk in histories(steps):
        before = desk.entries()
        desk.draft()
        drafted = desk.entries()
        desk.update()
        reviewed = {(key[2], each.msgstr) for key, each in before.items() if not each.is_fuzzy}
        for key, after in desk.entries().items():
            if key in drafted:
                assert (after.msgstr, after.flags) == (drafted[key].msgstr, drafted[key].flags)
            elif after.has_translation and not after.is_fuzzy:
                assert (key[2], after.msgstr) in reviewed | _obsolete(desk)


@settings(max_examples=25)
@given(STEPS, st.lists(st.tuples(st.sampled_from(PEOPLE), st.integers(0, 9)), min_size=1))
def test_what_people_save_during_a_run_stays_as_they_saved_it(
    before: list[tuple[str, int]], during: list[tuple[str, int]]
) -> None:
    """Any interleaving of saves with requests; the machine reads again before it writes."""
    steps = [step for step in before if step[0] != "author"]
    saved: dict[Key, Entry] = {}
    with contextlib.closing(histories(steps)) as played:
        *_, desk = itertools.islice(played, len(steps) + 1)

        def act(step: tuple[str, int]) -> None:
            done = desk.edit(*step)
            if done is not None:
                saved[done[0]] = done[1]

        desk.robot.meanwhile = [partial(act, step) for step in during]
        desk.draft(is_again=True)
        now = desk.entries()
    for key, entry in saved.items():
        is_machines = entry.is_fuzzy and mt_engine(entry) is not None
        if entry.has_translation and not is_machines:
            assert now[key] == entry
            assert now[key].raw.strip() == entry.raw.strip()


def _obsolete(desk: Desk) -> set[tuple[str, str]]:
    """List what was reviewed and has gone; the donor of a moved sentence keeps it there."""
    found = set()
    for name in ARTICLES:
        for entry in po.parse(desk.path(name).read_bytes(), name).entries:
            if entry.obsolete and not entry.is_fuzzy:
                found.add((entry.msgid, entry.msgstr))
    return found


@example(MADE_STALE)
@settings(max_examples=8)
@given(STEPS)
def test_only_confirmed_text_is_compiled_and_published(steps: list[tuple[str, int]]) -> None:
    for desk in histories(steps):
        desk.draft()
        desk.update()
        loaded = publication.load(desk.trial.root)
        spanish = loaded.site.locales[0]
        compilation.compile_catalogs(loaded.site, [spanish])
        fuzzy: set[str] = set()
        confirmed: set[str] = set()
        for entry in desk.entries().values():
            found = set(MARK.findall(entry.msgstr))
            (fuzzy if entry.is_fuzzy else confirmed).update(found)
        compiled = b"".join(desk.path(name, ".mo").read_bytes() for name in ARTICLES).decode(
            "latin"
        )
        renderer = Renderer(loaded)
        pages = b"".join(
            renderer.page(article, spanish) for article in loaded.articles.values()
        ).decode()
        assert set(MARK.findall(compiled)) == confirmed
        assert set(MARK.findall(pages)) == confirmed
        assert not set(MARK.findall(compiled + pages)) & (fuzzy - confirmed)


@pytest.mark.parametrize("gate", ["hold", "fallback", "drafts"])
@example(MADE_STALE)
@settings(max_examples=6)
@given(STEPS)
def test_drafts_are_shown_under_their_gate_alone_marked_and_kept_from_search_engines(
    gate: str, steps: list[tuple[str, int]]
) -> None:
    for desk in histories(steps):
        desk.draft()
        desk.update()
        desk.trial.write({"lingopress.toml": f'{CONFIG}\n[gates]\ndefault = "{gate}"\n'})
        loaded = publication.load(desk.trial.root)
        spanish = loaded.site.locales[0]
        compilation.compile_catalogs(loaded.site, [spanish])
        entries = desk.entries().values()
        confirmed = {mark for each in entries if not each.is_fuzzy for mark in _marks(each.msgstr)}
        compiled = b"".join(desk.path(name, ".mo").read_bytes() for name in ARTICLES)
        assert set(MARK.findall(compiled.decode("latin"))) == confirmed
        renderer = Renderer(loaded)
        pages = (
            each
            for article in loaded.articles.values()
            for each in renderer.outputs(article, [spanish])
        )
        for path, page in ((each.path, each.data.decode()) for each in pages):
            drafts = set(_marks(page)) - confirmed
            assert not drafts or gate == "drafts", path
            assert not drafts or '<meta name="robots" content="noindex">' in page
            assert not (set(_marks(_without_drafts(page))) - confirmed), path


def _marks(text: str) -> list[str]:
    return MARK.findall(text)


def _without_drafts(page: str) -> str:
    """Leave out what a page marks as not reviewed: runs, and titles of plain text."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)

    def texts(element: Element) -> Iterator[str]:
        values = [element.text or "", *element.attrib.values()]
        if element.get("class") == "draft":
            assert element[0].text == "[sin revisar]"
            return
        yield from (each for each in values if "[sin revisar]" not in each)
        for child in element:
            yield from texts(child)
            yield child.tail or ""

    return " ".join(texts(tree))


def test_a_draft_is_published_when_a_person_confirms_it_and_not_before(
    trial: Trial, gettext: Gettext
) -> None:
    """The same through the real command line, with gettext's own reading of what is compiled."""

    def shared(catalog: polib.POFile) -> polib.POEntry:
        return next(entry for entry in catalog if entry.msgid == "Shared by both.")

    trial.write({"articles/a.md": "# A\n\nShared by both.\n", "articles/b.md": "Shared by both.\n"})
    assert trial.run("update").code == 0
    own, drafted = (trial.root / f"locales/zh_Hans/LC_MESSAGES/{name}.po" for name in "ab")
    catalog = polib.pofile(str(own))
    shared(catalog).msgstr = "human-1"
    catalog.save()

    def published() -> tuple[bool, bool]:
        assert trial.run("publish").code == 0
        compiled = gettext("msgunfmt", drafted.with_suffix(".mo"))
        return "human-1" in compiled, "human-1" in trial.read("public/zh-Hans/b/index.html")

    assert trial.run("draft", "-l", "zh-Hans").code == 0
    assert "human-1" in drafted.read_text("utf-8")
    for _ in range(2):
        assert published() == (False, False)
        assert trial.run("draft", "-l", "zh-Hans").code == 0

    catalog = polib.pofile(str(drafted))
    shared(catalog).flags.remove("fuzzy")
    catalog.save()
    assert published() == (True, True)

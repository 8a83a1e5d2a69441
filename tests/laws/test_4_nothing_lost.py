"""Law 4, nothing lost: an update never drops a translation that a person wrote.

Histories are generated: authors edit, remove, restore and move sentences, rename and delete
articles; translators fill what is empty and confirm what is stale. After every update each text
that a translator ever confirmed is in some catalog of the locale: live, stale with its previous
source, or obsolete.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import polib
from hypothesis import given, settings
from hypothesis import strategies as st

from laws.material import EN, ES
from lingopress_i18n.catalog import po, template
from lingopress_i18n.catalog.merge import Terms, merge
from lingopress_i18n.catalog.state import State, mt_comment, state_of
from lingopress_i18n.document import Message
from lingopress_i18n.sentences import Rules, split

if TYPE_CHECKING:
    from lingopress_i18n.catalog.po import Catalog, Entry
    from trial import Trial

SENTENCES = [
    *(
        f"The treaty protects {who} in {where}."
        for who in ("actors", "singers")
        for where in ("films", "plays")
    ),
    *("Forty-eight parties have joined.", "Forty-nine parties have joined.", "Nobody left."),
    *(
        "第一届论坛在成都举行。",
        "第二届论坛在成都举行。",
        "المعاهدة دخلت حيز النفاذ.",
        "e\u0301tude \U0001f3ac.",
    ),
    "Read [the *text*](text.md) twice.",
]
"""Some are alike enough to be taken for edits of each other."""

TERMS = Terms(Rules(EN), Rules(ES))

Texts = dict[tuple[str, str], str]
"""Translations by domain and msgid."""


@dataclass
class History:
    """A publication's articles, as lists of sentences, and one locale's catalogs."""

    articles: dict[str, list[str]]
    catalogs: dict[str, Catalog] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    """Every text that a translator ever stood for; each was typed once."""

    def templates(self) -> dict[str, Catalog]:
        made = {}
        for name, sentences in self.articles.items():
            messages = [Message(text, "paragraph", 1) for text in sentences]
            entries = template.entries_of(messages, f"articles/{name}.md")
            made[name] = template.template(name, "Trial", EN, entries)
        return made

    def update(self) -> None:
        """Do what ``lingopress update`` does, through the bytes of the files."""
        wanted = self.templates()
        new = {name: template.new_catalog(name, "Trial", ES) for name in wanted}
        merged = merge(wanted, {**new, **self.catalogs}, TERMS).catalogs
        data = {name: catalog.encode() for name, catalog in merged.items()}
        self.catalogs = {name: po.parse(each, name) for name, each in data.items()}
        for catalog in self.catalogs.values():  # msgfmt refuses a message twice, even behind #~
            assert len({entry.key for entry in catalog.entries}) == len(catalog.entries)
        again = merge(wanted, self.catalogs, TERMS).catalogs
        assert {name: catalog.encode() for name, catalog in again.items()} == data

    def translate(self, *, share: int) -> None:
        """Fill every ``share``-th empty message with a new text, confirm as many stale ones."""
        for name, catalog in self.catalogs.items():
            entries = list(catalog.entries)
            for at, entry in enumerate(entries):
                if entry.obsolete or at % share:
                    continue
                text = entry.msgstr or f"«{len(self.confirmed)}»"
                self.confirmed.add(text)
                entries[at] = po.edit(entry, catalog, msgstr=text, flags=(), previous=None)
            self.catalogs[name] = replace(catalog, entries=tuple(entries))

    def entries(self, *states: State) -> list[tuple[str, Entry]]:
        return [
            (name, entry)
            for name, catalog in self.catalogs.items()
            for entry in catalog.entries
            if state_of(entry) in states
        ]

    def texts(self, *states: State) -> Texts:
        return {(name, entry.msgid): entry.msgstr for name, entry in self.entries(*states)}


def apply(articles: dict[str, list[str]], step: tuple[str, int, int]) -> None:
    """Let the authors do one thing; the numbers choose where and what."""
    kind, first, second = step
    names = sorted(articles)
    name = names[first % len(names)]
    sentences = articles[name]
    other = articles[names[second % len(names)]]
    match kind:
        case "insert":
            sentences.insert(first % (len(sentences) + 1), SENTENCES[second % len(SENTENCES)])
        case "edit" if sentences:
            at = second % len(sentences)
            sentences[at] = SENTENCES[(SENTENCES.index(sentences[at]) + 1) % len(SENTENCES)]
        case "remove" if sentences:
            del sentences[second % len(sentences)]
        case "move" if sentences:
            other.append(sentences.pop(second % len(sentences)))
        case "rename":
            articles[f"n{second}"] = articles.pop(name)
        case "delete" if len(articles) > 1:
            del articles[name]
        case _:
            pass


KINDS = st.sampled_from(["insert", "edit", "remove", "move", "rename", "delete", "translate"])
STEPS = st.lists(st.tuples(KINDS, st.integers(0, 11), st.integers(0, 11)), max_size=14)


def histories() -> st.SearchStrategy[History]:
    sentences = st.lists(st.sampled_from(SENTENCES), max_size=6)
    articles = st.dictionaries(st.sampled_from("abc"), sentences, min_size=1)
    return articles.map(History)


def begin(history: History) -> None:
    """Translate a first state completely."""
    history.update()
    history.translate(share=1)


@settings(max_examples=120)
@given(histories(), STEPS)
def test_every_confirmed_text_is_kept_somewhere(
    history: History, steps: list[tuple[str, int, int]]
) -> None:
    begin(history)
    for step in steps:
        if step[0] == "translate":
            history.translate(share=1 + step[1] % 3)
        else:
            apply(history.articles, step)
        history.update()
        entries = [entry for _, entry in history.entries(*State)]
        beside = {line.removeprefix("was: ") for entry in entries for line in entry.comments}
        assert history.confirmed <= {entry.msgstr for entry in entries} | beside


@settings(max_examples=120)
@given(histories(), STEPS)
def test_a_sentence_that_stays_keeps_its_text_and_its_state(
    history: History, steps: list[tuple[str, int, int]]
) -> None:
    begin(history)
    for step in steps:
        apply(history.articles, step)
        before = {state: history.texts(state) for state in State if state is not State.OBSOLETE}
        history.update()
        for state, texts in before.items():
            after = history.texts(state)
            for (name, msgid), text in texts.items():
                if msgid in history.articles.get(name, []):
                    assert after[name, msgid] == text


@settings(max_examples=120)
@given(histories(), STEPS)
def test_a_sentence_that_moves_or_returns_is_reviewed_there(
    history: History, steps: list[tuple[str, int, int]]
) -> None:
    begin(history)
    for step in steps:
        apply(history.articles, step)
        reviewed = history.texts(State.REVIEWED)
        here = {(name, text) for name, article in history.articles.items() for text in article}
        free: dict[str, set[str]] = {}
        for (name, msgid), text in reviewed.items():
            if (name, msgid) not in here:
                free.setdefault(msgid, set()).add(text)
        for _, entry in history.entries(State.OBSOLETE):
            if not entry.is_fuzzy:
                free.setdefault(entry.msgid, set()).add(entry.msgstr)
        live = history.texts(State.REVIEWED, State.STALE, State.MISSING)
        history.update()
        after = history.texts(State.REVIEWED)
        for name, msgid in here - live.keys():
            if msgid in free:
                assert after[name, msgid] in free[msgid]


@settings(max_examples=60)
@given(histories(), STEPS)
def test_a_stale_text_names_the_source_that_it_was_made_for(
    history: History, steps: list[tuple[str, int, int]]
) -> None:
    begin(history)
    made_for = {text: msgid for (_, msgid), text in history.texts(State.REVIEWED).items()}
    for step in steps:
        apply(history.articles, step)
        history.update()
        for _, entry in history.entries(State.STALE):
            assert entry.previous == made_for[entry.msgstr]


def test_a_translator_s_words_survive_a_history_on_disk(trial: Trial) -> None:
    def texts(name: str) -> dict[str, tuple[str, bool, bool]]:
        catalog = polib.pofile(str(trial.root / f"locales/es/LC_MESSAGES/{name}.po"))
        return {each.msgid: (each.msgstr, each.fuzzy, bool(each.obsolete)) for each in catalog}

    def update(articles: dict[str, str]) -> None:
        trial.write({f"articles/{name}.md": text for name, text in articles.items()})
        result = trial.run("update")
        assert result.code == 0, result.err

    first = "# One\n\nNobody left the room. Forty-eight parties have joined.\n"
    update({"one": first, "two": "# Two\n"})
    catalog = polib.pofile(str(trial.root / "locales/es/LC_MESSAGES/one.po"))
    for entry in catalog:
        entry.msgstr = f"«{entry.msgid}»"
    catalog.save()

    update(
        {
            "one": "# One\n\nForty-nine parties have joined.\n",
            "two": "# Two\n\nNobody left the room.\n",
        }
    )
    assert texts("two")["Nobody left the room."] == ("«Nobody left the room.»", False, False)
    stale = texts("one")["Forty-nine parties have joined."]
    assert stale == ("«Forty-eight parties have joined.»", True, False)
    assert texts("one")["Nobody left the room."] == ("«Nobody left the room.»", False, True)

    (trial.root / "articles/one.md").rename(trial.root / "articles/new.md")
    update({})
    assert texts("new")["One"] == ("«One»", False, False)
    assert texts("one")["One"] == ("«One»", False, True)

    update({"one": first})
    assert texts("one")["Nobody left the room."] == ("«Nobody left the room.»", False, False)


MARK = re.compile(r"(?:Frase|Máquina) \d+")
"""A sentence in a translation: who wrote it, and a number that no other has."""


@dataclass
class Press:
    """Articles as paragraphs of sentences, and the people and the machine at work on them."""

    articles: dict[str, list[list[str]]]
    by_paragraph: set[str] = field(default_factory=set)
    """Articles whose messages are paragraphs; those of the others are sentences."""
    catalogs: dict[str, Catalog] = field(default_factory=dict)
    typed: int = 0

    def update(self) -> None:
        wanted = {}
        for name, paragraphs in self.articles.items():
            texts = [" ".join(each) for each in paragraphs]
            if name not in self.by_paragraph:
                texts = [sentence for paragraph in paragraphs for sentence in paragraph]
            messages = [Message(text, "paragraph", 1) for text in texts]
            entries = template.entries_of(messages, f"articles/{name}.md")
            wanted[name] = template.template(name, "Trial", EN, entries)
        new = {name: template.new_catalog(name, "Trial", ES) for name in wanted}
        whole = {**new, **self.catalogs}
        merged = merge(wanted, whole, TERMS).catalogs
        data = {name: catalog.encode() for name, catalog in merged.items()}
        other = merge(wanted, dict(reversed(whole.items())), TERMS).catalogs
        assert {name: catalog.encode() for name, catalog in other.items()} == data
        self.catalogs = {name: po.parse(each, name) for name, each in data.items()}
        again = merge(wanted, self.catalogs, TERMS).catalogs
        assert {name: catalog.encode() for name, catalog in again.items()} == data

    def work(self, act: str, share: int) -> None:
        """Let somebody do something about every ``share``-th live message."""
        for name, catalog in self.catalogs.items():
            entries = list(catalog.entries)
            for at, entry in enumerate(entries):
                if not entry.obsolete and at % share == 0:
                    entries[at] = self._worked(act, entry, catalog)
            self.catalogs[name] = replace(catalog, entries=tuple(entries))

    def _worked(self, act: str, entry: Entry, catalog: Catalog) -> Entry:
        match act:
            case "translate" if not entry.msgstr:
                return po.edit(entry, catalog, msgstr=self._text(entry, "Frase"), flags=())
            case "confirm" if entry.msgstr:
                return po.edit(entry, catalog, flags=(), previous=None)
            case "doubt" if entry.msgstr:
                return po.edit(entry, catalog, flags=("fuzzy",))
            case "draft" if not entry.msgstr:
                drafted = replace(entry, msgstr=self._text(entry, "Máquina"), flags=("fuzzy",))
                comments = (mt_comment("robot", drafted),)
                return po.edit(
                    entry, catalog, msgstr=drafted.msgstr, flags=("fuzzy",), comments=comments
                )
            case _:
                return entry

    def _text(self, entry: Entry, who: str) -> str:
        """Write as many sentences as the message has."""
        texts = []
        for _ in split(entry.msgid, TERMS.source):
            self.typed += 1
            texts.append(f"{who} {self.typed}.")
        return " ".join(texts)

    def marks(self, *, reviewed: bool, live: bool = False) -> set[str]:
        """List the sentences that stand in the catalogs, in comments and behind ``#~``, too."""
        found: set[str] = set()
        for catalog in self.catalogs.values():
            for entry in catalog.entries:
                if not (reviewed and entry.is_fuzzy) and not (live and entry.obsolete):
                    found.update(MARK.findall(entry.msgstr))
                if not reviewed:
                    found.update(MARK.findall("\n".join(entry.comments)))
        return found


def author(press: Press, act: str, first: int, second: int) -> None:
    """Let the authors do one thing; the numbers choose where and what."""
    names = sorted(press.articles)
    name = names[first % len(names)]
    paragraphs = press.articles[name]
    paragraph = paragraphs[second % len(paragraphs)] if paragraphs else []
    other = press.articles[names[second % len(names)]]
    match act:
        case "flip":
            press.by_paragraph ^= {name}
        case "insert":
            paragraphs.insert(first % (len(paragraphs) + 1), [SENTENCES[second % len(SENTENCES)]])
        case "extend" if paragraph:
            paragraph.append(SENTENCES[first % len(SENTENCES)])
        case "edit" if paragraph:
            at = first % len(paragraph)
            paragraph[at] = SENTENCES[(SENTENCES.index(paragraph[at]) + 1) % len(SENTENCES)]
        case "remove" if paragraphs:
            del paragraphs[second % len(paragraphs)]
        case "move" if paragraphs:
            other.append(paragraphs.pop(second % len(paragraphs)))
        case "part" if len(paragraph) > 1:
            at = second % len(paragraphs)
            paragraphs[at : at + 1] = [paragraph[:1], paragraph[1:]]
        case "rename":
            press.articles[f"n{second}"] = press.articles.pop(name)
            press.by_paragraph.discard(f"n{second}")
            if name in press.by_paragraph:
                press.by_paragraph ^= {name, f"n{second}"}
        case _:
            pass


PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True), max_size=4
)
PRESSES = st.dictionaries(st.sampled_from("abc"), PARAGRAPHS, min_size=1).map(Press)
AUTHORS = ("flip", "flip", "insert", "extend", "edit", "remove", "move", "part", "rename")
WORKERS = ("translate", "translate", "confirm", "doubt", "draft")
PRESS_STEPS = st.lists(
    st.tuples(st.sampled_from((*AUTHORS, *WORKERS)), st.integers(0, 11), st.integers(0, 11)),
    max_size=16,
)


@settings(max_examples=150, deadline=None)
@given(PRESSES, PRESS_STEPS)
def test_whatever_messages_are_cut_into_nothing_is_lost_and_nothing_confirms_itself(
    press: Press, steps: list[tuple[str, int, int]]
) -> None:
    press.update()
    press.work("translate", share=1)
    confirmed = press.marks(reviewed=True)
    for act, first, second in steps:
        if act in WORKERS:
            press.work(act, share=1 + first % 3)
        else:
            author(press, act, first, second)
        before = press.marks(reviewed=True)
        confirmed |= before
        press.update()
        assert press.marks(reviewed=True, live=True) <= before
        assert confirmed <= press.marks(reviewed=False)


@settings(max_examples=60, deadline=None)
@given(PRESSES)
def test_a_reviewed_article_stays_reviewed_whatever_a_message_is(press: Press) -> None:
    """From sentences to paragraphs, back, and to paragraphs again."""
    press.update()
    press.work("translate", share=1)
    for _ in range(3):
        press.by_paragraph ^= set(press.articles)
        press.update()
        live = [each for made in press.catalogs.values() for each in made.entries]
        assert all(state_of(each) in (State.REVIEWED, State.OBSOLETE) for each in live)

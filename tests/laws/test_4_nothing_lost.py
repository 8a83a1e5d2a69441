"""Law 4, nothing lost: an update never drops a translation that a person wrote.

Histories are generated: authors edit, remove, restore and move sentences, rename and delete
articles; translators fill what is empty and confirm what is stale. After every update each text
that a translator ever confirmed is in some catalog of the locale: live, stale with its previous
source, or obsolete.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import polib
from hypothesis import given, settings
from hypothesis import strategies as st

from laws.material import EN, ES
from lingopress_i18n.catalog import po, template
from lingopress_i18n.catalog.merge import Terms, merge
from lingopress_i18n.catalog.state import State, state_of
from lingopress_i18n.document import Message
from lingopress_i18n.sentences import Rules

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

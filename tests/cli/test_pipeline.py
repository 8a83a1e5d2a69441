"""The whole way of an article, end to end: source, catalog, drafts, a translator's hand, page."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

from lingopress_i18n import pipeline, publication
from lingopress_translate.engines import table
from lingopress_translate.engines.engine import Batch, Reply
from scripted import Scripted, draft
from trial import REQUIRED, Trial, shared

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLE = "articles/news/forum.txt"
CATALOG = "locales/es/LC_MESSAGES/news/forum.po"
CHINESE = "locales/zh_Hans/LC_MESSAGES/news/forum.po"
PAGE = "public/es/news/forum/index.html"
OWN_TEXT = Path(__file__).parent / "forum.txt"
BY_HAND = ["Primera frase, a mano.", "Segunda frase, a mano.", "Tercera frase, a mano."]


def stand_in() -> Scripted:
    """Make an engine that turns text round, instead of a real one."""

    def act(batch: Batch, _number: int) -> Reply:
        return Reply(tuple(" ".join(reversed(item.text.split())) for item in batch.items))

    return Scripted(act)


class Prose(HTMLParser):
    """The paragraphs of a page: text in the page's language, and text marked as English."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.local: list[str] = []
        self.foreign: list[str] = []
        self._stack: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "span" and values == {"lang": "en", "dir": "ltr"}:
            self._stack.append("foreign")
        elif tag == "div" and values.get("class") == "prose":
            self._stack.append("prose")
        elif tag not in {"meta", "link"}:
            self._stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._stack.pop()

    def handle_data(self, data: str) -> None:
        if "prose" in self._stack and data.strip():
            (self.foreign if "foreign" in self._stack else self.local).append(data.strip())


def words(text: str) -> list[str]:
    return text.split()


def plain(msgid: str) -> str:
    """Take out the escapes that keep plain text from being read as Markdown."""
    return msgid.replace("\\", "")


def catalog(trial: Trial, path: str) -> polib.POFile:
    return polib.pofile(trial.root / path, encoding="utf-8")


def correct_three(trial: Trial) -> list[str]:
    """Correct three sentences of the body and confirm them, as a translator's editor would."""
    opened = catalog(trial, CATALOG)
    corrected = [entry for entry in opened if entry.msgctxt is None][:7:3]
    for entry, text in zip(corrected, BY_HAND, strict=True):
        entry.msgstr = text
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    opened.save()
    return [entry.msgid for entry in corrected]


def states(trial: Trial, locale: str) -> dict[str, int]:
    done = trial.run("status", "-l", locale, "--json")
    rows = [json.loads(line) for line in done.out.splitlines()]
    counts: dict[str, int] = next(row for row in rows if row["domain"] == "news/forum")["messages"]
    return counts


def check_page(trial: Trial, reviewed: list[str]) -> None:
    """Check that exactly the reviewed sentences appear in Spanish, and every other in English."""
    body = [entry.msgid for entry in catalog(trial, "locales/pot/news/forum.pot")][1:]
    prose = Prose(trial.read(PAGE))
    assert words(" ".join(prose.local)) == words(" ".join(BY_HAND[: len(reviewed)]))
    rest = " ".join(plain(msgid) for msgid in body if msgid not in reviewed)
    assert words(" ".join(prose.foreign)) == words(rest)


def published(trial: Trial, article: str) -> Trial:
    trial.write({ARTICLE: article, "articles/index.md": "# Home\n\nWelcome.\n"})
    assert trial.run("publish").code == 0
    return trial


def own_text() -> str:
    return OWN_TEXT.read_text("utf-8")


def page_of_the_real_site() -> str:
    return shared("forum-article.txt").read_text("utf-8")


def draft_with_apertium(trial: Trial) -> str:
    engine = table.load("apertium", {})
    reason = engine.unavailable("en", "es")
    engine.close()
    if reason and "apertium" in REQUIRED:
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    assert trial.run("draft", "-l", "es", "--engine", "apertium").code == 0
    return "apertium:eng-spa"


def draft_with_stand_in(trial: Trial) -> str:
    loaded = publication.load(trial.root)
    pipeline.update(loaded, loaded.site.choose(("es",)))
    draft(trial, "es", ["news/forum"], stand_in())
    return "scripted:en-es"


@pytest.mark.parametrize(
    ("article", "engine"),
    [
        (own_text, draft_with_stand_in),
        (own_text, draft_with_apertium),
        (page_of_the_real_site, draft_with_stand_in),
    ],
)
def test_three_corrected_sentences_are_published_and_nothing_else(
    trial: Trial, article: Callable[[], str], engine: Callable[[Trial], str]
) -> None:
    published(trial, article())
    label = engine(trial)
    entries = catalog(trial, CATALOG)
    fuzzy = [entry for entry in entries if entry.fuzzy]
    assert len(fuzzy) > 10
    assert all(f"mt: {label} " in entry.tcomment for entry in fuzzy)
    assert trial.run("publish").code == 0
    check_page(trial, [])  # drafts reach no page

    reviewed = correct_three(trial)
    by_hand = trial.read(CATALOG)
    assert trial.run("publish").code == 0

    check_page(trial, reviewed)
    total = len(entries)
    assert states(trial, "es") == {
        "reviewed": 3,
        "draft": len(fuzzy) - 3,
        "stale": 0,
        "missing": total - len(fuzzy),
        "obsolete": 0,
    }
    assert states(trial, "zh-Hans")["missing"] == total
    assert f"Frases traducidas hasta ahora: 3 de {total}" in trial.read(PAGE)
    assert trial.run("update").code == 0
    assert trial.run("draft", "-l", "es").code == 0
    assert trial.read(CATALOG) == by_hand


@pytest.mark.parametrize("article", [own_text, page_of_the_real_site])
def test_plain_text_comes_out_word_for_word(trial: Trial, article: Callable[[], str]) -> None:
    published(trial, article())
    title, _, body = trial.read(ARTICLE).partition("\n")
    msgids = [plain(entry.msgid) for entry in catalog(trial, "locales/pot/news/forum.pot")]
    page = trial.read("public/en/news/forum/index.html")
    assert msgids[0] == title.strip()
    assert words(" ".join(msgids[1:])) == words(body)
    assert words(" ".join(Prose(page).local)) == words(body)
    assert not Prose(page).foreign
    assert f'<h1 id="_title">{title.strip()}</h1>' in page


def test_what_a_hand_wrote_survives_edits_of_the_article(trial: Trial) -> None:
    published(trial, own_text())
    draft_with_stand_in(trial)
    reviewed = correct_three(trial)
    text = trial.read(ARTICLE)
    assert "Monday" in reviewed[0]
    trial.write({ARTICLE: text.replace("Monday", "2 May").replace("Its papers", "The papers")})

    assert trial.run("publish").code == 0

    found = {entry.msgstr: entry for entry in catalog(trial, CATALOG)}
    stale, *same = (found[text] for text in BY_HAND)
    assert stale.fuzzy
    assert stale.previous_msgid == reviewed[0]
    assert [entry.msgid for entry in same if not entry.fuzzy] == reviewed[1:]


def test_a_text_is_sent_to_the_engine_once(trial: Trial) -> None:
    twice = "# Home\n\nThe same sentence.\n\nThe same sentence.\n\nAnother one.\n"
    trial.write({"articles/index.md": twice, "articles/b.md": "# Other\n\nThe same sentence.\n"})
    trial.run("update")
    engine = stand_in()
    for _ in range(2):
        draft(trial, "es", ["b", "index"], engine)
    assert sorted(text for texts in engine.sent for text in texts) == [
        "Another one.",
        "Home",
        "Other",
        "The same sentence.",
    ]


def test_reviewed_sentences_of_other_articles_come_before_the_engine(trial: Trial) -> None:
    trial.write({"articles/index.md": "# Home\n\nThe same sentence.\n"})
    trial.run("update")
    path = "locales/es/LC_MESSAGES/index.po"
    opened = catalog(trial, path)
    opened.find("The same sentence.").msgstr = "La misma frase."  # type: ignore[union-attr] # is there
    opened.save()
    trial.write({"articles/b.md": "# Other\n\nThe same sentence.\n"})

    done = trial.run("draft", "-l", "es", "b")

    assert "1 memory:100%" in done.err
    found = catalog(trial, "locales/es/LC_MESSAGES/b.po").find("The same sentence.")
    assert found is not None
    assert found.msgstr == "La misma frase."
    assert found.fuzzy


def test_no_engine_leaves_messages_missing_and_says_so(trial: Trial) -> None:
    trial.write({"articles/index.md": "# Home\n\nWelcome.\n"})
    done = trial.run("draft", "-l", "zh-Hans")
    assert done.code == 0
    assert "Apertium has no pair from en to zh-Hans; use another engine" in done.err
    assert "zh-Hans: 3 messages without draft" in done.err

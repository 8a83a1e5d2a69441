"""What is found among many texts, beside a comparison with every one of them.

The texts are the sample publication's, in all its languages as if each were a source, so that
scripts without spaces are among them; what is looked for is what authors make of them.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from rapidfuzz import fuzz, process

from lingopress_i18n import site
from lingopress_i18n.catalog import store
from lingopress_i18n.catalog.po import Entry
from lingopress_translate.memory import searching
from memory.filled import filled
from trial import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def corpus() -> list[str]:
    """Read all texts of the sample publication and of its translations."""
    config = site.load(REPOSITORY)
    texts: set[str] = set()
    for locale in config.locales:
        for catalog in store.load_all(config, locale).values():
            for entry in catalog.entries:
                texts |= {entry.msgid, entry.msgstr, *entry.msgstr_plural}
    return sorted(texts - {""})


def reword(text: str, rng: random.Random, words: Sequence[str]) -> str:
    """Put another word in place of one; in scripts without spaces, of one character."""
    parts = text.split(" ") if " " in text else list(text)
    parts[rng.randrange(len(parts))] = rng.choice(words)
    return (" " if " " in text else "").join(parts)


def add_clause(text: str, rng: random.Random, words: Sequence[str]) -> str:
    return f"{text} {' '.join(rng.choice(words) for _ in range(len(text) // 24))}"


def renumber(text: str, rng: random.Random, _words: Sequence[str]) -> str:
    return re.sub(r"\d+", lambda _: str(rng.randrange(3000)), text)


def misspell(text: str, rng: random.Random, _words: Sequence[str]) -> str:
    at = rng.randrange(len(text))
    return text[:at] + text[at + 1 :]


def take_away(text: str, rng: random.Random, _words: Sequence[str]) -> str:
    at = rng.randrange(len(text))
    return text[:at] + text[at + len(text) // 5 :]


MISSED = {reword: 1, add_clause: 1, renumber: 0, misspell: 0, take_away: 0}
"""How many edits of each kind may miss what is most alike, where 60 texts of 1,500 are compared."""


@pytest.mark.parametrize("edit", MISSED, ids=lambda edit: edit.__name__)
def test_the_most_alike_is_found_by_its_words(
    tmp_path: Path, edit: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_ENOUGH", 60)
    texts = corpus()
    words = [word for text in texts for word in text.split(" ")]
    rng = random.Random(17)  # noqa: S311 - the same edits every time
    edited = [edit(text, rng, words) for text in texts]
    made = filled(tmp_path)
    made.save("all", *(Entry(text, "x") for text in texts))
    expected = hits = 0
    with made.memory() as memory:
        answers = memory.fuzzy_many(made.locale, edited)
    for text in edited:
        best = process.extractOne(text, texts, scorer=fuzz.ratio, score_cutoff=75)
        if best is None:
            assert answers[text] == []
            continue
        expected += 1
        hits += bool(answers[text]) and answers[text][0].score == int(best[1] + 1e-9)
    assert expected > 0.7 * len(texts)
    assert expected - hits <= MISSED[edit]


def test_few_texts_are_all_compared(tmp_path: Path) -> None:
    texts = corpus()[::3]
    made = filled(tmp_path)
    made.save("all", *(Entry(text, "x") for text in texts))
    with made.memory() as memory:
        for text in texts[::9]:
            every = process.extract(text, texts, scorer=fuzz.ratio, score_cutoff=40, limit=None)
            found = memory.fuzzy(made.locale, text, threshold=40, limit=10_000)
            assert {match.source for match in found} == {other for other, _, _ in every}

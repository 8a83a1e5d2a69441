"""Precision: what people have reviewed is hardly ever reported. The sample, and two books."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from lingopress_i18n import site
from lingopress_i18n.catalog import glossary, po, store
from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.catalog.state import State, state_of
from lingopress_i18n.checks import run
from lingopress_i18n.checks.context import Context
from lingopress_i18n.checks.settings import Settings
from lingopress_i18n.locales import locale
from trial import REPOSITORY, shared


def test_the_sample_publication_is_clean() -> None:
    config = site.load(REPOSITORY)
    report = run.check(config, config.locales)
    assert report.checked > 1000
    reviewed = [each for each in report.diagnostics if each.state is State.REVIEWED]
    assert reviewed == []
    drafts = {each.rule for each in report.diagnostics}
    assert drafts <= {"terms", "forbidden-terms", "fixed-terms"}


def test_the_glossaries_of_the_sample_have_names_and_their_traps() -> None:
    config = site.load(REPOSITORY)
    terms = {each.tag: glossary.load(config, each) for each in config.locales}
    sources = {tag: [term.source for term in found] for tag, found in terms.items()}
    assert all(found == sources["fr"] for found in sources.values())
    for name in ("Beijing Treaty on Audiovisual Performances", "performer", "WIPO"):
        assert name in sources["fr"]
    used = {
        term.source
        for found in terms.values()
        for each in config.locales
        for catalog in store.load_all(config, each).values()
        for entry in catalog.entries
        for term in glossary.occurring(entry.msgid, found)
    }
    assert used == set(sources["fr"])


@pytest.mark.parametrize(
    ("tag", "source", "own", "found"),
    [
        ("fr", "The Beijing Treaty", "Le Traité de Pékin", "forbidden-terms"),
        ("fr", "in Beijing", "à Pékin", "fixed-terms"),
        ("fr", "Moral rights", "Droits moraux", "forbidden-terms"),
        ("fr", "audiovisual performances", "les performances audiovisuelles", "forbidden-terms"),
        ("es", "Contracting Parties", "Contrae Fiestas", "forbidden-terms"),
        ("es", "in Beijing", "en Pekín", "forbidden-terms"),
        ("ru", "The Beijing Treaty", "Договор Пекина", "terms"),
        ("ar", "in Beijing", "وفي مدينة ببكين", "forbidden-terms"),
        ("zh-Hans", "audiovisual performances", "音像表演", "forbidden-terms"),
        (
            "zh-Hans",
            "Diplomatic Conference on the Protection of Audiovisual Performances",
            "保护视听表演外交会议",
            "terms",
        ),
        (
            "ru",
            "Beijing Treaty on Audiovisual Performances",
            "Пекинский договор об аудиовизуальных исполнениях",
            "forbidden-terms",
        ),
    ],
)
def test_the_glossaries_of_the_sample_know_the_traps(
    tag: str, source: str, own: str, found: str
) -> None:
    target = locale(tag)
    terms = glossary.load(site.load(REPOSITORY), target)
    context = Context(locale("en"), target, terms=terms)
    assert found in {rule.id for rule, _, _ in run.examine(Entry(source, own), context, Settings())}


BOOKS = {"comprehensive-rust.fr.po": "fr", "comprehensive-rust.zh_CN.po": "zh-Hans"}
_NO_PROSE = re.compile(r'```|\n[-|] |^(?://|[#|"_]|- )|fn |^`')
"""Entries of these books that no article of ours would have as messages: code and lists."""

_MOST = {
    "numbers": 0.002,
    "end-punctuation": 0.01,
    "unpaired": 0.002,
    "script": 0.002,
    "language": 0.001,
    "length": 0.002,
    "repetition": 0.001,
    "double-words": 0.001,
    "blocks": 0.002,
    "homographs": 0.001,
    "characters": 0.001,
    "provider-garbage": 0.0,
    "swapped-links": 0.001,
    "bidi": 0.001,
}
"""The greatest share of entries that a rule may report; all reports of these were read once."""


@pytest.mark.parametrize("name", BOOKS)
def test_few_entries_of_a_reviewed_book_are_reported(name: str) -> None:
    catalog = po.parse(shared(f"po/{name}").read_bytes(), name)
    context = Context(locale("en"), locale(BOOKS[name]))
    entries = [
        entry
        for entry in catalog.entries
        if state_of(entry) is State.REVIEWED and not _NO_PROSE.search(entry.msgid)
    ]
    found = Counter(
        rule.id for entry in entries for rule, _, _ in run.examine(entry, context, Settings())
    )
    assert len(entries) > 250
    # a share of a small book is a report or two
    too_many = {
        rule: found[rule] for rule, most in _MOST.items() if found[rule] > most * len(entries) + 2
    }
    assert not too_many

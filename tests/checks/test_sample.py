"""Precision: what people have reviewed is hardly ever reported. The sample, and two books."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from lingopress_i18n import site
from lingopress_i18n.catalog import po
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
    assert report.diagnostics == []


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

"""Drafting through each kind of engine, by the real command line: what each is told and gives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n.catalog import po
from lingopress_i18n.catalog.state import mt_engine
from trial import CONFIG, demand_modules
from vendors import DeepL, chat, serve

if TYPE_CHECKING:
    from pathlib import Path

    from lingopress_i18n.catalog.po import Entry
    from trial import Trial

ARTICLE = """\
---
title: Rights of performers
---

Before it stands this.

Every *performer* has `moral_rights` in the [Treaty](index.md), says ACME.

After it comes this.
"""
GLOSSARY = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "ACME"
msgstr "ACME"

msgid "performer"
msgstr "artista"
"""
SENTENCE = "Every *performer* has `moral_rights` in the [Treaty](index.md), says ACME."
PLUGIN = """\
from lingopress_translate.engines.engine import Reply, Traits


class Engine:
    name = "loud"

    def traits(self, source, target):
        return Traits(carriers=("mask",), sends_to="loud.example")

    def unavailable(self, source, target):
        return ""

    def label(self, source, target):
        return "loud"

    identity = label

    def translate(self, batch):
        return Reply(tuple(item.text.upper() for item in batch.items))

    def close(self):
        pass


def make(table, where):
    return Engine()
"""


@pytest.fixture
def publication(trial: Trial) -> Trial:
    trial.write(
        {
            "articles/index.md": "# Home\n",
            "articles/a.md": ARTICLE,
            "locales/es/glossary.po": GLOSSARY,
        }
    )
    return trial


def entries(trial: Trial) -> dict[str, Entry]:
    data = (trial.root / "locales/es/LC_MESSAGES/a.po").read_bytes()
    return {entry.msgid: entry for entry in po.parse(data, "a.po").entries}


def check(trial: Trial, label: str) -> None:
    """Check that the sentence has its markup, code, address and name, and came from there."""
    entry = entries(trial)[SENTENCE]
    assert mt_engine(entry) == label
    assert entry.is_fuzzy
    for kept in ("`moral_rights`", "](index.md)", "ACME", "*"):
        assert kept in entry.msgstr
    assert entry.msgstr != SENTENCE


def test_a_language_model_is_told_what_is_around(publication: Trial) -> None:
    with serve(chat) as vendor:
        table = f'\n[engines.llm]\nurl = "{vendor.url}/v1"\nmodel = "m"\nstyle = "Formal."\n'
        publication.write({"lingopress.toml": CONFIG + table})
        done = publication.run("draft", "-l", "es", "--engine", "llm")
        assert done.code == 0, done.err
        asked = json.dumps(vendor.bodies("/v1/chat/completions"), ensure_ascii=False)
        again = len(vendor.bodies("/v1/chat/completions"))
        assert publication.run("draft", "-l", "es", "--engine", "llm").code == 0
        assert len(vendor.bodies("/v1/chat/completions")) == again
    check(publication, "llm:m")
    for told in ("Rights of performers", "Before it stands this.", "After it comes", "Formal."):
        assert told in asked
    assert "artista" in asked  # the glossary's term
    assert "ACME" not in asked.replace("says ACME", "")  # but a fixed one is a code


def test_deepl_gets_the_glossary_and_leaves_none_behind(publication: Trial) -> None:
    demand_modules("deepl", part_of="deepl")
    service = DeepL()
    with serve(service) as vendor:
        table = f'\n[engines.deepl]\nserver_url = "{vendor.url}"\n'
        publication.write({"lingopress.toml": CONFIG + table})
        done = publication.run(
            "draft", "-l", "es", "--engine", "deepl", env={"DEEPL_AUTH_KEY": "a-key-of-deepl"}
        )
        assert done.code == 0, done.err
    check(publication, "deepl:en-es")
    assert "ARTISTA" in entries(publication)[SENTENCE].msgstr
    assert service.glossaries == {}


def test_an_engine_of_another_package_drafts(publication: Trial, tmp_path: Path) -> None:
    place = tmp_path / "packages"
    info = place / "loud-1.0.dist-info"
    info.mkdir(parents=True)
    (place / "loud_engine.py").write_text(PLUGIN, "utf-8")
    about = "Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n"
    (info / "METADATA").write_text(about, "utf-8")
    points = "[lingopress.engines]\nloud = loud_engine:make\n"
    (info / "entry_points.txt").write_text(points, "utf-8")
    done = publication.run("draft", "-l", "es", "--engine", "loud", env={"PYTHONPATH": str(place)})
    assert done.code == 0, done.err
    check(publication, "loud")


def test_the_engine_of_the_settings_is_used_and_apertium_stands_in(publication: Trial) -> None:
    publication.write({"lingopress.toml": CONFIG + '\n[draft.engines]\nes = "deepl"\n'})
    done = publication.run("draft", "-l", "es", env={"DEEPL_AUTH_KEY": ""})
    assert done.code == 0
    assert "es: deepl: there is no key for DeepL" in done.err or "lingopress[deepl]" in done.err
    named = publication.run("draft", "-l", "es", "--engine", "deepl", env={"DEEPL_AUTH_KEY": ""})
    assert named.code == 3
    none = publication.run("draft", "-l", "es", "--engine", "none", "--again")
    assert none.code == 0
    assert "no engine was asked for" in none.err or "0 drafts" in none.err


def test_no_text_leaves_the_machine_unless_an_engine_is_named(publication: Trial) -> None:
    with serve(chat) as vendor:
        table = f'\n[engines.llm]\nurl = "{vendor.url}/v1"\nmodel = "m"\n'
        publication.write({"lingopress.toml": CONFIG + table})
        assert publication.run("draft", "-l", "es", "-l", "zh-Hans").code == 0
        assert publication.run("draft", "-l", "es", "--dry-run", "--engine", "llm").code == 0
        assert publication.run("engines", "list").code == 0
        assert vendor.bodies("/v1/chat/completions") == []


@pytest.mark.parametrize(
    ("table", "error"),
    [
        ("[draft]\nengin = 'x'", "lingopress.toml:8: draft.engin: unknown setting"),
        (
            "[draft.engines]\nfr = 'x'",
            "lingopress.toml:8: draft.engines.fr: there is no such engine",
        ),
        ("[draft.engines]\nfr = 'none'", "lingopress.toml: draft.engines.fr: unknown setting"),
        ("[draft]\nbudget = 'much'", "lingopress.toml: draft.budget: 'much' is no limit"),
        ("[draft]\nmemory_threshold = 5", "lingopress.toml: draft.memory_threshold: 5 is no score"),
        (
            "[draft]\nengine = 'deepll'",
            "lingopress.toml:8: draft.engine: there is no such engine (did you mean deepl?)",
        ),
        ("[engines.apertium]\nkey = 'x'", "lingopress.toml: engines.apertium.key: unknown"),
    ],
)
def test_wrong_settings_are_said_before_anything_is_written(
    publication: Trial, table: str, error: str
) -> None:
    publication.write({"lingopress.toml": f"{CONFIG}\n{table}\n"})
    before = publication.snapshot()
    done = publication.run("draft", "-l", "es")
    assert done.code == 2
    assert error in done.err
    assert publication.snapshot() == before

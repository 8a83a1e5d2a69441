"""Forms that people used, as proposals: data-driven, and never in force by themselves."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lingopress_i18n import site
from lingopress_i18n.catalog import glossary
from lingopress_i18n.locales import locale
from lingopress_translate.glossary import suggestions
from trial import REPOSITORY, Trial

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
NEEDED = {"name", "locale", "term", "target", "texts", "forms"}
OPTIONAL = {"forms_known", "forbidden"}


def cases() -> list[Any]:
    """Load the cases; a malformed one fails the collection."""
    data = tomllib.loads(Path(__file__).with_name("suggestions.toml").read_text("utf-8"))
    assert data.keys() == {"case"}
    loaded = []
    for case in data["case"]:
        assert NEEDED <= case.keys() <= NEEDED | OPTIONAL, case
        loaded.append(pytest.param(case, id=case["name"]))
    assert len({each.id for each in loaded}) == len(loaded)
    return loaded


def entry(msgid: str, msgstr: str, *before: str) -> str:
    return "\n".join([*before, f'msgid "{msgid}"', f'msgstr "{msgstr}"', ""])


def lay_out(trial: Trial, case: dict[str, Any]) -> site.Site:
    wanted = locale(case["locale"])
    config = f'[site]\ntitle = "T"\nbase_url = "https://x.org/"\nlocales = ["{case["locale"]}"]\n'
    comments = [
        f"# {name}: {', '.join(case[key])}"
        for key, name in {"forms_known": "forms", "forbidden": "forbidden"}.items()
        if key in case
    ]
    folder = f"locales/{wanted.posix}"
    trial.write(
        {
            "lingopress.toml": config,
            f"{folder}/glossary.po": f"{HEADER}\n{entry(case['term'], case['target'], *comments)}",
            f"{folder}/LC_MESSAGES/a.po": "\n".join([HEADER, *(entry(*x) for x in case["texts"])]),
        }
    )
    return site.load(trial.root)


@pytest.mark.parametrize("case", cases())
def test_forms_are_proposed(trial: Trial, case: dict[str, Any]) -> None:
    config = lay_out(trial, case)
    found = suggestions.suggest(config, locale(case["locale"]))
    assert [f"{each.form} ×{each.count}" for each in found] == case["forms"]


VOICES = {
    "locale": "es",
    "term": "voice",
    "target": "voz",
    "forbidden": ["voto"],
    "texts": [["Their voices.", "Sus voces."], ["Voice.", "Voz."]],
}


def test_a_proposal_counts_for_nothing_before_a_person_takes_it(trial: Trial) -> None:
    config = lay_out(trial, VOICES)
    spanish = locale("es")
    before = glossary.load(config, spanish)
    found = suggestions.suggest(config, spanish)
    assert [each.where for each in found] == ["locales/es/LC_MESSAGES/a.po:4"]
    assert suggestions.write(config, spanish, found)
    written = trial.read("locales/es/glossary.po")
    assert "# forbidden: voto\n# suggested forms: voces\nmsgid" in written
    assert glossary.load(config, spanish) == before
    assert suggestions.suggest(config, spanish) == found
    assert not suggestions.write(config, spanish, found)
    accepted = written.replace("suggested forms", "forms")
    trial.write({"locales/es/glossary.po": accepted})
    assert suggestions.suggest(config, spanish) == []
    assert glossary.load(config, spanish)[0].forms == ("voces",)


def test_proposals_that_are_none_any_more_go(trial: Trial) -> None:
    config = lay_out(trial, VOICES)
    spanish = locale("es")
    before = trial.read("locales/es/glossary.po")
    suggestions.write(config, spanish, suggestions.suggest(config, spanish))
    assert suggestions.write(config, spanish, [])
    assert trial.read("locales/es/glossary.po") == before


def test_an_entry_that_waives_the_rule_proposes_nothing(trial: Trial) -> None:
    config = lay_out(trial, VOICES)
    path = "locales/es/LC_MESSAGES/a.po"
    waiver = "# lingopress: ok terms\n"
    trial.write({path: trial.read(path).replace('msgid "Their', f'{waiver}msgid "Their')})
    assert suggestions.suggest(config, locale("es")) == []


def test_the_sample_needs_no_other_forms() -> None:
    config = site.load(REPOSITORY)
    assert [each for wanted in config.locales for each in suggestions.suggest(config, wanted)] == []

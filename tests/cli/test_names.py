"""Names of rules and engines in lingopress.toml: every command says which are none, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lingopress_i18n.checks import names
from lingopress_i18n.checks.registry import RULES
from lingopress_translate.cli import COMMANDS

if TYPE_CHECKING:
    from trial import Trial

ARGUMENTS: dict[str, list[list[str]]] = {
    "extract": [["extract"]],
    "update": [["update"]],
    "draft": [["draft", "-l", "es", "--engine", "none"]],
    "check": [["check"]],
    "status": [["status"], ["status", "--queue"], ["status", "--diff"]],
    "compile": [["compile"]],
    "render": [["render", "index", "-l", "es"]],
    "serve": [["serve", "--port", "0"]],
    "publish": [["publish"]],
    "inspect": [["inspect"]],
    "journal": [["journal"]],
    "memory": [["memory", "stats"], ["memory", "rebuild"], ["memory", "search", "x", "-l", "es"]],
    "glossary": [["glossary", "list"], ["glossary", "suggest"]],
    "engines": [["engines"]],
}
WITHOUT = {"init", "merge-po"}
"""Commands that read no publication: git must be able to merge whatever the settings are."""
WRONG = {
    '[checks.rules]\nnumber = "off"': "checks.rules.number: there is no such rule (did you mean",
    '[engines.libretranlate]\nurl = "http://127.0.0.1"': "engines.libretranlate: there is no such",
    '[draft]\nengine = "apertum"': "draft.engine: there is no such engine (did you mean apertium?)",
    '[draft.engines]\nes = "deep:gogle"': "draft.engines.es: there is no such engine (did you mean",
}


def test_every_command_is_tried() -> None:
    assert ARGUMENTS.keys() | WITHOUT == COMMANDS.keys()


def test_names_of_rules_are_known_without_the_rules() -> None:
    assert sorted(names.known()) == sorted(RULES)


EVERY = [each for lines in ARGUMENTS.values() for each in lines]


@pytest.mark.parametrize(
    ("command", "table"),
    [
        *((command, next(iter(WRONG))) for command in EVERY),
        *((["extract"], table) for table in WRONG),
    ],
)
def test_every_command_names_the_line_of_a_name_that_is_none(
    trial: Trial, command: list[str], table: str
) -> None:
    config = trial.read("lingopress.toml")
    trial.write({"lingopress.toml": f"{config}\n{table}\n", "articles/index.md": "# Home\n"})
    before = trial.snapshot()
    done = trial.run(*command)
    first = f"{config}\n{table}".count("\n") + (0 if "engines.lib" in table else 1)
    assert done.err.startswith(f"error: lingopress.toml:{first}: {WRONG[table]}"), done.err
    assert (done.code, done.out) == (2, "")
    assert trial.snapshot() == before


def test_no_engine_is_a_choice_and_lists_need_no_settings(trial: Trial) -> None:
    config = trial.read("lingopress.toml")
    right = f'{config}\n[draft]\nengine = "none"\n[draft.engines]\nes = "deep:google"\n'
    trial.write({"lingopress.toml": right, "articles/index.md": "# Home\n"})
    assert trial.run("extract").code == 0
    trial.write({"lingopress.toml": f'{config}\n[checks.rules]\nnumber = "off"\n'})
    assert trial.run("check", "--list").code == 0
    assert trial.run("inspect", "--list").code == 0

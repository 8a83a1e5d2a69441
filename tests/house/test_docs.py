"""The documentation tells what there is: commands, options, files."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import click
import pytest

from lingopress_translate.cli import COMMANDS
from lingopress_translate.cli.group import lingopress
from trial import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

README = (REPOSITORY / "README.md").read_text("utf-8")
GUIDES = (REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md")))
TEXT = "\n".join(each.read_text("utf-8") for each in GUIDES)
DOCUMENTS = (*GUIDES, REPOSITORY / "CONTRIBUTING.md", REPOSITORY / "CHANGELOG.md")


def shown_calls() -> Iterator[list[str]]:
    """Go through the guides' calls of the program: its words, without the comment."""
    for block in re.findall(r"^```sh\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words and words[0].rpartition("/")[2] == "lingopress":
                yield words[1:]


def resolve(words: list[str]) -> tuple[click.Command, list[str]]:
    """Find the command that words call, and what they pass to it."""
    command: click.Command = lingopress
    while isinstance(command, click.Group) and (words or not command.invoke_without_command):
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, f"no command {words[0]}"
        command, words = found, words[1:]
    return command, words


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_explained(name: str) -> None:
    assert re.search(rf"lingopress {name}\b|`{name}`", TEXT)


@pytest.mark.parametrize("words", list(shown_calls()), ids=" ".join)
def test_every_call_that_is_shown_is_understood(words: list[str]) -> None:
    command, rest = resolve(words)
    # A command keeps the option for its help as its first context has it.
    parent = click.Context(lingopress, help_option_names=["-h", "--help"])
    # Fails for an unknown option or a missing argument.
    command.make_context(command.name, rest, parent=parent)


def test_calls_are_shown() -> None:
    assert len(list(shown_calls())) > 5


@pytest.mark.parametrize("option", re.findall(r"`(--?[A-Za-z][\w-]*)(?: [A-Z]+)?`", TEXT))
def test_every_option_that_is_named_is_one(option: str) -> None:
    commands: list[click.Command] = [lingopress]
    for name in COMMANDS:
        found = lingopress.get_command(click.Context(lingopress), name)
        assert found is not None
        commands += [found, *getattr(found, "commands", {}).values()]
    known = {each for command in commands for param in command.params for each in param.opts}
    assert option in known


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.name)
def test_links_between_documents_lead_to_files(document: Path) -> None:
    text = re.sub(r"^```.*?^```", "", document.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "", text)
    targets = re.findall(r"\]\(([^)\s#]+)", text)
    local = [target for target in targets if "://" not in target]
    missing = [target for target in local if not (document.parent / target).exists()]
    assert not missing


def test_the_readme_leads_to_every_guide() -> None:
    targets = set(re.findall(r"\]\((docs/[\w-]+\.md)\)", README))
    assert targets == {f"docs/{each.name}" for each in GUIDES[1:]}


def test_the_exit_codes_are_documented_alike() -> None:
    """The README and the program's own help name the same codes."""
    codes = r"\b(0|1|2|3|130) (done|the content|usage|an engine|interrupted)"
    assert re.findall(codes, README) == re.findall(codes, " ".join((lingopress.help or "").split()))

"""Who imports whom, and what a quick answer must not wait for."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from lingopress_translate.cli import COMMANDS
from lingopress_translate.cli.group import lingopress
from trial import CONFIG, REPOSITORY, Trial

HEAVY = (
    "babel",
    "jinja2",
    "pyromark",
    "rich",
    "deep_translator",
    "icu",
    "yaml",
    "rapidfuzz",
    "urllib3",
)
SHARED = ("group", "names", "quick", "publishing", "options", "shell", "day", "exits")
"""Modules of the command line that are no command."""
ROOTS = os.pathsep.join(str(REPOSITORY / root) for root in ("i18n", "translate"))


def test_the_contracts_of_the_tree_hold(tmp_path: Path) -> None:
    """The roots are named, or import-linter would look at whatever is installed."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--config", REPOSITORY / "pyproject.toml", "--cache-dir", tmp_path],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ROOTS},
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["publihs"], []], ids=str)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from lingopress_translate.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        f"except SystemExit:\n    print('heavy:', *[m for m in {HEAVY} if m in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.stdout.splitlines()[-1].strip() == "heavy:"


def test_a_publish_without_change_imports_nothing_that_builds(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys\n"
        "from lingopress_i18n.publish import publish\n"
        "result = publish(pathlib.Path(sys.argv[1]))\n"
        f"print(result is None, *[m for m in {HEAVY[1:]} if m in sys.modules])\n"
    )
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "index.md").write_text("# Home\n", "utf-8")
    config = '[site]\ntitle = "T"\nbase_url = "https://x.org/"\nlocales = ["es"]\n'
    (tmp_path / "lingopress.toml").write_text(config, "utf-8")
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code, tmp_path],
            capture_output=True,
            check=True,
            encoding="utf-8",
            timeout=60,
        ).stdout.split()
        for _ in range(2)
    )
    assert first[0] == "False"
    assert second == ["True"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["publish"], True),
        (["-q", "publish"], False),
        (["--quiet", "-C", ".", "publish"], False),
        (["-C", "elsewhere", "-C", ".", "publish"], True),
        (["publish", "-j", "2"], True),
        (["-v", "publish"], True),
        (["publish", "-C", "."], True),
        (["publish", "-q"], False),
        (["publish", "--on", "2027-01-01"], True),
    ],
    ids=str,
)
def test_a_publish_without_change_says_so_with_the_command_line_read_or_not(
    trial: Trial, arguments: list[str], *, said: bool
) -> None:
    """It is not read where nothing but the folder, and to be quiet, stands in it."""
    trial.write({"lingopress.toml": CONFIG, "articles/index.md": "# Home\n"})
    assert trial.run("publish").code == 0
    before = trial.snapshot()
    code = (
        "import sys\n"
        "from lingopress_translate.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit as end:\n    print(end.code, 'click' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        check=True,
        cwd=trial.root,
        encoding="utf-8",
        timeout=60,
    )
    is_plain = arguments[-1] == "publish" and "-v" not in arguments
    assert done.stdout.split() == ["0", str(not is_plain)]
    assert done.stderr == ("publish: nothing has changed\n" if said else "")
    assert trial.snapshot() == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"articles/a.md": "# A\n\nOne.\n"}, 0),
        ({"locales/es/LC_MESSAGES/a.po": 'msgid ""\nmsgstr ""\n\nmsgid'}, 1),
        ({"lingopress.toml": "[site]\n"}, 2),
    ],
    ids=["done", "content", "configuration"],
)
def test_a_plain_publish_ends_as_one_with_options_does(
    trial: Trial, change: dict[str, str], code: int
) -> None:
    """Words and exit codes are the same, but one does without what reads options."""
    ends = []
    watch = (
        "import sys\n"
        "from lingopress_translate.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit as end:\n    print(end.code, 'click' in sys.modules)\n"
    )
    for options in ([], ["--jobs", "1"]):
        shutil.rmtree(trial.root)
        trial.write({"lingopress.toml": CONFIG, "articles/a.md": "# A\n"})
        assert trial.run("publish").code == 0
        trial.write(change)
        done = subprocess.run(
            [sys.executable, "-c", watch, "publish", *options],
            capture_output=True,
            check=True,
            cwd=trial.root,
            encoding="utf-8",
            timeout=60,
        )
        assert done.stdout.split() == [str(code), str(bool(options))]
        assert done.stderr
        ends.append(done.stderr)
    assert ends[0] == ends[1]


def test_a_publish_that_depends_on_the_day_asks_for_it(trial: Trial) -> None:
    page = "public/en/a/index.html"
    trial.write(
        {"lingopress.toml": CONFIG, "articles/a.md": "---\nexpires: 2027-01-01\n---\n# A\n"}
    )
    for seconds, is_there in ((0, True), (0, True), (1_893_456_000, False)):
        assert trial.run("publish", env={"SOURCE_DATE_EPOCH": str(seconds)}).code == 0
        assert (trial.root / page).exists() == is_there


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_in_its_own_help_what_the_list_says(name: str) -> None:
    command = lingopress.get_command(click.Context(lingopress), name)
    assert command is not None
    assert command.name == name
    assert (command.help or "").partition("\n")[0] == COMMANDS[name]
    module = importlib.import_module(command.callback.__module__)
    assert module.__doc__ == f"``lingopress {name}``."


def test_every_module_of_the_command_line_is_a_command_or_shared() -> None:
    folder = REPOSITORY / "translate" / "lingopress_translate" / "cli"
    places = [*folder.glob("*.py"), *(path.parent for path in folder.glob("*/__init__.py"))]
    names = {path.stem.rstrip("_").replace("_", "-") for path in places}
    modules = names - {"", "--init"}
    assert modules == {*COMMANDS, *SHARED}

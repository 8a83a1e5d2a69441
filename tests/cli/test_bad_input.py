"""Bad input: one clear line with the place and the exit code, and nothing half done.

``bad/*.toml`` are faults that stop a command, ``bad_catalog/*.toml`` broken catalogs, which stop
their locale alone. Every file is named by its fault and laid over a sound publication:

* ``command``: arguments; ``publish`` if not given,
* ``exit``: the exit code: 1 for content, 2 for usage and configuration, 3 for engines,
* ``error``: the line on stderr after ``error: ``, with ROOT for the publication's folder and … for
  words that are not ours: a parser's, the system's,
* ``changes``: what a run may have changed before it met the fault; nothing if not given,
* ``files``, ``latin1`` (not UTF-8), ``links`` (symbolic ones): by path from the root.
"""

from __future__ import annotations

import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from trial import Result, Trial

SOUND = {"articles/index.md": "# Home\n\nGood.\n"}
KEYS = {"command", "exit", "error", "changes", "files", "latin1", "links"}
CATALOG = "locales/es/LC_MESSAGES/index.po"
Case = dict[str, Any]  # what a TOML file holds


def cases(folder: str) -> list[Any]:
    """Load a folder of cases; one that is malformed, or of another kind, fails the collection."""
    loaded = []
    for path in sorted((Path(__file__).parent / folder).iterdir()):
        assert path.suffix == ".toml", f"{path}: nothing reads this file"
        text = path.read_text("utf-8")
        case = tomllib.loads(text)
        assert case.keys() <= KEYS, f"{path}: unknown {case.keys() - KEYS}"
        assert case.keys() >= {"exit", "error"}, f"{path}: misses what is expected"
        assert text.startswith("# "), f"{path}: does not say why"
        loaded.append(pytest.param(case, id=path.stem))
    assert loaded
    return loaded


def lay_out(trial: Trial, case: Case) -> None:
    trial.write(SOUND | case.get("files", {}))
    trial.write({name: text.encode("latin-1") for name, text in case.get("latin1", {}).items()})
    for name, target in case.get("links", {}).items():
        (trial.root / name).parent.mkdir(parents=True, exist_ok=True)
        (trial.root / name).symlink_to(target)


def changes(trial: Trial, before: dict[str, tuple[int, bytes]]) -> set[str]:
    return {name for name, _ in before.items() ^ trial.snapshot().items()}


def check_answer(trial: Trial, case: Case, done: Result) -> None:
    """Check that there is one line on stderr, the expected one, nothing on stdout, and the code."""
    words = re.escape(case["error"].replace("ROOT", str(trial.root))).replace("…", "[^\n]+")
    assert re.fullmatch(f"error: {words}\n", done.err), done.err
    assert not done.out
    assert done.code == case["exit"]


@pytest.mark.parametrize("case", cases("bad"))
def test_bad_input_gives_one_line_and_changes_no_file(
    trial: Trial, run: Callable[..., Result], case: Case
) -> None:
    lay_out(trial, case)
    before = trial.snapshot()

    done = run("-q", *case.get("command", ["publish"]))

    check_answer(trial, case, done)
    changed = changes(trial, before)
    patterns = case.get("changes", [])
    assert not [name for name in changed if not any(fnmatch(name, each) for each in patterns)]
    assert not [each for each in patterns if not any(fnmatch(name, each) for name in changed)]


@pytest.mark.parametrize("case", cases("bad_catalog"))
def test_a_broken_catalog_stops_its_locale_alone(
    trial: Trial, run: Callable[..., Result], case: Case
) -> None:
    lay_out(trial, case)
    before = trial.snapshot()

    done = run("-q", "publish")

    check_answer(trial, case, done)
    changed = changes(trial, before)
    assert {"public/en/index.html", "public/zh-Hans/index.html"} <= changed
    assert not [name for name in changed if name.startswith(("locales/es/", "public/es/"))]


BROKEN = '#\nmsgid ""\nmsgstr "Language: es\\n"\n\nmsgid "Home"\nmsgstr "Inicio\n'
COMPLAINT = f'{CATALOG}:6: cannot be understood: msgstr "Inicio (correct the entry, then run again)'


@pytest.mark.parametrize(
    "command",
    [
        ["update", "-l", "es"],
        ["compile", "-l", "es"],
        ["draft", "-l", "es"],
        ["status", "-l", "es"],
        ["render", "index", "-l", "es"],
        ["publish", "-l", "es"],
    ],
    ids=lambda command: command[0],
)
def test_every_command_names_the_line_of_a_broken_catalog(
    trial: Trial, run: Callable[..., Result], command: list[str]
) -> None:
    trial.write(SOUND | {CATALOG: BROKEN})
    done = run("-q", *command)
    check_answer(trial, {"exit": 1, "error": COMPLAINT}, done)
    assert trial.read(CATALOG) == BROKEN


def test_pages_of_a_locale_stay_while_its_catalog_is_broken(trial: Trial) -> None:
    trial.write(SOUND)
    trial.run("publish")
    before = trial.snapshot()
    trial.write({CATALOG: BROKEN, "articles/new.md": "# New\n"})

    assert trial.run("publish").code == 1

    changed = changes(trial, before)
    assert "public/zh-Hans/new/index.html" in changed
    assert not [name for name in changed if name.startswith("public/es/")]


def test_a_publish_after_the_repair_makes_good(trial: Trial) -> None:
    trial.write(SOUND | {CATALOG: BROKEN})
    assert trial.run("publish").code == 1
    trial.write({CATALOG: BROKEN.replace("Inicio", 'Inicio"')})

    assert trial.run("publish").code == 0

    assert ">Inicio</h1>" in trial.read("public/es/index.html")


def test_a_theme_catalog_that_does_not_compile_keeps_no_fragment_back(trial: Trial) -> None:
    """The body of a page has no interface strings."""
    trial.write(SOUND)
    trial.run("update")
    path = "locales/es/LC_MESSAGES/theme.po"
    wrong = '\n#, python-format\nmsgid "%(count)s pages"\nmsgstr "páginas %(x)s"\n'
    trial.write({path: trial.read(path) + wrong})

    assert trial.run("render", "index", "-l", "es").code == 1
    assert trial.run("render", "index", "-l", "es", "--fragment").code == 0


def test_a_wrong_number_of_plural_forms_is_refused_as_msgfmt_does(trial: Trial) -> None:
    """Only compilation can tell: an update may bring a catalog like this up to the articles."""
    trial.write(SOUND)
    trial.run("update")
    path = "locales/es/LC_MESSAGES/theme.po"
    text = trial.read(path)
    forms = "".join(f'msgstr[{number}] "a"\n' for number in range(7))  # no language has as many
    trial.write({path: f'{text}\nmsgid "page"\nmsgid_plural "pages"\n{forms}'})

    done = trial.run("-q", "compile", "-l", "es")

    place = f"{path}:{text.count(chr(10)) + 2}"
    message = "the plural forms are 7, by the header's Plural-Forms …"
    check_answer(trial, {"exit": 1, "error": f"{place}: {message}"}, done)
    assert not (trial.root / path).with_suffix(".mo").exists()


def test_a_folder_that_cannot_be_written_is_named(trial: Trial) -> None:
    trial.write(SOUND)
    (trial.root / "locales").mkdir(mode=0o500)
    probe = trial.root / "locales" / "probe"
    try:
        probe.touch()
    except PermissionError:
        done = trial.run("-q", "extract")
    else:
        pytest.skip("root may write everywhere")
    error = "ROOT/locales/pot: cannot be written: … (check the folder's permissions)"
    check_answer(trial, {"exit": 2, "error": error}, done)

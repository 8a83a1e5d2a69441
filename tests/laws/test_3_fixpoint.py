"""Law 3, fixpoint: a command run twice changes nothing the second time, on any machine.

"Nothing" includes the time of modification: an editor or a build that watches the files is not
woken. "Any machine" means another hash seed, locale, time zone, working directory, and folders
that list their files in another order.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from trial import CONFIG, Trial

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ARTICLES = {
    "articles/index.md": "# Welcome\n\nThis is home. [Read on](news/forum.md), *please*.\n",
    "articles/about.txt": "About\n\nPlain text. Nothing <b>else</b>.\n\nThe end.\n",
    "articles/news/index.md": "---\ntitle: News\n---\n",
    "articles/news/forum.md": (
        "---\ntitle: The forum\ndate: 2020-04-28\ndescription: Who met. And why.\n---\n"
        "- One. Two.\n- Three 第一届。 Four?\n\n| a | b |\n|---|---|\n| c | d |\n\n"
        "This is home. Nothing <b>else</b>.\n"
    ),
    "articles/news/ähm-ünï.md": "# Ünïcode e\u0301\n\nالمعاهدة دخلت. One. \U0001f3ac\n",
    "articles/news/z/deep.md": "﻿# Deep\r\n\r\nOne. Two.\r\nThree.\r\n",
}
TRANSLATED = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: es\\n"

msgid "One."
msgstr "Uno."

#, fuzzy
msgid "Too."
msgstr "Dos."

msgid "A sentence that is gone."
msgstr "Una frase que ya no está."
"""
CATALOG = "locales/es/LC_MESSAGES/news/forum.po"

MACHINES = {
    "another hash seed": {"PYTHONHASHSEED": "4242"},
    "Turkish with an odd charset": {"LANG": "tr_TR.ISO-8859-9", "LC_ALL": "tr_TR.ISO-8859-9"},
    "the C locale": {"LANG": "C", "LC_ALL": "C"},
    "Arabic interface": {"LANGUAGE": "ar", "LC_MESSAGES": "ar_EG.UTF-8", "LANG": "ar_EG.UTF-8"},
    "a day ahead": {"TZ": "Pacific/Kiritimati"},
    "optimized": {"PYTHONOPTIMIZE": "2"},
}


def written(root: Path, order: Iterable[str]) -> Trial:
    """Make a publication whose files are created in this order."""
    made = Trial(root)
    files = {"lingopress.toml": CONFIG, CATALOG: TRANSLATED, **ARTICLES}
    made.write({name: files[name] for name in order})
    return made


def names() -> list[str]:
    return ["lingopress.toml", CATALOG, *ARTICLES]


def content(trial: Trial) -> dict[str, bytes]:
    """Map what a run made; the record of times in ``.lingopress`` is of this machine only."""
    return {
        name: data
        for name, (_, data) in trial.snapshot().items()
        if not name.startswith(".lingopress/")
    }


def publish(trial: Trial, env: dict[str, str] | None = None, cwd: Path | None = None) -> None:
    result = trial.run("publish", env=env, cwd=cwd)
    assert result.code == 0, result.err


@pytest.mark.parametrize("command", ["extract", "update", "compile", "publish"])
def test_a_second_run_touches_no_file(tmp_path: Path, command: str) -> None:
    trial = written(tmp_path / "site", names())
    assert trial.run("extract").code == trial.run("update").code == 0
    assert trial.run(command).code == 0
    before = trial.snapshot()
    assert trial.run(command).code == 0
    assert trial.snapshot() == before


def test_the_stages_find_nothing_to_do_after_publish(tmp_path: Path) -> None:
    trial = written(tmp_path / "site", names())
    publish(trial)
    before = trial.snapshot()
    assert any(name.endswith(".mo") for name in before)
    assert {"public/es/news/forum/index.html", "public/index.html"} <= before.keys()
    for command in ("extract", "update", "compile", "publish"):
        assert trial.run(command).code == 0
        assert trial.snapshot() == before, command


def test_publish_touches_no_file_even_without_its_record(tmp_path: Path) -> None:
    trial = written(tmp_path / "site", names())
    publish(trial)
    _forget(trial)
    before = _kept(trial)
    publish(trial)
    assert _kept(trial) == before


_RECORD = (".lingopress/manifest.json", ".lingopress/published")


def _kept(trial: Trial) -> dict[str, tuple[int, bytes]]:
    """Look at all files but those that can be rebuilt."""
    found = trial.snapshot().items()
    return {name: each for name, each in found if not name.startswith(".lingopress/")}


def _forget(trial: Trial) -> None:
    for name in _RECORD:
        (trial.root / name).unlink()


@pytest.mark.parametrize("machine", MACHINES)
def test_another_machine_makes_the_same_bytes(tmp_path: Path, machine: str) -> None:
    here = written(tmp_path / "here", names())
    there = written(tmp_path / "there", reversed(names()))
    os.utime(there.root / "articles/about.txt", (86400, 86400))
    (tmp_path / "elsewhere").mkdir()
    publish(here, {"PYTHONHASHSEED": "1", "TZ": "UTC"})
    publish(there, MACHINES[machine], tmp_path / "elsewhere")
    assert content(here) == content(there)


def test_a_machine_finds_nothing_to_do_after_another(tmp_path: Path) -> None:
    trial = written(tmp_path / "site", names())
    publish(trial, MACHINES["another hash seed"])
    _forget(trial)
    before = content(trial)
    times = {name: time for name, (time, _) in trial.snapshot().items() if name in before}
    publish(trial, MACHINES["the C locale"])
    assert content(trial) == before
    assert {name: time for name, (time, _) in trial.snapshot().items() if name in before} == times


def test_stages_by_hand_make_what_publish_makes(tmp_path: Path) -> None:
    by_hand = written(tmp_path / "by-hand", names())
    for command in ("extract", "update", "compile", "update", "extract"):
        assert by_hand.run(command).code == 0
    published = written(tmp_path / "published", names())
    publish(published)
    made = {name: data for name, data in content(published).items() if name[:7] != "public/"}
    assert content(by_hand) == made

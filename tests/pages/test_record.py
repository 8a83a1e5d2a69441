"""The record of another version of this program: what that has put on the site is ours still."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from lingopress_i18n.publish import seal
from trial import CONFIG

if TYPE_CHECKING:
    from collections.abc import Callable

    from trial import Trial


RECORD, SEAL = ".lingopress/manifest.json", ".lingopress/published"


@pytest.mark.parametrize(
    ("place", "file", "lost"),
    [(RECORD, RECORD, "needs"), (SEAL, RECORD, "below"), (SEAL, SEAL, "elsewhere")],
)
def test_files_of_an_older_version_go(trial: Trial, place: str, file: str, lost: str) -> None:
    """One version notes in this place, another in that, what it has put on the site."""
    trial.write({"lingopress.toml": CONFIG, "articles/a.md": "# A\n\nOne.\n"})
    assert trial.run("publish").code == 0
    fresh = {name: data for name, data in trial.snapshot().items() if name.startswith("public/")}
    old = "assets/style.0123456789.css"
    trial.write({f"public/{old}": "", "public/mine.txt": ""})
    if place == RECORD:
        _change(trial, place, lambda found: {**found, "outputs": {old: "0 0"}})
        (trial.root / SEAL).unlink()
    else:
        sealed = seal.understood(seal.content(trial.root))
        assert sealed
        seal.write(trial.root, sealed._replace(outputs={**sealed.outputs, old: "0 0"}))
    _change(trial, file, lambda found: {key: found[key] for key in found if key != lost})
    assert trial.run("publish").code == 0
    assert trial.read("public/mine.txt") == ""
    assert {
        name for name in trial.snapshot() if name.startswith("public/") and "mine" not in name
    } == set(fresh)


def test_a_record_that_does_not_belong_to_the_seal_is_none(trial: Trial) -> None:
    """As after a kill between the two: what one of them says is not true of the other."""
    trial.write({"lingopress.toml": CONFIG, "articles/a.md": "# A\n\nOne.\n"})
    assert trial.run("publish").code == 0
    facts = trial.read(".lingopress/facts.json")
    trial.write({".lingopress/facts.json": facts.replace("true", "false")})
    before = trial.read("public/es/a/index.html")
    trial.write({"articles/a.md": "# A\n\nAnother.\n"})
    assert trial.run("publish").code == 0
    assert trial.read(".lingopress/facts.json") != facts.replace("true", "false")
    trial.write({"articles/a.md": "# A\n\nOne.\n"})
    assert trial.run("publish").code == 0
    assert trial.read("public/es/a/index.html") == before


def _change(trial: Trial, name: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    path = trial.root / name
    if path.exists():
        head, *rest = path.read_text("utf-8").split("\0")
        trial.write({name: "\0".join([json.dumps(change(json.loads(head))), *rest])})

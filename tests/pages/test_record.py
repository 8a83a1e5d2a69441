"""The record of another version of this program: what that has put on the site is ours still."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from trial import CONFIG

if TYPE_CHECKING:
    from trial import Trial


@pytest.mark.parametrize("lost", ["needs", "elsewhere", "below"])
def test_files_of_an_older_version_go(trial: Trial, lost: str) -> None:
    trial.write({"lingopress.toml": CONFIG, "articles/a.md": "# A\n\nOne.\n"})
    assert trial.run("publish").code == 0
    fresh = {name: data for name, data in trial.snapshot().items() if name.startswith("public/")}
    record = json.loads(trial.read(".lingopress/manifest.json"))
    del record[lost]
    record["outputs"]["assets/style.0123456789.css"] = record["outputs"]["index.html"]
    trial.write(
        {
            ".lingopress/manifest.json": json.dumps(record),
            "public/assets/style.0123456789.css": "",
            "public/mine.txt": "",
        }
    )
    (trial.root / ".lingopress/published").unlink()
    assert trial.run("publish").code == 0
    assert trial.read("public/mine.txt") == ""
    assert {
        name for name in trial.snapshot() if name.startswith("public/") and "mine" not in name
    } == set(fresh)

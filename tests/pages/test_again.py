"""Publishing is a function of the sources: elsewhere, later, on another machine, the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from built import copy_sample
from trial import REPOSITORY, Trial

if TYPE_CHECKING:
    from pathlib import Path

    from built import Built

OTHER_MACHINE = {
    "LANG": "C",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "7",
    "SOURCE_DATE_EPOCH": "1",
    "TZ": "Pacific/Kiritimati",
}


def test_a_site_published_elsewhere_is_the_same_byte_for_byte(
    sample: Built, tmp_path: Path
) -> None:
    again = Trial(tmp_path / "a folder with another name")
    copy_sample(again, REPOSITORY)
    done = again.run("publish", env=OTHER_MACHINE)
    assert done.code == 0, done.err
    assert _contents(again, "public") == sample.files
    assert _contents(again, "locales") == _contents(sample.trial, "locales")


def _contents(trial: Trial, folder: str) -> dict[str, bytes]:
    root = trial.root / folder
    files = [path for path in root.rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}

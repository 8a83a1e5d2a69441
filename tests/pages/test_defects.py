"""Each of the thirty checks can fail: realistic defects, each of which turns a test of its row red.

The defects are data, ``defects.toml``: edits of a built site. The test that holds the row is called
with the site that has them, as if it had been published so.
"""

from __future__ import annotations

import importlib.util
import inspect
import re
import sys
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from html5lib.html5parser import ParseError

from defective import Defect, Defective

if TYPE_CHECKING:
    from types import ModuleType

    from built import Built

HERE = Path(__file__).parent
OWN = "own"
DEFECTS = [
    Defect(**each) for each in tomllib.loads((HERE / "defects.toml").read_text("utf-8"))["defect"]
]
TABLE: list[dict[str, Any]] = tomllib.loads((HERE / "thirty.toml").read_text("utf-8"))["check"]
RED = (AssertionError, ParseError, ValueError, KeyError)
"""What a test raises where it finds something, or nothing where it looks for something."""
SLOW = ("test_again", "test_browser", "test_fonts", "test_judges", "test_print")
"""Modules that show with the same functions, and at some cost, that they are green."""
NARROW = 320
JUDGED = "en/index.html"
"""The one page that axe judges here."""


def _styles(module: ModuleType, site: Built, folder: Path) -> str:
    """Let a test read the style sheet of the site for the theme's."""
    (path,) = (each for each in site.files if re.fullmatch(r"assets/style\.\w+\.css", each))
    copy = folder / "style.css"
    copy.write_bytes(site.files[path])
    module.__dict__["STYLES"] = {"theme": copy}
    return "theme"


class _Folders:
    """Stands in for the fixture that makes folders."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def mktemp(self, name: str) -> Path:
        found = self._folder / name
        found.mkdir()
        return found


Argument = Callable[["ModuleType", "Built", Path], object]
ARGUMENTS: dict[str, Argument] = {
    **dict.fromkeys(("site", "sample", "patchy", "unreviewed"), lambda _, site, __: site),
    "tmp_path": lambda _, __, folder: folder,
    "style": _styles,
    "width": lambda *_: NARROW,
    "views": lambda module, site, folder: module.views_of(site, _Folders(folder)),
    "paper": lambda module, site, folder: module.on_paper(site, folder),
    "coverage": lambda module, *_: module.read_coverage(),
    "drawn": lambda module, site, folder: module.draw(module.pages_of(site), folder),
    "judged": lambda module, site, folder: module.judge([site.public / JUDGED], "light", folder),
    "tag": lambda *_: "zh-Hans",
}
"""What tests are called with, by the names of their parameters."""


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"defects_{name}", HERE / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda each: f"{each.row} {each.what}")
def test_a_defect_turns_its_row_red(
    defect: Defect, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    sound: Built = request.getfixturevalue(defect.site)
    site = Defective(sound, defect.files_of(sound.files), tmp_path)
    found: object = "the check itself has failed"
    with suppress(*RED):
        found = _run(defect.row, defect.caught_by, site, tmp_path)
    assert found, "nobody finds it"


@pytest.mark.parametrize(
    ("row", "check", "name"),
    sorted(
        {
            (each.row if each.caught_by == OWN else 0, each.caught_by, each.site)
            for each in DEFECTS
            if not each.caught_by.startswith(SLOW)
        }
    ),
)
def test_the_same_check_is_green_without_a_defect(
    row: int, check: str, name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    sound: Built = request.getfixturevalue(name)
    assert not _run(row, check, Defective(sound, sound.files, tmp_path), tmp_path)


def _run(row: int, check: str, site: Built, folder: Path) -> object:
    """Apply a check to a site: give what it has found, or raise what a test raises."""
    if check == OWN:
        return _module("test_thirty").CHECKS[row](site)
    name, _, function = check.partition("::")
    module = _module(name)
    test = getattr(module, function)
    asked = inspect.signature(test).parameters
    return test(**{each: ARGUMENTS[each](module, site, folder) for each in asked})


def test_every_row_has_a_defect_that_one_of_its_tests_finds() -> None:
    assert {each.row for each in DEFECTS} == {row["number"] for row in TABLE}
    assert len({each.what for each in DEFECTS}) == len(DEFECTS)
    held = {row["number"]: row.get("held_by", []) for row in TABLE}
    for each in DEFECTS:
        assert each.caught_by == OWN or each.caught_by in held[each.row], each.what

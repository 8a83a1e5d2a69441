"""What can be tested of fetching without a network; the rest is tested by using what it fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lingopress_i18n.errors import EngineError
from lingopress_translate.engines.apertium.fetch import _advice, _choices, fetch

if TYPE_CHECKING:
    from pathlib import Path


def test_dependencies_are_read_as_choices() -> None:
    listing = """\
cg3
  Depends: libcg3-1
  Depends: <perl:any>
    perl
 |Depends: one
  Depends: other
  Conflicts: <gone>
"""
    assert _choices(listing) == [["libcg3-1"], ["perl"], ["one", "other"]]


def test_a_system_without_package_tools_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match=r"no apt-get.*LINGOPRESS_APERTIUM"):
        fetch(tmp_path / "apertium")


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(EngineError, match="not Apertium's"):
        fetch(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        ("E: No packages found", "apt-get update"),
        ("E: Unable to locate package apertium-eng-spa", "apt-get update"),
        ("E: Failed to fetch http://deb.debian.org/x Could not resolve", "with a network"),
        ("E: something else", "as root: apt-get install"),
    ],
)
def test_what_to_do_is_said(words: str, advice: str) -> None:
    assert advice in _advice(words)

"""The wheel: two packages under names of their own, and every file that they need at run time."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

import lingopress_i18n
from trial import REPOSITORY, REQUIRED

if TYPE_CHECKING:
    from pathlib import Path

ROOTS = {"lingopress_i18n": "i18n", "lingopress_translate": "translate"}
UNREACHABLE = ("Could not find a version", "Temporary failure", "No matching distribution")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build from a copy, since builds leave things behind; skip without a build backend."""
    pytest.importorskip("build", reason="the package build is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "source"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(REPOSITORY / name, copy)
    for root in ROOTS.values():
        skipped = shutil.ignore_patterns("__pycache__", ".*")
        shutil.copytree(REPOSITORY / root, copy / root, ignore=skipped)
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", folder, copy],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=300,
    )
    words = done.stdout + done.stderr
    if done.returncode and any(each in words for each in UNREACHABLE) and "wheel" not in REQUIRED:
        pytest.skip("the build backend cannot be fetched")
    assert done.returncode == 0, words
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def files_of(folder: Path) -> set[str]:
    """List what a package consists of, by path from its root."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder.parent).as_posix()
        for path in found
        if "__pycache__" not in path.parts
    }


def test_the_wheel_owns_two_names_and_no_other(wheel: zipfile.ZipFile) -> None:
    names = {name.partition("/")[0] for name in wheel.namelist()}
    assert {name for name in names if not name.endswith(".dist-info")} == ROOTS.keys()
    assert len(names) == len(ROOTS) + 1


def test_the_wheel_holds_every_file_of_the_packages(wheel: zipfile.ZipFile) -> None:
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == {
        name for package, root in ROOTS.items() for name in files_of(REPOSITORY / root / package)
    }


@pytest.mark.parametrize(
    "name",
    [
        "lingopress_i18n/py.typed",
        "lingopress_i18n/render/theme/style.css",
        "lingopress_i18n/render/theme/templates/base.html",
        *(f"lingopress_i18n/render/theme/locales/{tag}.po" for tag in ("ar", "fr", "zh_Hans")),
        "lingopress_translate/py.typed",
        "lingopress_translate/scaffold/gitattributes",
        "lingopress_translate/scaffold/gitignore",
        "lingopress_translate/scaffold/lingopress.toml",
        "lingopress_translate/scaffold/articles/index.md",
    ],
)
def test_what_is_no_python_is_there_too(wheel: zipfile.ZipFile, name: str) -> None:
    assert wheel.getinfo(name).file_size or name.endswith("py.typed")


def test_the_command_and_the_licence_are_declared(wheel: zipfile.ZipFile) -> None:
    names = {name.rpartition("/")[2]: name for name in wheel.namelist() if ".dist-info/" in name}
    points = wheel.read(names["entry_points.txt"]).decode()
    assert "lingopress = lingopress_translate.cli:main" in points
    assert "LICENSE" in names
    assert f"Version: {lingopress_i18n.__version__}\n" in wheel.read(names["METADATA"]).decode()

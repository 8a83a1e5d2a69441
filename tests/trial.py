"""What all tests share: publications on disk, the real command line, and programs that may lack.

Tests import from here (``from trial import Trial``): pytest and mypy are told of this folder. The
fixtures that make these things are in ``conftest.py``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

REPOSITORY = Path(__file__).parent.parent
SHARED = REPOSITORY.parent / "shared" / "data"
"""Real input and benchmark material; may be absent."""
REQUIRED = frozenset(os.environ.get("LINGOPRESS_REQUIRE", "").replace(",", " ").split())
"""Programs whose absence fails a test instead of skipping it: ``gettext chromium apertium``, the
judges of pages ``vnu axe``, the servers ``nginx apache``, and ``argos`` for that extra."""
JUDGES = Path(os.environ.get("LINGOPRESS_JUDGES", "~/.cache/lingopress-judges")).expanduser()
"""Where ``npm install --prefix`` has put the packages vnu-jar and axe-core: see ``.ci/run``."""

CONFIG = """\
[site]
title = "Trial"
base_url = "https://example.org/"
source_locale = "en"
locales = ["es", "zh-Hans"]
"""


def demand(program: str, *, part_of: str) -> str:
    """Give a program's path; without it, skip the test, or fail where it is required."""
    path = shutil.which(program)
    if path is None:
        _lack(f"{program} is not installed ({part_of})", part_of)
    return path


def demand_modules(*names: str, part_of: str) -> None:
    """Demand Python packages likewise, by the names that they are imported under."""
    missing = [name for name in names if find_spec(name) is None]
    if missing:
        _lack(f"{', '.join(missing)} not installed (extra {part_of})", part_of)


def demand_judge(name: str, *, part_of: str) -> Path:
    """Demand a file of a package from npm likewise: ``axe-core/axe.min.js``."""
    path = JUDGES / "node_modules" / name
    if not path.is_file():
        _lack(f"{path} is not there ({part_of})", part_of)
    return path


def _lack(reason: str, part_of: str) -> NoReturn:
    if part_of in REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)


def shared(name: str) -> Path:
    """Give the path of shared material; without it, skip the test."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"shared material {name} is not on this machine")
    return path


class Gettext(Protocol):
    """Run one of GNU gettext's tools and give its stdout; fail if it complains of anything."""

    def __call__(self, program: str, *args: str | Path) -> str: ...


@dataclass(frozen=True)
class Result:
    """What a run of the command line gave."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Trial:
    """A publication in a temporary folder, driven through the real command line."""

    root: Path

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files, by path from the root."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def run(
        self, *args: str, env: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> Result:
        """Run ``lingopress`` on this publication."""
        own = {**os.environ, **(env or {})}
        if "PYTHONPATH" in own:  # as seen from here, not from ``cwd``
            places = own["PYTHONPATH"].split(os.pathsep)
            own["PYTHONPATH"] = os.pathsep.join(str(Path(each).resolve()) for each in places)
        done = subprocess.run(
            [sys.executable, "-m", "lingopress_translate", "-C", str(self.root), *args],
            capture_output=True,
            check=False,
            cwd=cwd,
            env=own,
            timeout=120,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def snapshot(self) -> dict[str, tuple[int, bytes]]:
        """Map every file to its time of modification and its content."""
        return {
            path.relative_to(self.root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }

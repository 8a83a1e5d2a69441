"""What all tests share: publications on disk, the real command line, and programs that may lack."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REPOSITORY = Path(__file__).parent.parent
SHARED = REPOSITORY.parent / "shared" / "data"
"""Real input and benchmark material; may be absent."""
REQUIRED = frozenset(os.environ.get("LINGOPRESS_REQUIRE", "").replace(",", " ").split())
"""Programs whose absence fails a test instead of skipping it: ``gettext chromium apertium``."""

CONFIG = """\
[site]
title = "Trial"
base_url = "https://example.org/"
source_locale = "en"
locales = ["es", "zh-Hans"]
"""

settings.register_profile(
    "lingopress",
    deadline=None,  # the suite makes no timed assertions
    derandomize=True,  # the same run on every machine
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("lingopress")


def demand(program: str, *, part_of: str) -> str:
    """Give a program's path; without it, skip the test, or fail where it is required."""
    path = shutil.which(program)
    if path is None:
        reason = f"{program} is not installed ({part_of})"
        if part_of in REQUIRED:
            pytest.fail(reason)
        pytest.skip(reason)
    return path


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

    def run(self, *args: str, env: Mapping[str, str] | None = None) -> Result:
        """Run ``lingopress`` on this publication."""
        done = subprocess.run(
            [sys.executable, "-m", "lingopress_translate", "-C", str(self.root), *args],
            capture_output=True,
            check=False,
            env={**os.environ, **(env or {})},
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


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    """Make a publication with a configuration and nothing else."""
    made = Trial(tmp_path / "site")
    made.write({"lingopress.toml": CONFIG})
    return made


@pytest.fixture
def gettext() -> Callable[..., str]:
    """Run GNU gettext's tools: ``gettext("msgfmt", "--check", …)`` gives stdout, or fails."""

    def run(program: str, *args: str | Path) -> str:
        path = demand(program, part_of="gettext")
        done = subprocess.run(
            [path, *map(str, args)], capture_output=True, check=False, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        assert not done.stderr, done.stderr
        return done.stdout

    return run

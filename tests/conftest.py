"""The fixtures and settings of all tests; what they make is in ``trial.py``."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from trial import CONFIG, Gettext, Trial, demand

if TYPE_CHECKING:
    from pathlib import Path

settings.register_profile(
    "lingopress",
    deadline=None,  # the suite makes no timed assertions
    derandomize=True,  # the same run on every machine
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("lingopress")


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    """Make a publication with a configuration and nothing else."""
    made = Trial(tmp_path / "site")
    made.write({"lingopress.toml": CONFIG})
    return made


@pytest.fixture
def gettext() -> Gettext:
    """Run GNU gettext's tools: ``gettext("msgfmt", "--check", …)`` gives stdout, or fails."""

    def run(program: str, *args: str | Path) -> str:
        path = demand(program, part_of="gettext")
        done = subprocess.run(
            [path, *map(str, args)], capture_output=True, check=False, encoding="utf-8", timeout=60
        )
        assert done.returncode == 0, done.stderr
        assert not done.stderr, done.stderr
        return done.stdout

    return run

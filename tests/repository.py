"""Repositories of git for tests, with commits of the days that a test wants."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trial import demand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path


@dataclass(frozen=True)
class Repository:
    """A repository in a temporary folder."""

    root: Path

    @classmethod
    def create(cls, root: Path) -> Repository:
        """Make an empty one; without git, skip the test."""
        demand("git", part_of="git")
        root.mkdir(parents=True, exist_ok=True)
        made = cls(root)
        made.git("init", "--quiet", "--initial-branch=main", ".")
        return made

    def git(self, *args: str, **env: str) -> str:
        """Run git here as nobody in particular, without the settings of this machine."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        own |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **env}
        names = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
        done = subprocess.run(
            ["git", *names, *args],
            cwd=self.root,
            env=own,
            capture_output=True,
            check=True,
            encoding="utf-8",
            timeout=60,
        )
        return done.stdout

    def write(self, files: Mapping[str, str]) -> None:
        """Write files, by path from the root."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def commit(self, files: Mapping[str, str], day: date | str) -> None:
        """Write files and commit everything, at noon of a day or at an exact time."""
        self.write(files)
        time = day if isinstance(day, str) else f"{day.isoformat()}T12:00:00+00:00"
        self.git("add", "--all")
        dates = {"GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time}
        self.git("commit", "--quiet", "--allow-empty", "--message=A commit", **dates)

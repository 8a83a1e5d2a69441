"""Inputs on which an earlier version failed, as data: what fuzzing and real pages brought."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from fuzz.journey import SUFFIXES


@dataclass(frozen=True)
class Case:
    """One journey that failed."""

    about: str
    suffix: str
    source: str
    translation: str = ""
    """A hostile one, for every message."""

    def seed(self, split: str) -> bytes:
        """Write the case as fuzzing reads it."""
        return (
            bytes((SUFFIXES.index(self.suffix),))
            + f"{self.source}{split}{self.translation}".encode()
        )


def cases() -> list[Case]:
    """Read all cases; a malformed one is an error."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    assert data.keys() == {"case"}
    found = [Case(**case) for case in data["case"]]
    assert len({case.about for case in found}) == len(found), "two cases of one name"
    return found

"""Shapes of articles that may grow without end, as data; by them it is seen what time they take."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Shape:
    """An article that grows by pieces."""

    about: str
    each: str
    """Repeated; ``№`` is its number, from 0."""
    before: str = ""
    close: str = ""
    """Repeated after all pieces, likewise."""
    after: str = ""
    suffix: str = ".md"

    def of(self, size: int) -> str:
        """Write the article with ``size`` pieces."""
        pieces = (self._repeated(self.each, size), self._repeated(self.close, size))
        return f"{self.before}{pieces[0]}{pieces[1]}{self.after}"

    def _repeated(self, piece: str, size: int) -> str:
        if "№" not in piece:
            return piece * size
        return "".join(piece.replace("№", str(number)) for number in range(size))


def shapes() -> list[Shape]:
    """Read all shapes; a malformed one is an error."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    assert data.keys() == {"shape"}
    found = [Shape(**shape) for shape in data["shape"]]
    assert len({shape.about for shape in found}) == len(found), "two shapes of one name"
    return found

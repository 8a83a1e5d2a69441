"""A built site with something wrong in it, as an edit of a theme or of our code would make it."""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from built import Built

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Defect:
    """What is wrong: an edit of built files."""

    row: int
    """The check of ``thirty.toml`` that has to find it."""
    what: str
    """In a few words, each defect in others."""
    files: str
    """Which files, from the site's root, with wildcards."""
    caught_by: str
    """Which test of the row turns red, ``module::test``; ``own`` for the function of the row."""
    find: str = ""
    """A regular expression; one of the files has it at least, and in each the first is replaced."""
    put: str = ""
    """What stands instead, with ``\\1`` for groups."""
    every: bool = False
    """Whether all of them are replaced."""
    becomes: str = ""
    """Instead of an edit: the path of another file whose content the files get."""
    copied_to: str = ""
    """Instead of an edit: where a copy of the file is put."""
    site: str = "sample"
    """Which publication: a fixture's name."""
    inspected_as: str = ""
    """The rule of ``lingopress inspect`` that finds it, too; empty where none can."""

    def files_of(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Give the files of a site with the defect. Fails where it changes nothing."""
        paths = fnmatch.filter(files, self.files)
        assert paths, f"{self.what}: no file is called {self.files}"
        changed = {}
        for path in paths:
            if self.copied_to:
                changed[self.copied_to] = files[path]
            elif self.becomes:
                (other,) = fnmatch.filter(files, self.becomes)
                changed[path] = files[other]
            elif (edited := self._edited(files[path])) is not None:
                changed[path] = edited
        assert changed.items() - files.items(), f"{self.what} changes nothing"
        return {**files, **changed}

    def _edited(self, data: bytes) -> bytes | None:
        """Give an edited file; None where it has nothing of the kind."""
        if not self.find:
            return None
        limit = 0 if self.every else 1
        text, count = re.subn(self.find, self.put, data.decode(), count=limit, flags=re.DOTALL)
        return text.encode() if count else None


class Defective(Built):
    """A built site with other files; what its catalogs say is as it was."""

    def __init__(self, site: Built, files: Mapping[str, bytes], folder: Path) -> None:
        """Take over all but the files; ``folder`` gets them when somebody asks for ``public``."""
        self.__dict__.update({k: v for k, v in site.__dict__.items() if k != "public"})
        self.__dict__["messages"] = site.messages  # whose caches are full already
        self.__dict__["_paths"] = site._paths  # noqa: SLF001 - the same class
        self._folder = folder
        known = {page.path: page for page in (*site.by_path.values(), *site.lost, *site.moved)}
        self.read(files, known)

    @cached_property
    def public(self) -> Path:
        """The folder with the files, which are written when they are first asked for."""
        for path, data in self.files.items():
            target = self._folder / "public" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return self._folder / "public"

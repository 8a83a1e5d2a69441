"""The theme's files on the site: their names tell their content, so that browsers may keep them.

``style.css`` is ``assets/style.3f2a9c1b07.css``, and has another name as soon as it says anything
else. A file of ``theme/static`` has its plain name, for style sheets and for the world, and the
other one where a template asks for it: ``asset("logo.svg")``.
"""

from __future__ import annotations

import functools
import hashlib
import posixpath
from typing import TYPE_CHECKING

from lingopress_i18n import facts, files
from lingopress_i18n.errors import ContentError, did_you_mean
from lingopress_i18n.render import folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lingopress_i18n.facts import Facts
    from lingopress_i18n.site import Site

ASSETS = "assets"
"""Folder of the built site that holds the theme's style and files."""
STYLE, SCRIPT = "style.css", "search.js"
"""The theme's own files: the style sheet, and what the search page runs."""
LENGTH = 10
"""Hexadecimal digits of a fingerprint; eight could be a date in a name that somebody gave."""
_NEED = f"{facts.ASSET} - "


class Assets:
    """The files of a publication's theme, each read when it is asked for, once."""

    def __init__(self, site: Site, noting: Facts | None = None) -> None:
        """Take the publication; which static files pages ask for is noted."""
        self._site = site
        self._noting = noting
        self._names: dict[str, str] = {}

    @functools.cached_property
    def _static(self) -> dict[str, Path]:
        return dict(folders.static_files(self._site))

    def path(self, name: str) -> str:
        """Give the path of a file, from the site's root, with the fingerprint of its content.

        Raises ContentError for a file that the theme does not have.
        """
        if name not in self._names:
            self._names[name] = fingerprinted(name, self._read(name))
        if self._noting and name not in {STYLE, SCRIPT}:
            self._noting.note_asset(name)
        return f"{ASSETS}/{self._names[name]}"

    def always(self) -> Iterator[tuple[str, bytes]]:
        """Give what is on the site in any case, by path: style, script, static files as named."""
        for name in (STYLE, SCRIPT) if self._site.search else (STYLE,):
            data = self._read(name)
            yield f"{ASSETS}/{fingerprinted(name, data)}", data
        for name, path in self._static.items():
            yield f"{ASSETS}/{name}", files.read_bytes(path, str(path))

    def asked_for(self, needs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Give the static files that are among what files of the site were made from, by path."""
        names = {each.removeprefix(_NEED) for each in needs if each.startswith(_NEED)}
        for name in sorted(names & self._static.keys()):
            data = self._read(name)
            yield f"{ASSETS}/{fingerprinted(name, data)}", data

    def every(self) -> list[str]:
        """List the paths of all files under their fingerprints, whoever asks for them."""
        own = (STYLE, SCRIPT) if self._site.search else (STYLE,)
        names = [*own, *(name for name in self._static if name not in own)]
        return sorted(f"{ASSETS}/{fingerprinted(name, self._read(name))}" for name in names)

    def _read(self, name: str) -> bytes:
        if name in {STYLE, SCRIPT}:
            return folders.theme_file(self._site, name)
        if name not in self._static:
            hint = did_you_mean(name, [*self._static, STYLE])
            raise ContentError(f"there is no file theme/static/{name}", hint=hint)
        return files.read_bytes(self._static[name], str(self._static[name]))


def fingerprinted(name: str, data: bytes) -> str:
    """Give the name of a file with this content: ``img/logo.svg``, ``img/logo.3f2a9c1b07.svg``."""
    stem, suffix = posixpath.splitext(name)
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:LENGTH]}{suffix}"


def plain(name: str) -> str:
    """Give the name without a fingerprint; one that has none is left as it is."""
    stem, suffix = posixpath.splitext(name)
    rest, dot, digits = stem.rpartition(".")
    is_ours = len(digits) == LENGTH and not set(digits) - set("0123456789abcdef")
    return f"{rest}{suffix}" if dot and is_ours else name

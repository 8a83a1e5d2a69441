"""Where the files of a theme are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lingopress_i18n.files import inside

if TYPE_CHECKING:
    from lingopress_i18n.site import Site

THEME = Path(__file__).parent / "theme"
"""The default theme: templates, style, and its strings, a catalog a language."""


def static_files(site: Site) -> list[tuple[str, Path]]:
    """List the files of a publication's theme that are copied as they are, by name, sorted.

    Raises ConfigError for one that leads outside of the publication.
    """
    folder = site.theme / "static"
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in found:
        name = path.relative_to(site.root).as_posix()
        inside(site.root, name, name)
    return [(path.relative_to(folder).as_posix(), path) for path in found]


def theme_file(site: Site, name: str) -> bytes:
    """Read a file of the theme that goes to the assets: the publication's own, else the default.

    Raises as ``theme_path`` does.
    """
    return theme_path(site, name).read_bytes()


def theme_path(site: Site, name: str) -> Path:
    """Find such a file. Raises ConfigError for one that leads outside of the publication."""
    own = site.theme / name
    if not own.is_file():
        return THEME / name
    place = own.relative_to(site.root).as_posix()
    return inside(site.root, place, place)


def template_folders(site: Site) -> tuple[Path, ...]:
    """List where templates are looked for: the publication's theme, then the default theme."""
    return site.theme / "templates", THEME / "templates"


def has_own_templates(site: Site) -> bool:
    """Tell whether a publication's theme has templates of its own."""
    return any(path.is_file() for path in (site.theme / "templates").rglob("*"))

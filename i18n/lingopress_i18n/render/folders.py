"""Where the files of a theme are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingopress_i18n.site import Site

THEME = Path(__file__).parent / "theme"
"""The default theme: templates, style, and its strings in six languages."""


def template_folders(site: Site) -> tuple[Path, ...]:
    """List where templates are looked for: the publication's theme, then the default theme."""
    return site.theme / "templates", THEME / "templates"

"""Folders of catalogs that nobody reads: their language is none of the publication's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingopress_i18n.site import Site

_OURS = ("site.po", "index.po")
"""One of these is among the catalogs of every publication; other programs have theirs beside."""


def notes(site: Site) -> list[str]:
    """Say of each such folder what to do, sorted by name."""
    known = {each.posix for each in site.all_locales}
    try:
        names = sorted({each.name for each in site.catalogs.iterdir()} - known)
    except OSError:  # there are no catalogs
        return []
    return [
        f"locales/{name}/: no such language in lingopress.toml (add it to locales there)"
        for name in names
        if any((site.catalogs / name / "LC_MESSAGES" / own).is_file() for own in _OURS)
    ]

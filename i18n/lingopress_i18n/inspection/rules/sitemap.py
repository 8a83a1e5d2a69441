"""Sitemaps that do not list what may be kept, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.built import Built

_LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
_FIRST = "sitemap.xml"
_MOST = 50_000
"""How many addresses a sitemap may have (sitemaps.org)."""


def find(built: Built) -> Iterator[tuple[str, Found]]:
    """Compare the sitemaps with the pages."""
    every: set[str] = set()
    for name in sorted(built.files):
        if not name.startswith("sitemap") or not name.endswith(".xml"):
            continue
        try:
            root = ET.fromstring(built.files[name])  # noqa: S314 - a file of ours, local
        except ET.ParseError as error:
            yield name, Found(error.position[0], f"is no XML: {error}")
            continue
        if root.tag.endswith("sitemapindex"):
            continue
        lines = built.files[name].decode("utf-8", "replace").split("\n")
        listed = [each.text or "" for each in root.iter(_LOCATION)]
        if len(listed) > _MOST:
            yield name, Found(1, f"has more than {_MOST} addresses")
        for address in listed:
            line = next((at for at, each in enumerate(lines, 1) if address in each), 1)
            page = built.page_at(address)
            if page is None:
                yield name, Found(line, f"no page answers at {address}")
            elif not page.is_kept:
                yield name, Found(line, f"{page.path} may not be kept")
        every.update(listed)
    if _FIRST not in built.names:
        yield _FIRST, Found(1, "is not there")
        return
    for page in built.kept:
        if built.address(page.path) not in every and not page.path.endswith("404.html"):
            yield page.path, Found(1, "may be kept, but is in no sitemap")


RULE = Rule(
    id="sitemap",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="A sitemap that disagrees with its pages is not believed. publish writes it by the "
    "pages' status: a template that changes robots alone is the likely cause.",
    in_site=find,
)

"""Sitemaps: the addresses that search engines may keep (sitemaps.org, protocol 0.9).

The alternates stand in the pages' heads, and there alone, so that the two cannot disagree.
``lastmod`` is what an article says of itself: no catalog tells a date that would be true of a page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST = 50_000
"""How many addresses the protocol lets a sitemap hold."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemaps(
    base_url: str, addresses: Iterable[tuple[str, str]], most: int = MOST
) -> Iterator[tuple[str, bytes]]:
    """Write ``sitemap.xml``; where it would hold too many, an index of ``sitemap-1.xml`` and so on.

    Gives paths from the site's root, and content. ``addresses`` are absolute, percent-encoded, each
    with the day of the last change, ISO 8601, or nothing.
    """
    every = list(addresses)
    if len(every) <= most:
        yield "sitemap.xml", _list("urlset", "url", every)
        return
    chunks = [every[start : start + most] for start in range(0, len(every), most)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
    index = [(base_url + name, "") for name in names]
    yield "sitemap.xml", _list("sitemapindex", "sitemap", index)
    for name, chunk in zip(names, chunks, strict=True):
        yield name, _list("urlset", "url", chunk)


def _list(root: str, item: str, addresses: Iterable[tuple[str, str]]) -> bytes:
    lines = (
        f"<{item}><loc>{escape(address)}</loc>"
        f"{f'<lastmod>{day}</lastmod>' if day else ''}</{item}>\n"
        for address, day in addresses
    )
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n'
    return f"{head}{''.join(lines)}</{root}>\n".encode()

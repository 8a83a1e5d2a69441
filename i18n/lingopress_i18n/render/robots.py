"""``robots.txt``: where crawlers find the sitemap (RFC 9309; sitemaps.org).

Pages that search engines should not keep say so themselves, and have to be read for that: nothing
is disallowed but the status report, which is for those who make the site.
"""

from __future__ import annotations

from urllib.parse import urlsplit

PATH = "robots.txt"
"""From the site's root."""


def robots(base_url: str, *, status_page: bool) -> str | None:
    """Write the file; None for a site below the root of its host, where nobody would look."""
    if urlsplit(base_url).path != "/":
        return None
    disallowed = "/status/" if status_page else ""
    lines = ("User-agent: *", f"Disallow: {disallowed}".rstrip(), f"Sitemap: {base_url}sitemap.xml")
    return "".join(f"{line}\n" for line in lines)

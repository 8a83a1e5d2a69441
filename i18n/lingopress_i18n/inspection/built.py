"""A built site: its files, and what of each page matters to others."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_i18n.inspection.page import Element, Page
    from lingopress_i18n.site import Site

_NUMBER = re.compile("-[0-9]{3}$")
_REFRESH = re.compile(r"\s*(\d+)\s*;\s*url=(.*)", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """An address that a page names."""

    address: str
    """As it stands there, unescaped."""
    line: int
    """Counted from 1."""
    hreflang: str = ""


@dataclass(frozen=True)
class Statement:
    """What a page says that matters to others: kept when its tree is gone."""

    path: str
    """From the site's root: ``fr/news/index.html``."""
    lang: str
    robots: str
    canonicals: tuple[Said, ...]
    alternates: tuple[Said, ...]
    """With ``hreflang``, of the head."""
    links: tuple[Said, ...]
    """Of the body, and what it loads."""
    ids: frozenset[str]
    headings: tuple[str, ...]
    """The ids of headings in ``<main>``, in their order."""
    data: tuple[tuple[int, str], ...]
    """JSON-LD: line, and text."""
    og_locales: tuple[str, ...]
    refresh: Said | None
    """Where the page leads by itself; ``hreflang`` is the seconds that it waits."""

    @property
    def folder(self) -> str:
        """The first part of its path: a locale's tag, or nothing."""
        return self.path.partition("/")[0] if "/" in self.path else ""

    @property
    def is_kept(self) -> bool:
        """Whether search engines may keep it."""
        return "noindex" not in self.robots and self.refresh is None


def statement(page: Page) -> Statement:
    """Read off a page what matters to others."""
    refresh = None
    for each in page.select('meta[http-equiv="refresh" i]'):
        if found := _REFRESH.fullmatch(each.get("content") or ""):
            refresh = Said(found[2].strip(), each.line, found[1])
    heads = [each for each in page.select("head link[href]") if each.get("hreflang")]
    headings = page.select(", ".join(f"main h{level}[id]" for level in range(1, 7)))
    return Statement(
        path=page.path,
        lang=page.lang,
        robots=page.meta("robots") or "",
        canonicals=tuple(_said(each) for each in page.select('head link[rel="canonical"]')),
        alternates=tuple(_said(each) for each in heads if each.get("rel") == "alternate"),
        links=tuple(
            _said(each, name)
            for name in ("href", "src")
            for each in page.select(f'body [{name}], head link[rel="stylesheet"], head script')
            if each.get(name)
        ),
        ids=frozenset(page.attribute("[id]", "id")),
        headings=tuple(each.get("id") or "" for each in headings),
        data=tuple((each.line, each.text) for each in page.select('[type="application/ld+json"]')),
        og_locales=tuple(page.attribute('meta[property^="og:locale"]', "content")),
        refresh=refresh,
    )


def _said(element: Element, name: str = "href") -> Said:
    return Said(element.get(name) or "", element.line, element.get("hreflang") or "")


@dataclass(frozen=True)
class Built:
    """A built site."""

    site: Site
    files: Mapping[str, bytes]
    """Those that are no pages and are read: by path from the site's root."""
    names: frozenset[str]
    """The paths of all files."""
    pages: Mapping[str, Statement] = field(default_factory=dict)
    """By path, in their order."""

    def address(self, path: str) -> str:
        """Give the address of a file: of a page in a folder, that of the folder."""
        shown = (
            path.removesuffix("index.html") if posixpath.basename(path) == "index.html" else path
        )
        return self.site.base_url + quote(shown)

    def path_of(self, address: str, seen_from: str = "") -> str:
        """Give the path of the file at an address, absolute or seen from a page.

        It is empty for an address outside, and for what is none.
        """
        try:
            here = urljoin(self.address(seen_from), address).partition("#")[0].partition("?")[0]
        except ValueError:
            return ""
        if not here.startswith(self.site.base_url):
            return ""
        path = unquote(here.removeprefix(self.site.base_url))
        return f"{path}index.html" if not path or path.endswith("/") else path

    def is_elsewhere(self, address: str, seen_from: str) -> bool:
        """Tell whether an address of the site's host is another program's, as the site says."""
        path = unquote(urlsplit(urljoin(self.address(seen_from), address)).path)
        return any(
            path == each or (each.endswith("/") and f"{path}/".startswith(each))
            for each in self.site.elsewhere
        )

    def page_at(self, address: str) -> Statement | None:
        """Find the page that answers at an absolute address, spelled just so."""
        page = self.pages.get(self.path_of(address))
        return page if page and self.address(page.path) == address else None

    def language(self, said: Said) -> str:
        """Tell what language an alternate announces: its page's, if search engines call it so.

        These know no region by number: ``es-419`` is ``es`` to them.
        """
        there = self.page_at(said.address)
        return (
            there.lang if there and _NUMBER.sub("", there.lang) == said.hreflang else said.hreflang
        )

    @property
    def kept(self) -> list[Statement]:
        """List the pages of articles that search engines may keep."""
        tags = {locale.tag for locale in self.site.all_locales}
        return [page for page in self.pages.values() if page.folder in tags and page.is_kept]

    def locale_pages(self) -> list[Statement]:
        """List the pages below a locale's folder, those that lead on left out."""
        tags = {locale.tag for locale in self.site.all_locales}
        every = self.pages.values()
        return [page for page in every if page.folder in tags and page.refresh is None]

    def json(self, path: str) -> Any:  # noqa: ANN401 - whatever stands there
        """Parse a file; raises ValueError for one that is no JSON."""
        return json.loads(self.files[path])


def is_spelled(address: str) -> bool:
    """Tell whether the path of an address is escaped as ours are: in capitals, and no more.

    Raises ValueError for what is no address.
    """
    path = urlsplit(address).path
    return quote(unquote(path), safe="/:@!$&'()*+,;=~-._") == path or quote(unquote(path)) == path

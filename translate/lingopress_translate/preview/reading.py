"""Reading a publication again and again: only what was saved since is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n import article as articles
from lingopress_i18n import markup, site
from lingopress_i18n.catalog import mo, store
from lingopress_i18n.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.document import Key
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site


@dataclass(frozen=True)
class Read:
    """A catalog as it was read."""

    stamp: tuple[int, int]
    """The file's size in bytes and time of modification in nanoseconds."""
    catalog: Catalog
    reviewed: Mapping[Key, str]


class Reader:
    """Reads a publication's files, and keeps what has not changed."""

    def __init__(self, root: Path) -> None:
        """Take the publication's root; nothing is read yet."""
        self._root = root
        self._last: Publication | None = None
        self._catalogs: dict[Path, Read] = {}

    def publication(self) -> Publication:
        """Read the configuration and the articles. Raises as ``publication.load`` does."""
        config = site.load(self._root)
        last = self._last if self._last and self._last.site == config else None
        found = articles.discover(config, markup.FORMATS)
        documents = {}
        for article in found:
            is_same = last is not None and last.articles.get(article.name) == article
            if last is not None and is_same and article.table is None:
                documents[article.name] = last.documents[article.name]
            else:
                documents[article.name] = markup.parse(article, config)
        made = Publication(config, {each.name: each for each in found}, documents)
        made.navigation()
        self._last = made
        return made

    def catalogs(self, config: Site, locale: Locale) -> dict[str, Read]:
        """Read every catalog of a locale, by domain.

        Raises ContentError for the first that is broken, or that publish would refuse.
        """
        found = {}
        for domain in store.domains(config, locale):
            path = store.catalog_path(config, locale, domain)
            try:
                status = path.stat()
            except OSError:  # it went just now
                continue
            stamp = (status.st_size, status.st_mtime_ns)
            known = self._catalogs.get(path)
            if known is None or known.stamp != stamp:
                catalog = store.load(config, locale, domain)
                if catalog is None:
                    continue
                known = Read(stamp, catalog, mo.reviewed(catalog))
                self._catalogs[path] = known
            found[domain] = known
        return found

"""Reading a publication again and again: only what was saved since is parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import article as articles
from lingopress_i18n import markup, site
from lingopress_i18n.catalog import mo, store
from lingopress_i18n.publication import Publication

if TYPE_CHECKING:
    from pathlib import Path

    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site


class Reader:
    """Reads a publication's files, and keeps what has not changed."""

    def __init__(self, root: Path) -> None:
        """Take the publication's root; nothing is read yet."""
        self._root = root
        self._last: Publication | None = None
        self._catalogs: dict[Path, tuple[tuple[int, int], Catalog]] = {}

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

    def catalog(self, config: Site, locale: Locale, domain: str) -> Catalog | None:
        """Read a catalog; None where there is no such file. Raises ContentError."""
        path = store.catalog_path(config, locale, domain)
        try:
            status = path.stat()
        except OSError:
            return None
        stamp = (status.st_size, status.st_mtime_ns)
        known = self._catalogs.get(path)
        if known and known[0] == stamp:
            return known[1]
        catalog = store.load(config, locale, domain)
        if catalog is not None:
            mo.reviewed(catalog)  # raises for what publish would refuse
            self._catalogs[path] = (stamp, catalog)
        return catalog

    def catalogs(self, config: Site, locale: Locale) -> dict[str, Catalog]:
        """Read every catalog of a locale, by domain. Raises ContentError for a broken one."""
        found = {
            domain: self.catalog(config, locale, domain) for domain in store.domains(config, locale)
        }
        return {domain: each for domain, each in found.items() if each is not None}

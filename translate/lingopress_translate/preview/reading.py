"""Reading a publication again and again: only what a page needs, and was saved since, is parsed.

Of other articles no more is asked than when they were saved, so that a page of a large publication
is there as soon as one of a small one.
"""

from __future__ import annotations

import operator
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lingopress_i18n import article, articles, gates, markup, site
from lingopress_i18n.catalog import mo, store
from lingopress_i18n.errors import ContentError
from lingopress_i18n.lazily import Read
from lingopress_i18n.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lingopress_i18n.article import Article
    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.document import Document, Key
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site

_V = TypeVar("_V")

Stamp = tuple[int, int, int]
"""A file's size in bytes, time of modification in nanoseconds, and number: a save that leaves all
of them as they were is none."""


@dataclass(frozen=True)
class Known:
    """A catalog as it was read."""

    stamp: Stamp
    catalog: Catalog
    reviewed: Mapping[Key, str]


class Domains(Mapping[str, _V]):
    """What a locale's catalogs hold, by domain, each read when it is first asked for."""

    def __init__(self, names: Callable[[], list[str]], read: Callable[[str], _V | None]) -> None:
        """Take what lists the domains, and what reads one: None where there is none."""
        self._names, self._read = names, read
        self._kept: dict[str, _V | None] = {}

    def __getitem__(self, name: str) -> _V:
        """Give what is in a domain. Raises KeyError for a domain that there is not."""
        if name not in self._kept:
            self._kept[name] = self._read(name)
        found = self._kept[name]
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        """Go through the domains."""
        return iter(self._names())

    def __len__(self) -> int:
        """Count them."""
        return len(self._names())


class Reader:
    """Reads a publication's files, and keeps what has not changed."""

    def __init__(self, root: Path) -> None:
        """Take the publication's root; nothing is read yet."""
        self._root = root
        self._config: Site | None = None
        self._articles: dict[str, tuple[Stamp, Article]] = {}
        self._found: tuple[list[Article], tuple[Article, ...]] = ([], ())
        self._documents: dict[str, tuple[Article, Document]] = {}
        self._catalogs: dict[Path, Known] = {}

    def publication(self) -> Publication:
        """Read the configuration, and every article that was saved since.

        Raises ConfigError or ContentError as ``publication.load`` does, but for the text of
        articles: these are parsed when they are asked for.
        """
        config = site.load(self._root)
        if config != self._config:
            self._config, self._articles, self._documents = config, {}, {}
            self._found = ([], ())
        found = self._every(config)
        by_name = {each.name: each for each in found}
        made = Publication(
            config, by_name, Read(by_name, lambda name: self._document(by_name[name], config))
        )
        made.navigation()
        gates.check_sections(config.gates, by_name, f"{site.CONFIG_NAME}: gates")
        return made

    def catalogs(self, config: Site, locale: Locale, *, is_shown: bool) -> Domains[Known]:
        """Give a locale's catalogs as they are when each is first asked for.

        One that is broken, or that publish would refuse, raises ContentError if it ``is_shown``;
        else it counts as none, since pages of its own locale say what is wrong.
        """

        def read(domain: str) -> Known | None:
            try:
                return self._catalog(config, locale, domain)
            except ContentError:
                if is_shown:
                    raise
                return None

        return Domains(lambda: store.domains(config, locale), read)

    def _every(self, config: Site) -> tuple[Article, ...]:
        """Give all articles; where none was saved, those of the last time."""
        read = [self._article(config, path) for path in articles.paths(config, markup.FORMATS)]
        written, found = self._found
        if not found or len(read) != len(written) or any(map(operator.is_not, read, written)):
            found = articles.complete(config, read)
            self._found = (read, found)
            now = {each.name for each in found}
            self._documents = {x: each for x, each in self._documents.items() if x in now}
        return found

    def _article(self, config: Site, path: str) -> Article:
        stamp = _stamp(path)
        known = self._articles.get(path)
        if known is None or known[0] != stamp:
            known = (stamp, article.read(config, Path(path)))
            self._articles[path] = known
        return known[1]

    def _document(self, article: Article, config: Site) -> Document:
        kept = self._documents.get(article.name)
        if kept is None or kept[0] != article or article.table is not None:
            kept = (article, markup.parse(article, config))  # a table's data are files of their own
            self._documents[article.name] = kept
        return kept[1]

    def _catalog(self, config: Site, locale: Locale, domain: str) -> Known | None:
        path = store.catalog_path(config, locale, domain)
        try:
            stamp = _stamp(path)
        except OSError:  # there is none
            return None
        known = self._catalogs.get(path)
        if known is None or known.stamp != stamp:
            catalog = store.load(config, locale, domain)
            if catalog is None:
                return None
            known = Known(stamp, catalog, mo.reviewed(catalog))
            self._catalogs[path] = known
        return known


def _stamp(path: Path | str) -> Stamp:
    status = os.stat(path)  # noqa: PTH116 - of all articles, a path object each costs more
    return status.st_size, status.st_mtime_ns, status.st_ino

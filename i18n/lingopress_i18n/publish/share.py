"""What one process has made of the articles that it came to, before any page is rendered.

That is their documents, their templates, and their catalogs' translations: most of what there is to
do before pages. Nothing is written before all articles have been read, and found sound. Catalogs
that their templates are not up to are left to the ``pipeline``, which has to look at others for
them.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from pathlib import Path
from typing import TYPE_CHECKING

from lingopress_i18n import files, markup, pipeline
from lingopress_i18n.catalog import mo, store
from lingopress_i18n.catalog import settled as catalogs
from lingopress_i18n.errors import ContentError
from lingopress_i18n.lazily import Read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from lingopress_i18n.article import Article
    from lingopress_i18n.catalog.settled import Settled
    from lingopress_i18n.document import Document
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site

_MOST = 64
"""How many documents are kept that others have parsed, too: pages of one article come together."""


class Share:
    """What a process has made, in its memory."""

    def __init__(self, site: Site, locales: Iterable[Locale]) -> None:
        """Take the locales whose catalogs to read."""
        self._site = site
        self._folders = {each.tag: store.where(site, store.folder(site, each)) for each in locales}
        self.documents: dict[str, Document] = {}
        """By the article's name."""
        self.settled: dict[str, dict[str, Settled]] = {tag: {} for tag in self._folders}
        """Catalogs that are up to their templates, by the locale's tag and domain."""
        self.others: dict[str, Document] = {}
        """Documents, likewise, that others have told."""
        self._templates: dict[str, bytes] = {}
        """By path. Of thousands of files, path objects would take a tenth of the time."""

    def make(self, article: Article) -> None:
        """Parse an article, make its template, and read its catalogs. Raises ContentError."""
        document = self.documents[article.name] = markup.parse(article, self._site)
        if not article.is_translated:
            return
        root, domain = os.fspath(self._site.root), article.name
        data, wanted = pipeline.written(self._site, article, document)
        self._templates[os.fspath(store.template_path(self._site, domain))] = data
        if wanted is None:
            return
        for tag, folder in self._folders.items():
            name = f"{folder}/{domain}.po"
            path = f"{root}{os.sep}{name}"
            with contextlib.suppress(ContentError):  # the pipeline finds it, too, and says so
                found = catalogs.read(files.read_bytes(path, name), wanted)
                if found is not None:
                    mo.check(found.header, name)
                    self.settled[tag][domain] = found

    def unsettled(self) -> dict[str, Document]:
        """Give the documents of articles of which a catalog is left to others, by name."""
        settled = [each.keys() for each in self.settled.values()]
        return {
            name: document
            for name, document in self.documents.items()
            if not all(name in each for each in settled)
        }

    def all_documents(self, articles: Mapping[str, Article]) -> Mapping[str, Document]:
        """Give the documents of all articles; those that others have parsed are parsed once more.

        That is when they are asked for, as few are.
        """

        def read(name: str) -> Document:
            found = self.documents.get(name) or self.others.get(name)
            return found or markup.parse(articles[name], self._site)

        return Read(articles, read, _MOST)

    def write(self, tags: Collection[str]) -> list[Path]:
        """Write the templates, and the compiled catalogs of these locales; tell which changed.

        Raises ConfigError for what cannot be written.
        """
        changed = []
        seen: dict[str, frozenset[str] | None] = {}
        for path, data in itertools.chain(self._compiled(tags), self._templates.items()):
            if files.write_if_changed(path, data, is_new=not files.may_be(path, seen)):
                changed.append(Path(path))
        self._templates = {}
        return changed

    def _compiled(self, tags: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Compile catalogs, one after the other: all at once would take their room once more."""
        for tag in sorted(self._folders.keys() & tags):
            folder = f"{self._site.root}{os.sep}{self._folders[tag]}"
            for domain, found in self.settled[tag].items():
                path = f"{folder}/{domain}.mo"
                files.sweep(path.rpartition("/")[0])  # a killed run may have come as far as here
                yield path, found.compiled(f"{self._folders[tag]}/{domain}.po")

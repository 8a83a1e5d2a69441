"""What is made of one article alone: its document, its template, its compiled catalogs.

That is most of what there is to do before pages are rendered, and so several processes share it.
Nothing is written before all articles have been read, and found sound; then each process writes
what it has made. Catalogs that their templates are not up to are left to the ``pipeline``, which
has to look at others for them.
"""

from __future__ import annotations

import contextlib
import os
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lingopress_i18n import files, markup, pipeline
from lingopress_i18n.catalog import settled as catalogs
from lingopress_i18n.catalog import store
from lingopress_i18n.errors import ContentError
from lingopress_i18n.publish import forks
from lingopress_i18n.publish.forks import Fork
from lingopress_i18n.publish.pieces import Pieces, demand

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publish.forks import Talk
    from lingopress_i18n.publish.pieces import Failure
    from lingopress_i18n.site import Site


@dataclass
class _Share:
    """What a process has made, in its memory."""

    documents: dict[str, Document] = field(default_factory=dict)
    """By the article's name."""
    templates: dict[str, bytes] = field(default_factory=dict)
    """By path. Of thousands of files, path objects would take a tenth of the time."""
    compiled: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """Contents of .mo files by path, by the locale's tag."""
    settled: dict[str, set[str]] = field(default_factory=dict)
    """Domains whose catalogs are up to their templates, and compiled, by the locale's tag."""
    failed: Failure | None = None
    """Which article is broken, after which no more are made."""

    def make(
        self, site: Site, articles: Sequence[Article], pieces: Pieces, locales: Sequence[Locale]
    ) -> None:
        """Make what there is to make of the articles that this process comes to."""
        folders = {each.tag: store.where(site, store.folder(site, each)) for each in locales}
        self.compiled = {tag: {} for tag in folders}
        self.settled = {tag: set() for tag in folders}

        def make(at: int) -> None:
            article = articles[at]
            document = self.documents[article.name] = markup.parse(article, site)
            if article.is_translated:
                self._make(site, article, document, folders)

        self.failed = pieces.do(make)

    def _make(
        self, site: Site, article: Article, document: Document, folders: Mapping[str, str]
    ) -> None:
        """Make an article's template, and compile its catalogs, which are in these folders."""
        root, domain = os.fspath(site.root), article.name
        data, wanted = pipeline.written(site, article, document)
        self.templates[os.fspath(store.template_path(site, domain))] = data
        if wanted is None:
            return
        for tag, folder in folders.items():
            name = f"{folder}/{domain}.po"
            path = f"{root}{os.sep}{name}"
            with contextlib.suppress(ContentError):  # the pipeline finds it, too, and says so
                found = catalogs.read(files.read_bytes(path, name), wanted)
                if found is not None:
                    self.compiled[tag][f"{path.removesuffix('.po')}.mo"] = found.compiled(name)
                    self.settled[tag].add(domain)

    def write(self, tags: Collection[str]) -> list[Path]:
        """Write the templates, and the compiled catalogs of these locales; tell which changed."""
        made = [self.compiled[tag] for tag in sorted(self.compiled.keys() & tags)]
        for folder in {path.rpartition(os.sep)[0] for paths in made for path in paths}:
            files.sweep(folder)  # a killed run may have come as far as here
        return [
            Path(path)
            for paths in (*made, self.templates)
            for path, data in paths.items()
            if files.write_if_changed(path, data)
        ]


class Preparation:
    """The articles of a publication on their way to its pages."""

    def __init__(self, locales: Sequence[Locale], jobs: int | None) -> None:
        """Take the locales whose catalogs to prepare, and how many processes may: see ``build``."""
        self._locales = [locale for locale in locales if not locale.is_pseudo]
        self._jobs = jobs
        self._forks: list[Fork] = []
        self._own = _Share()
        self.settled: Mapping[str, Collection[str]] = {}
        """Domains about whose catalogs there is nothing left to do but ``write``, by the locale's
        tag."""
        self.domains: Collection[str] = ()
        """The domains whose templates ``write`` writes."""

    def parse(self, articles: Sequence[Article], site: Site) -> Mapping[str, Document]:
        """Make everything; give the documents by article.

        Raises ContentError or ConfigError for the first article that is wrong.
        """
        count = forks.count(self._jobs, len(articles), len(self._locales) + 1)
        pieces = Pieces(len(articles))

        def work(talk: Talk) -> None:
            _work(talk, site, articles, pieces, self._locales)

        try:
            for _ in range(1, count):
                self._forks.append(Fork(work))  # one by one: those that have begun are to be ended
            self._own.make(site, articles, pieces, self._locales)
            heard = [fork.hear() for fork in self._forks]
        finally:
            pieces.close()
        shares = [(self._own.documents, self._own.settled, self._own.failed), *heard]
        demand(failed for _, _, failed in shares)
        documents: dict[str, Document] = {}
        settled: defaultdict[str, set[str]] = defaultdict(set)
        for some, domains, _ in shares:
            documents.update(some)
            for tag, names in domains.items():
                settled[tag] |= names
        self.settled = settled
        self.domains = {article.name for article in articles if article.is_translated}
        return {article.name: documents[article.name] for article in articles}

    def write(self, tags: Collection[str]) -> list[Path]:
        """Write the templates, and the compiled catalogs of these locales; tell which changed.

        Raises ConfigError for what cannot be written.
        """
        for fork in self._forks:
            fork.tell(tags)
        return self._own.write(tags) + [path for fork in self._forks for path in fork.hear()]

    def close(self) -> None:
        """End all processes, wherever they are."""
        for fork in self._forks:
            fork.end()
        self._forks, self._own = [], _Share()


def _work(
    talk: Talk,
    site: Site,
    articles: Sequence[Article],
    pieces: Pieces,
    locales: Sequence[Locale],
) -> None:
    """Be a process that has a share of the articles."""
    share = _Share()
    share.make(site, articles, pieces, locales)
    talk.tell((share.documents, share.settled, share.failed))
    talk.tell(share.write(talk.hear()))

"""What searches a locale: its page, its index, and the words of pages that this is made from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from lingopress_i18n.facts import ALL
from lingopress_i18n.render.output import Output
from lingopress_i18n.render.search import searched
from lingopress_i18n.render.search.index import index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status.statuses import Statuses
    from lingopress_i18n.render.interface import Interface
    from lingopress_i18n.render.search.page_words import PageWords
    from lingopress_i18n.render.view import Page
    from lingopress_i18n.render.views import Views

SEARCH_TITLE = "Search"
"""The interface string that is the title of the search page, as its template has it."""

INDEX = "index"
"""The kind of the fact that tells all that the search of a locale is made from."""
_WORDS = "words"
"""The kind of the fact that tells the words of a page, which are kept."""


class Searching:
    """Makes what searches the pages of a publication."""

    def __init__(self, statuses: Statuses, views: Views, interface: Interface) -> None:
        """Take which pages there are, what they show, and what prints them."""
        self._statuses = statuses
        self._facts = statuses.facts
        self._site = statuses.publication.site
        self._views = views
        self._interface = interface
        self._files: dict[str, list[tuple[str, str, bytes]]] = {}
        self.indexes: dict[str, list[str]] = {}
        """The names of the files of indexes that are known, by the locale's tag."""

    def outputs(self, locale: Locale) -> Iterator[Output]:
        """Render what searches a locale, if it has that: the page, and the files of the index.

        All of it is made again when anything that it finds has changed, and then alone.
        """
        if not searched.is_there(self._statuses, locale):
            return
        with self._facts.making() as noted:
            self.digest(locale)
            found = self._views.apart.searched(locale)
            files_ = self._index(locale)
            title = self._interface.strings(locale).gettext(SEARCH_TITLE)
            entries = (teaser for _, teaser in found)
            names = [(word, name) for word, name, _ in files_]
            page = self._interface.templates(locale).page(
                self._views.apart.search(locale, title, entries, names)
            )
        folder, needs = f"{locale.tag}/{searched.SEARCH}", frozenset(noted)
        for _, name, data in files_:
            yield Output(folder + name, data, tag=locale.tag, needs=needs)
        yield Output(f"{folder}index.html", page, tag=locale.tag, needs=needs)

    def _index(self, locale: Locale) -> list[tuple[str, str, bytes]]:
        """Give the files of a locale's index, made once."""
        if locale.tag not in self._files:
            found = self._views.apart.searched(locale)
            words = (self._words(article, locale) for article, _ in found)
            self._files[locale.tag] = index(words)
            self.indexes[locale.tag] = [name for _, name, _ in self._files[locale.tag]]
        return self._files[locale.tag]

    def view(self, article: Article, locale: Locale) -> Page:
        """Build a page's view; where pages are searched, keep the words that it prints."""
        view = self._views.page(article, locale)
        if self._site.search and self._statuses.is_announced(article, locale):
            from lingopress_i18n.render.search import kept, page_words  # noqa: PLC0415 - few search

            key = f"{_WORDS} {locale.tag} {article.name}"
            folder = self._site.state / searched.SEARCH
            name = f"{locale.tag}/{article.name}"
            self._facts.values[key] = kept.keep(folder, name, page_words.page_words(view))
        return view

    def sweep(self) -> None:
        """Forget the words of pages that are searched no more. Asks for statuses of all pages."""
        folder = self._site.state / searched.SEARCH
        if folder.is_dir():
            from lingopress_i18n.render.search import kept  # noqa: PLC0415 - likewise

            wanted = {
                f"{locale.tag}/{article.name}"
                for locale in self._site.all_locales
                for article in searched.articles(self._statuses, locale)
                if self._site.search
            }
            kept.sweep(folder, wanted)

    def _words(self, article: Article, locale: Locale) -> PageWords:
        """Give the words of a page; it is rendered only if none are kept."""
        from lingopress_i18n.render.search import kept, page_words  # noqa: PLC0415 - likewise

        site = self._site
        folder, name = site.state / searched.SEARCH, f"{locale.tag}/{article.name}"
        known = self._facts.values.get(f"{_WORDS} {locale.tag} {article.name}", "")
        found = kept.kept(folder, name, known) if known else None
        if found is None:
            with self._facts.unnoted():
                found = page_words.page_words(self.view(article, locale))
        return found

    def digest(self, locale: Locale) -> str:
        """Tell, in a digest, all that the search of a locale is made from."""

        def find() -> str:
            digest = hashlib.sha256()
            for article, teaser in self._views.apart.searched(locale):
                key = f"{_WORDS} {locale.tag} {article.name}"
                if key not in self._facts.values:
                    self._words(article, locale)
                digest.update(repr((teaser, self._facts.values[key])).encode())
            return digest.hexdigest()[:16]

        return str(self._facts.fact(INDEX, locale.tag, ALL, find))

    def index_paths(self, locale: Locale) -> list[str]:
        """List the paths of the files of a locale's index, if it has one."""
        if not searched.is_there(self._statuses, locale):
            return []
        self.digest(locale)
        if locale.tag not in self.indexes:
            self._index(locale)
        return [f"{locale.tag}/{searched.SEARCH}{name}" for name in self.indexes[locale.tag]]

"""Rendering from a publication's files: one page, or every file of the built site."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from lingopress_i18n import addresses, files, schedule
from lingopress_i18n.catalog import store
from lingopress_i18n.errors import ConfigError, ContentError, LingopressError
from lingopress_i18n.facts import ALL, MEDIUM, Facts, Noted
from lingopress_i18n.page_status.statuses import Statuses
from lingopress_i18n.render import links, searching, translations
from lingopress_i18n.render.interface import Interface
from lingopress_i18n.render.output import Output
from lingopress_i18n.render.search import searched
from lingopress_i18n.render.searching import Searching
from lingopress_i18n.render.shared import Shared
from lingopress_i18n.render.views import Views

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from lingopress_i18n.article import Article
    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.catalog.settled import Settled
    from lingopress_i18n.document import Key
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status import Obstacle
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.schedule import Day


class Renderer:
    """Prints pages of a publication from its articles and its catalogs, as its gates say."""

    def __init__(
        self,
        publication: Publication,
        errors: Mapping[tuple[str, str], Obstacle] = MappingProxyType({}),
        compiled: Mapping[str, Mapping[str, Settled]] | None = None,
        facts: Facts | None = None,
        day: Day | None = schedule.unknown,
    ) -> None:
        """Read every catalog but the theme's, which pages need and fragments do not.

        A locale with a broken one is set aside: see ``problems``. ``errors`` is what the checks
        found, where gates ask for them (``gating.errors``). ``compiled`` has the tags of locales
        whose catalogs have just been compiled, and are read when a page needs them, but for those
        that it gives by domain; then the others are taken to have none. ``facts`` are known, and
        noted, there; ``day`` is that of ``Statuses``.
        """
        self.facts = facts or Facts()
        self._publication = publication = replace(
            publication, documents=Noted("document", "-", publication.documents, self.facts)
        )
        self.problems: dict[str, ContentError] = {}
        """Why a locale cannot be rendered, by tag."""
        reviewed: dict[str, Mapping[str, Mapping[Key, str]]] = {}
        catalogs: dict[str, Mapping[str, Catalog]] = {}
        for locale in publication.site.locales:
            if locale.is_pseudo:
                reviewed[locale.tag] = translations.pseudo_translations(publication, locale.tag)
            elif compiled is None:
                try:
                    catalogs[locale.tag] = store.load_all(publication.site, locale)
                    reviewed[locale.tag] = translations.reviewed(catalogs[locale.tag])
                except ContentError as problem:
                    self.problems[locale.tag] = problem
            elif locale.tag in compiled:
                catalogs[locale.tag] = translations.catalogs(publication.site, locale)
                known = compiled[locale.tag]
                reviewed[locale.tag] = translations.compiled(publication.site, locale, known)
        self.statuses = Statuses(
            publication,
            {tag: Noted("catalog", tag, each, self.facts) for tag, each in reviewed.items()},
            {tag: Noted("catalog", tag, each, self.facts) for tag, each in catalogs.items()},
            errors,
            self.facts,
            day,
            translations.complete(compiled or {}),
        )
        """The one status of every page."""
        self._addresses = addresses.load(publication)
        is_publish = compiled is not None
        self._interface = Interface(publication.site, self.facts, is_kept=is_publish)
        self._views = Views(
            self.statuses, self._addresses, self._interface.assets, self._interface.draft_label
        )
        self.searching = Searching(self.statuses, self._views, self._interface)
        """What searches the pages of each locale."""
        self.shared = Shared(
            self.statuses, self._addresses, self._views, self._interface, self.searching
        )
        """The files that belong to no article."""
        self._about_all: Mapping[str, Callable[[Locale], object]] = {
            "feed": self._views.feeds.has_feed,
            searched.IS_THERE: partial(searched.is_there, self.statuses),
            searching.INDEX: self.searching.digest,
        }
        """How each kind of fact about all articles of a locale is found."""

    def fragment(self, article: Article, locale: Locale) -> str:
        """Render the body of a page alone. Raises as ``page`` does."""
        self._refuse(article, locale)
        return str(self._views.body(article, locale, anchors=False))

    def page(self, article: Article, locale: Locale) -> bytes:
        """Render a whole page, UTF-8.

        Raises ContentError for a locale set aside, ConfigError for one that the article has no
        page in.
        """
        self._refuse(article, locale)
        return self._interface.templates(locale).page(self.searching.view(article, locale))

    def outputs(self, article: Article, locales: Iterable[Locale]) -> Iterator[Output]:
        """Render an article's pages in these locales, and what leads there from old addresses.

        A page that its gate holds is left out.
        """
        for locale in locales:
            if not self.statuses.is_there(article, locale):
                continue
            self.statuses.is_announced(article, locale)  # the sitemap asks when all are forgotten
            self.statuses.changed(article, locale)  # and this
            with self.facts.making(article.name, locale.tag) as noted:
                data = self.page(article, locale)
            path = self._addresses.file(locale, article)
            yield Output(path, data, article.name, locale.tag, frozenset(noted))
            if self._addresses.earlier(locale, article):
                yield from self._moved(article, locale)

    def _moved(self, article: Article, locale: Locale) -> Iterator[Output]:
        """Render what leads to an article's page from its earlier addresses."""
        templates = self._interface.templates(locale)
        with self.facts.making(article.name, locale.tag) as noted:
            moved = [
                (f"{old}index.html", templates.moved(view))
                for old, view in self._views.apart.moved(article, locale)
            ]
        for path, data in moved:
            yield Output(path, data, article.name, locale.tag, frozenset(noted))

    def find_facts(self, articles: Iterable[Article], locales: Collection[Locale]) -> None:
        """Find what pages of others, in these locales, may tell of articles.

        What goes wrong with one of them is left to its own page to say.
        """
        listed = self._views.listed()
        for article in articles:
            for locale in self._publication.locales(article):
                with contextlib.suppress(LingopressError):
                    self.statuses.is_there(article, locale)
                    self.statuses.is_announced(article, locale)
                    if article.name in listed and locale in locales:
                        self._views.find_teaser(article, locale)

    def media(self, needs: Iterable[str], there: Collection[str] = ()) -> Iterator[Output]:
        """Copy the media, and files of the theme, that other files of the site were made from.

        But for those whose paths are ``there``: they are as they were.
        """
        for path, name in media_of(needs).items():
            if path not in there:
                data = files.read_bytes(self._publication.site.articles / name, f"articles/{name}")
                yield Output(path, data)
        for path, data in self._interface.assets.asked_for(needs):
            if path not in there:
                yield Output(path, data)

    def asset_paths(self, needs: Iterable[str]) -> set[str]:
        """Name the files of the theme that ``media`` copies for these needs, by path."""
        return {path for path, _ in self._interface.assets.asked_for(needs)}

    def renew(self, key: str) -> None:
        """Find a fact again, by its key, if it is one that pages tell."""
        kind, tag, name = key.split(" ", 2)
        tags = {each.tag: each for each in self._publication.site.all_locales}
        if name == ALL:
            self._about_all[kind](tags[tag])
        elif kind in self._views.facts:
            self._views.facts[kind](self._publication.articles[name], tags[tag])

    def _refuse(self, article: Article, locale: Locale) -> None:
        problem = self.problems.get(locale.tag)
        if problem is not None:
            raise problem
        if locale not in self._publication.locales(article):
            source = self._publication.site.source.tag
            raise ConfigError(
                f"there is no page in {locale.tag!r}", article.where, f"translate: {source} alone"
            )


def media_of(needs: Iterable[str]) -> dict[str, str]:
    """Name the media among what files of the site were made from, by path from the site's root."""
    start = f"{MEDIUM} - "
    names = {each.removeprefix(start) for each in needs if each.startswith(start)}
    return {f"{links.MEDIA}/{name}": name for name in sorted(names)}

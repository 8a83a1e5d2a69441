"""Rendering from a publication's files: one page, or every file of the built site."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from lingopress_i18n import addresses, files, pseudo, schedule
from lingopress_i18n.catalog import mo, po, store
from lingopress_i18n.errors import ConfigError, ContentError
from lingopress_i18n.facts import ALL, MEDIUM, Facts, Noted
from lingopress_i18n.lazily import Read
from lingopress_i18n.page_status import Statuses
from lingopress_i18n.publication import SITE_DOMAIN, THEME_DOMAIN
from lingopress_i18n.render import feeds, links, robots, servers, strings
from lingopress_i18n.render.search import searched
from lingopress_i18n.render.search.index import index
from lingopress_i18n.render.search.kept import keep, kept
from lingopress_i18n.render.search.page_words import page_words
from lingopress_i18n.render.templates import Templates
from lingopress_i18n.render.views import Views

if TYPE_CHECKING:
    import gettext
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from lingopress_i18n.article import Article
    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.document import Key, Message
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status import Obstacle
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.render.search.page_words import PageWords
    from lingopress_i18n.render.view import Page
    from lingopress_i18n.schedule import Day
    from lingopress_i18n.site import Site

DRAFT_LABEL = "[not reviewed]"
"""The interface string before every run of drafts, as the template of the notice has it."""


SEARCH_TITLE = "Search"
"""The interface string that is the title of the search page, as its template has it."""

LOST = "404.html"
"""Name of the page for addresses where there is none: a locale's own, the source's at the root."""


_WORDS, _INDEX = "words", "index"
"""Kinds of facts: the words of a page, kept; all that the search of a locale is made from."""

_MOST = 64
"""How many catalogs of a locale are kept in memory: pages of one article come together."""


@dataclass(frozen=True)
class Output:
    """A file of the built site."""

    path: str
    """From the site's root."""
    data: bytes
    owner: str = ""
    """Name of the article whose page it is; empty if it is nobody's."""
    tag: str = ""
    """That of its locale; empty if it is no locale's alone."""
    needs: frozenset[str] = frozenset()
    """Keys of the facts about other articles that it was made from: see ``Facts``."""


class Renderer:
    """Prints pages of a publication from its articles and its catalogs, as its gates say."""

    def __init__(
        self,
        publication: Publication,
        errors: Mapping[tuple[str, str], Obstacle] = MappingProxyType({}),
        compiled: Collection[str] | None = None,
        facts: Facts | None = None,
        day: Day | None = schedule.unknown,
    ) -> None:
        """Read every catalog but the theme's, which pages need and fragments do not.

        A locale with a broken one is set aside: see ``problems``. ``errors`` is what the checks
        found, where gates ask for them (``gating.errors``). ``compiled`` are the tags of locales
        whose catalogs have just been compiled, and are read when a page needs them; then the others
        are taken to have none. ``facts`` are known, and noted, there; ``day`` is that of
        ``Statuses``.
        """
        self.facts = facts or Facts()
        self._publication = publication = replace(
            publication, documents=Noted("document", "-", publication.documents, self.facts)
        )
        self._templates: dict[str, Templates] = {}
        self._strings: dict[str, gettext.NullTranslations] = {}
        self._indexes: dict[str, list[tuple[str, str, bytes]]] = {}
        self.problems: dict[str, ContentError] = {}
        """Why a locale cannot be rendered, by tag."""
        reviewed: dict[str, Mapping[str, Mapping[Key, str]]] = {}
        catalogs: dict[str, Mapping[str, Catalog]] = {}
        for locale in publication.site.locales:
            if locale.is_pseudo:
                reviewed[locale.tag] = pseudo_translations(publication, locale.tag)
            elif compiled is None:
                try:
                    catalogs[locale.tag] = store.load_all(publication.site, locale)
                    reviewed[locale.tag] = _reviewed(catalogs[locale.tag])
                except ContentError as problem:
                    self.problems[locale.tag] = problem
            elif locale.tag in compiled:
                catalogs[locale.tag] = _catalogs(publication.site, locale)
                reviewed[locale.tag] = _compiled(publication.site, locale)
        self.statuses = Statuses(
            publication,
            {tag: Noted("catalog", tag, each, self.facts) for tag, each in reviewed.items()},
            {tag: Noted("catalog", tag, each, self.facts) for tag, each in catalogs.items()},
            errors,
            self.facts,
            day,
        )
        """The one status of every page."""
        self._addresses = addresses.load(publication)
        self._views = Views(self.statuses, self._addresses, self._draft_label)
        self._about_all: Mapping[str, Callable[[Locale], object]] = {
            "feed": self._views.feeds.has_feed,
            searched.IS_THERE: partial(searched.is_there, self.statuses),
            _INDEX: self._index_digest,
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
        return self._templates_in(locale).page(self._view(article, locale))

    def outputs(self, article: Article, locales: Iterable[Locale]) -> Iterator[Output]:
        """Render an article's pages in these locales, and what leads there from old addresses.

        A page that its gate holds is left out.
        """
        for locale in locales:
            if not self.statuses.is_there(article, locale):
                continue
            with self.facts.making(article.name) as noted:
                data = self.page(article, locale)
            path = self._addresses.file(locale, article)
            yield Output(path, data, article.name, locale.tag, frozenset(noted))
            templates = self._templates_in(locale)
            with self.facts.making(article.name) as noted:
                moved = [
                    (f"{old}index.html", templates.moved(view))
                    for old, view in self._views.moved(article, locale)
                ]
            for path, data in moved:
                yield Output(path, data, article.name, locale.tag, frozenset(noted))

    def search(self, locale: Locale) -> Iterator[Output]:
        """Render what searches a locale, if it has that: the page, and the files of the index.

        All of it is made again when anything that it finds has changed, and then alone.
        """
        if not searched.is_there(self.statuses, locale):
            return
        with self.facts.making() as noted:
            self._index_digest(locale)
            found = self._views.searched(locale)
            files_ = self._index(locale)
            title = self._strings_in(locale).gettext(SEARCH_TITLE)
            entries = (teaser for _, teaser in found)
            names = [(word, name) for word, name, _ in files_]
            page = self._templates_in(locale).page(
                self._views.search(locale, title, entries, names)
            )
        folder, needs = f"{locale.tag}/{searched.SEARCH}", frozenset(noted)
        for _, name, data in files_:
            yield Output(folder + name, data, tag=locale.tag, needs=needs)
        yield Output(f"{folder}index.html", page, tag=locale.tag, needs=needs)

    def _index(self, locale: Locale) -> list[tuple[str, str, bytes]]:
        """Give the files of a locale's index, made once."""
        if locale.tag not in self._indexes:
            found = self._views.searched(locale)
            words = (self._words(article, locale) for article, _ in found)
            self._indexes[locale.tag] = index(words)
        return self._indexes[locale.tag]

    def shared(
        self, locales: Iterable[Locale], stale: frozenset[str] | None = None
    ) -> Iterator[Output]:
        """Render what belongs to no article: 404 pages and feeds of these locales, then the rest.

        That is the chooser, sitemaps, settings of servers, style, and the theme's own files.
        ``stale`` are the only paths to make again, where it is known that the others are as they
        were; then the theme's files are.
        """
        claimed: set[str] = set()
        for names, make in self._parts(locales):
            claimed.update(names)
            if stale is not None and stale.isdisjoint(names):
                continue
            yield from self._noted(make)
        if stale is None or not claimed.issuperset(stale):
            yield from self._noted(self._for_servers)
        if stale is None:
            yield from (Output(path, data) for path, data in self._views.assets.always())

    def _parts(
        self, locales: Iterable[Locale]
    ) -> Iterator[tuple[tuple[str, ...], Callable[[], Iterable[tuple[str, bytes]]]]]:
        """Go through what is made together: paths, at least the first ones, and what makes them."""
        views = self._views
        for locale in locales:
            yield (lost_path(locale),), partial(self._own_lost, locale)
            yield self.feed_paths(locale), partial(self._feeds, locale)
        source = self._publication.site.source
        templates = self._templates_in(source)
        yield ("index.html",), lambda: [("index.html", templates.chooser(views.chooser()))]
        yield (LOST,), partial(self._lost, LOST, source)
        yield ("sitemap.xml",), views.sitemaps
        yield (robots.PATH,), self._robots

    @staticmethod
    def feed_paths(locale: Locale) -> tuple[str, str]:
        """Give the paths of a locale's feeds, should it have any."""
        return f"{locale.tag}/{feeds.ATOM}", f"{locale.tag}/{feeds.JSON}"

    def has_feed(self, locale: Locale) -> bool:
        """Tell whether a locale has feeds."""
        return self._views.feeds.has_feed(locale)

    def _noted(self, make: Callable[[], Iterable[tuple[str, bytes]]]) -> Iterator[Output]:
        with self.facts.making() as noted:
            found = list(make())
        needs = frozenset(noted)
        return (Output(path, data, needs=needs) for path, data in found)

    def _robots(self) -> Iterator[tuple[str, bytes]]:
        site = self._publication.site
        crawlers = robots.robots(site.base_url, status_page=site.status_page)
        if crawlers:
            yield robots.PATH, crawlers.encode()

    def has_page(self, locale: Locale) -> bool:
        """Tell whether a locale has any page: its gates may hold all of them."""
        articles = self._publication.articles.values()
        return any(self.statuses.is_there(each, locale) for each in articles)

    def _own_lost(self, locale: Locale) -> Iterable[tuple[str, bytes]]:
        return self._lost(lost_path(locale), locale) if self.has_page(locale) else ()

    def _lost(self, path: str, locale: Locale) -> Iterator[tuple[str, bytes]]:
        yield path, self._templates_in(locale).lost(self._views.lost(locale))

    def _feeds(self, locale: Locale) -> Iterator[tuple[str, bytes]]:
        feed = self._views.feeds.feed(locale)
        if feed is not None:
            atom, json_feed = self.feed_paths(locale)
            yield atom, feeds.atom(feed)
            yield json_feed, feeds.json_feed(feed)

    def media(self, needs: Iterable[str], there: Collection[str] = ()) -> Iterator[Output]:
        """Copy the media, and files of the theme, that other files of the site were made from.

        But for those whose paths are ``there``: they are as they were.
        """
        for path, name in media_of(needs).items():
            if path not in there:
                data = files.read_bytes(self._publication.site.articles / name, f"articles/{name}")
                yield Output(path, data)
        for path, data in self._views.assets.asked_for(needs):
            if path not in there:
                yield Output(path, data)

    def asset_paths(self, needs: Iterable[str]) -> set[str]:
        """Name the files of the theme that ``media`` copies for these needs, by path."""
        return {path for path, _ in self._views.assets.asked_for(needs)}

    def renew(self, key: str) -> None:
        """Find a fact again, by its key, if it is one that pages tell."""
        kind, tag, name = key.split(" ", 2)
        tags = {each.tag: each for each in self._publication.site.all_locales}
        if name == ALL:
            self._about_all[kind](tags[tag])
        elif kind in self._views.facts:
            self._views.facts[kind](self._publication.articles[name], tags[tag])

    def _view(self, article: Article, locale: Locale) -> Page:
        """Build a page's view; where pages are searched, keep the words that it prints."""
        view = self._views.page(article, locale)
        if self._publication.site.search and self.statuses.is_announced(article, locale):
            key = f"{_WORDS} {locale.tag} {article.name}"
            folder = self._publication.site.state / searched.SEARCH
            name = f"{locale.tag}/{article.name}"
            self.facts.values[key] = keep(folder, name, page_words(view))
        return view

    def _words(self, article: Article, locale: Locale) -> PageWords:
        """Give the words of a page; it is rendered only if none are kept."""
        site = self._publication.site
        folder, name = site.state / searched.SEARCH, f"{locale.tag}/{article.name}"
        known = self.facts.values.get(f"{_WORDS} {locale.tag} {article.name}", "")
        found = kept(folder, name, known) if known else None
        if found is None:
            with self.facts.unnoted():
                found = page_words(self._view(article, locale))
        return found

    def _index_digest(self, locale: Locale) -> str:
        """Tell, in a digest, all that the search of a locale is made from."""

        def find() -> str:
            digest = hashlib.sha256()
            for article, teaser in self._views.searched(locale):
                key = f"{_WORDS} {locale.tag} {article.name}"
                if key not in self.facts.values:
                    self._words(article, locale)
                digest.update(repr((teaser, self.facts.values[key])).encode())
            return digest.hexdigest()[:16]

        return str(self.facts.fact(_INDEX, locale.tag, ALL, find))

    def _for_servers(self) -> Iterator[tuple[str, bytes]]:
        """Write the settings of the web servers that the configuration names."""
        site = self._publication.site
        if not site.servers:
            return
        moved = {
            quote(old): urlsplit(view.canonical).path
            for article in self._publication.articles.values()
            if any(self._addresses.earlier(each, article) for each in site.all_locales)
            for locale in self.statuses.locales(article)
            for old, view in self._views.moved(article, locale)
        }
        root = urlsplit(site.base_url).path
        home = self._publication.articles["index"]
        spoken = [each for each in self.statuses.locales(home) if not each.is_pseudo]
        lasting = self._lasting() if "netlify" in site.servers else []  # others know them by sight
        built = servers.Built(root, spoken, moved, lasting)
        for name in site.servers:
            for path, text in servers.WRITERS[name](built).items():
                yield path, text.encode()

    def _lasting(self) -> list[str]:
        """List the paths of files whose content never changes, as their names tell it."""
        found = self._views.assets.every()
        for locale in self._publication.site.all_locales:
            if searched.is_there(self.statuses, locale):
                self._index_digest(locale)
                folder = f"{locale.tag}/{searched.SEARCH}"
                found += [folder + name for _, name, _ in self._index(locale)]
        return found

    def _refuse(self, article: Article, locale: Locale) -> None:
        problem = self.problems.get(locale.tag)
        if problem is not None:
            raise problem
        if locale not in self._publication.locales(article):
            source = self._publication.site.source.tag
            raise ConfigError(
                f"there is no page in {locale.tag!r}", article.where, f"translate: {source} alone"
            )

    def _templates_in(self, locale: Locale) -> Templates:
        if locale.tag not in self._templates:
            found = self._strings_in(locale)
            assets = self._views.assets
            self._templates[locale.tag] = Templates(self._publication.site, found, assets)
        return self._templates[locale.tag]

    def _strings_in(self, locale: Locale) -> gettext.NullTranslations:
        if locale.tag not in self._strings:
            site = self._publication.site
            if locale.is_pseudo:
                found: gettext.NullTranslations = strings.PseudoStrings(locale.tag)
            else:
                found = strings.translations(locale, store.load(site, locale, THEME_DOMAIN))
            self._strings[locale.tag] = found
        return self._strings[locale.tag]

    def _draft_label(self, locale: Locale) -> str:
        return self._strings_in(locale).gettext(DRAFT_LABEL)


def lost_path(locale: Locale) -> str:
    """Give the path of a locale's page for addresses where there is none."""
    return f"{locale.tag}/{LOST}"


def media_of(needs: Iterable[str]) -> dict[str, str]:
    """Name the media among what files of the site were made from, by path from the site's root."""
    start = f"{MEDIUM} - "
    names = {each.removeprefix(start) for each in needs if each.startswith(start)}
    return {f"{links.MEDIA}/{name}": name for name in sorted(names)}


def _reviewed(catalogs: Mapping[str, Catalog]) -> Mapping[str, Mapping[Key, str]]:
    """Give what is reviewed. Raises ContentError for what ``msgfmt --check`` refuses."""
    return {
        domain: mo.reviewed(catalog)
        for domain, catalog in catalogs.items()
        if domain != THEME_DOMAIN
    }


def _catalogs(site: Site, locale: Locale) -> Mapping[str, Catalog]:
    """Read a locale's catalogs, each when it is asked for."""

    def read(domain: str) -> Catalog:
        path = store.catalog_path(site, locale, domain)
        name = store.where(site, path)
        return po.parse(files.read_bytes(path, name), name)

    return Read(frozenset(store.text_domains(site, locale)), read, _MOST)


def _compiled(site: Site, locale: Locale) -> Mapping[str, Mapping[Key, str]]:
    """Read the same from compiled catalogs, each when it is asked for."""

    def read(domain: str) -> Mapping[Key, str]:
        path = store.catalog_path(site, locale, domain, ".mo")
        return mo.read_mo(files.read_bytes(path, store.where(site, path)))

    return Read(frozenset(store.text_domains(site, locale)), read, _MOST)


def pseudo_translations(publication: Publication, tag: str) -> Mapping[str, Mapping[Key, str]]:
    """Pseudo-translate every message, by domain."""

    def read(domain: str) -> Mapping[Key, str]:
        if domain == SITE_DOMAIN:
            messages: Iterable[Message] = publication.site_messages()
        else:
            messages = publication.documents[domain].messages()
        return {each.key: pseudo.pseudo(each.text, tag) for each in messages}

    return Read({*publication.documents, SITE_DOMAIN}, read)

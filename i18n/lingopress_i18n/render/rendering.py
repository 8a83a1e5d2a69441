"""Rendering from a publication's files: one page, or every file of the built site."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from lingopress_i18n import files, pseudo
from lingopress_i18n.catalog import mo, po, store
from lingopress_i18n.errors import ConfigError, ContentError
from lingopress_i18n.facts import ALL, MEDIUM, Facts, Noted
from lingopress_i18n.lazily import Read
from lingopress_i18n.page_status import Statuses
from lingopress_i18n.publication import SITE_DOMAIN, THEME_DOMAIN
from lingopress_i18n.render import feeds, folders, links, servers, strings
from lingopress_i18n.render.templates import Templates
from lingopress_i18n.render.views import Views

if TYPE_CHECKING:
    import gettext
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from lingopress_i18n.article import Article
    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.document import Key, Message
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status import Obstacle
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.site import Site

DRAFT_LABEL = "[not reviewed]"
"""The interface string before every run of drafts, as the template of the notice has it."""


LOST = "404.html"
"""Name of the page for addresses where there is none: a locale's own, the source's at the root."""


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
    """That of the page's locale, likewise."""
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
    ) -> None:
        """Read every catalog but the theme's, which pages need and fragments do not.

        A locale with a broken one is set aside: see ``problems``. ``errors`` is what the checks
        found, where gates ask for them (``gating.errors``). ``compiled`` are the tags of locales
        whose catalogs have just been compiled, and are read when a page needs them; then the others
        are taken to have none. ``facts`` are known, and noted, there.
        """
        self.facts = facts or Facts()
        self._publication = publication = replace(
            publication, documents=Noted("document", "-", publication.documents, self.facts)
        )
        self._templates: dict[str, Templates] = {}
        self._strings: dict[str, gettext.NullTranslations] = {}
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
        )
        """The one status of every page."""
        self._views = Views(self.statuses, self._draft_label)

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
        return self._templates_in(locale).page(self._views.page(article, locale))

    def outputs(self, article: Article, locales: Iterable[Locale]) -> Iterator[Output]:
        """Render an article's pages in these locales, and what leads there from old addresses.

        A page that its gate holds is left out.
        """
        for locale in locales:
            if not self.statuses.is_there(article, locale):
                continue
            with self.facts.making(article.name) as noted:
                data = self.page(article, locale)
            path = f"{locale.tag}/{article.slug}index.html"
            yield Output(path, data, article.name, locale.tag, frozenset(noted))
            templates = self._templates_in(locale)
            with self.facts.making(article.name) as noted:
                moved = [
                    (f"{old}index.html", templates.moved(view))
                    for old, view in self._views.moved(article, locale)
                ]
            for path, data in moved:
                yield Output(path, data, article.name, locale.tag, frozenset(noted))

    def beside(self, locale: Locale) -> Iterator[tuple[str, bytes]]:
        """Render what a locale has beside its articles' pages: 404 page and feeds.

        Where its gates hold every page, there is neither.
        """
        if not self._has_page(locale):
            return
        templates = self._templates_in(locale)
        yield f"{locale.tag}/{LOST}", templates.lost(self._views.lost(locale))
        feed = self._views.feeds.feed(locale)
        if feed is not None:
            yield f"{locale.tag}/{feeds.ATOM}", feeds.atom(feed)
            yield f"{locale.tag}/{feeds.JSON}", feeds.json_feed(feed)

    def _has_page(self, locale: Locale) -> bool:
        articles = self._publication.articles.values()
        return any(self.statuses.is_there(each, locale) for each in articles)

    def shared(self, locales: Iterable[Locale]) -> Iterator[Output]:
        """Render what belongs to no article: 404 pages and feeds of these locales, then the rest.

        That is the chooser, sitemaps, settings of servers, style, and the theme's own files.
        """
        site = self._publication.site
        with self.facts.making() as noted:
            found = [each for locale in locales for each in self.beside(locale)]
            templates = self._templates_in(site.source)
            found.append(("index.html", templates.chooser(self._views.chooser())))
            found.append((LOST, templates.lost(self._views.lost(site.source))))
            found += [*self._views.sitemaps(), *self._for_servers()]
        needs = frozenset(noted)
        yield from (Output(path, data, needs=needs) for path, data in found)
        style = site.theme / "style.css"
        data = (style if style.is_file() else folders.THEME / "style.css").read_bytes()
        yield Output(f"{links.ASSETS}/style.css", data)
        for name, path in folders.static_files(site):
            yield Output(f"{links.ASSETS}/{name}", path.read_bytes())

    def media(self, needs: Iterable[str]) -> Iterator[Output]:
        """Copy the media that are among what other files of the site were made from."""
        start = f"{MEDIUM} - "
        for name in sorted({each.removeprefix(start) for each in needs if each.startswith(start)}):
            data = files.read_bytes(self._publication.site.articles / name, name)
            yield Output(f"{links.MEDIA}/{name}", data)

    def renew(self, key: str) -> None:
        """Find a fact again, by its key, if it is one that pages tell."""
        kind, tag, name = key.split(" ", 2)
        tags = {each.tag: each for each in self._publication.site.all_locales}
        if name == ALL:
            self._views.feeds.has_feed(tags[tag])
        elif kind in self._views.facts:
            self._views.facts[kind](self._publication.articles[name], tags[tag])

    def _for_servers(self) -> Iterator[tuple[str, bytes]]:
        """Write the settings of the web servers that the configuration names."""
        site = self._publication.site
        moved = {
            quote(old): urlsplit(view.canonical).path
            for article in self._publication.articles.values()
            for locale in self.statuses.locales(article)
            for old, view in self._views.moved(article, locale)
        }
        root = urlsplit(site.base_url).path
        home = self._publication.articles["index"]
        spoken = [each for each in self.statuses.locales(home) if not each.is_pseudo]
        built = servers.Built(root, spoken, moved)
        for name in site.servers:
            for path, text in servers.WRITERS[name](built).items():
                yield path, text.encode()

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
            self._templates[locale.tag] = Templates(self._publication.site, found)
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

    return Read(frozenset(store.domains(site, locale)), read, _MOST)


def _compiled(site: Site, locale: Locale) -> Mapping[str, Mapping[Key, str]]:
    """Read the same from compiled catalogs, each when it is asked for."""

    def read(domain: str) -> Mapping[Key, str]:
        path = store.catalog_path(site, locale, domain, ".mo")
        return mo.read_mo(files.read_bytes(path, store.where(site, path)))

    return Read(frozenset(store.domains(site, locale)), read, _MOST)


def pseudo_translations(publication: Publication, tag: str) -> Mapping[str, Mapping[Key, str]]:
    """Pseudo-translate every message, by domain."""

    def read(domain: str) -> Mapping[Key, str]:
        if domain == SITE_DOMAIN:
            messages: Iterable[Message] = publication.site_messages()
        else:
            messages = publication.documents[domain].messages()
        return {each.key: pseudo.pseudo(each.text, tag) for each in messages}

    return Read({*publication.documents, SITE_DOMAIN}, read)

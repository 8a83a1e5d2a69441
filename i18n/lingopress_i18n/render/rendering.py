"""Rendering from a publication's files: one page, or every file of the built site."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from lingopress_i18n import files, pseudo
from lingopress_i18n.catalog import mo, store
from lingopress_i18n.errors import ConfigError, ContentError
from lingopress_i18n.page_status import Statuses
from lingopress_i18n.publication import SITE_DOMAIN, THEME_DOMAIN
from lingopress_i18n.render import feeds, folders, links, servers, strings
from lingopress_i18n.render.templates import Templates
from lingopress_i18n.render.views import Views
from lingopress_i18n.site import inside

if TYPE_CHECKING:
    import gettext
    from collections.abc import Iterator, Mapping, Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.document import Key
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status import Obstacle
    from lingopress_i18n.publication import Publication

DRAFT_LABEL = "[not reviewed]"
"""The interface string before every run of drafts, as the template of the notice has it."""


LOST = "404.html"
"""Name of the page for addresses where there is none: a locale's own, the source's at the root."""


class Renderer:
    """Prints pages of a publication from its articles and its catalogs, as its gates say."""

    def __init__(
        self,
        publication: Publication,
        errors: Mapping[tuple[str, str], Obstacle] = MappingProxyType({}),
    ) -> None:
        """Read every catalog but the theme's, which pages need and fragments do not.

        A locale with a broken one is set aside: see ``problems``. ``errors`` is what the checks
        found, where gates ask for them (``gating.errors``).
        """
        self._publication = publication
        self._templates: dict[str, Templates] = {}
        self._strings: dict[str, gettext.NullTranslations] = {}
        self.problems: dict[str, ContentError] = {}
        """Why a locale cannot be rendered, by tag."""
        translations: dict[str, dict[str, dict[Key, str]]] = {}
        catalogs: dict[str, dict[str, Catalog]] = {}
        for locale in publication.site.locales:
            if locale.is_pseudo:
                translations[locale.tag] = _pseudo_translations(publication, locale.tag)
                continue
            try:
                found = store.load_all(publication.site, locale)
                translations[locale.tag] = {
                    domain: mo.reviewed(catalog)
                    for domain, catalog in found.items()
                    if domain != THEME_DOMAIN
                }
                catalogs[locale.tag] = found
            except ContentError as problem:
                self.problems[locale.tag] = problem
        self.statuses = Statuses(publication, translations, catalogs, errors)
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

    def pages(self, locales: Sequence[Locale]) -> Iterator[tuple[str, bytes]]:
        """Render every page and feed of these locales: paths from the site's root, and content.

        A page that its gate holds is left out.
        """
        for locale in locales:
            for article in self._publication.articles.values():
                if not self.statuses.is_there(article, locale):
                    continue
                path = f"{locale.tag}/{article.slug}index.html"
                yield path, self.page(article, locale)
            yield from self.beside(locale)

    def beside(self, locale: Locale) -> Iterator[tuple[str, bytes]]:
        """Render what a locale has beside its pages: earlier addresses, 404 page and feeds."""
        templates = self._templates_in(locale)
        for article in self._publication.articles.values():
            if self.statuses.is_there(article, locale):
                for path, moved in self._views.moved(article, locale):
                    yield f"{path}index.html", templates.moved(moved)
        yield f"{locale.tag}/{LOST}", templates.lost(self._views.lost(locale))
        feed = self._views.feeds.feed(locale)
        if feed is not None:
            yield f"{locale.tag}/{feeds.ATOM}", feeds.atom(feed)
            yield f"{locale.tag}/{feeds.JSON}", feeds.json_feed(feed)

    def shared(self) -> Iterator[tuple[str, bytes]]:
        """Render what belongs to no locale: chooser, sitemaps, style, and the theme's own files.

        Comes after the pages, since it copies the media that they use.
        """
        site = self._publication.site
        templates = self._templates_in(site.source)
        yield "index.html", templates.chooser(self._views.chooser())
        yield LOST, templates.lost(self._views.lost(site.source))
        yield from self._views.sitemaps()
        yield from self._for_servers()
        style = site.theme / "style.css"
        yield (
            f"{links.ASSETS}/style.css",
            (style if style.is_file() else folders.THEME / "style.css").read_bytes(),
        )
        static = site.theme / "static"
        for path in sorted(static.rglob("*")):
            if path.is_file():
                name = path.relative_to(site.root).as_posix()
                inside(site.root, name, name)
                yield f"{links.ASSETS}/{path.relative_to(static).as_posix()}", path.read_bytes()
        for name in sorted(self._views.links.media):
            yield f"{links.MEDIA}/{name}", files.read_bytes(site.articles / name, name)

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


def _pseudo_translations(publication: Publication, tag: str) -> dict[str, dict[Key, str]]:
    """Pseudo-translate every message, by domain."""
    messages = {name: document.messages() for name, document in publication.documents.items()}
    messages[SITE_DOMAIN] = iter(publication.site_messages())
    return {
        domain: {each.key: pseudo.pseudo(each.text, tag) for each in found}
        for domain, found in messages.items()
    }

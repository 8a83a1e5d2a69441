"""Rendering from a publication's files: one page, or every file of the built site."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lingopress_i18n import files, pseudo
from lingopress_i18n.catalog import mo, store
from lingopress_i18n.errors import ConfigError, ContentError
from lingopress_i18n.lazily import Read
from lingopress_i18n.publication import SITE_DOMAIN, THEME_DOMAIN
from lingopress_i18n.render import folders, links, strings
from lingopress_i18n.render.facts import MEDIUM, Facts, Noted
from lingopress_i18n.render.templates import Templates
from lingopress_i18n.render.views import Views
from lingopress_i18n.site import inside

if TYPE_CHECKING:
    import gettext
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Key, Message
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.site import Site


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
    """Prints pages of a publication from its articles and the reviewed text of its catalogs."""

    def __init__(
        self,
        publication: Publication,
        compiled: Collection[str] | None = None,
        facts: Facts | None = None,
    ) -> None:
        """Read every catalog but the theme's, which pages need and fragments do not.

        A locale with a broken one is set aside: see ``problems``. ``compiled`` are the tags of
        locales whose catalogs have just been compiled, and are read from there when a page needs
        them; then the others are taken to have none. ``facts`` are known, and noted, there.
        """
        self.facts = facts or Facts()
        self._publication = replace(
            publication, documents=Noted("document", "-", publication.documents, self.facts)
        )
        self._templates: dict[str, Templates] = {}
        self.problems: dict[str, ContentError] = {}
        """Why a locale cannot be rendered, by tag."""
        site = publication.site
        translations: dict[str, Mapping[str, Mapping[Key, str]]] = {}
        for locale in site.locales:
            if locale.is_pseudo:
                found = _pseudo_translations(publication, locale.tag)
            elif compiled is None:
                try:
                    found = _reviewed(site, locale)
                except ContentError as problem:
                    self.problems[locale.tag] = problem
                    continue
            elif locale.tag in compiled:
                found = _compiled(site, locale)
            else:
                continue
            translations[locale.tag] = Noted("catalog", locale.tag, found, self.facts)
        self._views = Views(self._publication, translations, self.facts)

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
        """Render an article's page in each of these locales that it has one in."""
        for locale in locales:
            if locale in self._publication.locales(article):
                path = f"{locale.tag}/{article.slug}index.html"
                with self.facts.making(article.name) as noted:
                    data = self.page(article, locale)
                yield Output(path, data, article.name, locale.tag, frozenset(noted))

    def shared(self) -> Iterator[Output]:
        """Render what belongs to no article: the chooser, the style, and the theme's own files."""
        site = self._publication.site
        with self.facts.making() as noted:
            chooser = self._templates_in(site.source).chooser(self._views.chooser())
        yield Output("index.html", chooser, needs=frozenset(noted))
        style = site.theme / "style.css"
        data = (style if style.is_file() else folders.THEME / "style.css").read_bytes()
        yield Output(f"{links.ASSETS}/style.css", data)
        static = site.theme / "static"
        for path in sorted(static.rglob("*")):
            if path.is_file():
                name = path.relative_to(site.root).as_posix()
                inside(site.root, name, name)
                target = f"{links.ASSETS}/{path.relative_to(static).as_posix()}"
                yield Output(target, path.read_bytes())

    def media(self, needs: Iterable[str]) -> Iterator[Output]:
        """Copy the media that are among what other files of the site were made from."""
        start = f"{MEDIUM} - "
        for name in sorted({each.removeprefix(start) for each in needs if each.startswith(start)}):
            data = files.read_bytes(self._publication.site.articles / name, name)
            yield Output(f"{links.MEDIA}/{name}", data)

    def renew(self, key: str) -> None:
        """Find a fact about an article again, by its key, if it is one that pages tell."""
        kind, tag, name = key.split(" ", 2)
        tags = {each.tag: each for each in self._publication.site.all_locales}
        if kind in self._views.facts:
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

    def _templates_in(self, locale: Locale) -> Templates:
        if locale.tag not in self._templates:
            site = self._publication.site
            if locale.is_pseudo:
                found: gettext.NullTranslations = strings.PseudoStrings(locale.tag)
            else:
                found = strings.translations(locale, store.load(site, locale, THEME_DOMAIN))
            self._templates[locale.tag] = Templates(site, found)
        return self._templates[locale.tag]


def _reviewed(site: Site, locale: Locale) -> Mapping[str, Mapping[Key, str]]:
    """Read what is reviewed in a locale. Raises ContentError for the first broken catalog."""
    return {
        domain: mo.reviewed(catalog)
        for domain, catalog in store.load_all(site, locale).items()
        if domain != THEME_DOMAIN
    }


def _compiled(site: Site, locale: Locale) -> Mapping[str, Mapping[Key, str]]:
    """Read the same from compiled catalogs, each when it is asked for."""

    def read(domain: str) -> Mapping[Key, str]:
        path = store.catalog_path(site, locale, domain, ".mo")
        return mo.read_mo(files.read_bytes(path, store.where(site, path)))

    return Read(frozenset(store.domains(site, locale)), read, _MOST)


def _pseudo_translations(publication: Publication, tag: str) -> Mapping[str, Mapping[Key, str]]:
    """Pseudo-translate every message, by domain."""

    def read(domain: str) -> Mapping[Key, str]:
        if domain == SITE_DOMAIN:
            messages: Iterable[Message] = publication.site_messages()
        else:
            messages = publication.documents[domain].messages()
        return {each.key: pseudo.pseudo(each.text, tag) for each in messages}

    return Read({*publication.documents, SITE_DOMAIN}, read)

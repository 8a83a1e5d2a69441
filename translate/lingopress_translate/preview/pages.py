"""Previewed pages: the theme's own, with marked sentences, a bar, and a script that reloads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from lingopress_i18n import addresses, schedule
from lingopress_i18n.catalog.state import State, state_of
from lingopress_i18n.facts import ALL, Facts
from lingopress_i18n.page_status.statuses import Statuses
from lingopress_i18n.publication import THEME_DOMAIN
from lingopress_i18n.render import strings
from lingopress_i18n.render.assets import Assets
from lingopress_i18n.render.fill import Filling
from lingopress_i18n.render.search.searched import IS_THERE, SEARCH
from lingopress_i18n.render.templates import Templates
from lingopress_i18n.render.translations import pseudo_translations
from lingopress_i18n.render.views import Views
from lingopress_i18n.site import ADDRESS_DOMAIN
from lingopress_translate.preview import marks, notices, own
from lingopress_translate.preview.reading import Domains, Reader

if TYPE_CHECKING:
    import gettext
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from lingopress_i18n.addresses import Addresses
    from lingopress_i18n.article import Article
    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.document import Key
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.schedule import Day
    from lingopress_i18n.site import Site
    from lingopress_translate.preview.reading import Known

_V = TypeVar("_V")

_FILE = "index.html"
"""What a page's file is called in its folder."""


class Pages:
    """Renders any page of a publication from its files as they are now."""

    def __init__(self, root: Path, day: Day | None = None) -> None:
        """Take the publication's root, and of which day the site is shown.

        None shows articles whatever their days are.
        """
        self.root = root
        self._reader = Reader(root)
        self._day = day

    def locales(self) -> tuple[Locale, ...]:
        """List the locales, the source first."""
        return self._reader.publication().site.all_locales

    def find(self, path: str, beside: str = "") -> bytes | None:
        """Render the page at a path from the site's root, ``fr/news/forum/``; None for no page.

        ``beside`` is the tag of a locale to show at its side. Raises LingopressError.
        """
        loaded = self._reader.publication()
        known = addresses.load(loaded)
        self._refuse_broken_addresses(loaded.site, path)
        for locale, article in _pages(loaded, path):
            if known.file(locale, article) == f"{path}{_FILE}":
                other = next((x for x in loaded.locales(article) if x.tag == beside), locale)
                if other != locale:
                    return notices.beside([locale, other], article, known)
                return self._page(loaded, article, locale, known)
        return None

    def _refuse_broken_addresses(self, site: Site, path: str) -> None:
        """Raise ContentError for a broken catalog of addresses of the locale that a path is in."""
        for locale in site.locales if site.localized_slugs else ():
            if path.startswith(f"{locale.tag}/"):
                self._reader.catalogs(site, locale, is_shown=True).get(ADDRESS_DOMAIN)

    def elsewhere(self, path: str) -> str:
        """Give the path of the page that had this path earlier, percent-encoded; empty for none.

        Raises LingopressError.
        """
        loaded = self._reader.publication()
        known = addresses.load(loaded)
        for locale, article in _pages(loaded, path):
            old = (f"{locale.tag}/{each}" for each in known.earlier(locale, article))
            if f"{path.rstrip('/')}/" in old:
                return known.page_path(locale, article)
        return ""

    def absence(self, path: str) -> str:
        """Say why there is no page at a path where one may be expected; empty where none may."""
        loaded = self._reader.publication()
        known = addresses.load(loaded)
        for locale, article in _pages(loaded, path):
            if known.file(locale, article) == f"{path}{_FILE}" and self._day:
                return "; ".join(schedule.said([article], self._day)) or "no article has this term"
        is_search = path in {f"{each.tag}/{SEARCH}" for each in loaded.site.all_locales}
        return "pages are searched once they are published" if is_search else ""

    def _page(
        self, loaded: Publication, article: Article, locale: Locale, known: Addresses
    ) -> bytes | None:
        site = loaded.site
        read = {
            each.tag: self._reader.catalogs(site, each, is_shown=each == locale)
            for each in site.locales
            if not each.is_pseudo
        }
        in_locale: Mapping[str, Known] = read.get(locale.tag, {})
        reviewed: dict[str, Mapping[str, Mapping[Key, str]]] = {
            tag: _each(domains, lambda known: known.reviewed) for tag, domains in read.items()
        }
        if locale.is_pseudo:
            reviewed[locale.tag] = pseudo_translations(loaded, locale.tag)
        catalogs = _each(in_locale, lambda known: known.catalog)
        facts = Facts()
        # Neither feeds nor search are served here: both are made of all pages, as readers get them,
        # and every save would have all of them rendered.
        for kind in ("feed", IS_THERE):
            facts.values[f"{kind} {locale.tag} {ALL}"] = False
        statuses = Statuses(loaded, reviewed, {locale.tag: catalogs}, facts=facts, day=self._day)
        if not statuses.is_on(article):
            return None

        def filling(domain: str, language: Locale) -> Filling:
            if locale.is_pseudo or locale == site.source:
                texts = reviewed.get(locale.tag, {}).get(domain, {})
                return Filling(texts, language, site.source, site.policy)
            catalog = catalogs.get(domain)
            texts = marks.shown(catalog) if catalog else {}
            mark = marks.marking(catalog, language)
            return Filling(
                texts, language, site.source, site.policy, mark=mark, typography=site.typography
            )

        found: gettext.NullTranslations = (
            strings.PseudoStrings(locale.tag)
            if locale.is_pseudo
            else strings.translations(locale, catalogs.get(THEME_DOMAIN))
        )
        assets = Assets(site)
        view = Views(statuses, known, assets, lambda _: "", filling).page(article, locale)
        page = Templates(site, locale, found, assets).page(view).decode()
        bar = _bar(loaded, article, locale, catalogs.get(article.name), self._day)
        return _with(page, bar).encode()


def _pages(loaded: Publication, path: str) -> Iterator[tuple[Locale, Article]]:
    """Go through the pages of the locale whose folder a path is in."""
    for locale in loaded.site.all_locales:
        if path.startswith(f"{locale.tag}/"):
            for article in loaded.articles.values():
                if locale in loaded.locales(article):
                    yield locale, article


def _each(read: Mapping[str, Known], part: Callable[[Known], _V]) -> Mapping[str, _V]:
    """Give a part of each catalog, when it is asked for."""

    def one(domain: str) -> _V | None:
        known = read.get(domain)
        return None if known is None else part(known)

    return Domains(lambda: list(read), one)


def _bar(
    loaded: Publication,
    article: Article,
    locale: Locale,
    catalog: Catalog | None,
    day: Day | None,
) -> str:
    """Count the page's messages by state, and lead to the source beside it."""
    source = loaded.site.source
    days = (f" on {day()}" if day else "") + _days(article)
    if locale == source or locale.is_pseudo:
        return f'<aside class="lp-bar" lang="en" dir="ltr">preview: {locale.tag}{days}</aside>'
    entries = {each.key: each for each in catalog.entries} if catalog else {}
    messages = {each.key for each in loaded.documents[article.name].messages()}
    counts = Counter(
        state_of(entries[key]) if key in entries else State.MISSING for key in messages
    )
    shown = " ".join(
        f'<span class="lp-{state.value}">{counts[state]} {state.value}</span>'
        for state in State
        if counts[state]
    )
    return (
        f'<aside class="lp-bar" lang="en" dir="ltr">preview: {locale.tag}{days} {shown}'
        f' <a href="?with={source.tag}" target="_top">beside {source.tag}</a></aside>'
    )


def _days(article: Article) -> str:
    """Say on which days a page is on the site."""
    first = f" from {article.publish}" if article.publish else ""
    last = f" until {article.expires}" if article.expires else ""
    return f", on the site{first}{last}" if first or last else ""


def _with(page: str, bar: str) -> str:
    """Put the preview's own things into a page of any theme."""
    before, end, after = page.rpartition("</body>")
    ours = f"{own.style()}{own.script()}{bar}"
    return f"{before}{ours}{end}{after}" if end else f"{page}{ours}"

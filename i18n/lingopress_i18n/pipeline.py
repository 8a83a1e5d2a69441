"""The stages between articles and pages, one function each: extract, update, compile.

Each does what its command says, writes only files whose content changes, and tells which.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n import files
from lingopress_i18n.catalog import store, template
from lingopress_i18n.errors import ContentError
from lingopress_i18n.publication import SITE_DOMAIN
from lingopress_i18n.render import strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from lingopress_i18n.catalog.po import Catalog, Entry
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.site import Site


@dataclass
class Report:
    """What a stage did."""

    written: list[Path] = field(default_factory=list)
    """Files whose content changed, in the order of writing."""
    counts: Counter[str] = field(default_factory=Counter)
    """What happened to messages, by the events of ``Merge.counts``."""
    problems: dict[str, ContentError] = field(default_factory=dict)
    """By locale tag, what kept it from being processed; the other locales were."""

    def write(self, path: Path, data: bytes) -> None:
        """Bring a file to this content; count it if that changed it."""
        if files.write_if_changed(path, data):
            self.written.append(path)


def templates(publication: Publication) -> dict[str, Catalog]:
    """Make the template of every domain: site, theme, and one an article that is translated."""
    site = publication.site

    def make(domain: str, entries: Iterable[Entry]) -> Catalog:
        where = store.where(site, store.template_path(site, domain))
        return template.template(where, site.title, site.source, entries)

    config = template.entries_of(publication.site_messages(), "lingopress.toml")
    made = {
        SITE_DOMAIN: make(SITE_DOMAIN, config),
        strings.DOMAIN: make(strings.DOMAIN, strings.entries(site)),
    }
    for name, article in publication.articles.items():
        if article.is_translated:
            messages = publication.documents[name].messages()
            made[name] = make(name, template.entries_of(messages, article.where))
    return made


def extract(publication: Publication) -> Report:
    """Write the templates; those of articles that are gone are removed."""
    site = publication.site
    report = Report()
    made = templates(publication)
    for domain, catalog in made.items():
        report.write(store.template_path(site, domain), catalog.encode())
    kept = {store.template_path(site, domain) for domain in made}
    for path in sorted((site.catalogs / "pot").rglob("*.pot")):
        if path not in kept and files.remove(path):
            report.written.append(path)
    return report


def update(publication: Publication, locales: Iterable[Locale]) -> Report:
    """Merge the articles as they are now into the catalogs of these locales, new ones too.

    A locale with a broken catalog is left as it is and reported; a pseudo-locale has none.
    """
    report = Report()
    made = templates(publication)
    for locale in locales:
        if locale.is_pseudo:
            continue
        try:
            _update(publication.site, locale, made, report)
        except ContentError as problem:
            report.problems[locale.tag] = problem
    return report


def _update(site: Site, locale: Locale, made: Mapping[str, Catalog], report: Report) -> None:
    from lingopress_i18n.catalog.merge import merge  # noqa: PLC0415 - extract does not need it

    catalogs = store.load_all(site, locale)
    for domain in made:
        if domain not in catalogs:
            where = store.where(site, store.catalog_path(site, locale, domain))
            catalogs[domain] = template.new_catalog(where, site.title, locale)
    result = merge(made, catalogs, site.policy)
    report.counts.update(result.counts)
    for domain, catalog in result.catalogs.items():
        report.write(store.catalog_path(site, locale, domain), catalog.encode())


def compile_catalogs(site: Site, locales: Iterable[Locale]) -> Report:
    """Write a .mo file of the reviewed translations beside every catalog of these locales.

    Whatever ``msgfmt --check`` refuses is reported, and the locale's files stay as they are.
    """
    from lingopress_i18n.catalog import mo  # noqa: PLC0415 - extract does not need it

    report = Report()
    for locale in locales:
        if locale.is_pseudo:
            continue
        try:
            compiled = {
                store.catalog_path(site, locale, domain, ".mo"): mo.compile_mo(catalog)
                for domain, catalog in store.load_all(site, locale).items()
            }
        except ContentError as problem:
            report.problems[locale.tag] = problem
            continue
        for path, data in compiled.items():
            report.write(path, data)
    return report

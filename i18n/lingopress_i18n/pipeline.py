"""The stages between articles and catalogs, one function each: extract and update.

Each does what its command says, writes only files whose content changes, and tells which.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from lingopress_i18n import files, saving
from lingopress_i18n.catalog import settled as catalogs
from lingopress_i18n.catalog import store, template
from lingopress_i18n.catalog.plain import read_plain
from lingopress_i18n.catalog.po import parse
from lingopress_i18n.errors import ContentError
from lingopress_i18n.publication import SITE_DOMAIN, THEME_DOMAIN
from lingopress_i18n.render import extraction
from lingopress_i18n.report import Report
from lingopress_i18n.sentences import Rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from lingopress_i18n.catalog.plain import Plain
    from lingopress_i18n.catalog.po import Catalog, Entry
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.site import Site


def templates(publication: Publication) -> dict[str, Catalog]:
    """Make the template of every domain: site, theme, and one an article that is translated."""
    site = publication.site

    def make(domain: str, entries: Iterable[Entry]) -> Catalog:
        where = store.where(site, store.template_path(site, domain))
        return template.template(where, site.title, site.source, entries)

    config = template.entries_of(publication.site_messages(), "lingopress.toml")
    made = {
        SITE_DOMAIN: make(SITE_DOMAIN, config),
        THEME_DOMAIN: make(THEME_DOMAIN, extraction.entries(site)),
    }
    for name, article in publication.articles.items():
        if article.is_translated:
            messages = publication.documents[name].messages()
            made[name] = make(name, template.entries_of(messages, article.where))
    return made


def extract(publication: Publication, made: Mapping[str, Catalog] | None = None) -> Report:
    """Write the templates; those of articles that are gone are removed.

    ``made`` are the publication's templates, where the caller has made them.
    """
    site = publication.site
    report = Report()
    made = templates(publication) if made is None else made
    for domain, catalog in made.items():
        report.write(store.template_path(site, domain), catalog.encode())
    kept = {store.template_path(site, domain) for domain in made}
    for path in sorted((site.catalogs / "pot").rglob("*.pot")):
        if path not in kept and files.remove(path):
            report.written.append(path)
    return report


def update(
    publication: Publication,
    locales: Iterable[Locale],
    *,
    prune: bool = False,
    made: Mapping[str, Catalog] | None = None,
    settled: dict[Path, Plain] | None = None,
) -> Report:
    """Merge the articles as they are now into the catalogs of these locales, new ones too.

    ``prune`` drops what was obsolete before this update, and catalogs that have nothing left. A
    locale with a broken catalog is left as it is and reported; a pseudo-locale has none. What an
    editor or another command saves meanwhile is merged, too. ``made`` is as of ``extract``;
    ``settled`` gets the catalogs that there was nothing to do about, by path, as they were read.
    """
    report = Report()
    made = templates(publication) if made is None else made
    wanted = {domain: catalogs.wanted(each) for domain, each in made.items()}
    for locale in locales:
        if locale.is_pseudo:
            continue
        before: dict[str, Catalog] = {}
        work = _Work(publication.site, locale, made, wanted, {} if settled is None else settled)
        try:
            saving.again_if_changed(partial(_update, work, before, report))
            if prune:  # when everything that was moved is in its new place
                saving.again_if_changed(partial(_prune, publication.site, locale, before, report))
        except ContentError as problem:
            report.problems[locale.tag] = problem
    return report


@dataclass(frozen=True)
class _Work:
    """The update of one locale."""

    site: Site
    locale: Locale
    made: Mapping[str, Catalog]
    """The templates by domain."""
    wanted: Mapping[str, catalogs.Wanted | None]
    """What a catalog up to its template has, by domain."""
    settled: dict[Path, Plain]
    """Gets the catalogs that are up to their templates."""


def _update(work: _Work, before: dict[str, Catalog], report: Report) -> None:
    """Update one locale. What a save meanwhile keeps from being written is merged once more.

    ``before`` gets the catalogs as they were at the first try, but for those that were up to date.
    """
    from lingopress_i18n.catalog.merge import (  # noqa: PLC0415 - extract does not need it
        Terms,
        merge,
    )

    site, locale = work.site, work.locale
    loaded = _load(work)
    for domain, catalog in loaded.items():
        before.setdefault(domain, catalog)
    source = Rules(site.source, frozenset(site.abbreviations), site.segmentation)
    terms = Terms(source, Rules(locale), site.threshold, site.policy)
    made = {domain: each for domain, each in work.made.items() if domain in loaded}
    result = merge(made, loaded, terms)
    for domain, catalog in result.catalogs.items():
        if store.save(site, locale, domain, catalog):
            report.written.append(store.catalog_path(site, locale, domain))
    report.counts.update(result.counts)


def _load(work: _Work) -> dict[str, Catalog]:
    """Read the catalogs of a locale that an update may change, or take translations from.

    Another one has no message that is gone; it can only lend a sentence that it shares.
    """
    site, locale = work.site, work.locale
    loaded: dict[str, Catalog] = {}
    settled: list[str] = []
    for domain in store.domains(site, locale):
        path = store.catalog_path(site, locale, domain)
        name = store.where(site, path)
        data = files.read_bytes(path, name)
        wanted = work.wanted.get(domain)
        plain = read_plain(data) if wanted else None
        if wanted and plain and catalogs.is_settled(plain, wanted):
            work.settled[path] = plain
            settled.append(domain)
        else:
            loaded[domain] = parse(data, name)
    for domain in work.made:
        if domain not in loaded and domain not in settled:
            where = store.where(site, store.catalog_path(site, locale, domain))
            loaded[domain] = template.new_catalog(where, site.title, locale)
    live = {domain: catalog.live() for domain, catalog in loaded.items()}
    new = {
        entry.key
        for domain in live
        if domain in work.made
        for entry in work.made[domain].entries
        if entry.key not in live[domain]
    }
    for domain in settled:
        if new and any(entry.key in new for entry in work.made[domain].entries):
            found = store.load(site, locale, domain)
            if found is not None:
                loaded[domain] = found
    return loaded


def _prune(site: Site, locale: Locale, before: Mapping[str, Catalog], report: Report) -> None:
    """Drop what was obsolete ``before``, and the catalogs that have nothing left."""
    from lingopress_i18n.catalog.merge import pruned  # noqa: PLC0415 - as above

    for domain, catalog in store.load_all(site, locale).items():
        if domain not in before:
            continue
        kept = pruned(catalog, before[domain])
        path = store.catalog_path(site, locale, domain)
        if store.save(site, locale, domain, kept):
            report.written.append(path)
        report.counts["pruned"] += len(catalog.entries) - len(kept.entries)
        if catalog.entries and not kept.entries:
            compiled = store.catalog_path(site, locale, domain, ".mo")
            report.written += [each for each in (path, compiled) if files.remove(each)]

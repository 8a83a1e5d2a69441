"""The stages between articles and catalogs, one function each: extract and update.

Each does what its command says, writes only files whose content changes, and tells which.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n import files, garbage, saving
from lingopress_i18n.addresses import updating
from lingopress_i18n.catalog import outright, store, template
from lingopress_i18n.catalog import settled as catalogs
from lingopress_i18n.catalog.po import parse
from lingopress_i18n.errors import ContentError
from lingopress_i18n.lazily import Read
from lingopress_i18n.publication import SITE_DOMAIN, THEME_DOMAIN
from lingopress_i18n.report import Report
from lingopress_i18n.site import ADDRESS_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from lingopress_i18n.article import Article
    from lingopress_i18n.catalog.lenders import Lenders
    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.catalog.settled import Settled
    from lingopress_i18n.document import Document
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.site import Site

_WORD = re.compile(r"[A-Za-z0-9]+")


def templates(publication: Publication) -> Mapping[str, Catalog]:
    """Give the template of every domain: site, theme, and one an article that is translated.

    Then the addresses, where locales have their own. Where another generator makes the site, the
    articles that somebody wrote are all.

    Each is made when it is asked for.
    """
    site = publication.site

    def make(domain: str) -> Catalog:
        where = store.where(site, store.template_path(site, domain))
        if domain == SITE_DOMAIN:
            entries = template.entries_of(publication.site_messages(), "lingopress.toml")
        elif domain == THEME_DOMAIN:
            from lingopress_i18n.render import extraction  # noqa: PLC0415 - Jinja's, seldom needed

            entries = extraction.entries(site)
        elif domain == ADDRESS_DOMAIN and site.localized_slugs:
            entries = updating.wanted(publication)
        else:
            return template_of(site, publication.articles[domain], publication.documents[domain])
        return template.template(where, site.title, site.source, entries)

    found = publication.articles.values()
    if site.generator:  # has words and pages of its own for what nobody wrote here
        written = (each for each in found if each.is_translated and not each.where.endswith("/"))
        return Read(dict.fromkeys(each.name for each in written), make)
    articles = (each.name for each in found if each.is_translated)
    own = (ADDRESS_DOMAIN,) if site.localized_slugs else ()
    return Read(dict.fromkeys((SITE_DOMAIN, THEME_DOMAIN, *articles, *own)), make)


def template_of(site: Site, article: Article, document: Document) -> Catalog:
    """Give the template of an article."""
    where = store.where(site, store.template_path(site, article.name))
    entries = template.entries_of(document.messages(), article.where)
    return template.template(where, site.title, site.source, entries)


def written(
    site: Site, article: Article, document: Document
) -> tuple[bytes, catalogs.Wanted | None]:
    """Give the same as a file, and what a catalog up to it has, if only that is wanted of it."""
    messages = document.messages()
    found = outright.template(site.title, site.source, messages, article.where)
    if found is not None:
        return found
    made = template_of(site, article, document)
    data = made.encode()
    return data, catalogs.wanted(made, data)


def extract(
    publication: Publication,
    made: Mapping[str, Catalog] | None = None,
    names: Collection[str] | None = None,
    apart: Collection[str] = (),
) -> Report:
    """Write the templates; those of articles that are gone are removed.

    ``made`` are the publication's templates, where the caller has them already; ``names`` are the
    only articles that have changed, where that is known; ``apart`` are domains whose templates the
    caller writes.
    """
    site = publication.site
    report = Report()
    made = templates(publication) if made is None else made
    if names is not None:
        for domain in sorted(made.keys() & set(names)):
            report.write(store.template_path(site, domain), made[domain].encode())
        return report
    made.get(THEME_DOMAIN)  # a broken template is found before anything is written
    with garbage.seldom():
        for domain in made:
            if domain not in apart:
                report.write(store.template_path(site, domain), made[domain].encode())
    kept = {store.template_path(site, domain) for domain in made}
    for path in sorted({*(site.catalogs / "pot").rglob("*.pot")} - kept):
        if files.remove(path):
            report.written.append(path)
    return report


def update(  # noqa: PLR0913 - what publishing knows already is not found out twice
    publication: Publication,
    locales: Iterable[Locale],
    *,
    prune: bool = False,
    made: Mapping[str, Catalog] | None = None,
    wanted: Mapping[str, catalogs.Wanted | None] | None = None,
    names: Collection[str] | None = None,
    settled: dict[Path, Settled] | None = None,
    lenders: Lenders | None = None,
    done: Collection[str] = (),
) -> Report:
    """Merge the articles as they are now into the catalogs of these locales, new ones too.

    ``prune`` drops what was obsolete before this update, and catalogs that have nothing left. A
    locale with a broken catalog is left as it is and reported; a pseudo-locale has none. What an
    editor or another command saves meanwhile is merged, too. ``made`` and ``names`` are as of
    ``extract``, ``wanted`` is what ``wanted_by`` gives for the former; ``settled`` gets the
    catalogs that there was nothing to do about, by path; ``lenders`` knows more about the others,
    where ``names`` are given; ``done`` are domains whose catalogs are known to be up to their
    templates.
    """
    report = Report()
    made = templates(publication) if made is None else made
    if names is None:
        made.get(THEME_DOMAIN)  # as in ``extract``: else its strings would seem gone
    wanted_of = wanted_by(made) if wanted is None else wanted
    addresses = made[ADDRESS_DOMAIN] if publication.site.localized_slugs and names is None else None
    if publication.site.localized_slugs:
        made = Read([each for each in made if each != ADDRESS_DOMAIN], made.__getitem__)
    for locale in locales:
        if locale.is_pseudo:
            continue
        before: dict[str, Catalog] = {}
        kept = {} if settled is None else settled
        work = _Work(publication.site, locale, made, wanted_of, names, kept, lenders, done)
        try:
            saving.again_if_changed(partial(_update, work, before, report))
            if prune:  # when everything that was moved is in its new place
                saving.again_if_changed(partial(_prune, publication.site, locale, before, report))
            if addresses is not None:
                report.written += updating.update(publication, locale, addresses)
        except ContentError as problem:
            report.problems[locale.tag] = problem
    return report


def wanted_by(made: Mapping[str, Catalog]) -> Mapping[str, catalogs.Wanted | None]:
    """Give what a catalog up to its template has, by domain; ``made`` are the templates."""
    return Read(made, lambda domain: catalogs.wanted(made[domain], made[domain].encode()))


class _Work(NamedTuple):
    """The update of one locale."""

    site: Site
    locale: Locale
    made: Mapping[str, Catalog]
    """The templates by domain."""
    wanted: Mapping[str, catalogs.Wanted | None]
    """What a catalog up to its template has, by domain."""
    names: Collection[str] | None
    """The only domains of which template or catalog has changed, where that is known."""
    settled: dict[Path, Settled]
    """Gets the catalogs that are up to their templates."""
    lenders: Lenders | None = None
    """Which of the other catalogs to read at all, where that is known."""
    done: Collection[str] = ()
    """Domains whose catalogs are known to be up to their templates."""


def _update(work: _Work, before: dict[str, Catalog], report: Report) -> None:
    """Update one locale. What a save meanwhile keeps from being written is merged once more.

    ``before`` gets the catalogs as they were at the first try, but for those that were up to date.
    """
    site, locale = work.site, work.locale
    loaded = _load(work)
    if not loaded:
        return
    from lingopress_i18n.catalog.merge import (  # noqa: PLC0415 - most runs do not need it
        Terms,
        merge,
    )
    from lingopress_i18n.sentences import Rules  # noqa: PLC0415 - likewise

    for domain, catalog in loaded.items():
        before.setdefault(domain, catalog)
    source = Rules(site.source, frozenset(site.abbreviations), site.segmentation)
    terms = Terms(source, Rules(locale), site.threshold, site.policy)
    made = {domain: work.made[domain] for domain in loaded if domain in work.made}
    result = merge(made, loaded, terms)
    for domain, catalog in result.catalogs.items():
        if store.save(site, locale, domain, catalog):
            report.written.append(store.catalog_path(site, locale, domain))
    report.counts.update(result.counts)


def _load(work: _Work) -> dict[str, Catalog]:
    """Read the catalogs of a locale that an update may change, or take translations from."""
    site, locale = work.site, work.locale
    loaded: dict[str, Catalog] = {}
    domains = store.text_domains(site, locale, work.names)
    for domain in domains:
        if domain in work.done:
            continue
        path = store.catalog_path(site, locale, domain)
        name = store.where(site, path)
        data = files.read_bytes(path, name)
        wanted = work.wanted[domain] if domain in work.made else None
        found = catalogs.read(data, wanted) if wanted else None
        if found is not None:
            files.sweep(path.parent)  # a killed run may have come as far as here
            work.settled[path] = found
        else:
            loaded[domain] = parse(data, name)
    for domain in work.made if work.names is None else work.made.keys() & set(work.names):
        if domain not in domains:
            where = store.where(site, store.catalog_path(site, locale, domain))
            loaded[domain] = template.new_catalog(where, site.title, locale)
    loaded.update(_lenders(work, loaded))
    return loaded


def _lenders(work: _Work, loaded: Mapping[str, Catalog]) -> Iterator[tuple[str, Catalog]]:
    """Read catalogs that stay as they are, but may have a translation for a message that is new.

    That is what they have behind ``#~``, and the sentences that they share with the ones loaded.
    """
    texts: set[str] = set()
    for domain, catalog in loaded.items():
        live = catalog.live()
        entries = work.made[domain].entries if domain in work.made else ()
        texts.update(entry.msgid for entry in entries if entry.key not in live)
    if not texts:
        return
    others = [each for each in store.text_domains(work.site, work.locale) if each not in loaded]
    if work.lenders:
        others = work.lenders.among(others, work.locale, frozenset(texts))
    words = {_word(each) for each in texts}
    for domain in others:
        path = store.catalog_path(work.site, work.locale, domain)
        name = store.where(work.site, path)
        data = files.read_bytes(path, name)
        if b"#~" in data or any(word in data for word in words):
            yield domain, parse(data, name)


def _word(text: str) -> bytes:
    """Give the longest word of a text: lines of a catalog are broken anywhere but in such."""
    return max(_WORD.findall(text), key=len, default="").encode()


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

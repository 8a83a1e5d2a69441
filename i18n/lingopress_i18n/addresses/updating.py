"""The update of catalogs of addresses: an article keeps its own whatever the source's becomes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from lingopress_i18n import saving
from lingopress_i18n.addresses import own_parts, parts
from lingopress_i18n.catalog import store
from lingopress_i18n.catalog.po import Catalog, Entry, edit
from lingopress_i18n.catalog.template import new_catalog
from lingopress_i18n.site import ADDRESS_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication


def wanted(publication: Publication) -> Iterator[Entry]:
    """Give the template's entries: one an article whose address has a part of its own."""
    for name, part in own_parts(publication.articles.values()).items():
        article = publication.articles[name]
        yield Entry(
            msgid=part,
            msgctxt=name,
            extracted=(f"last part of the address /{article.slug}",),
            references=(f"{article.where}:1",),
        )


def update(publication: Publication, locale: Locale, template: Catalog) -> list[Path]:
    """Bring a locale's catalog of addresses up to the articles; give the files written.

    Raises ContentError for a broken one.
    """
    return saving.again_if_changed(partial(_update, publication, locale, template))


def _update(publication: Publication, locale: Locale, template: Catalog) -> list[Path]:
    site = publication.site
    path = store.catalog_path(site, locale, ADDRESS_DOMAIN)
    catalog = store.load(site, locale, ADDRESS_DOMAIN)
    if catalog is None:
        catalog = new_catalog(store.where(site, path), site.title, locale)
    changed = noted(merged(catalog, template), own_parts(publication.articles.values()))
    return [path] if store.save(site, locale, ADDRESS_DOMAIN, changed) else []


def merged(catalog: Catalog, template: Catalog) -> Catalog:
    """Give every article of the template its entry, by its name; the others become obsolete.

    Where the source's part changed, the entry keeps its own, reviewed or not: an address is a name,
    and stays. The source's earlier part goes into a comment.
    """
    found: defaultdict[str | None, list[Entry]] = defaultdict(list)
    for entry in catalog.entries:
        found[entry.msgctxt].append(entry)
    names = {entry.msgctxt for entry in template.entries}
    entries = [_entry(each, found.get(each.msgctxt, []), catalog) for each in template.entries]
    for entry in catalog.entries:
        if entry.msgctxt in names:
            continue
        if entry.obsolete:
            entries.append(entry)
        elif entry.has_translation or entry.comments:
            gone = edit(entry, catalog, obsolete=True, extracted=(), references=())
            entries.append(gone)
    return replace(catalog, entries=tuple(entries))


def noted(catalog: Catalog, own: dict[str, str]) -> Catalog:
    """List in its comments each part that an address has and that is not listed yet."""
    now = parts.read(catalog, own).now
    entries = []
    for entry in catalog.entries:
        part = None if entry.obsolete else now.get(entry.msgctxt or "")
        line = f"{parts.ADDRESS}{part}"
        if part is not None and line not in entry.comments:
            entry = edit(entry, catalog, comments=(*entry.comments, line))  # noqa: PLW2901 - as it is to be
        entries.append(entry)
    return replace(catalog, entries=tuple(entries))


def _entry(wanted: Entry, found: list[Entry], catalog: Catalog) -> Entry:
    """Give an article's entry, of all that the catalog has of it."""
    references = tuple(each.rpartition(":")[0] for each in wanted.references)
    if not found:
        return replace(wanted, references=references)
    main = parts.main_entry(found, wanted.msgid)
    others = [each for each in found if each is not main]
    return edit(
        main,
        catalog,
        msgid=wanted.msgid,
        obsolete=False,
        extracted=wanted.extracted,
        references=references,
        comments=tuple(dict.fromkeys(_comments(wanted, main, others))),
    )


def _comments(wanted: Entry, main: Entry, others: Iterable[Entry]) -> Iterator[str]:
    """Keep what all entries of an article say."""
    yield from main.comments
    for other in others:
        yield from other.comments
        if parts.said(other):
            yield f"{parts.ADDRESS}{parts.said(other)}"
        elif other.has_translation:
            yield f"was: {other.msgstr}"
    for each in (main, *others):
        if each.msgid != wanted.msgid:
            yield f"{parts.SOURCE_ADDRESS}{each.msgid}"

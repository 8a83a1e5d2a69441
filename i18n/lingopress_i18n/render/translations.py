"""What is reviewed of a publication's catalogs, each read when a page needs it or all at once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lingopress_i18n import files
from lingopress_i18n.catalog import mo, po, store
from lingopress_i18n.lazily import Read
from lingopress_i18n.publication import SITE_DOMAIN, THEME_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.catalog.settled import Settled
    from lingopress_i18n.document import Key, Message
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.site import Site

_MOST = 64
"""How many catalogs of a locale are kept in memory: pages of one article come together."""


def reviewed(catalogs: Mapping[str, Catalog]) -> Mapping[str, Mapping[Key, str]]:
    """Give what is reviewed. Raises ContentError for what ``msgfmt --check`` refuses."""
    return {
        domain: mo.reviewed(catalog)
        for domain, catalog in catalogs.items()
        if domain != THEME_DOMAIN
    }


def catalogs(site: Site, locale: Locale) -> Mapping[str, Catalog]:
    """Read a locale's catalogs, each when it is asked for."""

    def read(domain: str) -> Catalog:
        path = store.catalog_path(site, locale, domain)
        name = store.where(site, path)
        return po.parse(files.read_bytes(path, name), name)

    return Read(store.TextDomains(site, locale), read, _MOST)


def compiled(
    site: Site, locale: Locale, settled: Mapping[str, Settled]
) -> Mapping[str, Mapping[Key, str]]:
    """Read the same from compiled catalogs, each when it is asked for.

    ``settled`` are some, by domain, that need not be read again.
    """
    own = store.folder(site, locale)
    folder, where = str(own), store.where(site, own)

    def read(domain: str) -> Mapping[Key, str]:
        if domain in settled:
            return settled[domain].reviewed()
        name = f"{domain}.mo"
        return mo.read_mo(files.read_bytes(f"{folder}{os.sep}{name}", f"{where}/{name}"))

    return Read(store.TextDomains(site, locale, settled), read, _MOST)


def complete(compiled: Mapping[str, Mapping[str, Settled]]) -> Mapping[str, Collection[str]]:
    """Name those of such catalogs in which nothing is left to review, by the locale's tag."""
    return {
        tag: {domain for domain, each in settled.items() if each.is_complete}
        for tag, settled in compiled.items()
    }


def pseudo_translations(publication: Publication, tag: str) -> Mapping[str, Mapping[Key, str]]:
    """Pseudo-translate every message, by domain."""
    from lingopress_i18n import pseudo  # noqa: PLC0415 - most sites have no such locale

    def read(domain: str) -> Mapping[Key, str]:
        if domain == SITE_DOMAIN:
            messages: Iterable[Message] = publication.site_messages()
        else:
            messages = publication.documents[domain].messages()
        return {each.key: pseudo.pseudo(each.text, tag) for each in messages}

    return Read({*publication.documents, SITE_DOMAIN}, read)

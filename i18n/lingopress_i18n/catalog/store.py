"""Where catalogs lie: one template and, for each locale, one .po and one .mo file a domain."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from lingopress_i18n import files, saving
from lingopress_i18n.site import ADDRESS_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site


def template_path(site: Site, domain: str) -> Path:
    """Give the template of a domain: ``locales/pot/news/forum.pot``."""
    return site.catalogs / "pot" / f"{domain}.pot"


def catalog_path(site: Site, locale: Locale, domain: str, suffix: str = ".po") -> Path:
    """Give the catalog of a domain: ``locales/zh_Hans/LC_MESSAGES/news/forum.po``."""
    return folder(site, locale) / f"{domain}{suffix}"


def where(site: Site, path: Path) -> str:
    """Name a file in messages: its path from the publication's root."""
    return path.relative_to(site.root).as_posix()


def domains(site: Site, locale: Locale) -> list[str]:
    """List the domains that a locale has a catalog of, sorted."""
    own = str(folder(site, locale))
    found: list[str] = []
    for place, _, names in os.walk(own):
        start = f"{place}{os.sep}".removeprefix(f"{own}{os.sep}").replace(os.sep, "/")
        found += [start + name[:-3] for name in names if name.endswith(".po")]
    return sorted(found)


def text_domains(site: Site, locale: Locale, names: Collection[str] | None = None) -> list[str]:
    """List those of them that hold text to read: all but the addresses.

    Where ``names`` are given, those among these alone; the others are not looked at.
    """
    if names is not None:
        found = sorted(each for each in names if catalog_path(site, locale, each).is_file())
    else:
        found = domains(site, locale)
    is_apart = site.localized_slugs
    return [each for each in found if not (is_apart and each == ADDRESS_DOMAIN)]


class TextDomains(Collection[str]):
    """The same, of which each is looked at when it is asked for, and all of them seldom are."""

    def __init__(self, site: Site, locale: Locale, known: Container[str] = ()) -> None:
        """Take the locale, and domains that are known to be among them."""
        self._site, self._locale, self._known = site, locale, known
        self._folder = str(folder(site, locale))

    def __contains__(self, domain: object) -> bool:
        """Tell whether there is a catalog."""
        if domain in self._known:
            return True
        is_apart = self._site.localized_slugs and domain == ADDRESS_DOMAIN
        return not is_apart and os.path.isfile(f"{self._folder}{os.sep}{domain}.po")  # noqa: PTH113 - of thousands, a path object each costs more

    def __iter__(self) -> Iterator[str]:
        """Go through all of them."""
        return iter(text_domains(self._site, self._locale))

    def __len__(self) -> int:
        """Count them."""
        return len(text_domains(self._site, self._locale))


def load(site: Site, locale: Locale, domain: str) -> Catalog | None:
    """Read a catalog; None where there is no such file. Raises ContentError for a broken one."""
    path = catalog_path(site, locale, domain)
    if not path.is_file():
        return None
    from lingopress_i18n.catalog import po  # noqa: PLC0415 - compilation may do without

    name = where(site, path)
    return po.parse(files.read_bytes(path, name), name)


def save(site: Site, locale: Locale, domain: str, catalog: Catalog) -> bool:
    """Write a catalog, and tell whether that changed the file.

    Raises ChangedError where the file is not what the catalog was read from any more.
    """
    path = catalog_path(site, locale, domain)
    return saving.write_if_same(path, catalog.encode(), catalog.data or None, where(site, path))


def load_all(site: Site, locale: Locale) -> dict[str, Catalog]:
    """Read every catalog of text of a locale, by domain.

    Raises ContentError for the first broken one.
    """
    loaded = {domain: load(site, locale, domain) for domain in text_domains(site, locale)}
    return {domain: catalog for domain, catalog in loaded.items() if catalog is not None}


def folder(site: Site, locale: Locale) -> Path:
    """Give the folder of a locale's catalogs: ``locales/zh_Hans/LC_MESSAGES``."""
    return site.catalogs / locale.posix / "LC_MESSAGES"

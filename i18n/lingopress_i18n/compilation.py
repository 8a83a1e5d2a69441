"""The stage from catalogs to .mo files; it reads no article, and so it is quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import files
from lingopress_i18n.catalog import mo, store
from lingopress_i18n.errors import ContentError
from lingopress_i18n.report import Report

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from lingopress_i18n.catalog.settled import Settled
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site

_NOTHING: Mapping[Path, Settled] = {}


def compile_catalogs(
    site: Site,
    locales: Iterable[Locale],
    known: Mapping[Path, Settled] = _NOTHING,
    names: Collection[str] | None = None,
    done: Collection[str] = (),
) -> Report:
    """Write a .mo file of the reviewed translations beside every catalog of these locales.

    ``known`` are catalogs that have been read already, by path; ``names`` the only domains that
    have changed, where that is known; ``done`` are domains that the caller sees to. Whatever
    ``msgfmt --check`` refuses is reported, and the locale's files stay as they are.
    """
    report = Report()
    for locale in locales:
        if locale.is_pseudo:
            continue
        try:
            compiled = {
                store.catalog_path(site, locale, domain, ".mo"): _compile(
                    site, store.catalog_path(site, locale, domain), known
                )
                for domain in store.text_domains(site, locale, names)
                if domain not in done
            }
        except ContentError as problem:
            report.problems[locale.tag] = problem
            continue
        for path, data in compiled.items():
            report.write(path, data)
    return report


def _compile(site: Site, path: Path, known: Mapping[Path, Settled]) -> bytes:
    name = store.where(site, path)
    if path in known:
        return known[path].compiled(name)
    return mo.compile_file(files.read_bytes(path, name), name)

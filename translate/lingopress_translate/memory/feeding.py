"""What the memory learns from the publication's files: which there are, and what is in one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n.catalog import po, store
from lingopress_i18n.catalog.state import State, is_engine, mt_engine, state_of
from lingopress_translate.memory import tmx
from lingopress_translate.memory.match import Kind, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lingopress_i18n.catalog.po import Entry
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site

FOLDER = "memory"
"""Folder below ``locales/`` of the imported TMX files; no locale has such a name."""


@dataclass(frozen=True)
class Feed:
    """A file that the memory learns from."""

    path: Path
    where: str
    """Its path from the publication's root."""
    name: str
    """What matches call it: a catalog's domain, a TMX file's name without its suffix."""


def tmx_path(site: Site, name: str) -> Path:
    """Give the place of an imported memory: ``locales/memory/NAME.tmx``."""
    return site.catalogs / FOLDER / f"{name}.tmx"


def feeds(site: Site, locale: Locale) -> list[Feed]:
    """List what a locale's memory is made of: its catalogs, and every imported TMX file."""
    paths = {
        domain: store.catalog_path(site, locale, domain)
        for domain in store.text_domains(site, locale)
    }
    found = [Feed(path, store.where(site, path), domain) for domain, path in paths.items()]
    imported = sorted((site.catalogs / FOLDER).glob("[!.]*.tmx"))
    return found + [Feed(path, store.where(site, path), path.stem) for path in imported]


def units(site: Site, locale: Locale, feed: Feed, data: bytes) -> list[Unit]:
    """Read a file's translations into a locale. Raises ContentError for a broken file."""
    if feed.path.suffix == ".tmx":
        return [
            Unit(each.source, each.targets[locale.tag], each.context, Kind.IMPORTED)
            for each in tmx.read([data], feed.where, site.source, site.locales).units
            if locale.tag in each.targets
        ]
    entries = po.parse(data, feed.where).entries
    return [unit for entry in entries for unit in _units(entry) if _is_text(unit)]


def _units(entry: Entry) -> Iterator[Unit]:
    """Tell what an entry teaches: nothing that is doubtful, and no plural, which is several."""
    if entry.msgid_plural is not None or not entry.msgstr:
        return
    match state_of(entry):
        case State.REVIEWED:
            yield Unit(entry.msgid, entry.msgstr, entry.msgctxt, Kind.REVIEWED)
        case State.OBSOLETE if not entry.is_fuzzy:
            yield Unit(entry.msgid, entry.msgstr, entry.msgctxt, Kind.FORMER)
        case State.DRAFT:
            engine = mt_engine(entry)
            if engine and is_engine(engine):
                yield Unit(entry.msgid, entry.msgstr, entry.msgctxt, Kind.MACHINE, engine)
        case _:
            pass


def _is_text(unit: Unit) -> bool:
    """Tell whether a unit can be written as UTF-8: a strange charset may smuggle surrogates in."""
    try:
        f"{unit.source}{unit.target}{unit.context}".encode()
    except UnicodeEncodeError:
        return False
    return True

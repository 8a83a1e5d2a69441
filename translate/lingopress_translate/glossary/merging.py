"""Terms from elsewhere beside those of people, in a glossary's catalog."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lingopress_i18n import saving
from lingopress_i18n.catalog import glossary, po, template
from lingopress_i18n.catalog.glossary import Term, comments_of, term_of
from lingopress_i18n.catalog.glossary.term import FORBIDDEN, FORMS, SOURCE_FORMS, named_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lingopress_i18n.catalog.po import Catalog, Entry
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site
    from lingopress_translate.glossary.row import Row

_LISTS = {FORMS: "forms", FORBIDDEN: "forbidden", SOURCE_FORMS: "source_forms"}


@dataclass(frozen=True)
class Conflict:
    """What an imported term says otherwise than a person's entry, which stays as it is."""

    where: str
    """File and line of the imported term."""
    other: str
    """File and line of the entry, or of the imported term before it."""
    message: str


@dataclass
class Merged:
    """What an import did."""

    catalog: Catalog
    counts: Counter[str] = field(default_factory=Counter)
    """How many terms were ``new``, ``extended`` by forms or notes, the ``same`` as before, or
    ``empty``: without a translation, and left out."""
    conflicts: list[Conflict] = field(default_factory=list)
    is_written: bool = False


def bring_in(site: Site, locale: Locale, rows: Iterable[Row], *, is_fuzzy: bool = False) -> Merged:
    """Merge terms into a locale's glossary, which is made where there is none.

    Whoever saves it meanwhile loses nothing. Raises ContentError for a broken glossary.
    """
    every = list(rows)

    def once() -> Merged:
        file = glossary.path(site, locale)
        where = file.relative_to(site.root).as_posix()
        catalog = glossary.read(site, locale) or template.new_catalog(where, site.title, locale)
        merged = merge(catalog, every, is_fuzzy=is_fuzzy)
        if merged.catalog is not catalog:
            encoded = merged.catalog.encode()
            read = catalog.data or None
            merged.is_written = saving.write_if_same(file, encoded, read, where)
        return merged

    return saving.again_if_changed(once)


def merge(catalog: Catalog, rows: Iterable[Row], *, is_fuzzy: bool = False) -> Merged:
    """Merge terms into a glossary; the same catalog where nothing changes.

    A new term becomes an entry, confirmed by the person who imports it, unless ``is_fuzzy``. A
    term that is there already gets the forms that it lacks, in comments of their own, and a note
    if it has none. Where it is translated otherwise, or a form is forbidden on one side and used on
    the other, the entry is left as it is, whatever its state, and the conflict is told.
    """
    result = Merged(catalog)
    entries = list(catalog.entries)
    places = [f"{catalog.where}:{entry.line}" for entry in entries]
    by_source: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        by_source.setdefault(entry.msgid, []).append(number)
    for row in rows:
        known = by_source.setdefault(row.term.source, [])
        if not row.term.target:
            result.counts["empty"] += 1
        elif not known:
            known.append(len(entries))
            entries.append(_new(row.term, is_fuzzy=is_fuzzy))
            places.append(row.where)
            result.counts["new"] += 1
        else:
            at = min(known, key=lambda each: (entries[each].msgstr != row.term.target, each))
            said = [
                Conflict(row.where, places[at], each)
                for each in _differences(entries[at], row.term)
            ]
            result.conflicts += said
            if not said:
                changed = _extended(entries[at], catalog, row.term, is_fuzzy=is_fuzzy)
                result.counts["same" if changed == entries[at] else "extended"] += 1
                entries[at] = changed
    if tuple(entries) != catalog.entries:
        result.catalog = replace(catalog, entries=tuple(entries))
    return result


def _new(term: Term, *, is_fuzzy: bool) -> Entry:
    flags = ("fuzzy",) if is_fuzzy else ()
    return po.Entry(msgid=term.source, msgstr=term.target, comments=comments_of(term), flags=flags)


def _differences(entry: Entry, term: Term) -> Iterator[str]:
    """Say where a term contradicts an entry."""
    own = term_of(entry)
    if entry.msgid_plural is not None:
        yield f"{term.source} has plural forms here"
        return
    if own.target not in ("", term.target):
        yield f"{term.source} is {own.target} here, {term.target} there"
        return
    here, there = {own.target, *own.forms}, {term.target, *term.forms}
    for form in own.forbidden:
        if form in there:
            yield f"{form} is forbidden for {term.source} here, accepted there"
    for form in term.forbidden:
        if form in here:
            yield f"{form} is accepted for {term.source} here, forbidden there"
    if own.note and term.note and own.note != term.note:
        yield f"the note on {term.source} is another one"


def _extended(entry: Entry, catalog: Catalog, term: Term, *, is_fuzzy: bool) -> Entry:
    """Add to an entry what it lacks; nothing of it is taken away, and fuzzy it stays."""
    own = term_of(entry)
    notes = () if own.note else comments_of(Term(term.source, term.target, note=term.note))
    lists = (
        (name, [form for form in getattr(term, key) if form not in getattr(own, key)])
        for name, key in _LISTS.items()
    )
    more = (*notes, *(named_line(name, forms) for name, forms in lists if forms))
    flags = entry.flags
    if not entry.msgstr and is_fuzzy and "fuzzy" not in flags:
        flags = ("fuzzy", *flags)
    return po.edit(
        entry,
        catalog,
        msgstr=term.target,
        flags=flags,
        comments=(*entry.comments, *more),
        obsolete=False,
    )

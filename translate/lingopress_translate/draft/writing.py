"""Drafts into a catalog: read again, compared, written whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from lingopress_i18n import saving
from lingopress_i18n.catalog import po, store
from lingopress_i18n.catalog.state import BEFORE, mt_comment, mt_note, without_mt
from lingopress_translate.draft.openness import Openness, is_open, openness
from lingopress_translate.segment import LOST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_i18n.catalog.po import Catalog, Entry
    from lingopress_i18n.document import Key
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site
    from lingopress_translate.draft.order import Order


@dataclass(frozen=True)
class Proposal:
    """A draft for a message."""

    text: str
    origin: str
    """Where it is from, without white space: ``memory:100%``, ``apertium:eng-spa``."""
    notes: tuple[str, ...] = ()
    """What is doubtful about it."""
    previous: Key | None = None
    """The message that the text is a translation of, where that is another one."""


@dataclass
class Written:
    """What came of writing to one catalog."""

    marks: dict[Key, str] = field(default_factory=dict)
    """The comment that marks each draft that was written; none where the catalog did not change."""
    drafted: Counter[str] = field(default_factory=Counter)
    doubtful: int = 0
    places: dict[Key, str] = field(default_factory=dict)
    """Path and line of the entries that were looked for and are still open."""


def write(
    site: Site,
    locale: Locale,
    domain: str,
    proposals: Mapping[Key, Proposal | None],
    order: Order,
) -> Written:
    """Fill a catalog's entries that are still as open as they were; no others change.

    None stands for a message without a proposal, whose place is wanted. What a person saved
    meanwhile stays. Asked for the same once more, as after an interruption that came when the file
    was in place already, it tells the same. Raises ChangedError when saves come on and on.
    """
    return saving.again_if_changed(partial(_write, site, locale, domain, proposals, order))


def _write(
    site: Site,
    locale: Locale,
    domain: str,
    proposals: Mapping[Key, Proposal | None],
    order: Order,
) -> Written:
    written = Written()
    catalog = store.load(site, locale, domain)
    if catalog is None:
        return written
    entries = []
    for entry in catalog.entries:
        if entry.key not in proposals:
            entries.append(entry)
            continue
        proposal = proposals[entry.key]
        may = is_open(entry, is_again=order.is_again, is_stale=order.is_stale)
        mark = proposal and _mark(entry, proposal)
        if proposal and mark and (may or mark in entry.comments):
            written.marks[entry.key] = mark
            written.drafted[proposal.origin] += 1
            written.doubtful += any(note.startswith(LOST) for note in proposal.notes)
            entries.append(_drafted(entry, catalog, proposal) if may else entry)
            continue
        if may:
            written.places[entry.key] = f"{catalog.where}:{entry.line}"
        entries.append(entry)
    store.save(site, locale, domain, replace(catalog, entries=tuple(entries)))
    return written


def _mark(entry: Entry, proposal: Proposal) -> str:
    return mt_comment(proposal.origin, replace(entry, msgstr=proposal.text))


def _drafted(entry: Entry, catalog: Catalog, proposal: Proposal) -> Entry:
    """Make a fuzzy entry of a proposal, with its mark."""
    comments = list(without_mt(entry.comments))
    if openness(entry) is Openness.STALE:
        comments += [f"{BEFORE}{line}" for line in entry.msgstr.splitlines()]
    context, msgid = proposal.previous or (None, None)
    is_stale = msgid is None and openness(entry) is Openness.STALE
    return po.edit(
        entry,
        catalog,
        msgstr=proposal.text,
        flags=("fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")),
        previous=entry.previous if is_stale else msgid,
        previous_msgctxt=entry.previous_msgctxt if is_stale else context,
        comments=(
            *comments,
            _mark(entry, proposal),
            *(mt_note(note) for note in proposal.notes),
        ),
    )

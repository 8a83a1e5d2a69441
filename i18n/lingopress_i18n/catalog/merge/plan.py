"""The update of one catalog as it is being decided: what is wanted, what is gone, what is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.po import Catalog, Entry, edit, header_fields

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence

    from lingopress_i18n.document import Key

Place = tuple["Key | None", "Key | None"]
"""Where a message stands: the messages before and after it that the edit left alone."""


@dataclass
class Slot:
    """A message of the template, and the entry that it will have."""

    wanted: Entry
    entry: Entry | None
    """None for a message that is new in its article and has no translation yet."""


@dataclass
class Plan:
    """The update of one catalog. The steps fill its slots and use up what is gone."""

    domain: str
    catalog: Catalog
    slots: list[Slot]
    """In the order of the template."""
    gone: list[Entry]
    """Entries that lost their message in this update, in the order of the file."""
    obsolete: list[Entry]
    """Entries that had lost it before."""
    old: list[Entry]
    """All entries that had their message until now, in the order of the file; of a new article
    that replaces another, the other's."""
    lent: list[Entry] = field(default_factory=list)
    """What is gone of the article that this one replaces, and stays in that one's catalog."""

    @property
    def free(self) -> Iterator[Slot]:
        """Go through the slots that are still to be filled."""
        return (slot for slot in self.slots if slot.entry is None)

    @property
    def donors(self) -> list[Entry]:
        """List the translations that no message of this article uses any more."""
        return [entry for entry in (*self.gone, *self.lent) if entry.has_translation]

    def use_up(self, donors: Iterable[Entry]) -> None:
        """Take entries whose translation has gone over to other messages from what is gone."""
        used = {id(donor) for donor in donors}
        self.gone = [entry for entry in self.gone if id(entry) not in used]
        self.lent = [entry for entry in self.lent if id(entry) not in used]

    @cached_property
    def places_of_old(self) -> dict[int, Place]:
        """Map the identity of each entry that was live to where it stood."""
        places = _places([entry.key for entry in self.old], self._kept)
        return dict(zip(map(id, self.old), places, strict=True))

    @cached_property
    def places_of_wanted(self) -> dict[Key, Place]:
        """Map the key of each message of the template to where it stands."""
        keys = [slot.wanted.key for slot in self.slots]
        return dict(zip(keys, _places(keys, self._kept), strict=True))

    @cached_property
    def _kept(self) -> frozenset[Key]:
        wanted = {slot.wanted.key for slot in self.slots}
        return frozenset(entry.key for entry in self.old if entry.key in wanted)

    def result(self, counts: Counter[str]) -> Catalog:
        """Put the catalog together: the template's order, then what is obsolete."""
        entries: dict[Key, Entry] = {}
        for slot in self.slots:
            counts["new"] += slot.entry is None
            entries[slot.wanted.key] = (
                self._noted(slot.entry, slot.wanted) if slot.entry else self._empty(slot.wanted)
            )
        retired = [
            edit(entry, self.catalog, obsolete=True, extracted=(), references=())
            for entry in self.gone
            if entry.has_translation
        ]
        counts["obsolete"] += len(retired)
        for entry in (*retired, *self.obsolete):
            other = entries.get(entry.key)
            entries[entry.key] = entry if other is None else self._beside(other, entry)
        return replace(self.catalog, entries=tuple(entries.values()))

    def _noted(self, entry: Entry, wanted: Entry) -> Entry:
        """Give an entry the template's notes; references name the file alone.

        Where the message has got or lost a plural since, the translation becomes stale.
        """
        if entry.msgid_plural != wanted.msgid_plural:
            forms = (entry.msgstr,) * len(self._empty(wanted).msgstr_plural)
            return replace(stale(wanted, [entry]), msgstr_plural=forms)
        references = files_of(wanted.references)
        if entry.extracted == wanted.extracted and entry.references == references:
            return entry
        return edit(entry, self.catalog, extracted=wanted.extracted, references=references)

    def _beside(self, entry: Entry, other: Entry) -> Entry:
        """Keep a second translation of a message in a comment: a catalog can hold but one."""
        lines = tuple(f"was: {line}" for line in other.msgstr.splitlines())
        if other.msgstr == entry.msgstr or set(lines) <= set(entry.comments):
            return entry
        return edit(entry, self.catalog, comments=(*entry.comments, *lines))

    def _empty(self, wanted: Entry) -> Entry:
        """Make an entry to translate, with as many forms as the language has."""
        entry = replace(wanted, references=files_of(wanted.references), line=0, raw="")
        if wanted.msgid_plural is None:
            return entry
        found = re.search(
            r"nplurals\s*=\s*(\d)", header_fields(self.catalog).get("Plural-Forms", "")
        )
        return replace(entry, msgstr_plural=("",) * int(found[1] if found else 2))


def plan(domain: str, catalog: Catalog, template: Catalog | None) -> Plan:
    """Begin the update of a catalog; without a template its article is gone."""
    wanted = template.entries if template else ()
    keys = {entry.key for entry in wanted}
    live = catalog.live()
    return Plan(
        domain=domain,
        catalog=catalog,
        slots=[Slot(entry, live.get(entry.key)) for entry in wanted],
        gone=[entry for entry in live.values() if entry.key not in keys],
        obsolete=[entry for entry in catalog.entries if entry.obsolete],
        old=list(live.values()),
    )


def stale(wanted: Entry, donors: Sequence[Entry], source: str = " ", target: str = " ") -> Entry:
    """Offer old translations for new wording; ``#|`` names the text that they were made for.

    Several are joined, in order, with what stands between two sentences in either language.
    """
    first = donors[0]
    made_for = [made_for_text(donor) for donor in donors]
    texts = [text for text, _, _ in made_for]
    context, plural = made_for[0][1:]
    return replace(
        wanted,
        msgstr=target.join(donor.msgstr for donor in donors),
        msgstr_plural=first.msgstr_plural,
        comments=tuple(dict.fromkeys(line for donor in donors for line in donor.comments)),
        flags=tuple(dict.fromkeys(("fuzzy", *(flag for donor in donors for flag in donor.flags)))),
        previous=source.join(texts),
        previous_msgctxt=context if context != wanted.msgctxt else None,
        previous_plural=plural if plural != wanted.msgid_plural else None,
        references=files_of(wanted.references),
        line=0,
        raw="",
    )


def made_for_text(entry: Entry) -> tuple[str, str | None, str | None]:
    """Give the text, its context and its plural that a translation was made for."""
    if not entry.is_fuzzy or entry.previous is None:
        return entry.msgid, entry.msgctxt, entry.msgid_plural
    context = entry.msgctxt if entry.previous_msgctxt is None else entry.previous_msgctxt
    plural = entry.msgid_plural if entry.previous_plural is None else entry.previous_plural
    return entry.previous, context, plural


def files_of(references: Iterable[str]) -> tuple[str, ...]:
    """Drop line numbers: they would change with every edit above."""
    return tuple(dict.fromkeys(reference.rpartition(":")[0] for reference in references))


def _places(keys: Sequence[Key], kept: frozenset[Key]) -> list[Place]:
    """Give, for each key in a sequence, the nearest kept ones before and after it."""
    before: list[Key | None] = []
    last: Key | None = None
    for key in keys:
        before.append(last)
        last = key if key in kept else last
    after: list[Key | None] = []
    last = None
    for key in reversed(keys):
        after.append(last)
        last = key if key in kept else last
    return list(zip(before, reversed(after), strict=True))

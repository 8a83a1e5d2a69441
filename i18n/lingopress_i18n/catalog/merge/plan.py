"""The update of one catalog as it is being decided: what is wanted, what is gone, what is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.po import Catalog, Entry, edit, header_fields

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Collection, Iterable, Iterator, Sequence

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
    slots: dict[Key, Slot]
    """By message, in the order of the template."""
    gone: list[Entry]
    """Entries that lost their message in this update, in the order of the file."""
    obsolete: list[Entry]
    """Entries that had lost it before."""
    old: dict[Key, Entry]
    """All entries that had their message until now, by it, in the order of the file."""
    replaced: dict[Key, Entry] = field(default_factory=dict)
    """Likewise those of the article that this one replaces: its file was renamed."""
    lent: list[Entry] = field(default_factory=list)
    """Those of them that are no message of this one. They stay in their own catalog, too."""

    @property
    def free(self) -> Iterator[Slot]:
        """Go through the slots that are still to be filled."""
        return (slot for slot in self.slots.values() if slot.entry is None)

    @property
    def donors(self) -> list[Entry]:
        """List the translations that no message of this article uses any more."""
        return [entry for entry in (*self.gone, *self.lent) if entry.has_translation]

    @property
    def before(self) -> dict[Key, Entry]:
        """Give the article as it was, by message: under its old name if it has a new one."""
        return self.replaced or self.old

    def use_up(self, donors: Iterable[Entry]) -> None:
        """Take entries whose translation has gone over to other messages from what is gone."""
        used = {id(donor) for donor in donors}
        self.gone = [entry for entry in self.gone if id(entry) not in used]
        self.lent = [entry for entry in self.lent if id(entry) not in used]

    @cached_property
    def places(self) -> dict[int, Place]:
        """Map the identity of what is gone, and of new messages, to where they stand or stood."""
        before = self.before
        kept = self.slots.keys() & before.keys()
        wanted = ((key, slot.wanted) for key, slot in self.slots.items())
        return {**_places(before.items(), kept), **_places(wanted, kept)}

    def result(self, counts: Counter[str]) -> Catalog:
        """Put the catalog together: the template's order, then what is obsolete."""
        entries = {key: self._entry(slot) for key, slot in self.slots.items()}
        counts["new"] += sum(1 for _ in self.free)
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

    def _entry(self, slot: Slot) -> Entry:
        return self._noted(slot.entry, slot.wanted) if slot.entry else self._empty(slot.wanted)

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
    wanted = {entry.key: entry for entry in template.entries} if template else {}
    live = catalog.live()
    return Plan(
        domain=domain,
        catalog=catalog,
        slots={key: Slot(entry, live.get(key)) for key, entry in wanted.items()},
        gone=[entry for key, entry in live.items() if key not in wanted],
        obsolete=[entry for entry in catalog.entries if entry.obsolete],
        old=live,
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


def _places(entries: Iterable[tuple[Key, Entry]], kept: Collection[Key]) -> dict[int, Place]:
    """Map the identity of the entries that are not kept to the kept ones around them."""
    found: dict[int, Place] = {}
    last: Key | None = None
    waiting: list[Entry] = []
    for key, entry in entries:
        if key in kept:
            found.update((id(each), (last, key)) for each in waiting)
            waiting = []
            last = key
        else:
            waiting.append(entry)
    found.update((id(each), (last, None)) for each in waiting)
    return found

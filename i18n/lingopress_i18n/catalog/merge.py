"""Update of a locale's catalogs to new templates: keep, move, mark stale, lose nothing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.po import Catalog, Entry, edit, header_fields
from lingopress_i18n.catalog.state import mt_engine, with_mt
from lingopress_i18n.inline import has_same_structure
from lingopress_i18n.policy import NOTHING
from lingopress_i18n.retarget import retarget, skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from lingopress_i18n.document import Key
    from lingopress_i18n.policy import Policy

THRESHOLD = 65.0
"""Likeness, of 100, from which a new sentence counts as an edit of a vanished one."""
_MOST_TRIES = 10
"""How many vanished messages of the same words are tried for one that only leads elsewhere."""


@dataclass(frozen=True)
class Merge:
    """The catalogs of a locale after an update, and what happened to their messages."""

    catalogs: dict[str, Catalog]
    """By domain."""
    counts: Counter[str] = field(default_factory=Counter)
    """How many were ``new``, ``moved``, ``retargeted``, ``stale``, ``restored``, ``obsolete``."""


def merge(
    templates: Mapping[str, Catalog], catalogs: Mapping[str, Catalog], policy: Policy = NOTHING
) -> Merge:
    """Bring a locale's catalogs, one for each template at least, up to the templates.

    An entry whose message is still there stays as it is. For a new message the translation is
    looked for, in this order: behind ``#~`` in the same catalog; the same message gone from
    another catalog; one gone from the same catalog that only led elsewhere, which keeps its state;
    a similar one, which becomes stale with its old msgid kept. What is left of the vanished entries
    becomes obsolete, except for empty ones.
    A catalog whose template is gone keeps its translations as obsolete entries. ``policy`` tells
    which links a translation may have that its source does not.
    """
    counts: Counter[str] = Counter()
    plans = {domain: _Plan(catalog, templates.get(domain)) for domain, catalog in catalogs.items()}
    gone = _by_key(entry for plan in plans.values() for entry in plan.vanished())
    confirmed = {key for key, entry in gone.items() if not entry.is_fuzzy}
    for plan in plans.values():
        plan.restore(confirmed, counts)
        plan.take_over(gone, counts)
        plan.retarget(counts, policy)
        plan.match_similar(counts)
    return Merge({domain: plan.result(counts) for domain, plan in plans.items()}, counts)


class _Plan:
    """The update of one catalog: for each message of its template, the entry that it will have."""

    def __init__(self, catalog: Catalog, template: Catalog | None) -> None:
        self._catalog = catalog
        live = catalog.live()
        wanted = template.entries if template else ()
        keys = {entry.key for entry in wanted}
        self._gone = [entry for entry in live.values() if entry.key not in keys]
        self._obsolete = [entry for entry in catalog.entries if entry.obsolete]
        self._slots = [(entry, live.get(entry.key)) for entry in wanted]

    def vanished(self) -> Iterator[Entry]:
        """Go through the translations that no message of this catalog uses any more."""
        return (entry for entry in (*self._gone, *self._obsolete) if entry.has_translation)

    def restore(self, confirmed: Collection[Key], counts: Counter[str]) -> None:
        """Give text that came back the translation that was kept for it.

        One that nobody confirmed steps back behind a confirmed one of another article.
        """
        kept = _by_key(self._obsolete)

        def find(wanted: Entry) -> Entry | None:
            entry = kept.get(wanted.key)
            if entry is None or (entry.is_fuzzy and wanted.key in confirmed):
                return None
            self._obsolete.remove(entry)
            return entry

        self._fill(find, "restored", counts)

    def take_over(self, gone: Mapping[Key, Entry], counts: Counter[str]) -> None:
        """Give a message the translation that it had in another article.

        The giver keeps it as an obsolete entry: a killed run then leaves it in one file at least.
        """
        self._fill(lambda wanted: gone.get(wanted.key), "moved", counts)

    def retarget(self, counts: Counter[str], policy: Policy) -> None:
        """Carry translations over to messages that only lead elsewhere, each used once.

        Every word of the translation stays, and so does its state: reviewed, stale or a draft.
        """
        if all(entry for _, entry in self._slots):
            return
        donors: dict[tuple[str | None, tuple[str, ...]], list[Entry]] = {}
        for entry in self._gone:
            shape = skeleton(entry.msgid) if entry.msgstr and not entry.msgid_plural else None
            if shape and has_same_structure(entry.msgstr, entry.msgid, policy):
                donors.setdefault((entry.msgctxt, shape), []).append(entry)
        used: set[int] = set()

        def find(wanted: Entry) -> Entry | None:
            shape = skeleton(wanted.msgid) if donors and not wanted.msgid_plural else None
            alike = donors.get((wanted.msgctxt, shape), []) if shape else []
            for at, donor in enumerate(alike[:_MOST_TRIES]):
                text = retarget(donor.msgid, wanted.msgid, donor.msgstr, policy)
                if text is not None:
                    used.add(id(alike.pop(at)))
                    found = replace(donor, msgid=wanted.msgid, msgstr=text)
                    return replace(found, comments=with_mt(donor, found))
            return None

        self._fill(find, "retargeted", counts)
        self._gone = [entry for entry in self._gone if id(entry) not in used]

    def match_similar(self, counts: Counter[str]) -> None:
        """Pair new messages with vanished ones, the most alike first, each used once."""
        donors = [entry for entry in self._gone if entry.msgstr and not mt_engine(entry)]
        places = [at for at, (_, entry) in enumerate(self._slots) if entry is None]
        if not donors or not places:
            return
        pairs = sorted(self._likeness(places, donors), reverse=True)
        for _, negative_place, negative_donor in pairs:
            place, donor = -negative_place, donors[-negative_donor]
            wanted, taken = self._slots[place]
            if taken is None and donor in self._gone:
                self._slots[place] = (wanted, _stale(wanted, donor))
                self._gone.remove(donor)
                counts["stale"] += 1

    def result(self, counts: Counter[str]) -> Catalog:
        """Put the catalog together: the template's order, then what is obsolete."""
        entries: dict[Key, Entry] = {}
        for wanted, entry in self._slots:
            counts["new"] += entry is None
            entries[wanted.key] = self._noted(entry, wanted) if entry else self._empty(wanted)
        retired = [self._retired(entry) for entry in self._gone if entry.has_translation]
        counts["obsolete"] += len(retired)
        for entry in (*retired, *self._obsolete):
            other = entries.get(entry.key)
            entries[entry.key] = entry if other is None else self._beside(other, entry)
        return replace(self._catalog, entries=tuple(entries.values()))

    def _fill(
        self, find: Callable[[Entry], Entry | None], event: str, counts: Counter[str]
    ) -> None:
        for at, (wanted, entry) in enumerate(self._slots):
            found = find(wanted) if entry is None else None
            if found is not None:
                self._slots[at] = (wanted, replace(found, obsolete=False, line=0, raw=""))
                counts[event] += 1

    def _likeness(
        self, places: Iterable[int], donors: Iterable[Entry]
    ) -> Iterator[tuple[float, int, int]]:
        """Compare new with vanished text of the same context; earlier places win ties."""
        from rapidfuzz import fuzz  # noqa: PLC0415 - only an update with edited text needs it

        for place in places:
            wanted = self._slots[place][0]
            for at, donor in enumerate(donors):
                if donor.msgctxt == wanted.msgctxt and donor.msgid_plural == wanted.msgid_plural:
                    # as it stands, and with the words sorted: authors also move clauses
                    pair = (wanted.msgid, donor.msgid)
                    score = max(fuzz.ratio(*pair), fuzz.token_sort_ratio(*pair))
                    if score >= THRESHOLD:
                        yield score, -place, -at

    def _noted(self, entry: Entry, wanted: Entry) -> Entry:
        """Give an entry the template's notes; references name the file alone.

        Where the message has got or lost a plural since, the translation becomes stale.
        """
        if entry.msgid_plural != wanted.msgid_plural:
            forms = (entry.msgstr,) * len(self._empty(wanted).msgstr_plural)
            return replace(_stale(wanted, entry), msgstr_plural=forms, line=0, raw="")
        return edit(
            entry,
            self._catalog,
            extracted=wanted.extracted,
            references=_files(wanted.references),
        )

    def _beside(self, entry: Entry, other: Entry) -> Entry:
        """Keep a second translation of a message in a comment: a catalog can hold but one."""
        lines = tuple(f"was: {line}" for line in other.msgstr.splitlines())
        if other.msgstr == entry.msgstr or set(lines) <= set(entry.comments):
            return entry
        return edit(entry, self._catalog, comments=(*entry.comments, *lines))

    def _empty(self, wanted: Entry) -> Entry:
        """Make an entry to translate, with as many forms as the language has."""
        entry = replace(wanted, references=_files(wanted.references), line=0, raw="")
        if wanted.msgid_plural is None:
            return entry
        found = re.search(
            r"nplurals\s*=\s*(\d)", header_fields(self._catalog).get("Plural-Forms", "")
        )
        return replace(entry, msgstr_plural=("",) * int(found[1] if found else 2))

    def _retired(self, entry: Entry) -> Entry:
        return edit(entry, self._catalog, obsolete=True, extracted=(), references=())


def _stale(wanted: Entry, donor: Entry) -> Entry:
    """Offer an old translation for new wording; ``#|`` names the text that it was made for."""
    return replace(
        wanted,
        msgstr=donor.msgstr,
        msgstr_plural=donor.msgstr_plural,
        comments=donor.comments,
        flags=tuple(dict.fromkeys(("fuzzy", *donor.flags))),
        previous=donor.msgid if donor.previous is None else donor.previous,
        references=_files(wanted.references),
    )


def _files(references: Iterable[str]) -> tuple[str, ...]:
    """Drop line numbers: they would change with every edit above."""
    return tuple(dict.fromkeys(reference.rpartition(":")[0] for reference in references))


def _by_key(entries: Iterable[Entry]) -> dict[Key, Entry]:
    """Index entries by key; of several, one that a person confirmed wins, then the first."""
    found: dict[Key, Entry] = {}
    for entry in entries:
        other = found.get(entry.key)
        if other is None or (other.is_fuzzy and not entry.is_fuzzy):
            found[entry.key] = entry
    return found

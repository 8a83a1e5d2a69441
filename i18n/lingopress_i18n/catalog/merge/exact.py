"""Translations of the very same message: restored, moved from another article, copied."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.state import State, state_of
from lingopress_i18n.tokens import tokens

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Mapping, Sequence

    from lingopress_i18n.catalog.merge.plan import Plan
    from lingopress_i18n.catalog.po import Entry
    from lingopress_i18n.document import Key

_SENTENCE = 4
"""Words from which a text says the same wherever it stands; ``Open`` does not."""


def vanished(plans: Iterable[Plan]) -> dict[Key, Entry]:
    """Index the translations that no article uses any more, by message.

    Of several for a message, one that a person confirmed wins, then the first.
    """
    return _by_key(
        entry for plan in plans for entry in (*plan.gone, *plan.obsolete) if entry.has_translation
    )


def restore(plan: Plan, elsewhere: Mapping[Key, Entry], counts: Counter[str]) -> None:
    """Give text that came back to its article the translation that was kept for it.

    One that nobody confirmed steps back behind a confirmed one of another article.
    """
    kept = _by_key(plan.obsolete)
    restored: set[int] = set()
    for slot in plan.free:
        entry = kept.get(slot.wanted.key)
        other = elsewhere.get(slot.wanted.key)
        if entry is None or (entry.is_fuzzy and other is not None and not other.is_fuzzy):
            continue
        restored.add(id(entry))
        slot.entry = _live(entry)
        counts["restored"] += 1
    plan.obsolete = [entry for entry in plan.obsolete if id(entry) not in restored]


def take_over(plan: Plan, elsewhere: Mapping[Key, Entry], counts: Counter[str]) -> None:
    """Give a message the translation that it had in another article: the one replaced comes first.

    The giver keeps it as an obsolete entry: a killed run then leaves it in one file at least.
    """
    replaced = _by_key(entry for entry in plan.replaced.values() if entry.has_translation)
    for slot in plan.free:
        entry = replaced.get(slot.wanted.key) or elsewhere.get(slot.wanted.key)
        if entry is not None:
            slot.entry = _live(entry)
            counts["moved"] += 1


def copy(plans: Sequence[Plan], counts: Counter[str]) -> None:
    """Give a sentence that stands in another article, too, the reviewed translation it has there.

    With one catalog for the whole site, as gettext has it, people translate a message once; that
    we keep a catalog for each article shall not cost them more. A short text depends on its place,
    and where people chose several translations they saw a difference: these are left to people.
    """
    wanted = {
        slot.wanted.key
        for plan in plans
        for slot in plan.free
        if slot.wanted.msgid_plural is None and is_sentence(slot.wanted.msgid)
    }
    if not wanted:
        return
    found: defaultdict[Key, dict[str, Entry]] = defaultdict(dict)
    for plan in plans:
        for key in wanted & plan.old.keys():
            entry = plan.old[key]
            if state_of(entry) is State.REVIEWED:
                found[key].setdefault(entry.msgstr, entry)
    for plan in plans:
        for slot in plan.free:
            texts = found.get(slot.wanted.key, {})
            if len(texts) == 1:
                (entry,) = texts.values()
                slot.entry = replace(_live(entry), comments=())
                counts["copied"] += 1


def is_sentence(text: str) -> bool:
    """Tell whether a text says the same wherever it stands, so that its translation is copied."""
    return len(tokens(text)) >= _SENTENCE


def _live(entry: Entry) -> Entry:
    return replace(entry, obsolete=False, line=0, raw="")


def _by_key(entries: Iterable[Entry]) -> dict[Key, Entry]:
    found: dict[Key, Entry] = {}
    for entry in entries:
        other = found.get(entry.key)
        if other is None or (other.is_fuzzy and not entry.is_fuzzy):
            found[entry.key] = entry
    return found

"""Translations of messages that say the same in another spelling, or lead elsewhere."""

from __future__ import annotations

import html
import itertools
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.state import with_mt
from lingopress_i18n.inline.sameness import carry, essence

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from lingopress_i18n.catalog.merge.plan import Plan, Slot
    from lingopress_i18n.catalog.merge.terms import Terms
    from lingopress_i18n.catalog.po import Entry
    from lingopress_i18n.policy import Policy

Said = tuple["str | None", tuple[str, ...]]
"""A context, and what a message in it says."""

_NO_LETTERS = re.compile(r"\((?:[^()]|\([^()]*\))*\)|<[^<>]*>|(?:[^\w(<]|_)+|[(<]")
"""What is in brackets, raw tags, and whatever is neither letter nor digit."""
_MOST_TRIES = 10
"""How many vanished messages that say the same are tried for one."""


def carry_over(plans: Sequence[Plan], terms: Terms, counts: Counter[str]) -> None:
    """Carry translations over to messages that say the same, each used once.

    Every word of the translation stays, and so does its state: reviewed, stale or a draft. Donors
    are what is gone from the same article, then from others; then what was gone before.
    """
    if not any(True for plan in plans for _ in plan.free):
        return
    letters = {_letters(slot.wanted.msgid) for plan in plans for slot in plan.free}
    donors: defaultdict[Said, list[tuple[Plan, Entry]]] = defaultdict(list)
    for plan, entry in _vanished(plans):
        if _letters(entry.msgid) in letters:
            donors[entry.msgctxt, essence(entry.msgid)].append((plan, entry))
    if not donors:
        return
    used: set[int] = set()
    for plan in plans:
        for slot in plan.free:
            if slot.wanted.msgid_plural is None:
                alike = donors.get((slot.wanted.msgctxt, essence(slot.wanted.msgid)), ())
                unused = (each for each in alike if id(each[1]) not in used)
                in_order = sorted(unused, key=lambda each: each[0] is not plan)
                found = [entry for _, entry in in_order[:_MOST_TRIES]]
                donor = _fill(slot, found, terms.policy)
                if donor is not None:
                    used.add(id(donor))
                    plan.use_up([donor])  # one of another article stays there, behind #~
                    counts["carried"] += 1


def _letters(text: str) -> str:
    """Give the letters and digits of a message without addresses: quick to compare.

    Messages that say the same have the same ones (but for targets with brackets in brackets).
    """
    return _NO_LETTERS.sub("", html.unescape(text)).casefold()


def _vanished(plans: Sequence[Plan]) -> Iterator[tuple[Plan, Entry]]:
    """Go through what messages may be carried over from, what is gone only now first."""
    now = ((plan, entry) for plan in plans for entry in plan.donors)
    before = ((plan, entry) for plan in plans for entry in plan.obsolete)
    for plan, entry in itertools.chain(now, before):
        if entry.msgstr and entry.msgid_plural is None:
            yield plan, entry


def _fill(slot: Slot, donors: Sequence[Entry], policy: Policy) -> Entry | None:
    """Fill a slot from the first donor that fits, and name it."""
    for donor in donors:
        text = carry(donor.msgid, slot.wanted.msgid, donor.msgstr, policy)
        if text is not None:
            found = replace(
                donor, msgid=slot.wanted.msgid, msgstr=text, obsolete=False, line=0, raw=""
            )
            slot.entry = replace(found, comments=with_mt(donor, found))
            return donor
    return None

"""Which new article takes the place of which that is gone: its file was renamed, or moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.catalog.merge.plan import Plan

_SHARE = 0.3
"""Which part of the smaller article's messages both have to have."""


def follow_renames(plans: Sequence[Plan]) -> None:
    """Let each new article look for its translations in the one that it replaces, as in its own.

    An article is new that has no catalog yet; gone, one without messages. The pairs that have most
    messages in common are taken first.
    """
    new = [plan for plan in plans if plan.slots and not plan.catalog.entries]
    gone = [plan for plan in plans if not plan.slots and plan.catalog.entries]
    if not new or not gone:
        return
    had = [{entry.key: entry for entry in plan.catalog.entries} for plan in gone]
    pairs: list[tuple[int, int, int]] = []
    for at, plan in enumerate(new):
        for number, entries in enumerate(had):
            common = len(plan.slots.keys() & entries.keys())
            if common and common >= _SHARE * min(len(plan.slots), len(entries)):
                pairs.append((-common, at, number))
    taken: set[int] = set()
    for _, at, number in sorted(pairs):
        plan = new[at]
        if not plan.replaced and number not in taken:
            taken.add(number)
            plan.replaced = had[number]
            plan.lent = [entry for key, entry in had[number].items() if key not in plan.slots]

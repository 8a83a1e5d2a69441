"""What a message shows to translators and no translation changes: code, names, other languages.

``Press <kbd>Ctrl</kbd>`` is readable as it stands, and a page prints ``Ctrl`` there whatever a
translation says. The source's own content is put into the translation before it is rendered, so
that everything else, the law of no new powers above all, judges the outcome like any message.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING

from lingopress_i18n import inline

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from lingopress_i18n.inline.events import Event

CODE = "`"
"""Stands for code spans among openings; the others are start tags as the messages have them."""
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")


def keep(translation: str, source: str, openings: Collection[str]) -> str:
    """Give a translation the source's content in every element that ``openings`` opens.

    Elements are found by their content; those of other content get what the translation does not
    have, in the order of the source. More of them than the source has stay as they are.
    """
    message, own = inline.parse(translation), inline.parse(source)
    found = ranges(message.events, openings)
    if not found:
        return translation
    there = [(opening, message.literal(start, end)) for opening, start, end in found]
    had = [
        (opening, own.literal(start, end)) for opening, start, end in ranges(own.events, openings)
    ]
    same = Counter(there) & Counter(had)
    spare = same.copy()
    missing: defaultdict[str, deque[str]] = defaultdict(deque)
    for opening, content in had:
        if not _take(spare, (opening, content)):
            missing[opening].append(content)
    pieces: list[str] = []
    cursor = 0
    for (opening, start, end), pair in zip(found, there, strict=True):
        is_own = _take(same, pair) or not missing[opening]
        pieces += [
            message.literal(cursor, start),
            pair[1] if is_own else missing[opening].popleft(),
        ]
        cursor = end
    return "".join([*pieces, message.literal(cursor, len(message.source))])


def ranges(events: Sequence[Event], openings: Collection[str]) -> list[tuple[str, int, int]]:
    """List the kept elements: opening, first byte of the content, and one past its last.

    A code span's content includes its backticks. An element that is not closed is none.
    """
    found: list[tuple[str, int, int]] = []
    opening, name, start, depth = "", "", 0, 0
    for event in events:
        if event.kind == "code" and not depth and CODE in openings:
            found.append((CODE, event.start, event.end))
        tag = _TAG.match(event.value) if event.kind == "html" else None
        if not tag:
            continue
        if depth:
            if tag[2].lower() == name:
                depth += -1 if tag[1] else 1
            if not depth:
                found.append((opening, start, event.start))
        elif event.value in openings:
            opening, name, start, depth = event.value, tag[2].lower(), event.end, 1
    return found


def _take(some: Counter[tuple[str, str]], pair: tuple[str, str]) -> bool:
    """Take a pair out of some; tell whether it was among them."""
    if not some[pair]:
        return False
    some[pair] -= 1
    return True

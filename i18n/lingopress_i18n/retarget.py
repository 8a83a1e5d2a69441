"""Carrying a translation over to a source that says the same and points elsewhere.

What counts as pointing: the destination of a link or an image, an address in angle brackets, the
addresses in a raw tag's attributes. Everything else is words, titles and other attributes too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.elements import ADDRESSES
from lingopress_i18n.policy import NOTHING

if TYPE_CHECKING:
    from lingopress_i18n.events import Event
    from lingopress_i18n.policy import Policy

_TAG = re.compile(r"</?[A-Za-z]")
_ATTRIBUTE = re.compile(r"([^\s\"'=<>/]+)(\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+)")


@dataclass(frozen=True)
class _Target:
    """A place in a message that points somewhere."""

    start: int
    """Offset of its first byte in the message that was read."""
    end: int
    """Offset one past its last byte."""
    mark: tuple[str, str]
    """What it adds to the structure: (element, target), or the raw tag."""
    words: str
    """What stands there besides the address: a raw tag without its addresses."""


def skeleton(markdown: str) -> tuple[str, ...] | None:
    """Give a message without its targets; None where it points nowhere.

    Two messages of the same skeleton differ in targets only.
    """
    message = inline.parse(markdown)
    targets = _targets(message)
    return _skeleton(message, targets) if targets else None


def retarget(
    old_source: str, new_source: str, translation: str, policy: Policy = NOTHING
) -> str | None:
    """Give the translation of ``old_source`` the targets of ``new_source``, word for word.

    A link of the translation's own, which the policy admits, stays. None where the sources differ
    in more than targets, where a target that has changed is not in the translation, where one that
    it uses has become two different ones, or where the outcome would not have the structure of
    ``new_source``.
    """
    old, new = inline.parse(old_source), inline.parse(new_source)
    before, after = _targets(old), _targets(new)
    if not before or _skeleton(old, before) != _skeleton(new, after):
        return None
    found: dict[tuple[str, str], dict[tuple[str, str], str]] = {}
    for one, other in zip(before, after, strict=True):
        spelling = new.literal(other.start, other.end)
        found.setdefault(one.mark, {}).setdefault(other.mark, spelling)
    message = inline.parse(translation)
    targets = _targets(message)
    changed = {mark for mark, successors in found.items() if mark not in successors}
    if not changed <= {each.mark for each in targets}:
        return None
    pieces: list[str] = []
    cursor = 0
    for each in targets:
        successors = list(found.get(each.mark, {}).values())
        if each.mark not in found and each.mark[0] == "a" and policy.admits_link(each.mark[1]):
            successors = [message.literal(each.start, each.end)]
        if len(successors) != 1:
            return None
        pieces += [message.literal(cursor, each.start), successors[0]]
        cursor = each.end
    text = "".join([*pieces, message.literal(cursor, len(message.source))])
    moved = inline.parse(text)
    has_structure = inline.has_same_structure(text, new_source, policy)
    keeps_words = _skeleton(moved, _targets(moved)) == _skeleton(message, targets)
    return text if has_structure and keeps_words else None


def _skeleton(message: inline.Inline, targets: list[_Target]) -> tuple[str, ...]:
    """List what stands between the targets, then what kind each target is of."""
    ends = [0, *(end for each in targets for end in (each.start, each.end)), len(message.source)]
    between = [message.literal(start, end) for start, end in list(pairwise(ends))[::2]]
    return (*between, *(f"{each.mark[0]} {each.words}" for each in targets))


def _targets(message: inline.Inline) -> list[_Target]:
    """List the places that point somewhere, in the order of the message."""
    marks = inline.own_marks(message)
    found: list[_Target] = []
    stack: list[Event] = []
    for index, event in enumerate(message.events):
        if event.kind == "html" and _TAG.match(event.value):
            words = _ATTRIBUTE.sub(_masked, event.value)
            if words != event.value:
                found.append(_Target(event.start, event.end, ("html", event.value), words))
        elif event.kind == "open":
            stack.append(event)
        elif event.kind == "close":
            opened = stack.pop()
            if opened.value in ("a", "img"):
                found.append(_destination(message, opened, *marks[index]))
    return sorted(found, key=lambda target: target.start)


def _destination(message: inline.Inline, opened: Event, start: int, end: int) -> _Target:
    """Find the destination of a link or an image, of which ``](…)`` or ``>`` is given in bytes."""
    mark = (opened.value, opened.target)
    if message.source[start:end] == b">":  # an address in angle brackets
        return _Target(opened.start, opened.end, mark, "")
    inside = message.source[start + 2 : end - 1]
    at = len(inside) - len(inside.lstrip())
    match = re.match(rb"<(?:\\.|[^<>\\])*>|[^ \t\r\n]*", inside[at:])
    width = match.end() if match else 0
    return _Target(start + 2 + at, start + 2 + at + width, mark, "")


def _masked(attribute: re.Match[str]) -> str:
    """Take the value from an attribute that holds an address."""
    name, equals, value = attribute.groups()
    return f"{name}{equals}{'' if name.lower() in ADDRESSES else value}"

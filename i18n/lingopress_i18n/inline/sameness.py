"""When two sources say the same, so that a person's translation of one is right for the other.

What may differ: where links, images and the address attributes of raw tags lead; the letter case
of code; white space; the spelling of quotation marks, dashes and ellipses; how markup, an entity
or a raw tag is written. Every word, number, title and mark has to stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.elements import ADDRESSES
from lingopress_i18n.policy import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lingopress_i18n.inline.events import Event
    from lingopress_i18n.policy import Policy

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)(.*?)(/?)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([^\s\"'=<>/]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")

_SIGNS = str.maketrans(
    {**dict.fromkeys("“”„‟", '"'), **dict.fromkeys("‘’‚‛", "'"), "–": "—", "―": "—", "…": "..."}
)
_DASH = re.compile(r"(?<!-)(?:(?<=[^\s(\[\"'“‘])-{2,3}(?!-)|-{2,3}(?![-\w]))")
"""A dash as typewriters have it, but not what begins a program's option: ``--quiet``."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class _Spot:
    """A place in a message that may be written in another way without saying anything else."""

    start: int
    """Offset of its first byte in the message that was read."""
    end: int
    """Offset one past its last byte."""
    mark: tuple[str, str]
    """What stands there: (element, target), the raw tag or the code."""


@dataclass(frozen=True)
class _Reading:
    """A message, what it says, and the spots where it may say so in another way."""

    message: inline.Inline
    essence: tuple[str, ...]
    spots: tuple[_Spot, ...]
    """In the order of the message."""


def essence(markdown: str) -> tuple[str, ...]:
    """Give what a message says: equal for two messages that say the same."""
    return _read(markdown).essence


def typographic(text: str) -> str:
    """Spell quotation marks, dashes, ellipses and white space of plain text in one way."""
    return _SPACE.sub(" ", _DASH.sub("—", text)).translate(_SIGNS)


def carry(
    old_source: str, new_source: str, translation: str, policy: Policy = NOTHING
) -> str | None:
    """Give the translation of ``old_source`` that is right for ``new_source``, word for word.

    What has changed in the source is changed in the translation: targets, and code that stands in
    both. The rest of it, its own typography and links that the policy admits too, stays as its
    author wrote it.

    None where the sources do not say the same, where a changed target is not in the translation,
    where a target or code that it has became two different ones, or where it would lead elsewhere
    than ``new_source`` and the policy.
    """
    old, new = _read(old_source), _read(new_source)
    if old.essence != new.essence:
        return None
    successors: dict[tuple[str, str], dict[tuple[str, str], str]] = {}
    for one, other in zip(old.spots, new.spots, strict=True):
        spelling = new.message.literal(other.start, other.end)
        successors.setdefault(one.mark, {}).setdefault(other.mark, spelling)
    changed = {mark for mark, others in successors.items() if [*others] != [mark]}
    if not changed:
        return translation
    given = _read(translation)
    targets = {mark for mark in changed if mark[0] != "code"}
    if not targets <= {spot.mark for spot in given.spots}:
        return None
    pieces: list[str] = []
    cursor = 0
    for spot in given.spots:
        if spot.mark in changed:
            if len(successors[spot.mark]) != 1:
                return None
            pieces.append(given.message.literal(cursor, spot.start))
            pieces += successors[spot.mark].values()
            cursor = spot.end
    text = "".join([*pieces, given.message.literal(cursor, len(given.message.source))])
    carried = _read(text)
    has_structure = inline.has_same_structure(text, new_source if targets else translation, policy)
    return text if has_structure and carried.essence == given.essence else None


def _read(markdown: str) -> _Reading:
    message = inline.parse(markdown)
    own = inline.own_marks(message)
    spots: list[_Spot] = []
    said: list[str] = []
    text = ""
    stack: list[Event] = []
    for index, event in enumerate(message.events):
        if event.kind in ("text", "soft"):
            text += " " if event.kind == "soft" else event.value
            continue
        said += _words(text, stack, message)
        text = ""
        value = event.value
        match event.kind:
            case "open":
                stack.append(event)
                value += f" {typographic(event.title)}"
            case "close":
                opened = stack.pop()
                if opened.value in ("a", "img"):
                    spots.append(_destination(message, opened, *own[index]))
            case "html" if tag := _TAG.fullmatch(value):
                spots.append(_Spot(event.start, event.end, ("html", value)))
                value = _normal_tag(tag)
            case "code":
                spots.append(_Spot(event.start, event.end, ("code", value)))
                value = value.casefold()
            case _:
                pass
        said.append(f"{event.kind} {value}")
    said += _words(text, stack, message)
    in_order = sorted(spots, key=lambda spot: spot.start)
    return _Reading(message, tuple(said), tuple(in_order))


def _words(text: str, stack: Sequence[Event], message: inline.Inline) -> Iterator[str]:
    """Give the words between two marks, unless they are an address in angle brackets."""
    if stack and message.source.startswith(b"<", stack[-1].start):
        yield "address"
    elif text:
        yield f"text {typographic(text)}"


def _destination(message: inline.Inline, opened: Event, start: int, end: int) -> _Spot:
    """Find the destination of a link or an image, of which ``](…)`` or ``>`` is given in bytes."""
    mark = (opened.value, opened.target)
    if message.source[start:end] == b">":  # an address in angle brackets
        return _Spot(opened.start, opened.end, mark)
    inside = message.source[start + 2 : end - 1]
    at = len(inside) - len(inside.lstrip())
    match = re.match(rb"<(?:\\.|[^<>\\])*>|[^ \t\r\n]*", inside[at:])
    width = match.end() if match else 0
    return _Spot(start + 2 + at, start + 2 + at + width, mark)


def _normal_tag(tag: re.Match[str]) -> str:
    """Write a raw tag in one way, without the addresses in it."""
    slash, name, attributes, _ = tag.groups()
    return " ".join([slash + name.lower(), *_normal_attributes(attributes)])


def _normal_attributes(attributes: str) -> Iterator[str]:
    for name, value in _ATTRIBUTE.findall(attributes):
        is_address = name.lower() in ADDRESSES
        quotes = value[:1] if value[:1] in ('"', "'") else ""
        yield f"{name.lower()}={'' if is_address else value.strip(quotes) if quotes else value}"

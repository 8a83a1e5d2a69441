"""What of a translation's markup is refused: all that its source, or the site's policy, lacks.

Law 8 is decided here, once: rendering prints what is refused as text, and checks report it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n.inline.structure import RAW_TAG, mark_of, outside_images, pairs
from lingopress_i18n.policy import NOTHING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lingopress_i18n.inline.events import Event
    from lingopress_i18n.inline.structure import Inline, Mark
    from lingopress_i18n.policy import Policy

_MOVABLE = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark "  # noqa: SIM905 - a list of words reads as one
    "meter output progress q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u "
    "var wbr".split()
)
"""Raw elements that may change places: an HTML parser leaves everything around them as it is."""
_FOREIGN = frozenset({"annotation-xml", "color-profile", "font-face", "missing-glyph"})
"""Names with a hyphen that are no custom elements, and no names of HTML."""
_WORDLESS = frozenset({"script", "style"})
"""Raw elements whose text is a program: it has to be that of the source."""

_BARE_TAG = re.compile(r"</?([A-Za-z]+) ?/?>")
_LINK_TAG = re.compile(r'(<a\b[^<>]*? href=)"([^"<>]*)"([^<>]*>)')
_ELEMENTS = {"break": "br"}
_NAMES = {
    "a": "link",
    "img": "image",
    "html": "tag",
    "math": "formula",
    "tag": "template tag",
    "note": "footnote",
    "break": "line break",
}


@dataclass(frozen=True)
class Refusal:
    """A piece of a translation's markup that is printed as text, or, of a title, not at all."""

    index: int
    """Of the event in the translation; for an element, of its opening."""
    kind: str
    """``link``, ``image``, ``tag`` (raw), ``formula``, ``template tag``, ``footnote``, ``line
    break``, ``title``, or the name of another element: ``em``, ``code``."""
    text: str
    """The target, the raw tag, the title …; may be empty."""


def refusals(own: Inline, source: Inline, policy: Policy = NOTHING) -> list[Refusal]:
    """List what a translation has beyond its source and the policy, in the translation's order.

    An element, link, image, code span, line break or footnote too many; a raw tag too many, or
    out of place where that would matter to an HTML parser; a template tag that is not the
    source's; a title on a link that has none.
    """
    marks = Counter(mark for event in own.events if (mark := mark_of(event)))
    if not marks:
        return []
    allowed = source.structure
    if not allowed.tags and marks <= allowed.marks and not any(map(_is_special, own.events)):
        return []
    budget = allowed.marks.copy()
    if _is_taken_apart(own, source, allowed.marks, policy):
        budget.clear()
    pictures = _refused_images(own.events, budget)
    refused_tags = _refused_tags(own, source, pictures, policy, budget)
    found: list[Refusal] = []
    for index, event in outside_images(own.events, pictures):
        mark = mark_of(event)
        if mark is None:
            continue
        if mark[0] in ("html", "img"):
            is_refused = index in refused_tags or index in pictures
        else:
            budget[mark] -= 1
            is_refused = budget[mark] < 0 and not admits(policy, mark)
        if is_refused:
            kind = _NAMES.get(mark[0], mark[0])
            found.append(Refusal(index, kind, mark[1]))
        elif event.title and event.target not in allowed.titled:
            found.append(Refusal(index, "title", event.title))
    return found


def _is_special(event: Event) -> bool:
    """Tell whether more than how often it occurs decides if an event is admitted."""
    return event.kind == "html" or event.value == "img" or bool(event.title)


def _is_taken_apart(own: Inline, source: Inline, allowed: Counter[Mark], policy: Policy) -> bool:
    """Tell whether the source has elements that must stay as they are, and do not.

    What they hide, such as a picture in ``noscript``, is then to stay hidden.
    """
    shown = list(outside_images(source.events))
    if not _has_fixed(shown, {index for index, event in shown if event.kind == "html"}):
        return False
    added = {
        index
        for index, event in enumerate(own.events)
        if event.kind == "html"
        and ("html", event.value) not in allowed
        and admits(policy, ("html", event.value))
    }
    return not _is_same_frame(own, source, (), added)


def _refused_images(events: Sequence[Event], allowed: Counter[Mark]) -> set[int]:
    """Give the indexes of the pictures beyond the source's: what stands inside them is shown."""
    left = allowed.copy()
    refused: set[int] = set()
    inside: list[bool] = []
    depth = 0  # how many of the open pictures are some
    for index, event in enumerate(events):
        if event.value == "img" and event.kind == "close":
            depth -= inside.pop()
        elif event.value == "img" and event.kind == "open":
            mark = (event.value, event.target)
            left[mark] -= not depth
            inside.append(depth > 0 or left[mark] >= 0)
            depth += inside[-1]
            if not inside[-1]:
                refused.add(index)
    return refused


def admits(policy: Policy, mark: Mark) -> bool:
    """Tell whether a policy admits a mark that the source does not have."""
    kind, value = mark
    if kind == "html":
        tag = _BARE_TAG.fullmatch(value)
        return tag is not None and tag[1].lower() in policy.elements
    if kind == "a":
        return policy.admits_link(value)
    return not value and _ELEMENTS.get(kind, kind) in policy.elements


def _refused_tags(
    own: Inline, source: Inline, pictures: set[int], policy: Policy, budget: Counter[Mark]
) -> Collection[int]:
    """Give the indexes of the raw tags that may not be printed as tags; take the others' marks."""
    shown = list(outside_images(own.events, pictures))
    tags = {index for index, event in shown if event.kind == "html"}
    if not tags:
        return ()
    matched, own_pairs = pairs(source.events), pairs(own.events, pictures)
    if own_pairs is None or matched is None:  # the source's own tags may close elsewhere
        is_same = matched is None and own_pairs is None and _is_same_frame(own, source, pictures)
        return () if is_same else tags
    refused: set[int] = set()
    added: set[int] = set()
    for start, end in sorted(own_pairs.items()):
        ends = sorted({start, end})
        marks: list[Mark] = [("html", own.events[at].value) for at in ends]
        marks[0] = _led_elsewhere(marks[0], policy, budget)
        if all(budget[mark] > 0 for mark in marks):
            budget.subtract(marks)
        elif all(admits(policy, mark) for mark in marks):
            added.update(ends)
        else:
            refused.update(ends)
    if _has_fixed(shown, tags - refused) and not _is_same_frame(own, source, pictures, added):
        return tags - added
    return refused


def _led_elsewhere(mark: Mark, policy: Policy, budget: Counter[Mark]) -> Mark:
    """Give the source's start tag of a link that a translation leads to where the policy allows.

    The tags differ in nothing but the address. Any other mark is given back.
    """
    link = _LINK_TAG.fullmatch(mark[1])
    if budget[mark] > 0 or not link or not policy.admits_link(html.unescape(link[2])):
        return mark
    for other in budget:
        theirs = _LINK_TAG.fullmatch(other[1]) if other[0] == "html" and budget[other] > 0 else None
        if theirs and (theirs[1], theirs[3]) == (link[1], link[3]):
            return other
    return mark


def _has_fixed(shown: Sequence[tuple[int, Event]], tags: Collection[int]) -> bool:
    """Tell whether any of the raw tags has to stay where it is in the source.

    A link inside a link does, too: the parser would end the outer one there.
    """
    links: list[str] = []
    for index, event in shown:
        tag = RAW_TAG.match(event.value) if index in tags else None
        name = tag[2].lower() if tag else event.value
        if tag and name not in _MOVABLE and ("-" not in name or name in _FOREIGN):
            return True
        if name == "a" and (tag or event.kind in ("open", "close")):
            if event.kind == "close" or (tag and tag[1]):
                del links[-1:]  # one that opens nowhere ends nothing
            elif links and "html" in (event.kind, *links):
                return True
            else:
                links.append(event.kind)
    return False


def _is_same_frame(
    own: Inline, source: Inline, pictures: Collection[int], added: Collection[int] = ()
) -> bool:
    """Tell whether two messages have the same elements in the same order, and the same programs.

    The tags of the translation that the policy admits do not count.
    """
    if pictures:
        return False
    frames = (_frame(own, added), _frame(source))
    return frames[0] == frames[1] and list(_programs(own)) == list(_programs(source))


def _frame(message: Inline, added: Collection[int] = ()) -> list[tuple[str, str]]:
    """List a message's elements; where tags do not nest, the places of its text too.

    A parser repeats an element that is not closed wherever text follows.
    """
    nests = pairs(message.events) is not None
    return [
        (event.kind, "" if event.kind in ("code", "text") else event.value)
        for index, event in outside_images(message.events)
        if (event.kind == "close" or mark_of(event) or (event.value.strip() and not nests))
        and index not in added
    ]


def _programs(message: Inline) -> Iterator[str]:
    """Go through the contents of scripts and styles, as written."""
    events = list(outside_images(message.events))
    for place, (_, event) in enumerate(events):
        tag = RAW_TAG.match(event.value) if event.kind == "html" else None
        if tag and not tag[1] and tag[2].lower() in _WORDLESS:
            end = re.compile(rf"</{tag[2]}\b", re.IGNORECASE)
            after = (each for _, each in events[place + 1 :])
            close = next(
                (each.start for each in after if each.kind == "html" and end.match(each.value)),
                len(message.source),
            )
            yield message.literal(event.end, close)

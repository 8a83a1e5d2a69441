"""A paragraph of MDX that is one element, ``<summary>More</summary>``: its words are a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lingopress_i18n.elements import ROLES, VOID
from lingopress_i18n.markup import jsx
from lingopress_i18n.markup.html_block import INLINE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    from lingopress_i18n.markup.mdx import Hidden

    Step: TypeAlias = tuple[Any, Any]
    """An event of the parser, and its range in bytes."""


class Wrapped(NamedTuple):
    """An element, and what is in it."""

    opening: str
    """Its start tag as written."""
    closing: str
    content: list[Step]
    """What is between them, without the white space around it."""
    span: tuple[int, int]
    """Where the start tag stands in the text for the parser, in bytes."""
    role: str
    """What the words in it are, if the element tells."""


def cut(content: Sequence[Step], hidden: Hidden) -> Wrapped | None:
    """Take the element off that all of a block's content is in; None where there is none.

    One amid words in HTML, such as ``<b>``, stays.
    """
    steps = [*content]
    if hidden.guard and steps[0][0] == {"Text": hidden.guard}:
        del steps[0]
    found = [_tag(event, hidden) for event, _ in steps]
    if len(steps) < 2 or not found[0] or not found[-1] or found[0][1].name in INLINE:  # noqa: PLR2004 - a pair
        return None
    depth = 0
    for at, each in enumerate(found):
        if each and each[1].name == found[0][1].name and not each[1].is_closed:
            depth += -1 if each[1].is_end else 1
            if depth == 0 and at < len(found) - 1:
                return None
    if depth or not found[-1][1].is_end or found[-1][1].name in VOID:
        return None
    role = ROLES.get(found[0][1].name, "")
    inner = _trimmed(steps[1:-1])
    span = steps[0][1]["start"], steps[0][1]["end"]
    return Wrapped(found[0][0], found[-1][0], inner, span, role)


def _tag(event: Any, hidden: Hidden) -> tuple[str, jsx.Tag] | None:  # noqa: ANN401 - the parser's
    """Read an event as a tag."""
    if isinstance(event, str):
        return None
    ((name, value),) = event.items()
    if name not in ("InlineHtml", "Tag"):
        return None
    written = hidden.tokens.get(value, value)
    tag = jsx.tag(written, 0, len(written))
    return (written, tag) if tag and tag.end == len(written) else None


def _trimmed(steps: list[Step]) -> list[Step]:
    """Take away the white space that content begins and ends with."""
    while steps and (steps[0][0] == "SoftBreak" or _words(steps[0]).isspace()):
        del steps[0]
    while steps and (steps[-1][0] == "SoftBreak" or _words(steps[-1]).isspace()):
        del steps[-1]
    if steps and (text := _words(steps[0])):
        size, span = len(text) - len(text.lstrip(" \t")), steps[0][1]
        steps[0] = {"Text": text[size:]}, {"start": span["start"] + size, "end": span["end"]}
    if steps and (text := _words(steps[-1])):
        size, span = len(text) - len(text.rstrip(" \t")), steps[-1][1]
        steps[-1] = (
            {"Text": text.rstrip(" \t")},
            {"start": span["start"], "end": span["end"] - size},
        )
    return steps


def _words(step: Step) -> str:
    """Give the words of a text; empty for anything else."""
    event = step[0]
    return str(event["Text"]) if isinstance(event, dict) and "Text" in event else ""

"""The parser's steps through the blocks of a Markdown body, taken apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

INLINE_TAGS = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
"""What a tag within a block's content is about."""
INLINE_EVENTS = frozenset(
    (
        *("Text", "Tag", "Code", "InlineHtml", "SoftBreak", "HardBreak"),
        *("FootnoteReference", "InlineMath", "DisplayMath"),
    )
)
"""Events within a block's content."""


def dissect(event: Any) -> tuple[str, str, Any]:  # noqa: ANN401 - the parser's event
    """Take an event apart: its name, the tag that it is about, and its data."""
    if isinstance(event, str):
        return event, "", None
    ((name, value),) = event.items()
    if name not in ("Start", "End"):
        return name, "", value
    if isinstance(value, dict):
        ((tag, data),) = value.items()
        return name, tag, data
    return name, value, None


def code_language(kind: Any) -> str:  # noqa: ANN401 - data of the parser's event
    """Give the language of a block of code; empty for one that does not say."""
    info = kind["Fenced"] if isinstance(kind, dict) else ""
    return (re.split(r"[\s,{}]+", info.strip(" {."), maxsplit=1) or [""])[0]


def given_ids(steps: Iterable[Any]) -> list[str]:
    """List the ids that the author gave to headings."""
    found = (dissect(event) for event, _ in steps)
    return [
        data["id"]
        for name, kind, data in found
        if name == "Start" and kind == "Heading" and data["id"] is not None
    ]

"""Attributes as parts of a document: words become messages, addresses wait for their page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n import elements, inline
from lingopress_i18n.document import Address, Attribute, Literal, Message
from lingopress_i18n.inline.events import TEMPLATE_TAG
from lingopress_i18n.markup.steering import NO_WISHES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from lingopress_i18n.document import Part
    from lingopress_i18n.markup.steering import Wishes

    Wording: TypeAlias = Callable[[str, str], Message]
    """Makes a message of an attribute's text, which is inline Markdown, and its role."""

_SPACES = re.compile(r"[ \t\n\f\r]+")


def wording(line: int, wishes: Wishes = NO_WISHES) -> Wording | None:
    """Make messages for the attributes of a block as its author wishes; None if it is skipped."""
    if wishes.is_skipped:
        return None

    def message(text: str, role: str) -> Message:
        return Message(text, role, line, wishes.context, wishes.note)

    return message


def value(
    tag: str,
    name: str,
    attributes: Mapping[str, str],
    written: str,
    message: Wording | None,
) -> list[Part]:
    """Give the parts of an attribute's value, or none if it means nothing to a page.

    ``tag`` and ``name`` are in lower case, ``attributes`` unescaped; ``written`` is the value as
    the source escapes it. Without ``message`` words are left as they are.
    """
    text = attributes[name]
    role = message and elements.role_of_words(tag, name, attributes)
    if message and role and has_words(text):
        return [Attribute(message(as_message(text), role), written)]
    spans = elements.addresses(tag, name, text)
    if spans == [(0, len(text))]:
        return [Address(text, written)]
    parts: list[Part] = []
    cursor = 0
    for start, end in spans:
        parts.append(Literal(inline.escape_attribute(text[cursor:start])))
        parts.append(Address(text[start:end], inline.escape_attribute(text[start:end])))
        cursor = end
    return [*parts, Literal(inline.escape_attribute(text[cursor:]))] if parts else []


def has_words(text: str) -> bool:
    """Tell whether there are letters or digits in a text, its template tags aside."""
    return any(map(str.isalnum, TEMPLATE_TAG.sub("", text)))


def as_message(text: str) -> str:
    """Write plain text as inline Markdown on one line; template tags stay what they are."""
    words = _SPACES.sub(" ", text).strip(" ")
    at, pieces = 0, []
    for tag in TEMPLATE_TAG.finditer(words):
        pieces += [inline.escape(words[at : tag.start()]), tag[0]]
        at = tag.end()
    return "".join([*pieces, inline.escape(words[at:])])

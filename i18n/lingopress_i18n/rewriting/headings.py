"""The ids of headings, which generators make of their words, and links name in every locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.document import Anchor, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lingopress_i18n.document import Document
    from lingopress_i18n.markup.places import Place


def ids(body: str, places: Sequence[Place], document: Document) -> Mapping[int, str]:
    """Write the ids that headings of a source have without a word, by where their text begins.

    As Markdown, with a space before it: `` {#first-steps}``. Where something follows on the line,
    such as classes or a closing ``##``, there is none.
    """
    slots = _slots(document)
    found = {}
    for place in places:
        if place.kind == "heading":
            anchor = next((each for slot, each in slots if slot == place.part), "")
            rest = body[place.end :].partition("\n")[0]
            if anchor and not rest.strip():
                found[place.start] = f" {{#{anchor}}}"
    return found


def _slots(document: Document) -> Iterator[tuple[Slot, str]]:
    """Go through a document's slots, with the id that was made for the heading around each."""
    anchor = ""
    for part in document.parts:
        if isinstance(part, Anchor):
            anchor = part.id
        elif isinstance(part, Slot):
            yield part, anchor
            anchor = ""

"""What of a localized MDX source is program: as its source has it, or the block is not written.

MDX is compiled. A tag that nothing closes, or a brace too many, would leave the site without any
page, so that a translation is taken only if its tags are in order and no sign opens anything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.markup import mdx
from lingopress_i18n.markup.mdx import words

if TYPE_CHECKING:
    from collections.abc import Mapping


class Programs:
    """The expressions and tags amid the words of an article's body."""

    def __init__(self, body: str) -> None:
        """Read the body."""
        self.tokens: Mapping[str, str] = mdx.read(body).tokens
        """What is written for the template tags that stand for them in messages."""

    def restored(self, text: str) -> str | None:
        """Put them back into a block; None where the block could not be compiled."""
        for token, written in self.tokens.items():
            text = text.replace(token, written)
        known = {*self.tokens.values()}
        return text if _compiles(text, known) else None


def _compiles(text: str, known: set[str]) -> bool:
    """Tell whether tags are closed in order, and all expressions are known ones."""
    opened: list[str] = []
    for word in words.find(text, 0, len(text), len(text)):
        if word.kind == "expression" and text[word.start : word.end] not in known:
            return False
        if word.kind == "odd" and text[word.start] in "{<":
            return False
        tag = word.tag
        if tag is None or tag.is_closed:
            continue
        if not tag.is_end:
            opened.append(tag.name)
        elif not opened or opened.pop() != tag.name:
            return False
    return not opened

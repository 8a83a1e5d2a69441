"""Tags of templates and of MDX that hold text: printed in parts, and where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.inline.events import TEMPLATE_TAG
from lingopress_i18n.markup import quoted
from lingopress_i18n.markup.places import Place

if TYPE_CHECKING:
    from collections.abc import Collection

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Tag
    from lingopress_i18n.markup.attributes import Wording
    from lingopress_i18n.markup.builder import Builder
    from lingopress_i18n.markup.containers import Mark
    from lingopress_i18n.markup.mdx import Flow, Hidden
    from lingopress_i18n.markup.places import Places
    from lingopress_i18n.markup.wrapping import Wrapped


class TagText:
    """Prints the tags of one article."""

    def __init__(
        self, article: Article, builder: Builder, names: Collection[str], hidden: Hidden | None
    ) -> None:
        """Take what is printed into; ``names`` are those of attributes that hold text."""
        self._body_line = article.body_line
        self._builder = builder
        self._names = names
        self._programs = hidden.tokens if hidden else {}
        self.flows: list[Place] = []
        """Where tags of MDX stand alone that hold text, in the body as written."""

    def line(self, mark: Mark, line: int, message: Wording | None, places: Places | None) -> None:
        """Print a line of template tags."""
        text, at = mark.line.strip(), 0
        for tag in TEMPLATE_TAG.finditer(text):
            self._builder.html(inline.escape_text(text[at : tag.start()]))
            made = quoted.parts(tag[0], self._names, message)
            self._builder.add(made)
            if places and len(made) > 1:
                places.add_tags(mark, line - self._body_line, tag.span(), tuple(made))
            at = tag.end()
        self._builder.html(inline.escape_text(text[at:]))

    def flow(self, flow: Flow, message: Wording | None) -> None:
        """Print what stands alone in MDX."""
        made = quoted.parts(flow.written, self._names, message)
        self._builder.add(made)
        if len(made) > 1:
            end = flow.start + len(flow.written)
            self.flows.append(Place(flow.start, end, "tags", tuple(made)))

    def opening(self, found: Wrapped, message: Wording | None, places: Places | None) -> None:
        """Print the start tag of an element that a whole block is in."""
        made = quoted.parts(found.opening, self._names, message)
        self._builder.add(made)
        if places and len(made) > 1:
            places.add(*found.span, "tags", tuple(made))

    def amid(self, text: str, message: Wording | None) -> tuple[Tag, ...]:
        """List the tags and attribute lists that hold text amid the words of a block."""
        return quoted.tags(text, self._names, message, self._programs)

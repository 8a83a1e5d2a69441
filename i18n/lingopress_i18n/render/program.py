"""A body made ready once, to be filled in every locale."""

from __future__ import annotations

import itertools
import re
from functools import cached_property
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.document import Anchor, Literal, Slot
from lingopress_i18n.inline.kept import CODE
from lingopress_i18n.inline.together import Together
from lingopress_i18n.render import wide

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from lingopress_i18n.catalog.settled import Reviewed
    from lingopress_i18n.document import Address, Attribute, Document, Fixed, Message, Part

_LABEL = re.compile(r"\[\^([a-z0-9]+)\]")
"""A footnote's label, as ordinary messages have it: others are read alone."""
_MOST = 64
"""How many bodies are kept in memory: more than a feed has."""


class Program:
    """A body as pieces of HTML, some of which each locale writes its own way."""

    def __init__(self, parts: Iterable[Part], *, anchors: bool = True) -> None:
        """Take a document's parts; ``anchors`` is off for fragments.

        Else headings get their ids, and wide tables are in the reach of keys.
        """
        self.html: list[str] = []
        """All pieces; what is to be filled in is empty."""
        self.slots: list[tuple[int, Slot, int, int]] = []
        """Indexes of pieces, the slots that fill them, and the range of their messages."""
        self.others: list[tuple[int, Attribute | Fixed | Address]] = []
        """The same for all else, in the order of the page."""
        self.messages: list[Message] = []
        """The messages of the slots."""
        for part in parts:
            if isinstance(part, Literal):
                self.html.append(part.html)
            elif isinstance(part, Anchor):
                self.html.append(f' id="{inline.escape_attribute(part.id)}"' if anchors else "")
            else:
                if isinstance(part, Slot):
                    start = len(self.messages)
                    self.messages += part.messages
                    self.slots.append((len(self.html), part, start, len(self.messages)))
                else:
                    self.others.append((len(self.html), part))
                self.html.append("")
        if anchors:
            self.html = wide.reachable(self.html)
        self.slot_of = [slot for _, slot, start, end in self.slots for _ in range(start, end)]
        """The slot of each message."""
        self.tagged = [
            slot
            for _, slot, _, _ in self.slots
            if slot.tags
            and not all(isinstance(part, Literal) for tag in slot.tags for part in tag.parts)
        ]
        """Slots with raw tags that each locale writes its own way."""
        self._around: dict[str, list[str]] = {}
        self._places: Sequence[int] | None = None
        self.keys = [each.key for each in self.messages]
        """What catalogs find the messages by."""
        self.texts = [each.text for each in self.messages]
        """The messages as their author wrote them."""

    def places(self, reviewed: Reviewed) -> Sequence[int]:
        """Give the indexes of the messages among those of the article's catalogs."""
        if self._places is None:
            self._places = reviewed.places(self.keys)
        return self._places

    def around(self, joiner: str) -> list[str]:
        """List what is before, between and behind the messages, which are empty, by turns.

        A joiner stands between those of one slot. The other parts are empty, too.
        """
        if joiner not in self._around:
            self._around[joiner] = self._all_around(joiner)
        return self._around[joiner].copy()

    def _all_around(self, joiner: str) -> list[str]:
        found: list[str] = []
        last = 0
        for at, _, start, end in self.slots:
            if start < end:
                found += ["".join(self.html[last:at]), "", *[joiner, ""] * (end - start - 1)]
                last = at
        return [*found, "".join(self.html[last:])]

    @cached_property
    def together(self) -> Together:
        """The messages, as they are written together."""
        kept: list[Collection[str] | None] = []
        for _, slot, start, end in self.slots:
            own: Collection[str] | None = ()
            if slot.tags or self.footnotes:  # as few have
                own = {tag.markup for tag in slot.tags if tag.is_kept}
                own = own if self._is_plain(slot) else None
            kept += [own] * (end - start)
        return Together(self.texts, kept)

    def _is_plain(self, slot: Slot) -> bool:
        """Tell whether raw tags and footnotes of a slot say the same as on all of the page."""
        labels = {label for each in slot.messages for label in _LABEL.findall(each.text)}
        others = self.footnotes.keys() & labels - slot.footnotes.keys()
        return not others and all(
            tag.markup == CODE or tag.parts == (Literal(tag.markup),) for tag in slot.tags
        )

    @cached_property
    def footnotes(self) -> Mapping[str, int]:
        """The numbers of all footnotes that the messages refer to, by label."""
        return dict(
            itertools.chain.from_iterable(each.footnotes.items() for _, each, _, _ in self.slots)
        )


class Programs:
    """The bodies of the articles that were last asked for: their pages come together."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: dict[tuple[str, bool], Program] = {}

    def of(self, name: str, document: Document, *, anchors: bool) -> Program:
        """Give the body of an article, by its name."""
        key = (name, anchors)
        if key not in self._kept:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            self._kept[key] = Program(document.parts, anchors=anchors)
        return self._kept[key]

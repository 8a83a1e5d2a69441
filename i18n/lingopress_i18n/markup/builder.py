"""What all formats share: putting a document together, heading ids, front-matter messages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from lingopress_i18n import sentences
from lingopress_i18n.article import name_in_words
from lingopress_i18n.document import Anchor, Document, Fixed, Literal, Message, Part, Slot, Tag
from lingopress_i18n.inline import kept
from lingopress_i18n.markup.steering import NO_WISHES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lingopress_i18n.article import Article
    from lingopress_i18n.inline import Inline
    from lingopress_i18n.inline.ordinary import Pieces
    from lingopress_i18n.markup.steering import Wishes
    from lingopress_i18n.sentences import Rules

NO_FOOTNOTES: Mapping[str, int] = {}
"""For a block that refers to none."""
CODE_SPANS = Tag(kept.CODE, (), is_kept=True)
"""For text that was HTML: code spans of its messages were elements and stay as they are."""
_SPLIT_ROLES = frozenset({"paragraph", "list item", "definition", "footnote"})
"""Roles of running text; a heading or a cell is one message whatever it says."""


class Builder:
    """Collects the parts of a document in reading order."""

    def __init__(self, rules: Rules) -> None:
        """Start an empty document; ``rules`` divide its running text into messages."""
        self._rules = rules
        self._parts: list[Part] = []
        self._html: list[str] = []
        self._ids: set[str] = set()
        self._counts: dict[str, int] = {}
        self.ends_line = True
        """Whether the HTML so far is empty or ends in a line feed."""

    def html(self, html: str) -> None:
        """Append finished HTML."""
        if html:
            self._html.append(html)
            self.ends_line = html.endswith("\n")

    def anchor(self, words: str) -> None:
        """Place a heading's id, made from its words in the source."""
        self._flush()
        stem = slugify(words) or "section"
        candidate, count = stem, self._counts.get(stem, 1)
        while candidate in self._ids:
            count += 1
            candidate = f"{stem}-{count}"
        self._counts[stem] = count  # the next of the same words need not count from 1 again
        self._ids.add(candidate)
        self._parts.append(Anchor(candidate))

    def reserve(self, ids: Iterable[str]) -> None:
        """Keep ids that the author gave from being given to a heading."""
        self._ids.update(ids)

    def add(self, parts: Iterable[Part]) -> None:
        """Append finished parts."""
        for part in parts:
            if isinstance(part, Literal):
                self.html(part.html)
            else:
                self._flush()
                self._parts.append(part)

    def slot(  # noqa: PLR0913, PLR0917 - a parameter for each thing that a slot can have
        self,
        markdown: str,
        role: str,
        line: int,
        wishes: Wishes = NO_WISHES,
        footnotes: Mapping[str, int] = NO_FOOTNOTES,
        tags: tuple[Tag, ...] = (),
        read: Inline | Pieces | None = None,
    ) -> Slot:
        """Append a block's content, split into messages where its role is running text.

        ``footnotes`` and ``tags`` are those of a ``Slot``; ``read`` is the content, where the
        caller has read it already; in pieces where it is simple.
        """
        self._flush()
        rules = self._rules
        if wishes.segmentation:
            rules = replace(rules, segmentation=wishes.segmentation)
        if role not in _SPLIT_ROLES:
            texts = [markdown]
        elif isinstance(read, list):
            texts = sentences.split_ordinary(markdown, read, rules)
        else:
            texts = sentences.split(markdown, rules, read)
        context, note = wishes.context, wishes.note
        messages = tuple([Message(text, role, line, context, note) for text in texts])
        slot = Slot(messages, footnotes, tags)
        self._parts.append(slot)
        self.ends_line = False
        return slot

    def fixed(
        self, markdown: str, footnotes: Mapping[str, int], tags: tuple[Tag, ...] = ()
    ) -> None:
        """Append a block's content that is no message."""
        self._flush()
        self._parts.append(Fixed(markdown, footnotes, tags))
        self.ends_line = False

    def begins_with(self, markup: str) -> bool:
        """Tell whether this is what the body begins with."""
        first = self._parts[0] if self._parts else None
        return isinstance(first, Literal) and first.html.startswith(markup)

    def document(self, article: Article, own: Slot | None, *, in_body: bool) -> Document:
        """Finish the document.

        ``own`` is the title that the body gives, used where the front matter has none; ``in_body``
        tells that the body also shows it, or what stands for the title of the front matter.
        """
        self._flush()
        title = _field(article, "title", article.title)
        fallback = Slot((Message(name_in_words(article.name), "title", 1, "title"),))
        return Document(
            title=title or own or fallback,
            is_title_in_body=in_body and own is not None,
            description=_field(article, "description", article.description),
            parts=tuple(self._parts),
        )

    def _flush(self) -> None:
        if self._html:
            self._parts.append(Literal("".join(self._html)))
            self._html.clear()


def slugify(words: str) -> str:
    """Turn words into an id: letters and digits of any script in lower case, joined by hyphens."""
    normal = unicodedata.normalize("NFKC", words).lower()
    return "-".join(
        re.findall(r"[\w]+", normal.replace("_", " ").replace("’", "").replace("'", ""))
    )


def _field(article: Article, name: str, text: str) -> Slot | None:
    """Make a front-matter field the one message of a slot, with its name as context."""
    if not text:
        return None
    return Slot((Message(text, name, article.lines.get(name, 1), name),))

"""The model that everything else speaks: an article as finished HTML with slots for messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Key = tuple[str | None, str]
"""What identifies a message in a catalog: its context and its msgid."""


class Message(NamedTuple):
    """A piece of text to translate: a sentence, a heading, a cell.

    A tuple, not a dataclass: an article has dozens, and these are made three times as fast.
    """

    text: str
    """Inline Markdown, unwrapped: the msgid."""
    role: str
    """What it is, for translators: ``paragraph``, ``heading 2``, ``list item``."""
    line: int
    """Line of its block in the source file, counted from 1."""
    context: str | None = None
    """The msgctxt: given by the author, or the name of a front-matter field."""
    note: str = ""
    """What the author tells the translators about it."""

    @property
    def key(self) -> Key:
        """What a catalog finds the message by."""
        return self.context, self.text


class Literal(NamedTuple):
    """A stretch of finished HTML, the same in every locale; a tuple as ``Message`` is."""

    html: str


class Anchor(NamedTuple):
    """The place, inside a heading's opening tag, for its id; printed on pages, not in fragments."""

    id: str
    """Made from the source's heading, so that links hold in every locale; unique in its article.
    An id that the author gives is part of a literal instead."""


class Slot(NamedTuple):
    """The content of one block: its messages, in order, joined by the locale's joiner."""

    messages: tuple[Message, ...]
    footnotes: Mapping[str, int] = {}
    """Numbers, in the article, of the footnotes that the messages refer to, by label."""
    tags: tuple[Tag, ...] = ()
    """Raw tags of the messages that are not printed as they stand there."""


class Tag(NamedTuple):
    """A raw tag in a message that stands for more than it says."""

    markup: str
    """The start tag as the message has it; a backtick stands for all code spans."""
    parts: tuple[Part, ...]
    """What is printed for it."""
    is_kept: bool = False
    """Whether what is in its element comes from the source, whatever a translation has there."""


class Fixed(NamedTuple):
    """The content of a block that is no message, with links that each locale writes its own way."""

    text: str
    """Inline Markdown."""
    footnotes: Mapping[str, int] = {}
    """As of a slot."""
    tags: tuple[Tag, ...] = ()
    """As of a slot."""


class Attribute(NamedTuple):
    """The value of an attribute that people read; plain text, which no markup can enter."""

    message: Message
    html: str
    """The value as the source has it, escaped: printed where nothing else is."""


class Quoted(Attribute):
    """The value of an attribute of a shortcode, a component, or a list of attributes."""


class CodeWords(Attribute):
    """Words in code that its author has opened for translation; no markup enters them, either."""


class Address(NamedTuple):
    """A stretch of an attribute that leads somewhere, to be resolved for the page it is on."""

    target: str
    """As the author wrote it, unescaped."""
    html: str
    """The same, escaped: printed where there is nothing to resolve."""


Part = Literal | Anchor | Slot | Fixed | Attribute | Address


class Column(NamedTuple):
    """A column of a data table."""

    title: Message
    kind: str
    """How its values are printed: ``text``, ``term`` (a message), ``territory`` or ``date``."""


class DataTable(NamedTuple):
    """Rows of data that come with an article; each locale prints and sorts them its own way."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    """Values as they stand in the file: dates in ISO 8601, territories as ISO 3166-1 alpha-2."""
    sort: int | None
    """Index of the column to sort by, from 0; None keeps the order of the file."""
    terms: tuple[Message, ...]
    """The values of ``term`` columns, each once, in the order of the file."""


@dataclass(frozen=True)
class Document:
    """A source article, parsed once for all locales."""

    title: Slot
    """The front matter's title, the body's first heading of level 1, or the file's name."""
    is_title_in_body: bool
    """Whether the body has a heading of level 1, so that the page needs no other."""
    description: Slot | None
    parts: tuple[Part, ...]
    """The body."""
    table: DataTable | None = None
    """The data that the page shows below the body."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """The front matter as written, with a slot in place of each text to translate; title and
    description are among them where the front matter has them."""

    def messages(self) -> Iterator[Message]:
        """Go through every message: title, description, fields, body in reading order, table.

        A title that the body shows comes with the body. A message may come more than once.
        """
        if not self.is_title_in_body or self.title not in self.parts:
            yield from self.title.messages
        if self.description:
            yield from self.description.messages
        shown = ("title", "description")
        for name, value in self.fields.items():
            yield from () if name in shown else _messages_in(value)
        yield from _messages_of(self.parts)
        if self.table:
            yield from (column.title for column in self.table.columns)
            yield from self.table.terms


def _messages_of(parts: Iterable[Part]) -> Iterator[Message]:
    """Go through the messages of parts; those of a slot's tags come after its own."""
    for part in parts:
        if isinstance(part, Literal):  # as most are
            continue
        if isinstance(part, Slot):
            yield from part.messages
            for tag in part.tags:
                yield from _messages_of(tag.parts)
        elif isinstance(part, Fixed):
            for tag in part.tags:
                yield from _messages_of(tag.parts)
        elif isinstance(part, Attribute):
            yield part.message


def _messages_in(value: Any) -> Iterator[Message]:  # noqa: ANN401 - any front matter
    """Go through the messages of front matter, in the order of the file."""
    if isinstance(value, Slot):
        yield from value.messages
    elif isinstance(value, dict):
        for each in value.values():
            yield from _messages_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _messages_in(each)

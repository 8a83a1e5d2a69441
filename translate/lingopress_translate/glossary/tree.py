"""XML of strangers as a small tree that knows its lines.

Nothing is ever fetched, and no entity is expanded but the five of XML itself: a document that
declares any is refused, and so is one that is nested too deeply. A ``DOCTYPE`` line that only
names a DTD, as all files of TBX 2 have it, is passed over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from lingopress_i18n.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DEEPEST = 60
_LANGUAGE = "xml:lang"


@dataclass
class Node:
    """An element."""

    name: str
    """Without the prefix of its namespace."""
    attributes: Mapping[str, str]
    line: int
    """Where it begins, counted from 1."""
    children: list[Node] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    """Its own text, and that of the elements in it."""

    @property
    def text(self) -> str:
        """All text in it, as it stands."""
        return "".join(self.pieces)

    @property
    def language(self) -> str:
        """What ``xml:lang``, or TBX's older ``lang``, says of it; empty for nothing."""
        return self.attributes.get(_LANGUAGE) or self.attributes.get("lang") or ""

    def all(self, *names: str) -> Iterator[Node]:
        """Go through the elements of these names in it, in order; not into one that is found."""
        for child in self.children:
            if child.name in names:
                yield child
            else:
                yield from child.all(*names)


def parse(data: bytes, where: str) -> Node:
    """Read a document; ``where`` names the file. Raises ContentError with ``file:line``."""
    reader = _Reader(where)
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003 - takes no keywords
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise ContentError(f"is no XML: {reason}", f"{where}:{error.lineno}") from None
    except (LookupError, ValueError) as error:  # an encoding that Python does not know, or takes
        raise ContentError(f"is no XML: {error}", where, "save it as UTF-8") from None
    return reader.root.children[0]


class _Reader:
    """Builds the tree while the document is read."""

    def __init__(self, where: str) -> None:
        self.root = Node("", {}, 0)
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._entity
        self._where = where
        self._stack = [self.root]

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._stack) > _DEEPEST:
            raise self._error("is nested too deeply")
        node = Node(name.rpartition(":")[2], attributes, self.parser.CurrentLineNumber)
        self._stack[-1].children.append(node)
        self._stack.append(node)

    def _close(self, name: str) -> None:
        del name
        node = self._stack.pop()
        self._stack[-1].pieces += node.pieces

    def _text(self, text: str) -> None:
        self._stack[-1].pieces.append(text)

    def _doctype(
        self, name: str, system: str | None, public: str | None, has_declarations: object
    ) -> None:
        del name, system, public
        if has_declarations:
            raise self._error("declares entities or elements in its DOCTYPE")

    def _entity(self, *what: object) -> None:
        raise self._error(f"uses the entity {what[0]}")

    def _error(self, message: str) -> ContentError:
        place = f"{self._where}:{self.parser.CurrentLineNumber}"
        return ContentError(message, place, "export it once more, as plain TBX")

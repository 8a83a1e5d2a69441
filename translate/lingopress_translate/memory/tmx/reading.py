"""Reading a TMX file, which is anybody's: as a stream, with limits, and without its DTD.

The parser is expat, which fetches nothing by itself; three handlers refuse whatever entity a file
declares or uses, which is all that a package for this would do.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from lingopress_i18n.errors import ContentError
from lingopress_translate.memory.tmx import languages
from lingopress_translate.memory.tmx.translated import CONTEXT, Translated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from lingopress_i18n.locales import Locale

LARGEST = 512 * 2**20
"""Bytes of a file from which on it is refused."""
LONGEST = 20_000
"""Characters of a segment from which on it is left out; messages are sentences or paragraphs."""

_PIECE = 2**16
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
"""Elements of a segment that hold another format's codes; in others is text."""


@dataclass
class Contents:
    """What a file says."""

    units: list[Translated] = field(default_factory=list)
    """In the order of the file."""
    left_out: Counter[str] = field(default_factory=Counter)
    """How many units could not be used, by reason."""
    flattened: int = 0
    """How many of the segments used had codes inside, which are left out."""


def chunks(path: Path, where: str) -> Iterator[bytes]:
    """Read a file piece by piece. Raises ContentError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                yield piece
    except OSError as error:
        raise ContentError(f"cannot be read: {error.strerror}", where=where) from None


def read(
    pieces: Iterable[bytes], where: str, source: Locale, locales: Sequence[Locale]
) -> Contents:
    """Read what a file says in these locales of texts in the source's language.

    Raises ContentError with ``file:line`` for what is no TMX or is broken XML, and for a file that
    declares or uses entities of its own.
    """
    reader = _Reader(where, source, [each for each in locales if not each.is_pseudo])
    size = 0
    try:
        for piece in pieces:
            size += len(piece)
            if size > LARGEST:
                reader.refuse(f"larger than {LARGEST // 2**20} MiB", "split it")
            reader.parser.Parse(piece, False)  # noqa: FBT003 - expat takes no keywords
        reader.parser.Parse(b"", True)  # noqa: FBT003 - likewise
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise ContentError(f"broken XML: {reason}", where=f"{where}:{error.lineno}") from None
    except (LookupError, ValueError) as error:  # an encoding that Python or expat does not know
        raise ContentError(
            f"cannot be decoded: {error}", where=f"{where}:1", hint="save it as UTF-8"
        ) from None
    return reader.contents


class _Reader:
    """Follows the elements of a file."""

    def __init__(self, where: str, source: Locale, locales: Sequence[Locale]) -> None:
        self.contents = Contents()
        self._where = where
        self._source = source
        self._locales = locales
        self._language = ""
        """Of the sources, as the header says."""
        self._unit = _Unit()
        self._tag = ""
        self._text: list[str] | None = None
        """Of the segment or property that is being read."""
        self._length = 0
        """Of that text, in characters."""
        self._depth = 0
        """Of elements within the segment."""
        self._code = 0
        """Depth of the outermost code around; 0 in text."""
        self._has_root = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = self._refuse_entity
        self.parser.ExternalEntityRefHandler = self._refuse_entity
        self.parser.SkippedEntityHandler = self._refuse_entity

    def refuse(self, reason: str, hint: str = "") -> NoReturn:
        place = f"{self._where}:{self.parser.CurrentLineNumber}"
        raise ContentError(reason, where=place, hint=hint)

    def _refuse_entity(self, *_declaration: object) -> NoReturn:
        self.refuse("declares or uses an entity, which no TMX needs", "write the text itself")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._has_root:
            if name != "tmx":
                self.refuse(f"no TMX: it begins with <{name}>")
            self._has_root = True
        elif self._depth:
            self._depth += 1
            self._unit.has_codes = True
            if name in _CODES and not self._code:
                self._code = self._depth
        elif name == "header":
            self._language = attributes.get("srclang", "")
        elif name == "tu":
            self._unit = _Unit(attributes.get("srclang", self._language))
        elif name == "tuv":
            self._tag = attributes.get("xml:lang", attributes.get("lang", ""))
        elif name == "seg":
            self._depth, self._text, self._length = 1, [], 0
        elif name == "prop" and attributes.get("type") == CONTEXT:
            self._text, self._length = [], 0

    def _characters(self, data: str) -> None:
        if self._text is not None and not self._code:
            self._length += len(data)
            if self._length > LONGEST:
                self._unit.is_too_long = True
            else:
                self._text.append(data)

    def _end(self, name: str) -> None:
        if self._depth > 1:
            if self._depth == self._code:
                self._code = 0
            self._depth -= 1
            return
        text = "".join(self._text or ())
        if name == "seg":
            if self._unit.has_codes:
                self._unit.flattened.add(self._tag)
                text = " ".join(text.split())
                self._unit.has_codes = False
            self._unit.texts.setdefault(self._tag, text)
            self._depth = 0
        elif name == "prop" and self._text is not None:
            self._unit.context = text
        elif name == "tu":
            self._finish(self._unit)
        self._text = None

    def _finish(self, unit: _Unit) -> None:
        """Keep what a unit says in the publication's locales, or count why not."""
        left_out = self.contents.left_out
        if unit.is_too_long:
            left_out[f"longer than {LONGEST} characters"] += 1
            return
        every = [self._source, *self._locales]
        source = languages.find(self._source, unit.texts, every)
        if not source or not self._is_source(unit.language):
            left_out["from another language"] += 1
            return
        found = {each.tag: languages.find(each, unit.texts, every) for each in self._locales}
        targets = {tag: text for tag, text in found.items() if text}
        if not targets:
            left_out["into other languages"] += 1
            return
        self.contents.units.append(Translated(source, targets, unit.context))
        used = {source, *targets.values()}
        self.contents.flattened += sum(unit.texts[tag] in used for tag in unit.flattened)

    def _is_source(self, language: str) -> bool:
        """Tell whether a unit is from the source's language; a file may say: from any of its."""
        return language.strip().lower() in ("", "*all*") or languages.matches(
            self._source, language
        )


@dataclass
class _Unit:
    """A unit that is being read."""

    language: str = ""
    """Of its source: a tag, ``*all*`` for any of its languages, or nothing."""
    texts: dict[str, str] = field(default_factory=dict)
    """By tag as written."""
    context: str | None = None
    flattened: set[str] = field(default_factory=set)
    """Tags of the texts that had codes inside."""
    has_codes: bool = False
    """Whether the segment that is being read has."""
    is_too_long: bool = False

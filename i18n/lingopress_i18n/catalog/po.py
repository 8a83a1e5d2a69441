"""Catalogs as files: every entry keeps its raw text, and only a changed one is written anew."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lingopress_i18n.catalog.entry import Entry
from lingopress_i18n.catalog.plain import charset_of
from lingopress_i18n.catalog.reading import read
from lingopress_i18n.catalog.writing import Style, width_of, write
from lingopress_i18n.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.document import Key

__all__ = ["Catalog", "Entry", "edit", "header_fields", "parse"]

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Catalog:
    """A .po or .pot file."""

    where: str
    """Path from the publication's root, for messages."""
    header: Entry
    """The entry with the empty msgid."""
    entries: tuple[Entry, ...]
    """All others in the order of the file, obsolete ones included."""
    tail: str = ""
    """Comments after the last entry, verbatim."""
    ending: str = "\n"
    """Line ends that close the file; empty where the last line has none."""
    charset: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    width: int | None = None
    """Columns to wrap at, 0 for lines that are not wrapped; None for what the file does."""
    data: bytes = field(default=b"", repr=False, compare=False)
    """The file's bytes as they were read; empty for a catalog that is not in a file yet."""

    def live(self) -> dict[Key, Entry]:
        """Map the keys of the entries that are not obsolete."""
        return {entry.key: entry for entry in self.entries if not entry.obsolete}

    @cached_property
    def style(self) -> Style:
        """How an entry that changes, or a new one, is to be written."""
        return Style(self.newline, width_of(self.entries) if self.width is None else self.width)

    def encode(self) -> bytes:
        """Give the file's bytes: raw text where there is any, the rest written out.

        Raises ContentError for text that the file's charset does not have.
        """
        every = (self.header, *self.entries)
        pieces = []
        for entry, after in itertools.zip_longest(every, every[1:]):
            raw = entry.raw or write(entry, self.style)
            if after is None and not self.tail:
                raw = raw.rstrip("\r\n") + self.ending
            elif not raw.endswith(("\n\n", "\n\r\n")) and not _were_neighbours(entry, after):
                raw = raw.rstrip("\r\n") + self.newline * 2
            pieces.append(raw)
        text = "".join([*pieces, self.tail])
        try:
            return (_BOM if self.bom else b"") + text.encode(self.charset)
        except UnicodeEncodeError as error:
            raise ContentError(
                f"{self.charset} has no {text[error.start]!r}", self.where, "convert it to UTF-8"
            ) from None


def parse(data: bytes, where: str) -> Catalog:
    """Read a catalog.

    Raises ContentError with ``file:line`` for what msgfmt would refuse: bad syntax, a wrong
    charset, a message without translation field, the same message twice, no header.
    """
    text, charset = _decode(data, where)
    entries, tail = read(text, where)
    if not entries or entries[0].key != (None, ""):
        raise ContentError("has no header entry", f"{where}:1", "begin with an empty msgid")
    _refuse_duplicates(entries, where)
    last = tail or entries[-1].raw
    return Catalog(
        where=where,
        header=entries[0],
        entries=tuple(entries[1:]),
        tail=tail,
        ending=last[len(last.rstrip("\r\n")) :],
        charset=charset,
        bom=data.startswith(_BOM),
        newline="\r\n" if text[: text.find("\n")].endswith("\r") else "\n",
        data=data,
    )


def edit(entry: Entry, catalog: Catalog, **changes: Any) -> Entry:  # noqa: ANN401 - fields of Entry
    """Change an entry's fields; lines of the fields that stay the same keep their raw text."""
    changed = replace(entry, **changes)
    if changed == entry:
        return entry
    return replace(changed, raw=write(changed, catalog.style, entry))


def header_fields(catalog: Catalog) -> dict[str, str]:
    """Give the header's fields by name."""
    lines = (line.partition(":") for line in catalog.header.msgstr.split("\n") if ":" in line)
    return {name.strip(): value.strip() for name, _, value in lines}


def _decode(data: bytes, where: str) -> tuple[str, str]:
    """Decode a catalog by the charset of its header; UTF-8 where it names none."""
    charset = charset_of(data)
    try:
        return data.removeprefix(_BOM).decode(charset), charset
    except LookupError:
        raise ContentError(f"unknown charset {charset!r}", f"{where}:1") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ContentError(f"not valid {charset}", f"{where}:{line}", "save it as UTF-8") from None


def _refuse_duplicates(entries: Sequence[Entry], where: str) -> None:
    seen: dict[Key, Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.key, entry)
        if first is not entry:
            raise ContentError(
                f"the message of line {first.line} stands here again",
                f"{where}:{entry.line}",
                "keep the better translation, delete the other entry",
            )


def _were_neighbours(entry: Entry, after: Entry | None) -> bool:
    """Tell whether two entries followed each other in the file, without a blank line between."""
    if after is None or not entry.line or not after.line:
        return False
    return entry.line + entry.raw.count("\n") == after.line

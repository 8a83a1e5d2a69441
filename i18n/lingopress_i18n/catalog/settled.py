"""Catalogs that an update leaves as they are, told from their bytes: nearly all, nearly always.

Such a catalog has its template's messages, and an update has written them as it writes the
template's: what stands before each translation is known, so that only the translation is read.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from lingopress_i18n.catalog import mo
from lingopress_i18n.catalog.layout import Layout
from lingopress_i18n.catalog.plain import is_utf_8, read_entry, read_plain
from lingopress_i18n.document import Key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lingopress_i18n.catalog.plain import Plain
    from lingopress_i18n.catalog.po import Catalog

_BETWEEN = b"\n\n"
"""What separates entries; nothing else, where each is as an update writes it."""
_END = b'"' + _BETWEEN
"""Ends an entry, and begins the head of the next one."""
_NOWHERE = _END + _BETWEEN
"""Stands for the head of an entry that has to be read as any other."""
_QUOTE, _AFTER = "\1", "\0"
"""Stand for an escaped quotation mark, and after each text: what catalogs do not have."""


@dataclass(frozen=True)
class Contents:
    """What all catalogs up to a template have in common: its messages."""

    messages: list[Key]
    """What identifies them, in the template's order."""

    @property
    def keys(self) -> list[bytes]:
        """The same as in a .mo file."""
        return [
            (text if context is None else f"{context}\x04{text}").encode()
            for context, text in self.messages
        ]

    @cached_property
    def layout(self) -> Layout:
        """What the .mo files of all locales that are translated from end to end have in common."""
        return Layout([b"", *self.keys])

    @cached_property
    def places(self) -> dict[Key, int]:
        """The index of each message."""
        return {key: at for at, key in enumerate(self.messages)}


@dataclass(frozen=True)
class Wanted:
    """The entries that a catalog up to its template has, without the header."""

    contents: Contents
    notes: list[bytes]
    """Comments, as written."""
    heads: list[bytes]
    """What usually stands before a translation, from the end of the entry before: the notes and the
    message, to the first quote."""


@dataclass(frozen=True)
class Settled:
    """What is reviewed of a catalog that is up to its template.

    Its texts are one string as long as nobody asks: of five thousand catalogs, hundreds of
    thousands of strings would lie all over the memory.
    """

    contents: Contents
    header: bytes
    """The header's text."""
    joined: str
    """For each message its reviewed translation, empty where there is none, and U+0000."""
    is_complete: bool
    """Whether every message has one."""

    @property
    def texts(self) -> list[str]:
        """The translations, in the order of the messages."""
        return self.joined.split(_AFTER)[:-1]

    def compiled(self, where: str) -> bytes:
        """Give its .mo file. Raises ContentError as ``mo.compile_mo`` does."""
        texts = self.joined.encode().split(_AFTER.encode())[:-1]
        if self.is_complete:
            layout = self.contents.layout
        else:
            pairs = zip(self.contents.keys, texts, strict=True)
            layout = Layout([b"", *(key for key, text in pairs if text)])
            texts = [*filter(None, texts)]
        return mo.compile_texts(layout, self.header, texts, where)

    def reviewed(self) -> Reviewed:
        """Map the messages to their translations, as ``mo.reviewed`` does."""
        return Reviewed(self.contents, self.texts)


class Reviewed(Mapping[Key, str]):
    """What is reviewed of a settled catalog, by message: looked up by its place among them.

    A dictionary would be made for each page, and hash every message of it.
    """

    def __init__(self, contents: Contents, texts: list[str]) -> None:
        """Take the messages, and for each its translation, or an empty string."""
        self._contents, self._texts = contents, texts

    def __getitem__(self, key: Key) -> str:
        """Give a translation. Raises KeyError where there is none."""
        if text := self._texts[self._contents.places[key]]:
            return text
        raise KeyError(key)

    def __iter__(self) -> Iterator[Key]:
        """Go through the messages that have one."""
        return itertools.compress(self._contents.messages, self._texts)

    def __len__(self) -> int:
        """Count them."""
        return sum(map(bool, self._texts))

    def of(self, places: Sequence[int]) -> list[str | None]:
        """Give those of messages, by index; None where there is none."""
        found: list[str | None] = [*map(self._texts.__getitem__, places)]
        return found if all(found) else [each or None for each in found]

    def places(self, keys: Sequence[Key]) -> list[int]:
        """Give the indexes of messages, the same in all locales. Raises KeyError."""
        return [*map(self._contents.places.__getitem__, keys)]


def wanted(template: Catalog, data: bytes) -> Wanted | None:
    """Give what a catalog up to its template has; None where only a full update can tell.

    ``data`` is the template as a file.
    """
    notes, heads = [], []
    for entry, written in zip(template.entries, data.split(_BETWEEN)[1:], strict=True):
        file = entry.references[0].rpartition(":")[0] if entry.references else ""
        if entry.msgid_plural is not None or entry.flags or len(file.split()) != 1:
            return None  # names of several words are quoted
        if any(each.rpartition(":")[0] != file for each in entry.references[1:]):
            return None
        places, message = written.find(b"\n#: ") + 1, written.index(b"\nmsg") + 1
        notes.append(written[:places] + f"#: {file}\n".encode())
        strings = written[message:].rstrip(b"\n").removesuffix(b'"')
        heads.append(head(entry.msgid, notes[-1], strings))
    return Wanted(Contents([entry.key for entry in template.entries]), notes, heads)


def head(msgid: str, notes: bytes, strings: bytes) -> bytes:
    """Give what usually stands before a translation; what no entry begins with if nothing does.

    ``strings`` are those of the template's entry, to the quote that opens the translation.
    """
    is_flagged = b"#," in notes or b"#=" in notes
    is_odd = is_flagged or "\n" in (msgid[:1], msgid[-1:])
    return _NOWHERE if is_odd else _END + notes + strings


def read(data: bytes, wanted: Wanted) -> Settled | None:
    """Read a catalog that has the template's messages in its order, with its notes, no others.

    An update then changes none of its lines. None for any other, and for an unusual one: see
    ``read_plain``.
    """
    found = _read(data, wanted)
    if found is None and (plain := read_plain(data)) and _is_settled(plain, wanted):
        texts = [plain.pairs.get(key, b"") for key in wanted.contents.keys]
        return _settled(wanted, plain.pairs[b""], texts)
    return found


def _read(data: bytes, wanted: Wanted) -> Settled | None:
    """Read it, if it is such a one and a single blank line stands between its entries."""
    start = data.find(_END)
    header = _header(data[: start + 1])
    if header is None or not data.endswith(b'"\n'):
        return None
    texts = _between(data, start, wanted.heads)
    joined = None if texts is None else _at_once(texts)
    if texts is not None and joined is not None:
        return Settled(wanted.contents, header, joined, is_complete=all(texts))
    if is_utf_8(header, data):
        texts = _one_by_one(data[:-1].split(_BETWEEN)[1:], wanted)
        return None if texts is None else _settled(wanted, header, texts)
    return None


def _one_by_one(written: Sequence[bytes], wanted: Wanted) -> list[bytes] | None:
    """Read the translations; None where any entry is not as the template has it."""
    if len(written) != len(wanted.heads):
        return None
    texts = []
    heads = (head.removeprefix(_END) for head in wanted.heads)
    for key, head, notes, each in zip(
        wanted.contents.keys, heads, wanted.notes, written, strict=True
    ):
        if each.startswith(head) and each.endswith(b'"') and len(each) > len(head):
            text = each[len(head) : -1].replace(b'"\n"', b"")
            if not (b"\\" in text or b'"' in text or b"\n" in text):
                texts.append(text)
                continue
        entry = read_entry(each + b"\n")
        if entry is None or entry.end <= len(each) or entry.key != key:
            return None
        if entry.notes != notes and b"".join(_ours(entry.notes)) != notes:
            return None
        texts.append(entry.text)
    return texts


def _settled(wanted: Wanted, header: bytes, texts: Sequence[bytes]) -> Settled | None:
    """Join translations; None where one has itself what stands after each."""
    joined = _AFTER.encode().join([*texts, b""])
    if joined.count(_AFTER.encode()) != len(texts):
        return None
    return Settled(wanted.contents, header, joined.decode(), is_complete=all(texts))


def _between(data: bytes, at: int, heads: Sequence[bytes]) -> list[bytes] | None:
    """Cut out what stands behind the usual heads, from an offset on; None where one is unusual."""
    texts = []
    for head in heads:
        end = data.find(_END, at)
        if not data.startswith(head, end):
            return None
        texts.append(data[at:end])
        at = end + len(head)
    return [*texts[1:], data[at : -len(b'"\n')]]


def _at_once(texts: Sequence[bytes]) -> str | None:
    """Read translations, cut out as they are written; None where one is unusual."""
    try:
        joined = _AFTER.encode().join([*texts, b""]).decode()
    except UnicodeDecodeError:
        return None
    is_quoting = '\\"' in joined
    if is_quoting and _QUOTE in joined:
        return None
    if is_quoting:
        joined = joined.replace('\\"', _QUOTE)
    joined = joined.replace('"\n"', "")
    if "\\" in joined or "\n" in joined or '"' in joined or joined.count(_AFTER) != len(texts):
        return None
    return joined.replace(_QUOTE, '"') if is_quoting else joined


@lru_cache(maxsize=64)
def _header(written: bytes) -> bytes | None:
    """Read a header, which the catalogs of a locale have in common; None for an unusual one."""
    entry = read_entry(written + b"\n")
    is_header = entry is not None and not entry.key and entry.end > len(written)
    return entry.text if entry and is_header and is_utf_8(entry.text, written) else None


def _is_settled(catalog: Plain, wanted: Wanted) -> bool:
    if catalog.keys[1:] != wanted.contents.keys:
        return False
    return all(
        own == theirs or b"".join(_ours(own)) == theirs
        for own, theirs in zip(catalog.notes[1:], wanted.notes, strict=True)
    )


def _ours(notes: bytes) -> Iterable[bytes]:
    """Go through the lines of an entry's comments that the update writes."""
    lines = notes.splitlines(keepends=True)
    return (line for line in lines if line.startswith((b"#.", b"#:")))

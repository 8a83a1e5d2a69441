"""Catalogs that an update leaves as they are, told from their bytes: nearly all, nearly always.

Such a catalog has its template's messages, and an update has written them as it writes the
template's: what stands before each translation is known, so that only the translation is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import is_
from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n.catalog import mo
from lingopress_i18n.catalog.layout import Layout
from lingopress_i18n.catalog.plain import edges, is_utf_8, read_entry, read_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_i18n.catalog.plain import Plain
    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.document import Key

_BETWEEN = b"\n\n"
"""What separates entries; nothing else, where each is as an update writes it."""
_NOWHERE = _BETWEEN
"""Stands for the beginning of an entry that has to be read as any other."""
_QUOTE, _AFTER = "\1", "\0"
"""Stand for an escaped quotation mark, and after each entry: what catalogs do not have."""


@dataclass(frozen=True)
class Wanted:
    """The entries that a catalog up to its template has, without the header."""

    messages: list[Key]
    """What identifies them."""
    keys: list[bytes]
    """The same as in a .mo file."""
    notes: list[bytes]
    """Comments, as written."""
    heads: list[bytes]
    """What usually stands before a translation: the notes and the message, to the first quote."""

    @cached_property
    def layout(self) -> Layout:
        """What the .mo files of all locales that are translated from end to end have in common."""
        return Layout([b"", *self.keys])


class Settled(NamedTuple):
    """What is reviewed of a catalog that is up to its template."""

    wanted: Wanted
    header: bytes
    """The header's text."""
    texts: Sequence[str]
    """For each entry its reviewed translation; empty where there is none."""

    def compiled(self, where: str) -> bytes:
        """Give its .mo file. Raises ContentError as ``mo.compile_mo`` does."""
        if all(self.texts):
            layout, texts = self.wanted.layout, self.texts
        else:
            pairs = zip(self.wanted.keys, self.texts, strict=True)
            layout = Layout([b"", *(key for key, text in pairs if text)])
            texts = [*filter(None, self.texts)]
        return mo.compile_texts(layout, self.header, map(str.encode, texts), where)

    def reviewed(self) -> dict[Key, str]:
        """Map the messages to their translations, as ``mo.reviewed`` does."""
        pairs = zip(self.wanted.messages, self.texts, strict=True)
        return {key: text for key, text in pairs if text}


def wanted(template: Catalog, data: bytes) -> Wanted | None:
    """Give what a catalog up to its template has; None where only a full update can tell.

    ``data`` is the template as a file.
    """
    keys, notes, heads = [], [], []
    for entry, written in zip(template.entries, data.split(_BETWEEN)[1:], strict=True):
        file = entry.references[0].rpartition(":")[0] if entry.references else ""
        if entry.msgid_plural is not None or entry.flags or len(file.split()) != 1:
            return None  # names of several words are quoted
        if any(each.rpartition(":")[0] != file for each in entry.references[1:]):
            return None
        key = entry.msgid if entry.msgctxt is None else f"{entry.msgctxt}\x04{entry.msgid}"
        keys.append(key.encode())
        places, message = written.find(b"\n#: ") + 1, written.index(b"\nmsg") + 1
        notes.append(written[:places] + f"#: {file}\n".encode())
        strings = written[message:].rstrip(b"\n").removesuffix(b'"')
        heads.append(head(entry.msgid.encode(), notes[-1], strings))
    return Wanted([entry.key for entry in template.entries], keys, notes, heads)


def head(msgid: bytes, notes: bytes, strings: bytes) -> bytes:
    """Give what usually stands before a translation; what no entry begins with if nothing does.

    ``strings`` are those of the template's entry, to the quote that opens the translation.
    """
    is_flagged = b"#," in notes or b"#=" in notes
    return _NOWHERE if is_flagged or edges(msgid) != (False, False) else notes + strings


def read(data: bytes, wanted: Wanted) -> Settled | None:
    """Read a catalog that has the template's messages in its order, with its notes, no others.

    An update then changes none of its lines. None for any other, and for an unusual one: see
    ``read_plain``.
    """
    found = _read(data, wanted)
    if found is None and (plain := read_plain(data)) and _is_settled(plain, wanted):
        texts = [plain.pairs.get(key, b"").decode() for key in wanted.keys]
        return Settled(wanted, plain.pairs[b""], texts)
    return found


def _read(data: bytes, wanted: Wanted) -> Settled | None:
    """Read it, if it is such a one and a single blank line stands between its entries."""
    header, *written = data.removesuffix(b"\n").split(_BETWEEN)
    text = _header(header)
    if text is None or not data.endswith(b"\n") or len(written) != len(wanted.keys):
        return None
    rests = [*map(bytes.removeprefix, written, wanted.heads)]
    texts = None if any(map(is_, rests, written)) else _texts(rests)
    if texts is None and is_utf_8(text, data):
        texts = _one_by_one(written, wanted)
    return None if texts is None else Settled(wanted, text, texts)


def _one_by_one(written: Iterable[bytes], wanted: Wanted) -> Sequence[str] | None:
    """Read the translations; None where any entry is not as the template has it."""
    texts = []
    for key, head, notes, each in zip(
        wanted.keys, wanted.heads, wanted.notes, written, strict=True
    ):
        if each.startswith(head) and each.endswith(b'"') and len(each) > len(head):
            text = each[len(head) : -1].replace(b'"\n"', b"")
            if not (b"\\" in text or b'"' in text or b"\n" in text):
                texts.append(text.decode())
                continue
        entry = read_entry(each + b"\n")
        if entry is None or entry.end <= len(each) or entry.key != key:
            return None
        if entry.notes != notes and b"".join(_ours(entry.notes)) != notes:
            return None
        texts.append(entry.text.decode())
    return texts


def _texts(rests: Sequence[bytes]) -> Sequence[str] | None:
    """Read what follows the usual heads, of all entries at once; None where any is unusual."""
    count = len(rests)
    try:
        joined = _AFTER.encode().join([*rests, b""]).decode()
    except UnicodeDecodeError:
        return None
    is_quoting = '\\"' in joined
    if is_quoting and _QUOTE in joined:
        return None
    if is_quoting:
        joined = joined.replace('\\"', _QUOTE)
    joined = joined.replace('"\n"', "")
    if "\\" in joined or "\n" in joined or not joined.count('"') == count == joined.count(_AFTER):
        return None
    texts = joined.split(f'"{_AFTER}')
    if len(texts) != count + 1:
        return None
    return [each.replace(_QUOTE, '"') for each in texts[:-1]] if is_quoting else texts[:-1]


@lru_cache(maxsize=64)
def _header(written: bytes) -> bytes | None:
    """Read a header, which the catalogs of a locale have in common; None for an unusual one."""
    entry = read_entry(written + b"\n")
    is_header = entry is not None and not entry.key and entry.end > len(written)
    return entry.text if entry and is_header and is_utf_8(entry.text, written) else None


def _is_settled(catalog: Plain, wanted: Wanted) -> bool:
    if catalog.keys[1:] != wanted.keys:
        return False
    return all(
        own == theirs or b"".join(_ours(own)) == theirs
        for own, theirs in zip(catalog.notes[1:], wanted.notes, strict=True)
    )


def _ours(notes: bytes) -> Iterable[bytes]:
    """Go through the lines of an entry's comments that the update writes."""
    lines = notes.splitlines(keepends=True)
    return (line for line in lines if line.startswith((b"#.", b"#:")))

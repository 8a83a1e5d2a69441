"""Catalogs that an update leaves as they are, told from their bytes: nearly all, nearly always.

Such a catalog has its template's messages, and an update has written them as it writes the
template's: what stands before each translation is known, so that only the translation is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from operator import is_
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.plain import edges, is_utf_8, read_entry, read_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_i18n.catalog.plain import Plain
    from lingopress_i18n.catalog.po import Catalog

Pairs = dict[bytes, bytes]
"""What a .mo file holds: keys, and texts of the header and of what is reviewed."""

_BETWEEN = b"\n\n"
"""What separates entries; nothing else, where each is as an update writes it."""
_NOWHERE = _BETWEEN
"""Stands for the beginning of an entry that has to be read as any other."""
_QUOTE = b"\0"
"""Stands for an escaped quotation mark: what no catalog has."""


@dataclass(frozen=True)
class Wanted:
    """The entries that a catalog up to its template has, without the header."""

    keys: list[bytes]
    """As in a .mo file."""
    notes: list[bytes]
    """Comments, as written."""
    heads: list[bytes]
    """What usually stands before a translation: the notes and the message, to the first quote."""


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
        heads.append(_head(entry.msgid.encode(), notes[-1], written[message:]))
    return Wanted(keys, notes, heads)


def read(data: bytes, wanted: Wanted) -> Pairs | None:
    """Read a catalog that has the template's messages in its order, with its notes, no others.

    An update then changes none of its lines. None for any other, and for an unusual one: see
    ``read_plain``.
    """
    pairs = _read(data, wanted)
    if pairs is None and (plain := read_plain(data)) and _is_settled(plain, wanted):
        return plain.pairs
    return pairs


def _read(data: bytes, wanted: Wanted) -> Pairs | None:
    """Read it, if it is such a one and a single blank line stands between its entries."""
    header, *written = data.removesuffix(b"\n").split(_BETWEEN)
    text = _header(header)
    is_whole = data.endswith(b"\n") and len(written) == len(wanted.keys)
    if text is None or not (is_whole and is_utf_8(text, data)):
        return None
    pairs = {b"": text}
    rests = [*map(bytes.removeprefix, written, wanted.heads)]
    texts = None if any(map(is_, rests, written)) else _texts(rests)
    if texts is not None:
        pairs.update(zip(wanted.keys, texts, strict=True))
        return pairs if all(texts) else {key: each for key, each in pairs.items() if each}
    for key, head, notes, each in zip(
        wanted.keys, wanted.heads, wanted.notes, written, strict=True
    ):
        if each.startswith(head) and each.endswith(b'"') and len(each) > len(head):
            text = each[len(head) : -1].replace(b'"\n"', b"")
            if not (b"\\" in text or b'"' in text or b"\n" in text):
                if text:
                    pairs[key] = text
                continue
        entry = read_entry(each + b"\n")
        if entry is None or entry.end <= len(each) or entry.key != key:
            return None
        if entry.notes != notes and b"".join(_ours(entry.notes)) != notes:
            return None
        if entry.text:
            pairs[key] = entry.text
    return pairs


def _texts(rests: Sequence[bytes]) -> Sequence[bytes] | None:
    """Read what follows the usual heads, of all entries at once; None where any is unusual."""
    joined = b"".join(rests)
    if _QUOTE in joined:
        return None
    is_quoting = b'\\"' in joined
    if is_quoting:
        rests = [each.replace(b'\\"', _QUOTE) for each in rests]
    if is_quoting or b'"\n"' in joined:
        rests = [each.replace(b'"\n"', b"") for each in rests]
        joined = b"".join(rests)
    if b"\\" in joined or b"\n" in joined or joined.count(b'"') != len(rests):
        return None
    if not all(map(bytes.endswith, rests, repeat(b'"'))):
        return None
    texts = [each[:-1] for each in rests]
    return [each.replace(_QUOTE, b'"') for each in texts] if is_quoting else texts


@lru_cache(maxsize=64)
def _header(written: bytes) -> bytes | None:
    """Read a header, which the catalogs of a locale have in common; None for an unusual one."""
    entry = read_entry(written + b"\n")
    is_header = entry is not None and not entry.key and entry.end > len(written)
    return entry.text if entry and is_header else None


def _head(msgid: bytes, notes: bytes, strings: bytes) -> bytes:
    """Give the beginning of an entry by its notes, and its strings as the template has them."""
    if b"#," in notes or b"#=" in notes or edges(msgid) != (False, False):
        return _NOWHERE
    return notes + strings.rstrip(b"\n").removesuffix(b'"')


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

"""Compilation: the reviewed translations of a catalog, as a mapping and as a .mo file."""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.layout import Layout
from lingopress_i18n.catalog.plain import charset_of, read_plain
from lingopress_i18n.catalog.plurals import plurals
from lingopress_i18n.catalog.state import State, state_of
from lingopress_i18n.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lingopress_i18n.catalog.plurals import Plurals
    from lingopress_i18n.catalog.po import Catalog, Entry
    from lingopress_i18n.document import Key

_HEADER: Key = (None, "")


def reviewed(catalog: Catalog) -> dict[Key, str]:
    """Map the messages that may be published to their translations; nothing fuzzy is among them.

    Raises ContentError with ``file:line`` for what ``msgfmt --check`` refuses.
    """
    return {entry.key: entry.msgstr for entry in _publishable(catalog)}


def compile_file(data: bytes, where: str) -> bytes:
    """Compile a .po file's content: gives, and raises, what ``compile_mo`` does for the catalog."""
    plain = read_plain(data)
    if plain is None:
        from lingopress_i18n.catalog.po import parse  # noqa: PLC0415 - most files need it not

        return compile_mo(parse(data, where))
    return compile_pairs(plain.pairs, where)


def compile_pairs(pairs: Mapping[bytes, bytes], where: str) -> bytes:
    """Compile a catalog of plain entries likewise: ``pairs`` are as of ``Plain``."""
    return compile_texts(Layout([*pairs]), pairs[b""], [*pairs.values()][1:], where)


def compile_texts(layout: Layout, header: bytes, texts: Iterable[bytes], where: str) -> bytes:
    """Compile a catalog of plain entries of which the layout is known; its header comes first."""
    check(header, where)
    return layout.pack([_header(header.decode()).encode(), *texts])


def check(header: bytes, where: str) -> None:
    """Refuse a header that ``msgfmt --check`` refuses. Raises ContentError."""
    _plurals(header.decode(), f"{where}:1")


def read_mo(data: bytes) -> dict[Key, str]:
    """Map messages to translations, as ``reviewed`` does, from what ``compile_mo`` wrote."""
    _, _, count, at, other, _, first = struct.unpack_from("<7I", data)
    length, begin = struct.unpack_from("<2I", data, other)  # the header comes first
    charset = charset_of(data[begin : begin + length])
    keys, texts = _keys(data[first:begin], charset), data[begin:].decode(charset).split("\0")
    if not len(keys) == count == len(texts) - 1:  # plurals have NUL within
        names, texts = (_strings(data, count, place, charset) for place in (at, other))
        keys = [*map(_key, names)]
    found = dict(zip(keys, texts, strict=False))
    del found[_HEADER]
    return found


@lru_cache(maxsize=4)
def _keys(strings: bytes, charset: str) -> Sequence[Key]:
    """Read the keys that stand one after the other.

    The last ones are remembered: most catalogs of an article have the same.
    """
    return [*map(_key, strings[:-1].decode(charset).split("\0"))]


def _key(written: str) -> Key:
    context, is_given, msgid = written.rpartition("\x04")
    return context if is_given else None, msgid


def _strings(data: bytes, count: int, at: int, charset: str) -> list[str]:
    """Read the strings of a table, of plurals the first form."""
    places = struct.iter_unpack("<2I", data[at : at + count * 8])
    found = (data[start : start + size].decode(charset) for size, start in places)
    return [each.partition("\0")[0] for each in found]


def compile_mo(catalog: Catalog) -> bytes:
    """Write the binary form of a catalog.

    Holds the header and the reviewed entries, sorted, in the catalog's charset; linear in its size.
    A plural of which a form is empty is left out: msgfmt would publish the empty form. Raises
    ContentError as ``reviewed`` does.
    """
    pairs = {"": _header(catalog.header.msgstr)}
    for entry in _publishable(catalog):
        key = entry.msgid if entry.msgctxt is None else f"{entry.msgctxt}\x04{entry.msgid}"
        if entry.msgid_plural is None:
            pairs[key] = entry.msgstr
        else:
            pairs[f"{key}\0{entry.msgid_plural}"] = "\0".join(entry.msgstr_plural)
    charset = catalog.charset
    layout = Layout([key.encode(charset) for key in pairs])
    return layout.pack([text.encode(charset) for text in pairs.values()])


@lru_cache(maxsize=64)
def _header(text: str) -> str:
    """Leave the template's date out, as msgfmt does: a .mo then changes with its text only."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("POT-Creation-Date:"))


def _plurals(header: str, place: str) -> Plurals | None:
    """Read the plural forms of a header; refuse those that ``msgfmt --check`` refuses."""
    known = plurals(header)
    if isinstance(known, str):
        raise ContentError(known, place, "see Plural-Forms in the manual of GNU gettext")
    return known


def _publishable(catalog: Catalog) -> Iterable[Entry]:
    """Go through the reviewed entries; refuse what would make ``msgfmt --check`` fail."""
    header = catalog.header
    place = f"{catalog.where}:{header.line or 1}"
    if not header.msgstr:
        raise ContentError("the header is empty", place, "copy that of another catalog")
    known = _plurals(header.msgstr, place)
    for entry in catalog.entries:
        if state_of(entry) is not State.REVIEWED:
            continue
        if reason := problem(entry, known):
            raise ContentError(reason, f"{catalog.where}:{entry.line}")
        yield entry


def problem(entry: Entry, known: Plurals | None) -> str:
    """Tell what of an entry would make ``msgfmt --check`` fail; empty if nothing.

    ``known`` are the plural forms that the catalog's header names, if it does.
    """
    reason = _edges(entry)
    if not reason and entry.msgid_plural is not None:
        reason = _forms(entry, known)
    if not reason and (entry.flags or entry.sticky):
        from lingopress_i18n.catalog import formats  # noqa: PLC0415 - most have none

        reason = formats.problem(entry, known.seldom if known else frozenset())
    return reason


def _edges(entry: Entry) -> str:
    """Compare the line feeds that strings begin and end with."""
    msgid = entry.msgid
    edges = (msgid[:1] == "\n", msgid[-1:] == "\n")
    others = (entry.msgid_plural or msgid, *(entry.msgstr_plural or (entry.msgstr,)))
    if any((text[:1] == "\n", text[-1:] == "\n") != edges for text in others):
        return "msgid and msgstr must both begin, and both end, with \\n or neither"
    return ""


def _forms(entry: Entry, known: Plurals | None) -> str:
    count = len(entry.msgstr_plural)
    if known is None:
        return "has plural forms, but the header no complete Plural-Forms"
    if known.forms != count:
        return f"the plural forms are {count}, by the header's Plural-Forms {known.forms}"
    return ""

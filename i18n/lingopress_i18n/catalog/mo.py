"""Compilation: the reviewed translations of a catalog, as a mapping and as a .mo file."""

from __future__ import annotations

import itertools
import struct
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.po import header_fields
from lingopress_i18n.catalog.state import State, state_of
from lingopress_i18n.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lingopress_i18n.catalog.po import Catalog, Entry
    from lingopress_i18n.document import Key

_MAGIC = 0x950412DE


def reviewed(catalog: Catalog) -> dict[Key, str]:
    """Map the messages that may be published to their translations; nothing fuzzy is among them.

    Raises ContentError with ``file:line`` for what ``msgfmt --check`` refuses in an entry.
    """
    return {entry.key: entry.msgstr for entry in _publishable(catalog)}


def compile_mo(catalog: Catalog) -> bytes:
    """Write the binary form of a catalog (GNU gettext manual, section 10.3, revision 0).

    Holds the header and the reviewed entries, sorted; linear in the size of the catalog. Raises
    ContentError as ``reviewed`` does.
    """
    header = catalog.header.msgstr.splitlines(keepends=True)
    # msgfmt leaves the template's date out too, so that a .mo changes with its content only
    pairs = {"": "".join(line for line in header if not line.startswith("POT-Creation-Date:"))}
    for entry in _publishable(catalog):
        key = entry.msgid if entry.msgctxt is None else f"{entry.msgctxt}\x04{entry.msgid}"
        if entry.msgid_plural is None:
            pairs[key] = entry.msgstr
        else:
            pairs[f"{key}\0{entry.msgid_plural}"] = "\0".join(entry.msgstr_plural)
    return _pack(sorted((key.encode(), text.encode()) for key, text in pairs.items()))


def _publishable(catalog: Catalog) -> Iterable[Entry]:
    plurals = header_fields(catalog).get("Plural-Forms", "")
    for entry in catalog.entries:
        if state_of(entry) is State.REVIEWED:
            if message := problem(entry, plurals):
                raise ContentError(message, f"{catalog.where}:{entry.line}")
            yield entry


def problem(entry: Entry, plural_forms: str) -> str:
    """Tell what of an entry would make ``msgfmt --check`` fail; empty if nothing.

    ``plural_forms`` is the catalog's header of that name.
    """
    forms = entry.msgstr_plural or (entry.msgstr,)
    for edge in (str.startswith, str.endswith):
        if any(edge(form, "\n") is not edge(entry.msgid, "\n") for form in forms):
            return "msgid and msgstr must both begin, and both end, with \\n or neither"
    if entry.msgstr_plural and f"nplurals={len(forms)};" not in plural_forms.replace(" ", ""):
        return f"{len(forms)} plural forms, but the header's Plural-Forms has another number"
    return ""


def _pack(pairs: list[tuple[bytes, bytes]]) -> bytes:
    """Lay out a .mo file: header, two tables of (length, offset), then the strings."""
    count = len(pairs)
    tables = 7 * 4
    strings = [key for key, _ in pairs] + [text for _, text in pairs]
    lengths = [len(string) for string in strings]
    first = tables + count * 16
    offsets = itertools.accumulate((length + 1 for length in lengths[:-1]), initial=first)
    index = [number for pair in zip(lengths, offsets, strict=True) for number in pair]
    head = (_MAGIC, 0, count, tables, tables + count * 8, 0, first)
    return struct.pack(f"<{7 + len(index)}I", *head, *index) + b"\0".join([*strings, b""])

"""Catalogs that an update leaves as they are, told from their bytes: nearly all, nearly always."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lingopress_i18n.catalog.plain import Plain
    from lingopress_i18n.catalog.po import Catalog

Wanted = tuple[list[bytes], list[bytes]]
"""Keys, as in a .mo file, and notes of the entries that an updated catalog has, as written."""


def wanted(template: Catalog) -> Wanted | None:
    """Give what a catalog up to its template has; None where only a full update can tell."""
    keys, notes = [], []
    for entry in template.entries:
        files = {reference.rpartition(":")[0] for reference in entry.references}
        if entry.msgid_plural is not None or len(files) != 1 or entry.flags:
            return None
        (file,) = files
        if len(file.split()) != 1:  # such names are quoted
            return None
        key = entry.msgid if entry.msgctxt is None else f"{entry.msgctxt}\x04{entry.msgid}"
        keys.append(key.encode())
        lines = (*(f"#. {line}" for line in entry.extracted), f"#: {file}")
        notes.append("".join(f"{line}\n" for line in lines).encode())
    return keys, notes


def is_settled(catalog: Plain, wanted: Wanted) -> bool:
    """Tell whether a catalog has the template's messages in its order, with its notes, no others.

    An update then changes none of its lines.
    """
    keys, notes = wanted
    if catalog.keys[1:] != keys:
        return False
    return all(
        own == theirs or b"".join(_ours(own)) == theirs
        for own, theirs in zip(catalog.notes[1:], notes, strict=True)
    )


def _ours(notes: bytes) -> Iterable[bytes]:
    """Go through the lines of an entry's comments that the update writes."""
    lines = notes.splitlines(keepends=True)
    return (line for line in lines if line.startswith((b"#.", b"#:")))

"""What a locale's catalog of addresses says: which part an article's address has, and which it had.

A message is the last part of an article's address: its context the article's name, its text the
part in the source's address, its translation that in the locale. A folder's part is its index
page's. Translators' comments tell the history::

    # address: actualites          a part that the address had before, or has
    # source address: press        a part that the source's address had before

What is fuzzy, missing, wrong or somebody else's is no part: the source's stands instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n.article import folder_part
from lingopress_i18n.catalog.state import State, state_of
from lingopress_i18n.reserved import is_reserved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lingopress_i18n.catalog.po import Catalog, Entry

ADDRESS = "address: "
"""How the comment lines begin that list the parts of an address in the locale."""
SOURCE_ADDRESS = "source address: "
"""How those begin that list earlier parts of the source's."""

_LONGEST = 200
"""Bytes of a part: file systems take 255 a name."""
_JOINERS = "\u200c\u200d"
"""The only invisible characters that change a word."""
_UNFIT = re.compile(r"[\s/\\?#%]")


class Problem(NamedTuple):
    """A part that cannot be used."""

    line: int
    """Of the entry in the catalog, counted from 1."""
    entry: Entry
    message: str
    """What is wrong, in half a sentence."""


class Parts(NamedTuple):
    """What a catalog says. All parts are NFC and not escaped."""

    now: Mapping[str, str]
    """By article's name: what its address has instead of the source's part."""
    before: Mapping[str, Sequence[str]]
    """By name, of articles that are gone, too: every part that the comments list."""
    source_before: Mapping[str, Sequence[str]]
    """Likewise: what the source's address had."""
    problems: Sequence[Problem]
    """By line."""


def fold(address: str) -> str:
    """Give what two addresses have in common that are one to some file system."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", address).casefold())


def read(catalog: Catalog, own: Mapping[str, str]) -> Parts:
    """Read a catalog; ``own`` are the parts of the source's addresses, by article's name."""
    entries: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in catalog.entries:
        if entry.msgctxt is not None:
            entries[entry.msgctxt].append(entry)
    problems: list[Problem] = []
    wanted: dict[str, tuple[str, Entry]] = {}
    for name in own.keys() & entries.keys():
        entry = main_entry(entries[name], own[name])
        part = said(entry)
        if entry.obsolete or not part or part == unicodedata.normalize("NFC", own[name]):
            continue
        reason = _reason(part, name)
        if reason:
            problems.append(Problem(entry.line, entry, reason))
        else:
            wanted[name] = (part, entry)
    taken = dict(_twins({name: part for name, (part, _) in wanted.items()}, own))
    for name, other in taken.items():
        part, entry = wanted.pop(name)
        reason = f"{part!r} is the address of {other!r}, too: both keep the source's"
        problems.append(Problem(entry.line, entry, reason))
    before, source_before = {}, {}
    for name, each in entries.items():
        before[name] = [*dict.fromkeys(_listed(each, ADDRESS, problems)), *_kept(each, name)]
        ids = (entry.msgid for entry in each if entry.msgid != own.get(name))
        listed = (*_listed(each, SOURCE_ADDRESS, problems), *ids)
        source_before[name] = list(dict.fromkeys(listed))
    return Parts(
        {name: part for name, (part, _) in wanted.items()},
        before,
        source_before,
        sorted(problems, key=lambda problem: problem.line),
    )


def main_entry(entries: Iterable[Entry], own: str) -> Entry:
    """Choose, of an article's entries, the one that counts: a live one; two branches may make two.

    A reviewed one goes before one that is not, then one that lists more addresses, for it is newer,
    then the one for this source's part.
    """

    def rank(entry: Entry) -> tuple[bool, bool, int, bool]:
        listed = sum(line.startswith(ADDRESS) for line in entry.comments)
        is_open = state_of(entry) is not State.REVIEWED
        return entry.obsolete, is_open, -listed, entry.msgid != own

    return min(entries, key=rank)


def said(entry: Entry) -> str:
    """Give a reviewed entry's part, kept behind ``#~`` or not; empty for any other."""
    is_fit = not entry.is_fuzzy and entry.msgid_plural is None
    return unicodedata.normalize("NFC", entry.msgstr) if is_fit else ""


def _kept(entries: Sequence[Entry], name: str) -> Iterator[str]:
    """Go through what further entries of an article say: older ones, or another branch's."""
    for entry in entries:
        part = said(entry)
        is_further = entry.obsolete or len(entries) > 1
        if is_further and part and not _reason(part, name):
            yield part


def _listed(entries: Iterable[Entry], start: str, problems: list[Problem]) -> Iterator[str]:
    """Go through the parts that comments list."""
    for entry in entries:
        for line in entry.comments:
            if not line.startswith(start):
                continue
            part = unicodedata.normalize("NFC", line.removeprefix(start).strip())
            reason = _reason(part, entry.msgctxt or "")
            if reason:
                problems.append(Problem(entry.line, entry, f"# {line}: {reason}"))
            else:
                yield part


def _reason(part: str, name: str) -> str:
    """Say why a text can be no part of an address; nothing where it can."""
    if found := _UNFIT.search(part):
        return f"an address cannot hold {found[0]!r}"
    if part.startswith(".") or not part:
        return f"{part!r} is no part of an address"
    for character in part:
        if unicodedata.category(character)[0] == "C" and character not in _JOINERS:
            return f"an address cannot hold U+{ord(character):04X}"
    if len(part.encode()) > _LONGEST:
        return f"is longer than {_LONGEST} bytes"
    if is_reserved(f"{_folder(name)}/{part}".removeprefix("/")):
        return f"{part!r} is a file of the site"
    return ""


def _folder(name: str) -> str:
    """Give the folder that an article's part stands in: a folder's index stands above it."""
    return name.removesuffix("/index").rpartition("/")[0]


def _twins(wanted: Mapping[str, str], own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Go through the articles whose part is another's, too, with the other's name.

    The source's parts count for ever, also those of articles that have another part here: else an
    old address could lead to two pages.
    """
    claims: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name, part in own.items():
        claims[_folder(name), fold(part)].append(name)
        if name.endswith("/index"):
            claims[_folder(name), fold(folder_part(name))].append(name)
    for name, part in wanted.items():
        claims[_folder(name), fold(part)].append(name)
    for name, part in wanted.items():
        others = {each for each in claims[_folder(name), fold(part)] if each != name}
        if others:
            yield name, min(others)

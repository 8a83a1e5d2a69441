"""Two branches of a catalog brought together, entry by entry, so that no line of work is lost.

What only one side changed is taken from that side, in its own lines. Where both translated a
message, each in another way, ours stays and becomes fuzzy, theirs goes into a translator's comment,
and the message is named: a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from lingopress_i18n.catalog.po import Catalog, Entry, edit, header_fields
from lingopress_i18n.catalog.state import mt_engine, without_mt

if TYPE_CHECKING:
    from lingopress_i18n.document import Key

_T = TypeVar("_T")
_TRANSLATION = ("msgstr", "msgstr_plural", "previous", "previous_msgctxt", "previous_plural")
_CREATED = "POT-Creation-Date"
_REVISED = "PO-Revision-Date"
_OF_REVISION = {_REVISED, "Last-Translator", "X-Generator"}
_MACHINE = 1
"""What a translation is worth that no person has touched."""


@dataclass(frozen=True)
class Merged:
    """The catalog of both sides."""

    catalog: Catalog
    conflicts: tuple[Entry, ...]
    """Entries that a person has to decide about, as they are now in the catalog."""


def merge_branches(base: Catalog | None, ours: Catalog, theirs: Catalog) -> Merged:
    """Merge two catalogs that were one, ``base``, or that were both made new."""
    before = _by_key(base)
    left, right = _by_key(ours), _by_key(theirs)
    entries: dict[Key, Entry] = {}
    conflicts = []
    for key in _order(list(before), list(left), list(right)):
        entry, is_conflict = _entry(before.get(key), left.get(key), right.get(key), ours)
        if entry is None:
            continue
        entries[key] = entry
        if is_conflict:
            conflicts.append(entry)
    merged = replace(
        ours,
        header=_header(base, ours, theirs),
        entries=tuple(entries.values()),
        tail=_pick(base.tail if base else "", ours.tail, theirs.tail, ours.tail),
    )
    return Merged(merged, tuple(conflicts))


def _by_key(catalog: Catalog | None) -> dict[Key, Entry]:
    return {entry.key: entry for entry in catalog.entries} if catalog else {}


def _pick(base: _T, ours: _T, theirs: _T, both: _T) -> _T:
    """Take what one side changed; ``both`` where both did."""
    if theirs in (base, ours):
        return ours
    return theirs if ours == base else both


def _order(base: list[Key], ours: list[Key], theirs: list[Key]) -> list[Key]:
    """Put the messages of both sides in order; what only one has follows what it followed there."""
    main, other = (theirs, ours) if ours == base else (ours, theirs)
    known = set(main)
    after: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for key in other:
        if key in known:
            last = key
        else:
            after.setdefault(last, []).append(key)
    ordered = list(after.get(None, ()))
    for key in main:
        ordered += [key, *after.get(key, ())]
    return ordered


def _entry(
    base: Entry | None, ours: Entry | None, theirs: Entry | None, catalog: Catalog
) -> tuple[Entry | None, bool]:
    """Merge one message; None where it is gone. Tells, too, whether a person has to decide."""
    if ours is None or theirs is None:
        kept = ours or theirs
        is_gone = kept == base  # one side removed what the other left as it was
        return (None if is_gone or kept is None else _at_home(kept, catalog)), False
    if theirs in (base, ours):
        return ours, False
    if ours == base:
        return _at_home(theirs, catalog), False
    base = base or replace(ours, msgstr="", msgstr_plural=(), flags=(), comments=(), previous=None)
    chosen, lost = _translation(base, ours, theirs)
    changes: dict[str, Any] = {name: getattr(chosen, name) for name in _TRANSLATION}
    changes["comments"] = (*_comments(base, ours, theirs, chosen), *_noted(lost))
    flags = tuple(dict.fromkeys((*ours.flags, *theirs.flags)))
    is_fuzzy = chosen.is_fuzzy or lost is not None
    others = tuple(flag for flag in flags if flag != "fuzzy")
    changes["flags"] = ("fuzzy", *others) if is_fuzzy else others
    for name in ("extracted", "references", "sticky", "obsolete", "msgid_plural"):
        mine, other, old = (getattr(each, name) for each in (ours, theirs, base))
        changes[name] = _pick(old, mine, other, mine)
    return edit(ours, catalog, **changes), lost is not None


def _at_home(entry: Entry, catalog: Catalog) -> Entry:
    """Take an entry over as it stands in the other file, if that has the same line ends."""
    is_alike = ("\r\n" in entry.raw) is (catalog.newline == "\r\n")
    return replace(entry, line=0, raw=entry.raw if is_alike else "")


def _translation(base: Entry, ours: Entry, theirs: Entry) -> tuple[Entry, Entry | None]:
    """Choose the side whose translation stays; give the other, too, if its words would be lost."""
    said = [_said(entry) for entry in (base, ours, theirs)]
    if said[2] in (said[0], said[1]):
        return ours, None
    if said[1] == said[0]:
        return theirs, None
    chosen, other = (theirs, ours) if _worth(theirs) > _worth(ours) else (ours, theirs)
    is_new = _text(other) not in (_text(base), _text(chosen))
    return chosen, other if is_new and _worth(other) > _MACHINE else None


def _said(entry: Entry) -> tuple[object, ...]:
    return (entry.is_fuzzy, *(getattr(entry, name) for name in _TRANSLATION))


def _text(entry: Entry) -> tuple[str, ...]:
    return entry.msgstr_plural or (entry.msgstr,)


def _worth(entry: Entry) -> int:
    """Rank a translation: none, the machine's own, a person's doubtful one, a reviewed one."""
    if not entry.has_translation:
        return 0
    if not entry.is_fuzzy:
        return 3
    return _MACHINE if mt_engine(entry) else 2


def _comments(base: Entry, ours: Entry, theirs: Entry, chosen: Entry) -> tuple[str, ...]:
    """Keep what a side added, drop what a side removed; the machine's mark stays with its text."""
    marks = set(chosen.comments) - set(without_mt(chosen.comments))
    every = (
        line
        for line in dict.fromkeys((*ours.comments, *theirs.comments))
        if line not in base.comments or (line in ours.comments and line in theirs.comments)
    )
    return tuple(line for line in every if without_mt([line]) or line in marks)


def _noted(lost: Entry | None) -> tuple[str, ...]:
    """Write a translation down as comments."""
    forms = _text(lost) if lost else ()
    return tuple(f"other branch: {line}" for form in forms for line in form.splitlines())


def _header(base: Catalog | None, ours: Catalog, theirs: Catalog) -> Entry:
    """Merge headers field by field; what tells of the last revision comes from the later one."""
    old, mine, other = (header_fields(each) if each else {} for each in (base, ours, theirs))
    is_theirs_later = other.get(_REVISED, "") > mine.get(_REVISED, "")
    fields = {}
    for name in dict.fromkeys((*mine, *other)):
        ours_then, theirs_then = mine.get(name), other.get(name)
        if name in _OF_REVISION and is_theirs_later:
            value = theirs_then or ours_then
        elif name in _OF_REVISION:
            value = ours_then or theirs_then
        elif name == _CREATED:
            value = max(ours_then or "", theirs_then or "")
        else:
            value = _pick(old.get(name), ours_then, theirs_then, ours_then or theirs_then)
        if value is not None:
            fields[name] = value
    if fields == mine:
        return ours.header
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return edit(ours.header, ours, msgstr=text)

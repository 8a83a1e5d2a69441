"""The states of a message, and how each is written in a catalog: here is decided what is fuzzy."""

from __future__ import annotations

import enum
import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lingopress_i18n.catalog.po import Entry

_MT = re.compile(r"mt: (\S+) ([0-9a-f]{16})")
_NOTE = re.compile(r"mt-note: (.+)")
BEFORE = "before: "
"""How the comment lines begin that keep a person's words which a new draft has replaced."""
_MEMORY = "memory:"
SAME = "same"
"""The origin of a draft that is its source: numbers, signs or code, with nothing to translate."""
"""How the origin of a text begins that is a person's, used again."""


class State(enum.Enum):
    """What a person still has to do about a message."""

    MISSING = "missing"
    """No translation: an empty msgstr."""
    DRAFT = "draft"
    """A translation that nobody has confirmed: fuzzy. The machine's, or a person's own doubt."""
    STALE = "stale"
    """A translation of an earlier wording of the source: fuzzy, the old one behind ``#|``."""
    REVIEWED = "reviewed"
    """A person's translation: neither empty nor fuzzy. Only this is compiled and published."""
    OBSOLETE = "obsolete"
    """A translation of text that is no longer there: behind ``#~``."""


def state_of(entry: Entry) -> State:
    """Tell an entry's state."""
    if entry.obsolete:
        return State.OBSOLETE
    forms = entry.msgstr_plural or (entry.msgstr,)
    if not entry.is_fuzzy:
        return State.REVIEWED if all(forms) else State.MISSING
    if not any(forms):
        return State.MISSING
    return State.STALE if entry.previous is not None else State.DRAFT


def mt_comment(engine: str, entry: Entry) -> str:
    """Give the translator comment that marks an entry's msgstr as the work of an engine.

    ``engine`` holds no white space. The hash covers context, msgid and msgstr: a comment that a
    tool copied to another message, or a text that a person has touched, no longer fits.
    """
    return f"mt: {engine} {_fingerprint(entry)}"


def mt_note(text: str) -> str:
    """Give the translator comment, one line, that says what is doubtful about a machine's text.

    It stands after the mark and goes with it: ``mt-note: markup lost: **``.
    """
    return f"mt-note: {' '.join(text.split())}"


def mt_notes(entry: Entry) -> tuple[str, ...]:
    """List what is doubtful about a text that is the machine's, unedited; nothing otherwise."""
    if mt_engine(entry) is None:
        return ()
    return tuple(found[1] for line in entry.comments if (found := _NOTE.fullmatch(line)))


def mt_engine(entry: Entry) -> str | None:
    """Name the engine whose text msgstr is, unedited; None if a person may have written it."""
    for engine, fingerprint in _marks(entry.comments):
        if fingerprint == _fingerprint(entry):
            return engine
    return None


def made_for(entry: Entry) -> Entry:
    """Give the entry that a machine's mark fits: with its previous msgid, if it is stale by that.

    A text that the memory found for a similar message is stale, too, and its mark fits as it is.
    """
    if entry.previous is None or mt_engine(entry) is not None:
        return entry
    return replace(entry, msgid=entry.previous, msgctxt=entry.previous_msgctxt)


def is_engine(origin: str) -> bool:
    """Tell whether the origin that a mark names wrote the text.

    Else it found a person's again, or gave the source as it is: see ``SAME``.
    """
    return origin != SAME and not origin.startswith(_MEMORY)


def without_mt(comments: Iterable[str]) -> tuple[str, ...]:
    """Drop the machine's marks and notes from a list of translator comments."""
    return tuple(line for line in comments if not (_MT.fullmatch(line) or _NOTE.fullmatch(line)))


def with_mt(entry: Entry, changed: Entry) -> tuple[str, ...]:
    """Give an entry's comments for a changed one that says the same: a mark that fits still does.

    A mark that does not fit ``entry``, because a person has touched the text, stays as it is.
    """
    engine = mt_engine(entry)
    fitting = engine and mt_comment(engine, entry)
    return tuple(
        mt_comment(engine, changed) if engine and line == fitting else line
        for line in entry.comments
    )


def _marks(comments: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in comments:
        match = _MT.fullmatch(line)
        if match:
            yield match[1], match[2]


def _fingerprint(entry: Entry) -> str:
    """Hash what the mark vouches for: 64 bits in hexadecimal."""
    import hashlib  # noqa: PLC0415 - costs more than telling the states of a whole catalog

    text = "\0".join([entry.msgctxt or "", entry.msgid, entry.msgstr])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]

"""What the machine may write to: law 6. Here is decided whose words an entry holds."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from lingopress_i18n.catalog.state import State, mt_engine, state_of

if TYPE_CHECKING:
    from lingopress_i18n.catalog.po import Entry


class Openness(enum.Enum):
    """Whether a draft may go into an entry."""

    EMPTY = "empty"
    """Nothing stands there."""
    MACHINE = "machine"
    """What stands there is fuzzy, and the machine's, letter for letter: only if asked for anew."""
    STALE = "stale"
    """A person's translation of an earlier source, fuzzy: only on demand, and kept in a comment."""
    CLOSED = "closed"
    """Anything else is a person's, and stays."""


def openness(entry: Entry) -> Openness:
    """Tell whether a draft may go into an entry. Plural messages are left to people."""
    if entry.obsolete or entry.msgid_plural is not None:
        return Openness.CLOSED
    if not entry.has_translation:
        return Openness.EMPTY
    if not entry.is_fuzzy:
        return Openness.CLOSED
    if mt_engine(entry) is not None:
        return Openness.MACHINE
    return Openness.STALE if state_of(entry) is State.STALE else Openness.CLOSED


def is_open(entry: Entry, *, is_again: bool, is_stale: bool) -> bool:
    """Tell whether a draft may go into an entry in this run."""
    match openness(entry):
        case Openness.EMPTY:
            return True
        case Openness.MACHINE:
            return is_again
        case Openness.STALE:
            return is_stale
        case Openness.CLOSED:
            return False

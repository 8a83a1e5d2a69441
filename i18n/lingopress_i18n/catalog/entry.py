"""A message of a catalog: what the source says, what the translation says, and the notes on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lingopress_i18n.document import Key


@dataclass(frozen=True)
class Entry:
    """A message in a catalog. Strings are unescaped."""

    msgid: str
    msgstr: str = ""
    """The translation; the singular's where there is a plural."""
    msgctxt: str | None = None
    msgid_plural: str | None = None
    msgstr_plural: tuple[str, ...] = ()
    """All forms in order, the singular's included; empty where there is no plural."""
    flags: tuple[str, ...] = ()
    sticky: tuple[str, ...] = ()
    """Flags of the source alone (``#=``), as gettext writes them from 1.0 on."""
    comments: tuple[str, ...] = ()
    """The translators' own lines, without ``# ``."""
    extracted: tuple[str, ...] = ()
    """The author's and our notes, without ``#. ``."""
    references: tuple[str, ...] = ()
    """Places in the source, one each: ``articles/a.md:12``."""
    previous: str | None = None
    """The msgid that the translation was made for (``#|``), where it is stale."""
    previous_msgctxt: str | None = None
    """The context that belongs to ``previous``; nothing without it."""
    previous_plural: str | None = None
    """The msgid_plural that belongs to ``previous``; nothing without it."""
    obsolete: bool = False
    """Whether the entry is kept behind ``#~``."""
    line: int = field(default=0, compare=False)
    """Line where the entry begins, counted from 1; 0 for one that is not in a file yet."""
    raw: str = field(default="", compare=False)
    """Verbatim text with its line ends and the blank lines after it; empty for a new entry."""

    @property
    def key(self) -> Key:
        """What identifies the message: its context and its msgid."""
        return self.msgctxt, self.msgid

    @property
    def is_fuzzy(self) -> bool:
        """Whether a person still has to look at the translation."""
        return "fuzzy" in self.flags

    @property
    def has_translation(self) -> bool:
        """Whether anything stands in msgstr."""
        return bool(self.msgstr) or any(self.msgstr_plural)


def entry_of(fields: dict[str, Any]) -> Entry:
    """Make an entry that owns this dictionary of its fields; what is left out has its default.

    The constructor sets fifteen frozen fields one by one, which takes longer than reading them.
    """
    made = object.__new__(Entry)
    object.__setattr__(made, "__dict__", fields)
    return made

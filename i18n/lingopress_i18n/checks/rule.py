"""What a rule is, and what it reports."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lingopress_i18n.catalog.state import State
    from lingopress_i18n.checks.context import Context
    from lingopress_i18n.checks.pair import Pair


class Severity(enum.Enum):
    """How sure it is that something is wrong, the worst first."""

    ERROR = "error"
    """Certainly wrong: something is lost or added, or a tool would refuse the catalog."""
    WARNING = "warning"
    """Most likely wrong; a person should look."""
    INFO = "info"
    """A matter of style or of consistency."""


@dataclass(frozen=True)
class Rule:
    """One thing that is looked at in every translation."""

    id: str
    """Its name, in lower case with hyphens; that of its module."""
    title: str
    """What it looks at, in a line."""
    severity: Severity
    why: str
    """What it finds and why that matters, in a sentence or two."""
    fix: str
    """What to do about it."""
    find: Callable[[Pair, Context], Iterable[str]]
    """Go through what is wrong with a translation, each in half a sentence, lower case."""
    in_drafts: bool = False
    """Whether it looks at drafts, too: those of machines have faults that no person makes."""
    in_interface: bool = True
    """Whether it looks at interface strings, which are plain text, too."""


@dataclass(frozen=True)
class Diagnostic:
    """Something that a rule has found."""

    where: str
    """Path from the publication's root and line of the entry: ``locales/fr/…/forum.po:12``."""
    rule: str
    """The id of the rule."""
    severity: Severity
    message: str
    locale: str
    """BCP 47 tag."""
    domain: str
    """The article's name, ``site`` or ``theme``."""
    state: State
    """That of the entry."""
    msgid: str
    msgctxt: str | None = None

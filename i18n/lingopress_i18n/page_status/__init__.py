"""The one status of a page, worked out from the catalogs and the gates, and from nothing else.

Whatever tells people or machines how far a page is a translation follows from it: whether there is
a page, its notice, robots, canonical, alternates, sitemap, switcher, JSON-LD, ``status``. What it
says is here; ``judging`` works it out, and ``statuses`` has those of all pages.
"""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lingopress_i18n import inline, words
from lingopress_i18n.gates import Gate
from lingopress_i18n.words import Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lingopress_i18n.document import Key, Message
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.schedule import Off

CHECK = "check"
"""What an obstacle is called that the checks have found."""


class Kind(enum.Enum):
    """How far a page is a translation."""

    SOURCE = "source"
    """The page is in the language that it was written in."""
    REVIEWED = "reviewed"
    """Every message is translated and reviewed."""
    PARTLY = "partly reviewed"
    """Some messages are reviewed, the others stand in the source language."""
    DRAFT = "machine draft"
    """Some messages are drafts that nobody has reviewed, others perhaps reviewed or missing."""
    FALLBACK = "fallback"
    """No message is translated: the body stands in the source language."""
    PSEUDO = "pseudo"
    """The page is in a pseudo-locale: for those who make the theme, not for readers."""


@dataclass(frozen=True)
class Obstacle:
    """What keeps a page from being reviewed from end to end."""

    what: str
    """The value of a state, or ``CHECK``."""
    where: str
    """The first such message: ``locales/fr/LC_MESSAGES/a.po:12``, or its place in the article."""
    count: int
    """How many there are; 1 for the checks, whose first error is given."""
    detail: str = ""
    """What the check says."""

    def __str__(self) -> str:
        """Say it as compilers do: ``file:line: draft (and 3 more)``."""
        more = f" (and {self.count - 1} more)" if self.count > 1 else ""
        return f"{self.where}: {self.what}{f': {self.detail}' if self.detail else ''}{more}"


@dataclass(frozen=True)
class PageStatus:
    """How far an article's page in a locale is a translation, and what follows from it."""

    kind: Kind
    gate: Gate
    messages: int
    """Messages of the article; each counts once."""
    reviewed: int
    """Those with a reviewed translation."""
    stale: int
    """Those with a person's translation of an earlier wording, which is not printed."""
    drafts: Mapping[Key, str]
    """The drafts that the page shows, by message: none but under ``Gate.DRAFTS``."""
    is_machine: bool
    """Whether a machine had a hand in one of these drafts."""
    revision: str
    """Hash of the article's messages as they are now: 12 hexadecimal digits, the same in all
    locales, another after every edit of the words."""
    obstacles: tuple[Obstacle, ...] = ()
    """In reading order, one of a kind; then what the checks found."""
    is_published: bool = True
    """Whether there is such a page on the site."""
    off: Off | None = None
    """Why the article is not on the site today, in any locale; None if that keeps nothing back."""

    @cached_property
    def digest(self) -> str:
        """Hash of all of it, to tell whether it has changed."""
        return hashlib.sha256(repr(self).encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @cached_property
    def name(self) -> str:
        """The kind's name, for templates: ``SOURCE``, ``REVIEWED`` and so on."""
        return self.kind.name

    @property
    def value(self) -> str:
        """The kind in words."""
        return self.kind.value

    @property
    def summary(self) -> str:
        """Say it in a few words for those who publish: ``held, partly reviewed, out of date``."""
        late = ", out of date" if self.is_outdated else ""
        away = self.off.value if self.off else "" if self.is_published else "held"
        return f"{away and f'{away}, '}{self.value}{late}"

    @property
    def in_source(self) -> int:
        """Messages that stand in the source language on a page in another one."""
        return 0 if self.kind is Kind.SOURCE else self.messages - self.reviewed - len(self.drafts)

    @cached_property
    def is_translation(self) -> bool:
        """Whether the page is announced as the article in its language.

        Then it is an alternate of the others, stands in the sitemap and in feeds, and search
        engines may keep it. A page with drafts is none of that, nor is a fallback.
        """
        return self.is_published and self.kind in {Kind.SOURCE, Kind.REVIEWED, Kind.PARTLY}

    @property
    def is_own(self) -> bool:
        """Whether the page's canonical address is its own; else it is the source's page's."""
        return self.is_translation or self.kind is Kind.DRAFT

    @property
    def is_outdated(self) -> bool:
        """Whether the source was edited after this was translated."""
        return self.stale > 0

    @property
    def is_below_gate(self) -> bool:
        """Whether the page is held, or is out only because it was complete once.

        Nobody waits for the page of an article whose time it is not.
        """
        is_target = self.kind not in {Kind.SOURCE, Kind.PSEUDO} and self.off is None
        return is_target and self.gate is Gate.HOLD and bool(self.obstacles)

    def tallies(
        self, messages: Iterable[Message], reviewed: Mapping[Key, str], source: Locale
    ) -> dict[str, Tally]:
        """Measure what of these messages is ``reviewed``, a ``draft`` or in the ``source``'s words.

        Words are those of the source. This takes longer than all the rest: nobody needs it to
        print a page.
        """
        found = dict.fromkeys(("reviewed", "draft", "source"), Tally())
        for message in messages:
            is_reviewed = self.kind is Kind.SOURCE or message.key in reviewed
            part = (
                "reviewed" if is_reviewed else "draft" if message.key in self.drafts else "source"
            )
            found[part] += measure(message, source)
        return found


def measure(message: Message, source: Locale) -> Tally:
    """Measure the words of a message, which are the source's."""
    return words.measure(inline.plain(message.text), source)

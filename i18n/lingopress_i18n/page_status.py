"""The one status of a page, worked out from the catalogs and the gates, and from nothing else.

Whatever tells people or machines how far a page is a translation follows from it: whether there is
a page, its notice, robots, canonical, alternates, sitemap, switcher, JSON-LD, ``status``.

**Out of date** is what a catalog says: a *stale* message has a person's translation of an earlier
wording. No clock is asked, and no date compared; such a sentence is printed as the source has it
now, for nobody has reviewed what it would be in the locale.

**A page under** ``hold`` **does not vanish over one edited sentence.** What was published before is
not remembered anywhere, since a fresh clone must build the same site; the catalogs tell it well
enough. Where every message is either reviewed or stale by a person's translation, all of it was
translated once, if not all at the same time. Such a page stays published, partly reviewed and
marked as out of date, while it has one stale message only, or enough of its words is reviewed
(``hold_below``; 1 holds it at once). A message that is missing, or that was never more than a
draft, has no such past: the page is held.
"""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from lingopress_i18n import inline, schedule, words
from lingopress_i18n.catalog.state import (
    BEFORE,
    SAME,
    State,
    is_engine,
    made_for,
    mt_engine,
    state_of,
    without_mt,
)
from lingopress_i18n.facts import Facts
from lingopress_i18n.gates import Gate
from lingopress_i18n.words import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.catalog.po import Catalog, Entry
    from lingopress_i18n.document import Document, Key, Message
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.schedule import Day, Off
    from lingopress_i18n.site import Site

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

    @property
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

    @property
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
            found[part] += _measure(message, source)
        return found


@dataclass(frozen=True)
class _Left:
    """What of an article is not reviewed."""

    messages: tuple[tuple[Message, State], ...]
    obstacles: tuple[Obstacle, ...]
    drafts: dict[Key, str]
    is_machine: bool
    stale: int


def unique(document: Document) -> tuple[Message, ...]:
    """List the messages of a document in reading order, each once."""
    return tuple({message.key: message for message in document.messages()}.values())


def revision(messages: Iterable[Message]) -> str:
    """Hash an article's messages: see ``PageStatus.revision``."""
    text = "\0".join(f"{each.context or ''}\x04{each.text}" for each in messages)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def page_status(  # noqa: PLR0913, PLR0917 - whatever a status depends on, and nothing else
    site: Site,
    article: Article,
    messages: Sequence[Message],
    mark: str,
    locale: Locale,
    reviewed: Mapping[Key, str],
    read: Callable[[], Catalog | None],
    error: Obstacle | None = None,
    off: Off | None = None,
) -> PageStatus:
    """Work out the status of a page.

    ``messages`` are those of the article, each once, ``mark`` their revision; ``reviewed`` the
    locale's reviewed translations of them. ``read`` gives the catalog, and is called only where
    something is not reviewed. ``error`` is the first mistake that the checks found in it, ``off``
    tells why the article is not on the site.
    """
    gate = site.gates.of(article.name, locale.tag)
    if locale == site.source or locale.is_pseudo:
        kind = Kind.PSEUDO if locale.is_pseudo else Kind.SOURCE
        is_on = off is None
        count = len(messages)
        return PageStatus(kind, gate, count, count, 0, {}, False, mark, (), is_on, off)  # noqa: FBT003 - as the class has them
    done = sum(message.key in reviewed for message in messages)
    left = _left(article, messages, reviewed, read)
    drafts = left.drafts if gate is Gate.DRAFTS else {}
    if done == len(messages):
        kind = Kind.REVIEWED
    elif drafts:
        kind = Kind.DRAFT
    else:
        kind = Kind.PARTLY if done else Kind.FALLBACK
    obstacles = left.obstacles if error is None else (*left.obstacles, error)
    is_open = (
        gate is not Gate.HOLD
        or not obstacles
        or (error is None and _was_complete(site, messages, left))
    )
    return PageStatus(
        kind=kind,
        gate=gate,
        messages=len(messages),
        reviewed=done,
        stale=left.stale,
        drafts=drafts,
        is_machine=bool(drafts) and left.is_machine,
        revision=mark,
        obstacles=obstacles,
        is_published=is_open and off is None,
        off=off,
    )


def _left(
    article: Article,
    messages: Sequence[Message],
    reviewed: Mapping[Key, str],
    read: Callable[[], Catalog | None],
) -> _Left:
    """Look at the messages that are not reviewed."""
    missing = [message for message in messages if message.key not in reviewed]
    catalog = read() if missing else None
    live = catalog.live() if catalog else {}
    where = catalog.where if catalog else ""
    found: list[tuple[Message, State]] = []
    first: dict[State, str] = {}
    counts: dict[State, int] = {}
    drafts: dict[Key, str] = {}
    is_machine = False
    stale = 0
    for message in missing:
        entry = live.get(message.key)
        state = state_of(entry) if entry else State.MISSING
        place = f"{where}:{entry.line}" if entry else f"{article.where}:{message.line or 1}"
        first.setdefault(state, place)
        counts[state] = counts.get(state, 0) + 1
        if entry and is_draft(entry):
            drafts[message.key] = entry.msgstr
            is_machine |= without_mt(entry.comments) != entry.comments
        is_past = entry is not None and state is State.STALE and is_persons(entry)
        stale += is_past
        found.append((message, State.STALE if is_past else State.MISSING))
    obstacles = (Obstacle(each.value, place, counts[each]) for each, place in first.items())
    return _Left(tuple(found), tuple(obstacles), drafts, is_machine, stale)


def is_draft(entry: Entry) -> bool:
    """Tell whether an entry's text is a draft of what its source says now.

    An engine's new draft of a stale message is one; a similar sentence from the memory is not.
    """
    state = state_of(entry)
    if state is State.STALE:
        origin = mt_engine(entry)
        return origin is not None and (origin == SAME or is_engine(origin))
    return state is State.DRAFT


def is_persons(entry: Entry) -> bool:
    """Tell whether a stale entry has a person's translation of the earlier wording.

    Where a machine has redrafted it since, that stands in a comment.
    """
    is_kept = any(line.startswith(BEFORE) for line in entry.comments)
    return is_kept or mt_engine(made_for(entry)) is None


def _was_complete(site: Site, messages: Sequence[Message], left: _Left) -> bool:
    """Tell whether a page was translated from end to end once, and enough of it still is."""
    is_all_stale = all(state is State.STALE for _, state in left.messages)
    least = site.gates.hold_below
    if not is_all_stale or least == 1 or len(left.messages) == len(messages):
        return False
    if len(left.messages) == 1:
        return True
    sizes = {message.key: _measure(message, site.source) for message in messages}
    whole = sum(sizes.values(), Tally())
    gone = sum((sizes[message.key] for message, _ in left.messages), Tally())
    share = Fraction(gone.words, whole.words) if whole.words else Fraction(1)
    return 1 - share >= least


def _measure(message: Message, source: Locale) -> Tally:
    return words.measure(inline.plain(message.text), source)


def _digest(status: PageStatus) -> str:
    """Hash a status, to tell whether it has changed."""
    import hashlib  # noqa: PLC0415 - as above

    return hashlib.sha256(repr(status).encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass
class Statuses:
    """The statuses of all pages of a publication, each worked out when it is first asked for."""

    publication: Publication
    reviewed: Mapping[str, Mapping[str, Mapping[Key, str]]]
    """Reviewed translations by locale tag, domain and message."""
    catalogs: Mapping[str, Mapping[str, Catalog]]
    """The same locales' catalogs, by tag and domain; asked for where a page is incomplete."""
    errors: Mapping[tuple[str, str], Obstacle] = field(default_factory=dict)
    """What the checks found, by locale tag and domain; where ``Gates.checks`` is off, nothing."""
    facts: Facts = field(default_factory=Facts)
    """Gets who has asked for which."""
    day: Day | None = schedule.unknown
    """Says which day it is; None where articles are shown whatever their days are."""
    _found: dict[tuple[str, str], PageStatus] = field(default_factory=dict)
    _messages: dict[str, tuple[Message, ...]] = field(default_factory=dict)
    _revisions: dict[str, str] = field(default_factory=dict)

    def messages(self, article: Article) -> tuple[Message, ...]:
        """List an article's messages, each once."""
        if article.name not in self._messages:
            self._messages[article.name] = unique(self.publication.documents[article.name])
        return self._messages[article.name]

    def _revision(self, article: Article) -> str:
        if article.name not in self._revisions:
            self._revisions[article.name] = revision(self.messages(article))
        return self._revisions[article.name]

    def of(self, article: Article, locale: Locale) -> PageStatus:
        """Give the status of an article's page in a locale that it is translated into."""
        key = (article.name, locale.tag)
        found = self._found.get(key)
        if found is None:
            with self.facts.unnoted():
                found = self._found[key] = page_status(
                    self.publication.site,
                    article,
                    self.messages(article),
                    self._revision(article),
                    locale,
                    self.reviewed.get(locale.tag, {}).get(article.name, {}),
                    lambda: self.catalogs.get(locale.tag, {}).get(article.name),
                    self.errors.get((locale.tag, article.name)),
                    self._off(article),
                )
            digest = _digest(found)
            self.facts.fact("status", locale.tag, article.name, lambda: digest)
        self.facts.note("status", locale.tag, article.name)
        return found

    def _off(self, article: Article) -> Off | None:
        """Tell why an article is not on the site.

        A term is not there without its articles, nor the list of all terms without any of them.
        """
        if self.day is None:
            return None
        if self.publication.is_taxonomy(article):
            terms = [self._off(each) for each in self.publication.children(article)]
            return terms[0] if terms and all(terms) else None
        if not article.is_term:
            return schedule.off(article, self.day)
        listed = [schedule.off(each, self.day) for each in self.publication.children(article)]
        return listed[0] if listed and all(listed) else None

    def is_announced(self, article: Article, locale: Locale) -> bool:
        """Tell whether a page is announced as the article in its language."""
        return bool(
            self.facts.fact(
                "announced",
                locale.tag,
                article.name,
                lambda: self.of(article, locale).is_translation,
            )
        )

    def tallies(self, article: Article, locale: Locale) -> dict[str, Tally]:
        """Measure a page: see ``PageStatus.tallies``."""
        reviewed = self.reviewed.get(locale.tag, {}).get(article.name, {})
        source = self.publication.site.source
        return self.of(article, locale).tallies(self.messages(article), reviewed, source)

    def locales(self, article: Article) -> tuple[Locale, ...]:
        """List the locales in which there is a page of an article on the site, the source first."""
        found = self.publication.locales(article)
        return tuple(each for each in found if self.is_there(article, each))

    def is_there(self, article: Article, locale: Locale) -> bool:
        """Tell whether there is a page of an article in a locale on the site."""
        if locale != self.publication.site.source and not article.is_translated:
            return False
        find = lambda: self.of(article, locale).is_published  # noqa: E731 - found once
        return bool(self.facts.fact("there", locale.tag, article.name, find))

    def is_on(self, article: Article) -> bool:
        """Tell whether an article is on the site at all: if it is, its source's page is there."""
        has_days = article.publish or article.expires or article.is_term
        is_always_on = not has_days and not self.publication.is_taxonomy(article)
        return is_always_on or self.is_there(article, self.publication.site.source)

    def reading(self, article: Article, locale: Locale) -> Locale:
        """Give the locale of the page of an article that readers of ``locale`` are led to.

        The article is to be on the site: see ``is_on``.
        """
        return locale if self.is_there(article, locale) else self.publication.site.source

"""Judging a page: what of it is reviewed, what is not, and whether its gate lets it be published.

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

import hashlib
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

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
from lingopress_i18n.gates import Gate
from lingopress_i18n.page_status import Kind, Obstacle, PageStatus, measure
from lingopress_i18n.words import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.catalog.po import Catalog, Entry
    from lingopress_i18n.document import Document, Key, Message
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.schedule import Off
    from lingopress_i18n.site import Site


class _Left(NamedTuple):
    """What of an article is not reviewed."""

    messages: tuple[tuple[Message, State], ...]
    obstacles: tuple[Obstacle, ...]
    drafts: dict[Key, str]
    is_machine: bool
    stale: int


class Wording(NamedTuple):
    """What there is to translate of an article: the same in all locales."""

    messages: tuple[Message, ...]
    """In reading order, each once."""
    keys: tuple[Key, ...]
    """What catalogs find them by."""
    revision: str
    """See ``PageStatus.revision``."""


def wording(document: Document) -> Wording:
    """Look at the messages of a document."""
    messages = [*document.messages()]
    unique = dict(zip([each.key for each in messages], messages, strict=True))
    text = "\0".join([f"{context or ''}\x04{text}" for context, text in unique])
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Wording(tuple(unique.values()), tuple(unique), digest)


def judge(  # noqa: PLR0913, PLR0917 - whatever a status depends on, and nothing else
    site: Site,
    article: Article,
    words: Wording,
    locale: Locale,
    reviewed: Mapping[Key, str] | None,
    read: Callable[[], Catalog | None],
    error: Obstacle | None = None,
    off: Off | None = None,
) -> PageStatus:
    """Work out the status of a page.

    ``words`` are those of the article, ``reviewed`` the locale's reviewed translations of them,
    None where all are. ``read`` gives the catalog, and is called only where something is not
    reviewed. ``error`` is the first mistake that the checks found in it, ``off`` tells why the
    article is not on the site.
    """
    messages = words.messages
    gate = site.gates.of(article.name, locale.tag)
    kind = Kind.PSEUDO if locale.is_pseudo else Kind.SOURCE if locale == site.source else None
    done = len(messages)
    if reviewed is not None:
        done = 0 if kind else sum(map(reviewed.__contains__, words.keys))
    if kind or (done == len(messages) and error is None):
        return _complete(kind or Kind.REVIEWED, gate, len(messages), words.revision, off)
    left = _left(article, messages, words.keys if reviewed is None else reviewed, read)
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
        revision=words.revision,
        obstacles=obstacles,
        is_published=is_open and off is None,
        off=off,
    )


@lru_cache(maxsize=64)
def _complete(kind: Kind, gate: Gate, count: int, mark: str, off: Off | None) -> PageStatus:
    """Give the status of a page of which nothing is left to review.

    The last ones are remembered: most locales of an article have the same.
    """
    return PageStatus(kind, gate, count, count, 0, {}, False, mark, (), off is None, off)  # noqa: FBT003 - as the class has them


def _left(
    article: Article,
    messages: Sequence[Message],
    reviewed: Container[Key],
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
    sizes = {message.key: measure(message, site.source) for message in messages}
    whole = sum(sizes.values(), Tally())
    gone = sum((sizes[message.key] for message, _ in left.messages), Tally())
    share = Fraction(gone.words, whole.words) if whole.words else Fraction(1)
    return 1 - share >= least

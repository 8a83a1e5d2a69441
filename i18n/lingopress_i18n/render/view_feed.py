"""What stands in a feed, which few publishes make."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markupsafe import Markup


class FeedEntry(NamedTuple):
    """An article in a feed."""

    id: str
    """A tag URI (RFC 4151), which no change of the slug changes; a translation has its own."""
    url: str
    """Absolute."""
    title: str
    """Plain words, like ``description``; not escaped."""
    description: str
    """May be empty."""
    date: str
    """ISO 8601 calendar date, the article's own."""
    updated: str
    """The same of its last change, as far as the page has it; ``date`` where there is none."""
    body: Markup
    """The page's text, every address in it absolute."""


class Feed(NamedTuple):
    """What is published in one language, the newest first."""

    tag: str
    """BCP 47 tag of the language that all of it is in."""
    title: str
    """The publication's, in plain words; not escaped."""
    description: str
    """Likewise; may be empty."""
    base: str
    """Absolute: where the locale's pages stand, also the feed's id; ends in a slash."""
    home_url: str
    """Absolute: the home page in the feed's language, or the source's where there is none."""
    home_hreflang: str
    """As of ``NavLink``."""
    entries: tuple[FeedEntry, ...]
    """At least one."""

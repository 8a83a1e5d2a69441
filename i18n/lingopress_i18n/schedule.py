"""Articles that are on the site for a time: from ``publish`` on, and until ``expires``.

Days are those of UTC. Which day it is, is asked only where an article has such a day: so a
publication without any never depends on a clock, nor does what is written of one.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from lingopress_i18n.errors import ConfigError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable

    from lingopress_i18n.article import Article

    Day = Callable[[], datetime.date]
    """Says which day it is: the same one, however often it is asked during a run."""

Span = tuple[str, str]
"""The days between which the same articles are on the site, ISO: from the first one on, and until
the second, which is no more among them. Empty where nothing ends it; both, where no article has
days."""
ALWAYS: Span = ("", "")


class Off(enum.Enum):
    """Why an article is not on the site today."""

    WAITS = "scheduled"
    """Its first day is to come."""
    OVER = "expired"
    """Its last day is past."""


def unknown() -> datetime.date:
    """Stand for a day that nobody has given. Raises ConfigError."""
    raise ConfigError("articles have days, and nobody has said which day it is")


def off(article: Article, day: Day) -> Off | None:
    """Tell why an article is not on the site on a day; None if it is."""
    if article.publish and day() < article.publish:
        return Off.WAITS
    if article.expires and article.expires <= day():
        return Off.OVER
    return None


def said(articles: Iterable[Article], day: Day) -> list[str]:
    """Say of each article that is not on the site on a day, why: ``news/a waits until …``."""
    words = []
    for each in articles:
        why = off(each, day)
        if why is Off.WAITS:
            words.append(f"{each.name} waits until {each.publish}")
        elif why is Off.OVER:
            words.append(f"{each.name} has been over since {each.expires}")
    return words


def span(articles: Iterable[Article], day: Day) -> Span:
    """Give the days between which the same of these articles are on the site as on this one."""
    days = {each for article in articles for each in (article.publish, article.expires) if each}
    if not days:
        return ALWAYS
    today = day()
    since = max((each for each in days if each <= today), default=None)
    until = min((each for each in days if today < each), default=None)
    return (since.isoformat() if since else "", until.isoformat() if until else "")


def holds(known: Span, day: Day) -> bool:
    """Tell whether a day is in a span; which it is, is not asked where every day is."""
    if known == ALWAYS:
        return True
    since, until = known
    today = day().isoformat()
    return since <= today and (not until or today < until)

"""How far every locale is: messages and words of each article by state."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n import inline, pipeline
from lingopress_i18n.catalog import store
from lingopress_i18n.catalog.state import State, state_of
from lingopress_i18n.errors import ContentError
from lingopress_i18n.render import strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lingopress_i18n.catalog.po import Catalog, Entry
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""A word, or a single character of a script that does not separate words."""


@dataclass(frozen=True)
class Row:
    """One domain in one locale."""

    locale: str
    """BCP 47 tag."""
    domain: str
    """The article's name, ``site`` or ``theme``."""
    messages: Mapping[State, int]
    """How many messages are in each state; obsolete entries are counted besides."""
    words: Mapping[State, int]
    """How many words of the source they have."""

    @property
    def total(self) -> int:
        """How many messages there are to translate."""
        return sum(count for state, count in self.messages.items() if state is not State.OBSOLETE)


def status(
    publication: Publication, locales: Iterable[Locale]
) -> tuple[list[Row], dict[str, ContentError]]:
    """Count every domain's messages in these locales, against the articles as they are now.

    A message that a catalog does not have yet counts as missing. An interface string that the
    default theme has in the language counts as reviewed. Gives the rows, by locale then domain,
    and, by tag, why a locale could not be counted.
    """
    rows: list[Row] = []
    problems: dict[str, ContentError] = {}
    templates = pipeline.templates(publication)
    for locale in locales:
        if locale.is_pseudo:  # nothing of it is ever left to do
            continue
        try:
            catalogs = store.load_all(publication.site, locale)
        except ContentError as problem:
            problems[locale.tag] = problem
            continue
        rows += (
            _row(locale, domain, template, catalogs.get(domain))
            for domain, template in templates.items()
        )
    return rows, problems


def count_words(markdown: str) -> int:
    """Count a message's words: runs of letters and digits; Chinese and Japanese by character."""
    return len(_WORD.findall(inline.plain(markdown)))


def _row(locale: Locale, domain: str, template: Catalog, catalog: Catalog | None) -> Row:
    live = catalog.live() if catalog else {}
    messages: Counter[State] = Counter()
    words: Counter[State] = Counter()
    for wanted in template.entries:
        state = _state(locale, domain, wanted, live.get(wanted.key))
        messages[state] += 1
        words[state] += count_words(wanted.msgid)
    for entry in catalog.entries if catalog else ():
        messages[State.OBSOLETE] += entry.obsolete
    return Row(locale.tag, domain, messages, words)


def _state(locale: Locale, domain: str, wanted: Entry, entry: Entry | None) -> State:
    state = state_of(entry) if entry else State.MISSING
    is_theme = state is State.MISSING and domain == strings.DOMAIN
    return State.REVIEWED if is_theme and strings.is_shipped(locale, wanted.key) else state

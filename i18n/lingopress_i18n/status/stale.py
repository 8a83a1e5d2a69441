"""What translators have to look at again: stale entries, each with what its source's edit was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n.catalog import store
from lingopress_i18n.catalog.state import State, state_of
from lingopress_i18n.difference import difference
from lingopress_i18n.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lingopress_i18n.catalog.po import Entry
    from lingopress_i18n.difference import Piece
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site


@dataclass(frozen=True)
class Stale:
    """A translation whose source was edited."""

    locale: str
    """BCP 47 tag."""
    domain: str
    """The article's name, ``site`` or ``theme``."""
    where: str
    """File and line of the entry, from the publication's root: ``locales/…/a.po:12``."""
    entry: Entry
    pieces: tuple[Piece, ...]
    """What tells the message from the one that the translation was made for."""


def find(site: Site, locales: Iterable[Locale]) -> tuple[list[Stale], dict[str, ContentError]]:
    """List the stale entries of these locales' catalogs: by locale, by domain, as in the file.

    Gives also, by tag, why a locale's catalogs could not be read.
    """
    found: list[Stale] = []
    problems: dict[str, ContentError] = {}
    for locale in locales:
        try:
            catalogs = store.load_all(site, locale)
        except ContentError as problem:
            problems[locale.tag] = problem
            continue
        found += (
            Stale(
                locale.tag,
                domain,
                f"{catalog.where}:{entry.line}",
                entry,
                difference(entry.previous or "", entry.msgid),
            )
            for domain, catalog in catalogs.items()
            for entry in catalog.entries
            if state_of(entry) is State.STALE
        )
    return found, problems

"""A locale's glossary: a catalog of terms, ``locales/LOCALE/glossary.po``.

msgid is a term of the source language, msgstr the term to use. One that is equal to its msgid, and
has no other forms, is not to be translated: it stays letter for letter. (PO flags of our own would
not survive gettext's tools; and "the same again" is a key in every editor.) Translators' comments
say more, with commas between forms; a line without a name is a note for translators::

    # Anybody who acts, sings, dances or plays.
    # source forms: performing artist
    # forms: artistes interprètes, artiste* interprète*
    # forbidden: comédien*, acteur*
    msgid "performer"
    msgstr "artiste interprète ou exécutant"

``*`` stands for letters, as many as there are. ``suggested forms:`` are the program's proposals,
which count for nothing before a person moves them to ``forms:``. What is fuzzy or empty is no term
yet. Two entries of one msgid, apart by msgctxt, are two senses: a translation may use either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import files
from lingopress_i18n.catalog import po
from lingopress_i18n.catalog.glossary.matching import (
    Finder,
    accepted,
    fixed_pattern,
    forbidden,
    occurring,
)
from lingopress_i18n.catalog.glossary.term import Term, comments_of, term_of
from lingopress_i18n.catalog.state import State, state_of

if TYPE_CHECKING:
    from pathlib import Path

    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site

__all__ = [
    "Finder",
    "Term",
    "accepted",
    "comments_of",
    "fixed_pattern",
    "forbidden",
    "load",
    "occurring",
    "path",
    "read",
    "term_of",
    "terms",
]


def path(site: Site, locale: Locale) -> Path:
    """Give where a locale's glossary is; it need not exist."""
    return site.catalogs / locale.posix / "glossary.po"


def read(site: Site, locale: Locale) -> Catalog | None:
    """Read a locale's glossary as a catalog; None where there is none. Raises ContentError."""
    file = path(site, locale)
    if not file.is_file():
        return None
    where = file.relative_to(site.root).as_posix()
    return po.parse(files.read_bytes(file, where), where)


def terms(catalog: Catalog) -> tuple[Term, ...]:
    """Give the terms of a glossary that count, in its order."""
    return tuple(term_of(entry) for entry in catalog.entries if state_of(entry) is State.REVIEWED)


def load(site: Site, locale: Locale) -> tuple[Term, ...]:
    """Read a locale's terms; none where there is no glossary. Raises ContentError."""
    catalog = read(site, locale)
    return terms(catalog) if catalog else ()

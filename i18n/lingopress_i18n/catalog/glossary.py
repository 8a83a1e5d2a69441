"""A locale's glossary: a catalog of terms, ``locales/LOCALE/glossary.po``.

msgid is a term of the source language, msgstr the term to use; one that is equal to its msgid is
not to be translated. Translators' comments say more, with commas between forms::

    # forms: artistes interprètes, artiste* interprète*
    # forbidden: comédien*, acteur*
    msgid "performer"
    msgstr "artiste interprète"

``*`` stands for letters, as many as there are. What is fuzzy or empty is no term yet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n import files
from lingopress_i18n.catalog import po
from lingopress_i18n.catalog.state import State, state_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lingopress_i18n.catalog.po import Entry
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site


@dataclass(frozen=True)
class Term:
    """A term and how it is translated."""

    source: str
    """In the source language; ``*`` as in forms."""
    target: str
    """The term to use."""
    forms: tuple[str, ...] = ()
    """Other forms that are accepted; ``*`` stands for letters."""
    forbidden: tuple[str, ...] = ()
    """Renderings that are not to be used, likewise."""


def path(site: Site, locale: Locale) -> Path:
    """Give where a locale's glossary is; it need not exist."""
    return site.catalogs / locale.posix / "glossary.po"


def load(site: Site, locale: Locale) -> tuple[Term, ...]:
    """Read a locale's glossary; no terms where there is none. Raises ContentError."""
    file = path(site, locale)
    if not file.is_file():
        return ()
    where = file.relative_to(site.root).as_posix()
    catalog = po.parse(files.read_bytes(file, where), where)
    return tuple(_term(entry) for entry in catalog.entries if state_of(entry) is State.REVIEWED)


def _term(entry: Entry) -> Term:
    return Term(entry.msgid, entry.msgstr, _listed(entry, "forms"), _listed(entry, "forbidden"))


def _listed(entry: Entry, name: str) -> tuple[str, ...]:
    lines = (line.strip() for line in entry.comments)
    lists = (line.partition(":")[2] for line in lines if line.startswith(f"{name}:"))
    return tuple(
        form.strip() for each in lists for form in re.split("[,，،]", each) if form.strip()
    )


def pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Make a pattern that finds any of the forms as whole words, in either case."""
    words = "|".join(
        r"\w*".join(map(re.escape, form.split("*"))).replace(r"\ ", r"\s+") for form in forms
    )
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

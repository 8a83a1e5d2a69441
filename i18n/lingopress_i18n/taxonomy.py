"""Taxonomies: front-matter fields whose terms have pages, such as ``tags``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lingopress_i18n.errors import ContentError
from lingopress_i18n.locales import is_alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lingopress_i18n.locales import Locale

_LONGEST = 200
"""Bytes of a term in an address: file systems take 255 a name."""
_JOINERS = "\u200c\u200d"
"""The only invisible characters that change a word."""
_PICTURE_SIGNS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Variation selectors: marks that say how a picture is drawn."""
_SHARP = re.compile(r"(?<=\w)[#\u266f](?!\w)")
"""What tells C# from C; an address cannot hold it."""
_DOTTED_I = "i\u0307"
"""What the Turkish capital folds to: its small letter has no second dot."""
_LAST_SIGMA = re.compile(r"(?<=\w)\u03c3(?![\w\u0300-\u036f])")
_HINT = "such as {}: [copyright, film]"


class Term(NamedTuple):
    """What an article is listed under."""

    name: str
    """Of the article that is the term's page: ``tags/film-music``."""
    title: str
    """As this article's author wrote it, inline Markdown on one line."""


def terms(
    taxonomies: Iterable[str], meta: Mapping[str, Any], lines: Mapping[str, int], where: str
) -> tuple[Term, ...]:
    """Read an article's terms, in its order; those of the same address are the same.

    Raises ContentError with ``file:line`` for what is no list of texts, and for a term that makes
    no address.
    """
    found: dict[str, Term] = {}
    for field in taxonomies:
        listed = meta.get(field) or []
        if not isinstance(listed, list):
            raise _wrong(field, "must be a list of texts", f"{where}:{lines.get(field, 1)}")
        for at, text in enumerate(listed):
            place = f"{where}:{lines.get(f'{field}.{at}', lines.get(field, 1))}"
            if not isinstance(text, str):
                raise _wrong(field, "must be a list of texts", place)
            slug = address(text)
            if not slug:
                raise _wrong(field, f"{text!r} has no letter and no digit for an address", place)
            if len(slug.encode()) > _LONGEST:
                raise _wrong(field, f"{text[:20]!r}… is too long for an address", place)
            if slug == "index":
                raise _wrong(field, f"{text!r} has the address of the list of all terms", place)
            name = f"{field}/{slug}"
            found.setdefault(name, Term(name, " ".join(text.split())))
    return tuple(found.values())


def address(term: str) -> str:
    """Give a term's part of an address: lower-case letters, marks, digits, ``+`` and hyphens.

    Terms that differ in case or composition alone have the same one (Unicode 3.13, canonical
    caseless matching). NFC and not escaped; empty where the term has neither a letter nor a digit.
    """
    words = [""]
    folded = unicodedata.normalize("NFD", _SHARP.sub("-sharp ", term)).casefold()
    folded = folded.replace(_DOTTED_I, "i")
    for sign in _LAST_SIGMA.sub("\u03c2", unicodedata.normalize("NFC", folded)):
        kind = unicodedata.category(sign)
        is_inside = bool(words[-1]) and (kind in {"Mn", "Mc"} or sign in _JOINERS or sign == "+")
        if sign not in _PICTURE_SIGNS and (kind[0] in "LN" or is_inside):
            words[-1] += sign
        elif words[-1] and sign not in _PICTURE_SIGNS:
            words.append("")
    return "-".join(filter(None, (word.strip(_JOINERS) for word in words)))


def called(field: str, source: Locale) -> str:
    """Name a taxonomy in the language of the articles; empty where that is not known."""
    if "en" in source.fallbacks:  # as nearly all fields are named
        return ""
    tables = tomllib.loads(Path(__file__).with_name("taxonomies.toml").read_text("utf-8"))
    names: dict[str, str] = tables.get(field, {})
    return next((name for tag, name in names.items() if is_alike(tag, source)), "")


def is_term(taxonomies: Iterable[str], name: str) -> bool:
    """Tell whether an article's name is that of a term's page."""
    folder, _, rest = name.partition("/")
    return folder in taxonomies and "/" not in rest and rest not in ("", "index")


def _wrong(field: str, message: str, place: str) -> ContentError:
    return ContentError(f"{field}: {message}", place, _HINT.format(field))

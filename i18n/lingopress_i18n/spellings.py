"""Terms that articles spell in several ways, and that are one all the same: ``Film``, ``film``."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from lingopress_i18n import taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lingopress_i18n.article import Article


def notes(taxonomies: Iterable[str], articles: Mapping[str, Article]) -> list[str]:
    """Say once of each other spelling where it first stands, and what the term is called.

    Of a term with an article of its own nothing is said: no list shows any of its spellings. Nor is
    it of spellings that look alike, and differ in white space or in how letters are composed.
    """
    first: dict[str, tuple[str, str]] = {}
    others: dict[tuple[str, str], list[str]] = {}
    for name, text, place in _listed(taxonomies, articles.values()):
        called, _ = first.setdefault(name, (text, place))
        if text != called and not (articles[name].lines or articles[name].body):
            others.setdefault((name, text), []).append(place)
    found = []
    for (name, text), places in others.items():
        called, place = first[name]
        more = f", and {len(places) - 1} more" if len(places) > 1 else ""
        found.append(f"{places[0]}{more}: {text!r} is the same term as {called!r} in {place}")
    return found


def _listed(
    taxonomies: Iterable[str], articles: Iterable[Article]
) -> Iterator[tuple[str, str, str]]:
    """Go through the terms of articles by name: the term's name, how it is spelled, and where."""
    fields = tuple(taxonomies)
    for article in sorted(articles, key=lambda each: each.name) if fields else ():
        for field in fields if article.terms else ():
            for at, text in enumerate(article.meta.get(field) or ()):
                line = article.lines.get(f"{field}.{at}", article.lines.get(field, 1))
                spelled = unicodedata.normalize("NFC", " ".join(text.split()))
                yield f"{field}/{taxonomy.address(text)}", spelled, f"{article.where}:{line}"

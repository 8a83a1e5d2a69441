"""The source of an article with its sentences translated, for those who keep their generator.

What is not translated stays as it is, byte for byte: front matter, wrapping, code, the marks of
lists, trailing spaces. ``block`` rewrites a block, ``sentence`` a translation, ``fields`` front
matter, ``headings`` gives ids.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n import files, pseudo
from lingopress_i18n.catalog import mo, store
from lingopress_i18n.errors import ConfigError
from lingopress_i18n.markup import markdown, rules_of
from lingopress_i18n.render.fill import Filling
from lingopress_i18n.rewriting import block, fields, headings, values
from lingopress_i18n.rewriting.programs import Programs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document, Key
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.sentences import Rules


class Edit(NamedTuple):
    """What replaces the characters from one offset to another."""

    start: int
    end: int
    written: str


MARKDOWN = frozenset({".md", markdown.MDX})
"""Suffixes, as articles have them, of what can be written as Markdown."""
_CONTAINER = re.compile(r"\[\^[^\]]*\]:|[^>\t ]")
"""What a line of a quotation or a list begins with, besides the marks that every line has."""


def path(publication: Publication, article: Article) -> Path:
    """Give an article's file. Raises ConfigError for one that is not Markdown, or has none."""
    found = publication.site.root / article.where
    if article.suffix not in MARKDOWN:
        raise ConfigError("only Markdown can be written as Markdown", article.where)
    if not found.is_file():
        raise ConfigError("this page has no source of its own", article.where)
    return found


def localized(
    publication: Publication, article: Article, locale: Locale, *, ids: bool = False
) -> bytes:
    """Give an article's source with the reviewed translations of a locale.

    Sentences without one stay in the source language. With ``ids``, translated headings have the
    source's: ``## Titre {#title}``. Raises ConfigError as ``path`` does, and for
    a locale that the article has no page in; ContentError for a broken catalog.
    """
    data = files.read_bytes(path(publication, article), article.where)
    if locale not in publication.locales(article):
        source = publication.site.source.tag
        raise ConfigError(
            f"there is no page in {locale.tag!r}", article.where, f"translate: {source} alone"
        )
    site, document = publication.site, publication.documents[article.name]
    rules = rules_of(site)
    translations = _translations(publication, article, locale, document)
    filling = Filling(translations, locale, site.source, site.policy)
    return rewritten(data, article, document, rules, filling, ids=ids)


def rewritten(  # noqa: PLR0913 - what was read, and what is to be written
    data: bytes,
    article: Article,
    document: Document,
    rules: Rules,
    filling: Filling,
    *,
    ids: bool = False,
) -> bytes:
    """Put the translations of ``filling`` into the bytes of an article's file.

    ``article``, ``document`` and ``rules`` are what was read from them; ``ids`` is that of
    ``localized``.
    """
    if filling.locale == filling.source:
        return data
    text = files.decode(data, article.where)
    front = text[: len(text) - len(article.body)]
    edits: list[Edit] = []
    places = markdown.places(article, rules)
    programs = Programs(article.body) if article.suffix == markdown.MDX else None
    for place in places:
        found = block.rewritten(place, article.body[place.start : place.end], filling)
        if found is None:
            continue
        if place.kind != "tags":  # which are on the lines that they were on
            before = article.body[article.body.rfind("\n", 0, place.start) + 1 : place.start]
            found = found.replace("\n", f"\n{_prefix(before)}")
        if place.kind not in ("code", "tags"):
            own = values.of(place.part, filling, programs.tokens if programs else {})
            for token, written in own.items():
                found = found.replace(token, written)
            found = programs.restored(found) if programs else found
        if found is not None:
            edits.append(Edit(place.start, place.end, found))
    given = headings.ids(article.body, places, document) if ids else {}
    moved = [
        Edit(len(front) + start, len(front) + end, f"{found}{given.get(start, '')}")
        for start, end, found in _harmless(article.body, edits, is_mdx=programs is not None)
    ]
    own_front = fields.rewritten(front, document.fields, filling) if front else front
    return _edited(data, [Edit(0, len(front), own_front), *moved] if own_front != front else moved)


def _translations(
    publication: Publication, article: Article, locale: Locale, document: Document
) -> Mapping[Key, str]:
    if locale.is_pseudo:
        return {each.key: pseudo.pseudo(each.text, locale.tag) for each in document.messages()}
    catalog = store.load(publication.site, locale, article.name)
    return mo.reviewed(catalog) if catalog else {}


def _prefix(before: str) -> str:
    """Give what the next line of a block begins with, by what stands before it on its first."""
    return _CONTAINER.sub(lambda match: " " * len(match[0]), before)


def _harmless(body: str, edits: list[Edit], *, is_mdx: bool) -> list[Edit]:
    """Leave out the edits that would change which blocks the body has.

    Each is made so that it does not; only odd sources have any left.
    """
    if not edits:
        return edits
    wanted = markdown.blocks(body, is_mdx=is_mdx)
    if markdown.blocks(_applied(body, edits), is_mdx=is_mdx) == wanted:
        return edits
    kept: list[Edit] = []
    for edit in edits:
        if markdown.blocks(_applied(body, [*kept, edit]), is_mdx=is_mdx) == wanted:
            kept.append(edit)
    return kept


def _applied(text: str, edits: Iterable[Edit]) -> str:
    """Replace stretches of a text."""
    out: list[str] = []
    cursor = 0
    for start, end, written in edits:
        out += [text[cursor:start], written]
        cursor = end
    return "".join([*out, text[cursor:]])


def _edited(data: bytes, edits: list[Edit]) -> bytes:
    r"""Replace stretches of a file that may have a byte order mark and ``\r\n``.

    Offsets are in characters of the text as it is decoded.
    """
    raw = data.decode("utf-8")
    text = raw.lstrip("\ufeff")
    pairs = [match.start() - at for at, match in enumerate(re.finditer("\r\n", text))]
    newline = "\r\n" if pairs else "\n"

    def origin(offset: int) -> int:
        return len(raw) - len(text) + offset + bisect.bisect_left(pairs, offset)

    moved = [
        Edit(origin(start), origin(end), written.replace("\n", newline))
        for start, end, written in edits
    ]
    return _applied(raw, moved).encode()

"""Source formats: how an article's body becomes a document. One table registers them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lingopress_i18n.markup import fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document
    from lingopress_i18n.sentences import Rules
    from lingopress_i18n.site import Site

    Parser = Callable[[Article, Rules], Document]


def _markdown() -> Parser:
    """Import what parses Markdown; no parser is imported before there is an article for it."""
    from lingopress_i18n.markup import markdown  # noqa: PLC0415 - as said

    return markdown.parse


def _text() -> Parser:
    from lingopress_i18n.markup import text  # noqa: PLC0415 - likewise

    return text.parse


def _html() -> Parser:
    from lingopress_i18n.markup import html  # noqa: PLC0415 - likewise

    return html.parse


FORMATS: Mapping[str, Callable[[], Parser]] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".mdx": _markdown,
    ".html": _html,
    ".htm": _html,
    ".txt": _text,
}
"""By file suffix: what gives the function that parses an article, its text divided by rules."""


def get_ready(articles: Iterable[Article]) -> None:
    """Import what these articles are parsed with, which processes that part then share."""
    for suffix in {article.suffix for article in articles}:
        FORMATS[suffix]()


def rules_of(site: Site) -> Rules:
    """Give the rules by which a publication's articles are divided into messages."""
    from lingopress_i18n.sentences import Rules  # noqa: PLC0415 - as above

    return Rules(
        site.source, frozenset(site.abbreviations), site.segmentation, frozenset(site.attributes)
    )


def parse(article: Article, site: Site) -> Document:
    """Parse an article into skeleton and messages; read its other fields and its data table."""
    document = FORMATS[article.suffix]()(article, rules_of(site))
    document = replace(document, fields=fields.read(article, site))
    if article.table is None:
        return document
    from lingopress_i18n.markup import data_table  # noqa: PLC0415 - few articles have one

    return replace(document, table=data_table.read(article, article.table, site))

"""Source formats: how an article's body becomes a document. One table registers them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lingopress_i18n.markup import fields, markdown, text
from lingopress_i18n.sentences import Rules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document
    from lingopress_i18n.site import Site


def _html(article: Article, rules: Rules) -> Document:
    """Parse HTML; only a publication that has any pays for the parser."""
    from lingopress_i18n.markup import html  # noqa: PLC0415 - as said

    return html.parse(article, rules)


FORMATS: Mapping[str, Callable[[Article, Rules], Document]] = {
    ".md": markdown.parse,
    ".markdown": markdown.parse,
    ".html": _html,
    ".htm": _html,
    ".txt": text.parse,
}
"""By file suffix: the function that parses an article, its text divided by rules."""


def parse(article: Article, site: Site) -> Document:
    """Parse an article into skeleton and messages; read its other fields and its data table."""
    rules = Rules(site.source, frozenset(site.abbreviations), site.segmentation)
    document = replace(FORMATS[article.suffix](article, rules), fields=fields.read(article, site))
    if article.table is None:
        return document
    from lingopress_i18n.markup import data_table  # noqa: PLC0415 - few articles have one

    return replace(document, table=data_table.read(article, article.table, site))

"""Source formats: how an article's body becomes a document. One table registers them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lingopress_i18n.markup import fields

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document
    from lingopress_i18n.sentences import Rules
    from lingopress_i18n.site import Site


def _markdown(article: Article, rules: Rules) -> Document:
    """Parse Markdown; each parser is imported when an article is for it."""
    from lingopress_i18n.markup import markdown  # noqa: PLC0415 - as said

    return markdown.parse(article, rules)


def _text(article: Article, rules: Rules) -> Document:
    from lingopress_i18n.markup import text  # noqa: PLC0415 - likewise

    return text.parse(article, rules)


def _html(article: Article, rules: Rules) -> Document:
    from lingopress_i18n.markup import html  # noqa: PLC0415 - likewise

    return html.parse(article, rules)


FORMATS: Mapping[str, Callable[[Article, Rules], Document]] = {
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".txt": _text,
}
"""By file suffix: the function that parses an article, its text divided by rules."""


def parse(article: Article, site: Site) -> Document:
    """Parse an article into skeleton and messages; read its other fields and its data table."""
    from lingopress_i18n.sentences import Rules  # noqa: PLC0415 - as above

    rules = Rules(site.source, frozenset(site.abbreviations), site.segmentation)
    document = replace(FORMATS[article.suffix](article, rules), fields=fields.read(article, site))
    if article.table is None:
        return document
    from lingopress_i18n.markup import data_table  # noqa: PLC0415 - few articles have one

    return replace(document, table=data_table.read(article, article.table, site))

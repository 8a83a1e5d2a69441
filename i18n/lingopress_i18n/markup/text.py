"""Plain text: the first line is the title, blank lines separate paragraphs, lines are joined."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.document import Message, Slot
from lingopress_i18n.markup.builder import Builder
from lingopress_i18n.markup.unwrap import join_lines

if TYPE_CHECKING:
    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document
    from lingopress_i18n.sentences import Rules


def parse(article: Article, rules: Rules) -> Document:
    """Parse plain text. Nothing in it is markup: messages escape what Markdown would read so."""
    builder = Builder(rules)
    lines = enumerate(map(str.strip, article.body.split("\n")), article.body_line)
    first = next(((number, words) for number, words in lines if words), None)
    if first is None:
        return builder.document(article, None, in_body=False)
    for has_words, paragraph in itertools.groupby(lines, lambda line: line[1] != ""):
        if has_words:
            (number, words), *others = paragraph
            joined = join_lines([words, *(each for _, each in others)])
            builder.html("<p>")
            builder.slot(inline.escape(joined), "paragraph", number)
            builder.html("</p>\n")
    title = Message(inline.escape(first[1]), "title", first[0], "title")
    return builder.document(article, Slot((title,)), in_body=False)

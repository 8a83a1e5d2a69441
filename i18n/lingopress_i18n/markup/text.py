"""Plain text: the first line is the title, blank lines separate paragraphs, lines are joined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.document import Message, Slot
from lingopress_i18n.markup.builder import Builder
from lingopress_i18n.markup.unwrap import join_lines

if TYPE_CHECKING:
    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document
    from lingopress_i18n.sentences import Rules

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")


def parse(article: Article, rules: Rules) -> Document:
    """Parse plain text. Nothing in it is markup: messages escape what Markdown would read so."""
    builder = Builder(rules)
    first = re.search(r"\S[^\n]*", article.body)
    start = first.end() if first else 0
    for paragraph in _PARAGRAPH.finditer(article.body, start):
        line = article.body_line + article.body.count("\n", 0, paragraph.start())
        words = join_lines(each.strip() for each in paragraph[0].split("\n"))
        builder.html("<p>")
        builder.slot(inline.escape(words), "paragraph", line)
        builder.html("</p>\n")
    if not first:
        return builder.document(article, None, in_body=False)
    line = article.body_line + article.body.count("\n", 0, first.start())
    title = Message(inline.escape(first[0].strip()), "title", line, "title")
    return builder.document(article, Slot((title,)), in_body=False)

"""Headings of Markdown in which the author's ``<words>`` are tags, as CommonMark has them.

Nothing closes such a tag, and nobody sees it. In front matter it is text: see ``inline.words``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.inline.structure import lone_tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document

_MAY_HAVE = re.compile(
    r"""^(?:[ \t>*+.)0-9-]*\#{1,6}[ \t].*<[A-Za-z]|[ \t>]*(?:=+|-+)[ \t]*$|.*<h[1-6]\b)""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
"""What an article has that has a tag in a heading; to look at its document may be to parse it."""


def notes(articles: Iterable[Article], documents: Mapping[str, Document]) -> list[str]:
    """Say of each such tag where it is, ``file:line``, and what to write; by article and place."""
    found = []
    for article in articles:
        body = article.body if "<" in article.body else ""  # the search is slow
        if article.suffix != ".md" or not _MAY_HAVE.search(body):  # as most
            continue
        for message in documents[article.name].messages():
            if not message.role.startswith("heading") or "<" not in message.text:
                continue
            events = inline.parse(message.text).events
            for each in (events[at].value for at in sorted(lone_tags(events))):
                place = f"{article.where}:{message.line}"
                found.append(f"{place}: {each} in a heading is a tag: write \\{each} or `{each}`")
    return found

"""Markdown: CommonMark and its usual extensions, in one pass over the parser's events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyromark

from lingopress_i18n.inline import events as parser
from lingopress_i18n.markup import containers, steps
from lingopress_i18n.markup.places import Places
from lingopress_i18n.markup.walk import Walk

if TYPE_CHECKING:
    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document
    from lingopress_i18n.markup.mdx import Hidden
    from lingopress_i18n.markup.places import Place
    from lingopress_i18n.sentences import Rules

OPTIONS = (
    parser.OPTIONS
    | pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_GFM
)
"""Extensions that articles may use."""

MDX = ".mdx"
"""The suffix of articles in which there may be JSX."""


def parse(article: Article, rules: Rules) -> Document:
    """Parse a Markdown article; ``rules`` divide its running text into messages.

    With every message translated by itself, the document's HTML is what pulldown-cmark prints for
    the body, but for the white space of wrapped lines, how raw HTML quotes and escapes a value, and
    what CommonMark does not know: containers, template tags, steering comments. Raises ContentError
    for a steering comment that says nothing known.
    """
    return _run(_walk(article, rules))


def blocks(body: str, *, is_mdx: bool = False) -> list[str]:
    """List the steps through a body's blocks, and nothing of what is in them.

    Two bodies of the same steps differ in no heading, list, table or block of code.
    """
    body = _hidden(body).body if is_mdx else body
    events = parser.parse(containers.read(body, only_colons=is_mdx).body, OPTIONS)
    found = (steps.dissect(event) for event, _ in events)
    return [
        f"{name} {kind} {data}"
        for name, kind, data in found
        if name not in steps.INLINE_EVENTS and name != "Html" and kind not in steps.INLINE_TAGS
    ]


def places(article: Article, rules: Rules) -> tuple[Place, ...]:
    """Say where in an article's body the messages stand that ``parse`` finds in it.

    Those without a place of their own, such as words in a tab-indented block of code, are left
    out. Raises as ``parse`` does.
    """
    walk = _walk(article, rules)
    walk.places = Places(walk.text, walk.body)
    _run(walk)
    found = walk.places.places()
    if not walk.hidden:
        return found
    return tuple(sorted((*walk.hidden.origins(found), *walk.flows), key=lambda each: each[:2]))


def _walk(article: Article, rules: Rules) -> Walk:
    return Walk(article, rules, _hidden(article.body) if article.suffix == MDX else None)


def _run(walk: Walk) -> Document:
    return walk.run(list(parser.parse(walk.text.body, OPTIONS)))


def _hidden(body: str) -> Hidden:
    from lingopress_i18n.markup import mdx  # noqa: PLC0415 - few articles are

    return mdx.read(body)

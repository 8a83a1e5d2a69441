"""What the laws are tried on: articles made in memory, and generated text in many scripts."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

import html5lib
from hypothesis import strategies as st

from lingopress_i18n import files, locales
from lingopress_i18n.article import Article
from lingopress_i18n.markup import FORMATS
from lingopress_i18n.render.fill import Filling
from lingopress_i18n.sentences import Rules
from trial import shared

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lingopress_i18n.document import Document, Key

EN, ES = locales.locale("en"), locales.locale("es")

WORDS = (
    *("Actors own their words.", "The treaty", "“Who?” she asked.", "e.g. this", "Ünïcödé e\u0301"),
    *("第一届论坛在成都举行。", "条约生效了！", "これは文です。", "한국어 문장입니다."),
    *("المعاهدة دخلت حيز النفاذ.", "האמנה.", "\u202bmixed\u202c", "Договор вступил в силу."),
    *("a\u00a0b", "\U0001f3ac", "zero\u200bwidth", "snake_case_word", "2 < 3 & 4 > 1", '"quoted"'),
)
"""Words and sentences: Latin, CJK, right to left, combining, astral, with no special meaning."""

INLINE = (
    *(
        "*",
        "**",
        "***",
        "_",
        "__",
        "~~",
        "`",
        "``",
        "[",
        "](",
        ")",
        "](/u 't')",
        "](<a b>)",
        "![",
        "!",
    ),
    *("<b>", "</b>", "<br>", "<!-- c -->", "<?p?>", "<http://x.example/>", "<me@x.example>"),
    *("\\", "\\*", "\\|", "&amp;", "&copy;", "&#35;", "&nope;", "[ref]", "[text][ref]", "[ref][]"),
    *(" ", " ", " ", "  \n", "\\\n", "\n", "\t", "{{ x }}"),
)
"""Pieces of inline markup, balanced or not, and what may stand between words."""

BLOCKS = (
    *("\n\n", "\n\n", "\n- ", "\n2. ", "\n> ", "\n>", "\n  ", "\n    ", "\n\t", "\n# ", "\n### "),
    *("\n---\n", "\n===\n", "\n```\n", "\n~~~ x\n", "\n***\n", "\n<div>\n", "\n</div>\n", "\n<p>"),
    *("\n\n[ref]: /url 'title'\n", "\n\n| a | b |\n|---|:-:|\n| c | ", "|\n", " | ", "\n<pre>\n"),
)
"""Pieces that begin, continue or end blocks."""


def markdown_bodies() -> st.SearchStrategy[str]:
    """Generate Markdown that is mostly odd: pieces of syntax and words joined at random."""
    pieces = st.sampled_from(WORDS) | st.sampled_from(INLINE) | st.sampled_from(BLOCKS)
    return st.lists(pieces | st.text(max_size=4), max_size=24).map("".join)


def prose() -> st.SearchStrategy[str]:
    """Generate text of several lines in any script."""
    pieces = st.sampled_from((*WORDS, " ", " ", "\n", "\n\n", "\r\n")) | st.text(max_size=6)
    return st.lists(pieces, max_size=16).map("".join)


def commonmark_examples() -> list[dict[str, Any]]:
    """Read the examples of the CommonMark specification, or skip."""
    examples: list[dict[str, Any]] = json.loads(shared("commonmark-examples.json").read_bytes())
    return examples


def article(body: str, suffix: str = ".md") -> Article:
    """Make an article of a body, as if read from a file."""
    return Article(
        name="a",
        where=f"articles/a{suffix}",
        suffix=suffix,
        slug="a/",
        title="",
        description="",
        date=None,
        order=0,
        table=None,
        lines={},
        body=files.decode(body.encode("utf-8", "replace"), "articles/a.md"),
        body_line=1,
    )


def document(body: str, suffix: str = ".md", source: locales.Locale = EN) -> Document:
    """Parse a body."""
    return FORMATS[suffix]()(article(body, suffix), Rules(source))


def source_html(found: Document) -> str:
    """Render a document's body in its own language."""
    return str(Filling({}, EN, EN).body(found.parts, anchors=False))


def translated_html(found: Document, translate: Callable[[str], str] = str) -> str:
    """Render a document's body with each message translated."""
    translations: Mapping[Key, str] = {
        message.key: translate(message.text) for message in found.messages()
    }
    return str(Filling(translations, ES, EN).body(found.parts, anchors=False))


_BLOCK_TAG = re.compile(
    r"\s*(</?(?:address|article|blockquote|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|table|tbody|td|th"
    r"|thead|tr|ul)\b[^>]*>)\s*"
)


def _space_between(match: re.Match[str]) -> str:
    """Keep a space unless the characters on both sides are wide."""
    return "" if all(unicodedata.east_asian_width(each) in "WF" for each in match.groups()) else " "


def normalized(markup: str) -> str:
    """Forget the white space that no browser shows, as CommonMark's own normalizer does.

    Runs of white space become one space; it goes beside the tags of blocks and between wide
    characters, where lines of Chinese or Japanese are joined; code blocks are kept.
    (A raw ``<pre>`` that goes on into a paragraph is not: the paragraph's lines are joined.)
    """
    parts = re.split(r"(<pre><code\b.*?</code></pre>)", markup, flags=re.DOTALL)
    for at in range(0, len(parts), 2):
        text = re.sub(r"[ \t\n\f\r]+", " ", parts[at])
        text = re.sub(r"(?<=(.)) (?=(.))", _space_between, text)
        parts[at] = _BLOCK_TAG.sub(r"\1", text)
    return "".join(parts).strip()


def unescaped(markup: str) -> str:
    """Normalize, and resolve entities; for comparing escaped text with plain text."""
    return html.unescape(normalized(markup))


Element = tuple[str, tuple[tuple[str, str], ...]]
"""A tag and its attributes, sorted; a comment has the tag ``!--`` and its text for attribute."""


def elements(page: str) -> list[Element]:
    """List what a browser makes of a piece of HTML: its elements and comments in tree order."""
    found: list[Element] = []
    for node in html5lib.parseFragment(page, namespaceHTMLElements=False).iter():
        if isinstance(node.tag, str):
            found.append((node.tag, tuple(sorted((str(k), v) for k, v in node.items()))))
        else:
            found.append(("!--", (("text", node.text or ""),)))
    return found[1:]  # without the fragment's own root

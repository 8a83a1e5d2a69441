"""The whole way of one article, from bytes on disk to a translated body, and what holds on it.

The same journey is made with what hypothesis draws (``test_fuzz.py``), with what coverage leads to
(``explore.py``) and with what once went wrong (``found/``).
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from laws.material import EN, ES, Element, elements, unescaped
from laws.test_1_identity import plain
from laws.test_2_structure import in_letters
from laws.test_html_sources import as_parsed, canonical
from lingopress_i18n import article, inline, markup, site
from lingopress_i18n.catalog import mo, po, template
from lingopress_i18n.errors import ContentError, LingopressError
from lingopress_i18n.render.fill import Filling
from trial import CONFIG

if TYPE_CHECKING:
    from collections.abc import Collection

    from lingopress_i18n.document import Document, Key

SUFFIXES = (".md", ".html", ".txt")
WORDED = frozenset(
    (
        *("abbr", "alt", "label", "placeholder", "summary", "title"),
        *("aria-description", "aria-label", "aria-roledescription", "aria-valuetext"),
        *("aria-placeholder", "aria-braillelabel", "aria-brailleroledescription"),
        *("dir", "lang", "xml:lang"),
    )
)
"""Attributes whose values are words, or what a locale says of itself."""
BUTTONS = frozenset({"button", "reset", "submit"})
OURS = re.compile(r"\{\{|\{%|:::|!!!|lingopress|\$|\A\ufeff|&#[xX]?0*4(?![0-9])")
"""What is read otherwise than by the parser alone: tags, containers, directives, dollars; and what
a body is not expected to begin with."""
FRAME = re.compile(r"<(html|head|body|title|base)\b", re.IGNORECASE)
"""Tags of a document, of which only the body is printed, with addresses resolved."""
RAW_TEXT = re.compile(
    r"<(title|pre|listing|textarea|xmp|iframe|noembed|noframes|noscript|plaintext|select|template)\b",
    re.IGNORECASE,
)
"""Elements in which a browser sees no markup, though Markdown does."""


@cache
def _place() -> site.Site:
    """Make a publication, once a process, whose one article is written anew for each journey."""
    root = Path(tempfile.mkdtemp(prefix="fuzz-"))
    (root / "articles").mkdir()
    return site.parse(root, f'{CONFIG}fields = ["summary", "tags", "authors.bio"]\n')


def travel(data: bytes, suffix: str, hostile: str) -> bool:
    """Take an article all the way; tell whether it was one, and not refused for a reason.

    Fails where a law is broken: identity, structure under other letters, and no new powers when
    every message is translated by ``hostile``. Raises what no article may make it raise.
    """
    place = _place()
    path = place.articles / f"a{suffix}"
    path.write_bytes(data)
    found = _read(place, path)
    if isinstance(found, LingopressError):
        assert re.match(rf"articles/{re.escape(path.name)}(:\d+)?$", found.where), found
        return False
    read, document = found
    own = _body(document, {})
    told = _told(document)
    assert list(told) == list(dict.fromkeys(each.key for each in document.messages()))
    assert _in_any_language(_body(document, told)) == _in_any_language(own)
    is_open = read.body.count("<!--") > read.body.count("-->")  # a comment takes in the rest
    if suffix == ".md" and not (is_open or OURS.search(read.body) or RAW_TEXT.search(read.body)):
        assert _spaced(own) == _spaced(plain(read.body))
    if suffix == ".html" and not OURS.search(read.body) and not FRAME.search(read.body):
        assert _trimmed(canonical(own)) == _trimmed(as_parsed(read.body))
    if not _is_whole(document):
        return True
    lettered = {key: in_letters("ж", text) for key, text in told.items()}
    assert _wordless(_body(document, lettered)) == _wordless(own)
    _no_powers(document, own, hostile)
    return True


def _read(place: site.Site, path: Path) -> tuple[article.Article, Document] | LingopressError:
    try:
        read = article.read(place, path)
        return read, markup.parse(read, place)
    except LingopressError as error:
        return error


def _body(document: Document, translations: dict[Key, str]) -> str:
    """Render the body: translated, or in its own language without translations."""
    filling = Filling(translations, ES if translations else EN, EN)
    filling.fields(document.fields)
    filling.text(document.title)
    return str(filling.body(document.parts, anchors=False))


def _told(document: Document) -> dict[Key, str]:
    """Translate every message by itself, by way of a catalog's file and back."""
    entries = template.entries_of(document.messages(), "articles/a.md")
    merged = template.template("a.po", "Fuzz", EN, entries)
    told = [po.edit(entry, merged, msgstr=entry.msgid) for entry in merged.entries]
    written = po.Catalog("a.po", template.new_catalog("a.po", "Fuzz", ES).header, tuple(told))
    return mo.reviewed(po.parse(written.encode(), "a.po"))


def _is_whole(document: Document) -> bool:
    """Tell whether each message stands where text stands.

    An attribute, a comment or an element of raw text that the author leaves open takes the rest of
    the page in, and raw tags left open are closed by whoever comes next.
    """
    if RAW_TEXT.search(_body(document, {})):
        return False
    messages = list(document.messages())
    words, quotes = (
        _wordless(_body(document, {each.key: text for each in messages})) for text in ("x", "\"'x")
    )
    return words == quotes and all(
        inline.structure(inline.parse(each.text).events).nested for each in messages
    )


def _no_powers(document: Document, own: str, hostile: str) -> None:
    attack = po.Entry("x", hostile)
    try:
        mo.reviewed(po.Catalog("a.po", template.new_catalog("a.po", "Fuzz", ES).header, (attack,)))
    except ContentError:
        return  # no catalog can hold it
    attacked = _body(document, {each.key: hostile for each in document.messages()})
    assert _powers(attacked) <= _powers(own)


def _spaced(markup: str) -> str:
    """Bring Markdown's HTML to one form; raw HTML in a footnote may begin on its own line."""
    return unescaped(canonical(markup)).replace("</sup> ", "</sup>")


def _in_any_language(markup: str) -> str:
    """Forget ``lang`` and ``dir``: where they are the source's they become the locale's."""
    return re.sub(r'( (?:xml:lang|lang|dir)=")[\w-]*"', r'\1"', unescaped(markup))


def _trimmed(markup: str) -> str:
    """Forget white space around the value of an attribute."""
    return re.sub(r'=" ?([^"]*?) ?"', r'="\1"', markup)


def _powers(page: str) -> Counter[Element]:
    """Count elements, and apart from them the attributes that people read, which may be fewer."""
    counts: Counter[Element] = Counter()
    for tag, attributes in _wordless(page):
        counts[tag, tuple(pair for pair in attributes if pair[1] != "…")] += 1
        counts.update((tag, (pair,)) for pair in attributes if pair[1] == "…")
    return counts


def _wordless(page: str) -> list[Element]:
    """List a page's elements; what people read or each locale says of itself has no value."""
    return [
        (tag, tuple((name, "…" if name in _worded(tag, pairs) else value) for name, value in pairs))
        for tag, pairs in elements(page)
    ]


def _worded(tag: str, attributes: Collection[tuple[str, str]]) -> frozenset[str]:
    types = {value.lower() for name, value in attributes if name == "type"}
    return WORDED | {"value"} if tag == "input" and types & BUTTONS else WORDED

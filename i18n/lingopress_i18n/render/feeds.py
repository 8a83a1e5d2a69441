"""Feeds of a locale: Atom (RFC 4287) and JSON Feed 1.1, of what is published in that language."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from lingopress_i18n.render.feed_names import ATOM, JSON

if TYPE_CHECKING:
    from lingopress_i18n.render.view_feed import Feed

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_NOT_XML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
"""Characters that no XML 1.0 document may hold."""


def atom(feed: Feed) -> bytes:
    """Print an Atom feed, UTF-8. Text is escaped here; characters that XML bans are left out."""
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.tag})
    _add(root, "id", feed.base)
    _add(root, "title", feed.title)
    if feed.description:
        _add(root, "subtitle", feed.description)
    _add(root, "updated", _instant(max(each.updated for each in feed.entries)))
    _add(ET.SubElement(root, "author"), "name", feed.title)
    ET.SubElement(
        root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.base + ATOM}
    )
    home = _link(root, "alternate", "text/html", feed.home_url)
    if feed.home_hreflang:
        home.set("hreflang", feed.home_hreflang)
    for each in feed.entries:
        entry = ET.SubElement(root, "entry")
        _add(entry, "id", each.id)
        _add(entry, "title", each.title)
        _link(entry, "alternate", "text/html", each.url)
        _add(entry, "published", _instant(each.date))
        _add(entry, "updated", _instant(each.updated))
        if each.description:
            _add(entry, "summary", each.description)
        _add(entry, "content", str(each.body)).set("type", "html")
    ET.indent(root)
    return f"{_DECLARATION}{ET.tostring(root, encoding='unicode')}\n".encode()


def json_feed(feed: Feed) -> bytes:
    """Print a JSON feed, UTF-8."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        **({"description": feed.description} if feed.description else {}),
        "home_page_url": feed.home_url,
        "feed_url": feed.base + JSON,
        "language": feed.tag,
        "items": [
            {
                "id": each.id,
                "url": each.url,
                "title": each.title,
                **({"summary": each.description} if each.description else {}),
                "content_html": str(each.body),
                "date_published": _instant(each.date),
                **({"date_modified": _instant(each.updated)} if each.updated != each.date else {}),
                "language": feed.tag,
            }
            for each in feed.entries
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = _NOT_XML.sub("", text)
    return element


def _link(parent: ET.Element, rel: str, kind: str, href: str) -> ET.Element:
    return ET.SubElement(parent, "link", {"rel": rel, "type": kind, "href": href})


def _instant(date: str) -> str:
    """Give the first moment of a date, as RFC 3339 has it: front matter knows no hour."""
    return f"{date}T00:00:00Z"

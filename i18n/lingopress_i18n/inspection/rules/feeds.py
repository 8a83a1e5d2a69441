"""Feeds in another language than their folder's, or of pages that are not published in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.built import Built

_ATOM = "{http://www.w3.org/2005/Atom}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def find(built: Built) -> Iterator[tuple[str, Found]]:
    """Look at both feeds of each locale."""
    owners: dict[str, str] = {}
    for locale in built.site.all_locales:
        own = f"{built.site.base_url}{locale.tag}/"
        name = f"{locale.tag}/feed.json"
        if name in built.files:
            try:
                data = built.json(name)
            except ValueError as error:
                yield name, Found(1, f"is no JSON: {error}")
                continue
            if not isinstance(data, dict):
                yield name, Found(1, "is no feed")
                continue
            for said in _said(data, locale.tag, f"{own}feed.json"):
                yield name, Found(1, said)
            for item in filter(_is_object, data.get("items") or ()):
                line = _line(built.files[name], str(item.get("url", "")))
                for said in _item(built, item, locale.tag, owners):
                    yield name, Found(line, said)
        name = f"{locale.tag}/feed.xml"
        if name in built.files:
            yield from (
                (name, each) for each in _atom(built.files[name], locale.tag, f"{own}feed.xml")
            )


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _said(data: dict[str, Any], tag: str, address: str) -> Iterator[str]:
    if data.get("language") != tag:
        yield f"says that it is in {data.get('language')}"
    if data.get("feed_url") != address:
        yield f"calls itself {data.get('feed_url')}"


def _item(built: Built, item: dict[str, Any], tag: str, owners: dict[str, str]) -> Iterator[str]:
    address, key = str(item.get("url", "")), str(item.get("id", ""))
    page = built.page_at(address)
    if page is None or not page.is_kept:
        yield f"{address} is no page that is published"
    elif page.lang != tag:
        yield f"{address} is in {page.lang}"
    if owners.setdefault(key, address) != address:
        yield f"the id {key} is that of {owners[key]}, too"


def _atom(data: bytes, tag: str, address: str) -> Iterator[Found]:
    try:
        root = ET.fromstring(data)  # noqa: S314 - a file of ours, local
    except ET.ParseError as error:
        yield Found(error.position[0], f"is no XML: {error}")
        return
    if root.get(_LANG) != tag:
        yield Found(_line(data, "<feed"), f"says that it is in {root.get(_LANG)}")
    selves = [
        each.get("href") for each in root.findall(f"{_ATOM}link") if each.get("rel") == "self"
    ]
    if selves != [address]:
        yield Found(_line(data, 'rel="self"'), f"calls itself {', '.join(map(str, selves))}")


def _line(data: bytes, text: str) -> int:
    found = re.search(re.escape(text.encode()), data)
    return data.count(b"\n", 0, found.start()) + 1 if found else 1


RULE = Rule(
    id="feeds",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="Readers subscribe to a language. publish writes the feeds; something has changed them "
    "since.",
    in_site=find,
)

"""JSON-LD and og:locale that tell another language, or another original, than the page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.built import Built, Statement

_LOCALE = re.compile("[a-z]{2,3}_[A-Z]{2}")


def find(built: Built) -> Iterator[tuple[str, Found]]:
    """Look at all pages that have such data."""
    for page in built.pages.values():
        for each in page.og_locales:
            if not _LOCALE.fullmatch(each):
                yield page.path, Found(1, f"og:locale is {each}, and not as en_US is")
        for line, text in page.data:
            try:
                data = json.loads(text)
            except ValueError as error:
                yield page.path, Found(line, f"JSON-LD cannot be read: {error}")
                continue
            if isinstance(data, dict):
                yield from ((page.path, Found(line, each)) for each in _problems(built, page, data))


def _problems(built: Built, page: Statement, data: dict[str, Any]) -> Iterator[str]:
    """Say what is wrong with a page's data."""
    if data.get("inLanguage") not in (None, page.lang):
        yield f"inLanguage is {data['inLanguage']}"
    if not page.is_kept or not page.alternates:
        return
    source = built.site.source.tag
    announced = {built.language(each): each.address for each in page.alternates}
    if page.lang == source:
        works = filter(_is_object, data.get("workTranslation") or ())
        named = {each.get("inLanguage"): each.get("@id") for each in works}
        wanted = {tag: each for tag, each in announced.items() if tag not in (source, "x-default")}
        if named != wanted:
            differ = ", ".join(sorted(map(str, named.keys() ^ wanted.keys()))) or "their addresses"
            yield f"workTranslation is not what hreflang announces: {differ}"
        return
    original = data.get("translationOfWork")
    if not isinstance(original, dict) or original.get("@id") != announced.get(source):
        yield "translationOfWork does not name the original"


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


RULE = Rule(
    id="structured",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="Machines take a translation for an article of its own. _meta.html prints page.json_ld.",
    in_site=find,
)

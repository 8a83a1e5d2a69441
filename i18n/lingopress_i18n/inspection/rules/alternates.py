"""Announced translations that are not there, not announced back, or no translations."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.built import Built, Said, Statement

_DEFAULT = "x-default"
_KNOWN = re.compile(r"([a-z]{2,3}(?:-[A-Z][a-z]{3})?)(?:-[A-Z]{2}|(-[0-9]{3}))?")
"""Language, script and region, as search engines read them; a number is no region to them."""


def find(built: Built) -> Iterator[tuple[str, Found]]:
    """Look at the ``hreflang`` of every head, the chooser's too."""
    for page in built.pages.values():
        if not page.alternates:
            if page in built.kept and len(built.site.locales) > 0:
                yield page.path, Found(1, "may be kept and announces no language, not its own")
            continue
        if not page.is_kept:
            yield page.path, Found(page.alternates[0].line, "may not be kept, but announces others")
        tags = Counter(each.hreflang for each in page.alternates)
        for tag, count in tags.items():
            if count > 1:
                yield page.path, Found(page.alternates[-1].line, f"announces {tag} {count} times")
        if _DEFAULT not in tags:
            yield page.path, Found(page.alternates[0].line, f"has no {_DEFAULT}")
        if page.folder and page.lang not in map(built.language, page.alternates):
            yield page.path, Found(page.alternates[0].line, "leaves itself out")
        for each in page.alternates:
            if problem := _problem(built, page, each):
                yield page.path, Found(each.line, f"{each.hreflang}: {problem}")


def _problem(built: Built, page: Statement, said: Said) -> str:
    """Say what is wrong with an alternate."""
    if said.hreflang != _DEFAULT:
        known = _KNOWN.fullmatch(said.hreflang)
        if not known or (known[2] and known[1] not in {each.hreflang for each in page.alternates}):
            return "no search engine knows the language"
    if "#" in said.address or not said.address.startswith(built.site.base_url):
        return f"{said.address} is no whole address of a page"
    there = built.page_at(said.address)
    if there is None or there.refresh is not None:
        return f"no page answers at {said.address}"
    if not there.is_kept:
        return f"{there.path} may not be kept"
    if said.hreflang == _DEFAULT:
        return ""
    if there.lang != built.language(said):
        return f"{there.path} is in {there.lang}"
    if page.folder and _announced(there) != _announced(page):
        return f"{there.path} does not announce the same"
    return ""


def _announced(page: Statement) -> set[tuple[str, str]]:
    return {(each.hreflang, each.address) for each in page.alternates}


RULE = Rule(
    id="alternates",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="Search engines ignore an hreflang that is not returned, and readers get the wrong "
    "language. _meta.html writes the set by the pages' status.",
    in_site=find,
)

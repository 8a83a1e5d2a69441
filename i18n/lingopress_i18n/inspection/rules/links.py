"""Links that lead nowhere, change the language unasked, or are spelled as no other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.built import is_spelled
from lingopress_i18n.inspection.rule import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.built import Built, Said, Statement

_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def find(built: Built) -> Iterator[tuple[str, Found]]:
    """Follow every link within the site."""
    for page in built.pages.values():
        for each in page.links:
            if problem := _problem(built, page, each):
                yield page.path, Found(each.line, f"{each.address}: {problem}")


def _problem(built: Built, page: Statement, said: Said) -> str:
    """Say what is wrong with a link; nothing for one that leads elsewhere."""
    try:
        is_plain = is_spelled(said.address)
    except ValueError:
        return "is no address"
    if _OTHER_SCHEME.match(said.address) and not said.address.startswith(built.site.base_url):
        return ""
    path = built.path_of(said.address, page.path)
    if not path:
        return ""
    if path not in built.names:
        if built.is_elsewhere(said.address, page.path):
            return ""
        is_folder = f"{path}/index.html" in built.names
        return "lacks its last slash" if is_folder else "leads to no file"
    if not is_plain:
        return "is not escaped as the page itself says its address"
    there = built.pages.get(path)
    if there is None:
        return ""
    if path.endswith("/index.html") and said.address.endswith("index.html"):
        return "names a file, where others name its folder"
    if there.refresh is not None:
        return "leads to where a page was before"
    fragment = unquote(said.address.partition("#")[2])
    if fragment and fragment not in there.ids and fragment != "top":
        return f"{there.path} has no such place"
    if page.folder and there.folder != page.folder and there.lang != (said.hreflang or page.lang):
        return f"leads into {there.lang}, and no hreflang says so"
    return ""


RULE = Rule(
    id="links",
    title=str(__doc__),
    severity=Severity.ERROR,
    why="A reader arrives nowhere, or in another language. Articles name each other by file; "
    "templates take addresses, and hreflang where it is not empty, from the page. What another "
    "program on the host answers, [inspect] elsewhere names.",
    in_site=find,
)

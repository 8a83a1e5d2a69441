"""Applying the rules to a built site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.errors import ContentError
from lingopress_i18n.inspection.built import Built, statement
from lingopress_i18n.inspection.page import Page
from lingopress_i18n.inspection.registry import RULES
from lingopress_i18n.inspection.rule import Finding

if TYPE_CHECKING:
    from lingopress_i18n.inspection.built import Statement
    from lingopress_i18n.inspection.rule import Found, Rule
    from lingopress_i18n.site import Site

_READ = (".css", ".json", ".xml")
"""What is read besides pages."""
_REPORT = "status/"
"""The status page, which is not the site's."""


def inspect(site: Site) -> tuple[list[Finding], int]:
    """Apply all rules to what is built: findings by file and line, and the number of pages.

    Pages in pseudo-locales are left out. One page's tree is in memory at a time.

    Raises ContentError where nothing is built.
    """
    root = site.output
    if not (root / "index.html").is_file():
        hint = "'lingopress publish' builds it"
        raise ContentError("there is no built site", f"{root.name}/", hint)
    every = sorted(path for path in root.rglob("*") if path.is_file())
    names = {path.relative_to(root).as_posix(): path for path in every}
    contents = {
        name: path.read_bytes()
        for name, path in names.items()
        if name.endswith((".html", *_READ)) and not name.startswith(_REPORT)
    }
    trials = {locale.tag for locale in site.locales if locale.is_pseudo}
    pages: dict[str, Statement] = {}
    found: list[Finding] = []
    for name, data in contents.items():
        if name.endswith(".html") and name.partition("/")[0] not in trials:
            pages[name], wrong = look_at(site, name, data)
            found += wrong
    found += compare(Built(site, contents, frozenset(names), pages))
    found.sort(key=lambda each: (each.path, each.line))
    return list(dict.fromkeys(found)), len(pages)


def look_at(site: Site, name: str, data: bytes) -> tuple[Statement, list[Finding]]:
    """Apply the rules about one page; give what others need of it, too."""
    page = Page(name, data)
    found = [
        _finding(site, name, rule, each)
        for rule in RULES.values()
        for each in rule.in_page(page, site)
    ]
    return statement(page), found


def compare(built: Built) -> list[Finding]:
    """Apply the rules about how pages and files go together."""
    return [
        _finding(built.site, name, rule, each)
        for rule in RULES.values()
        for name, each in rule.in_site(built)
    ]


def _finding(site: Site, name: str, rule: Rule, found: Found) -> Finding:
    return Finding(f"{site.output.name}/{name}", found.line, rule.id, rule.severity, found.message)

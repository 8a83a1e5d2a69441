"""White space that the language's printers set otherwise, where typography is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.inspection.rule import Found, Rule
from lingopress_i18n.typography import spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.inspection.page import Page
    from lingopress_i18n.site import Site


def find(page: Page, site: Site) -> Iterator[Found]:
    """Look at running text of ``<main>`` in the page's language."""
    locale = next((each for each in site.all_locales if each.tag == page.lang), None)
    if locale is None or locale.tag not in site.typography:
        return
    for line, text in page.blocks(locale.tag, in_main=True):
        shown = " ".join(text.split(" "))
        if (meant := spaced(shown, locale)) != shown:
            at = next(
                (
                    at
                    for at, pair in enumerate(zip(shown, meant, strict=False))
                    if pair[0] != pair[1]
                ),
                0,
            )
            yield Found(
                line, f"“{shown[max(at - 20, 0) : at + 5].strip()}” wants other white space"
            )


RULE = Rule(
    id="spacing",
    title=str(__doc__),
    severity=Severity.INFO,
    why="A French semicolon at the beginning of a line, a gap in a Chinese sentence. Articles "
    "and catalogs are set by publish; mend the template.",
    in_page=find,
)

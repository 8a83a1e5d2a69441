"""What a rule about built pages is, and what it reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lingopress_i18n.checks.rule import Severity
    from lingopress_i18n.inspection.built import Built
    from lingopress_i18n.inspection.page import Page
    from lingopress_i18n.site import Site


class Found(NamedTuple):
    """Something that is wrong in a page or file whose name the caller knows."""

    line: int
    """Counted from 1."""
    message: str
    """In half a sentence, lower case."""


def _nothing_in_page(page: Page, site: Site) -> Iterator[Found]:
    """Find nothing: the rule looks at the site as a whole."""
    del page, site
    return iter(())


def _nothing(built: Built) -> Iterator[tuple[str, Found]]:
    """Find nothing: the rule looks at one page after another."""
    del built
    return iter(())


@dataclass(frozen=True)
class Rule:
    """One thing that is looked at in every page, or in how they go together."""

    id: str
    """Its name, that of its module."""
    title: str
    """What it looks for, in a line."""
    severity: Severity
    why: str
    """Whom it hurts, and how to mend it, in a sentence or two."""
    in_page: Callable[[Page, Site], Iterator[Found]] = _nothing_in_page
    """Goes through what is wrong with one page, while its tree is there."""
    in_site: Callable[[Built], Iterator[tuple[str, Found]]] = _nothing
    """Goes through what is wrong between pages, or in other files, by path from the site's root."""


@dataclass(frozen=True)
class Finding:
    """Something that a rule has found."""

    path: str
    """From the publication's root: ``public/fr/index.html``."""
    line: int
    """Counted from 1."""
    rule: str
    severity: Severity
    message: str

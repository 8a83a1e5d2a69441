"""All rules about built pages, in the order in which they are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.inspection.rules import (
    alternates,
    anchors,
    canonical,
    controls,
    digits,
    direction,
    document,
    feeds,
    headings,
    isolation,
    language,
    links,
    moved,
    nesting,
    residue,
    sitemap,
    spacing,
    structured,
    styles,
    switcher,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_i18n.inspection.rule import Rule

RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rule in (
        document.RULE,
        nesting.RULE,
        language.RULE,
        direction.RULE,
        canonical.RULE,
        alternates.RULE,
        sitemap.RULE,
        links.RULE,
        moved.RULE,
        anchors.RULE,
        headings.RULE,
        structured.RULE,
        feeds.RULE,
        controls.RULE,
        switcher.RULE,
        isolation.RULE,
        residue.RULE,
        spacing.RULE,
        digits.RULE,
        styles.RULE,
    )
}
"""By id."""

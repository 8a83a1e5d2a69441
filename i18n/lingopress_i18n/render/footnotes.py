"""Footnotes of a page lead back to where the text refers to them, and say what they are.

The roles are those of DPUB-ARIA 1.1: screen readers tell a reference from a link that is a bare
number. A note that is referred to several times leads to the first; one that is not, nowhere.
"""

from __future__ import annotations

import re

from lingopress_i18n.inline.writer import NOTE

_DEFINITION = re.compile(
    r'<div class="footnote-definition" id="_note-([^"]+)">'
    r'<sup class="footnote-definition-label">([0-9]+)</sup>'
)
_REFERENCE = re.compile(f'{re.escape(NOTE)}_note-([^"]+)"')
_BEGUN = NOTE.removesuffix('href="#')


def linked(html: str) -> str:
    """Link the notes of a page's body with their references, both ways."""
    if 'class="footnote-definition"' not in html:
        return html
    seen: set[str] = set()

    def reference(match: re.Match[str]) -> str:
        label = match[1]
        place = "" if label in seen else f'id="_ref-{label}" '
        seen.add(label)
        return f'{_BEGUN}{place}href="#_note-{label}" role="doc-noteref"'

    def definition(match: re.Match[str]) -> str:
        label, number = match[1], match[2]
        if label in seen:
            number = f'<a href="#_ref-{label}" role="doc-backlink">{number}</a>'
        return (
            f'<div class="footnote-definition" role="doc-footnote" id="_note-{label}">'
            f'<sup class="footnote-definition-label">{number}</sup>'
        )

    return _DEFINITION.sub(definition, _REFERENCE.sub(reference, html))

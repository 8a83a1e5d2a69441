"""Writing a TMX file: the same units give the same bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import lingopress_i18n
from lingopress_translate.memory.tmx.translated import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lingopress_i18n.site import Site
    from lingopress_translate.memory.tmx.translated import Translated

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 can hold, not even as a reference (XML 1.0, production 2)."""


def write(units: Iterable[Translated], site: Site) -> tuple[bytes, int]:
    """Write units, sorted, each once; give the file and how many texts XML cannot hold.

    What is in a message stands as it is: inline Markdown is text. Nothing says when or by whom.
    """
    header = (
        f'  <header creationtool="Lingopress" creationtoolversion="{lingopress_i18n.__version__}"'
        f' segtype="{site.segmentation}" o-tmf="PO" adminlang="en"'
        f' srclang={quoteattr(site.source.tag)} datatype="plaintext"/>'
    )
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<tmx version="1.4">', header, "  <body>"]
    skipped = 0
    chosen = {
        (unit.source, unit.context or "", unit.context is not None, tuple(unit.targets.items()))
        for unit in units
    }
    for source, context, has_context, targets in sorted(chosen):
        kept = [(tag, text) for tag, text in targets if not _NOT_IN_XML.search(text)]
        if _NOT_IN_XML.search(source + context):
            kept = []
        skipped += len(targets) - len(kept)
        if kept:
            lines.append("    <tu>")
            if has_context:
                lines.append(f'      <prop type="{CONTEXT}">{_escaped(context)}</prop>')
            for tag, text in ((site.source.tag, source), *kept):
                segment = f"<seg>{_escaped(text)}</seg>"
                lines.append(f"      <tuv xml:lang={quoteattr(tag)}>{segment}</tuv>")
            lines.append("    </tu>")
    lines += ["  </body>", "</tmx>", ""]
    return "\n".join(lines).encode(), skipped


def _escaped(text: str) -> str:
    """Escape a text; a carriage return too, of which a reader would make a line feed."""
    return escape(text, {"\r": "&#13;"})

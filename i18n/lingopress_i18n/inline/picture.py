"""Messages that are a picture and nothing else, told apart without the parser.

As with ``ordinary``, what is read here cannot be read otherwise; that both ways print the same is a
law (``tests/laws/test_pictures.py``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.inline.ordinary import SIGNS
from lingopress_i18n.inline.writer import escape_attribute, image

if TYPE_CHECKING:
    from collections.abc import Callable

_EDGE = rf"[^{SIGNS}\"\s]"
_WORDS = rf"{_EDGE}(?:[^{SIGNS}\"]*{_EDGE})?"
_PICTURE = re.compile(
    rf'[ \t\n]*!\[((?:{_WORDS})?)\]\(([A-Za-z0-9/.:#?=%+,@!_~-]+)(?: "({_WORDS})")?\)[ \t\n]*'
)
"""What can be seen on it, the address, and the title, if there is one."""


def write(markdown: str, source: str, rewrite: Callable[[str], str]) -> str | None:
    """Write a picture as HTML; None where there is anything else, or other than in its source.

    That has the same address, and a title if the message has one. ``rewrite`` maps the address.
    """
    found = _PICTURE.fullmatch(markdown)
    own = found if source is markdown else _PICTURE.fullmatch(source)
    if found is None or own is None or found[2] != own[2] or (found[3] and not own[3]):
        return None
    title = f' title="{escape_attribute(found[3])}"' if found[3] else ""
    return image(rewrite(found[2]), escape_attribute(found[1]), title)

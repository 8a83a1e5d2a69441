"""Raw links to pages in another language: they say so, as links of Markdown do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.inline.writer import Elsewhere

_LINK = re.compile(
    r'<a(?:rea)?\s(?:[^<>"]|"[^"]*")*?(?<=\s)href=(["\'])(?:(?!\1).)*\Z', re.IGNORECASE
)
_OWN = re.compile(r"\shreflang\s*=", re.IGNORECASE)
_REACH = 24
"""How many pieces of HTML back the tag of an address may begin: a few for each attribute."""


def said(html: Sequence[str], at: int, target: Elsewhere) -> str:
    """Give what follows an address that was just printed: ``hreflang``, if it is a link's.

    ``html`` are the pieces of the page, of which the one at the index ``at`` is the address; those
    behind it will close the attribute. A link that names a language itself keeps it.
    """
    before, after = html[max(0, at + 1 - _REACH) : at + 1], html[at + 1 : at + 1 + _REACH]
    link = _LINK.search("".join(before))
    rest = "".join(after).partition(">")[0]  # of the tag
    if link is None or _OWN.search(link[0]) or _OWN.search(rest):
        return ""
    return f"{link[1]} hreflang={link[1]}{target.hreflang}"

"""Raw links to pages in another language: they say so, as links of Markdown do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.document import Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.document import Part
    from lingopress_i18n.inline.writer import Elsewhere

_LINK = re.compile(
    r'<a(?:rea)?\s(?:[^<>"]|"[^"]*")*?(?<=\s)href=(["\'])(?:(?!\1).)*\Z', re.IGNORECASE
)
_OWN = re.compile(r"\shreflang\s*=", re.IGNORECASE)
_REACH = 24
"""How many pieces of HTML back the tag of an address may begin: a few for each attribute."""


def said(html: Sequence[str], target: Elsewhere, following: Sequence[Part]) -> str:
    """Give what follows an address that was just printed: ``hreflang``, if it is a link's.

    ``html`` are the pieces of the page up to the address; ``following`` the parts after it, which
    will close the attribute. A link that names a language itself keeps it.
    """
    link = _LINK.search("".join(html[-_REACH:]))
    rest = "".join(each.html for each in following[:_REACH] if isinstance(each, Literal))
    if link is None or _OWN.search(link[0]) or _OWN.search(rest.partition(">")[0]):
        return ""
    return f"{link[1]} hreflang={link[1]}{target.hreflang}"

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


def said(before: Sequence[str], target: Elsewhere, after: Sequence[str]) -> str:
    """Give what follows an address that was just printed: ``hreflang``, if it is a link's.

    ``before`` are the pieces of the page up to the address; ``after`` those behind it, which will
    close the attribute. A link that names a language itself keeps it.
    """
    link = _LINK.search("".join(before[-_REACH:]))
    if link is None or _OWN.search(link[0]) or _OWN.search(_rest(after)):
        return ""
    return f"{link[1]} hreflang={link[1]}{target.hreflang}"


def _rest(after: Sequence[str]) -> str:
    """Give the rest of the tag that an address is in."""
    return "".join(after[:_REACH]).partition(">")[0]

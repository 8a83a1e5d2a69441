"""How text runs that its author says is in another language.

On a page of the other direction it needs a ``dir``, which on the source's own nobody had to write.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from lingopress_i18n.errors import ConfigError
from lingopress_i18n.locales import locale

if TYPE_CHECKING:
    from re import Match

    from lingopress_i18n.locales import Locale

_LANG = ' lang="'
_OPENING = re.compile(r"""<[a-zA-Z][^<>]*? lang="([a-zA-Z]{2,3})[^"<>]*"[^<>]*>""")
_DIR = re.compile(r"\sdir\s*=", re.IGNORECASE)


def said(html: str, page: Locale) -> str:
    """Give the elements of a page's body with a ``lang`` of the other direction their ``dir``."""

    def mend(found: Match[str]) -> str:
        tag = found[0]
        direction = _direction(found[1].lower())
        if direction in ("", page.direction) or _DIR.search(tag):
            return tag
        return tag.replace(_LANG, f' dir="{direction}"{_LANG}', 1)

    return _OPENING.sub(mend, html) if _LANG in html else html


@functools.cache
def _direction(language: str) -> str:
    """Tell how a language runs, by its primary subtag; empty for one that CLDR does not know."""
    try:
        return locale(language).direction
    except ConfigError:
        return ""

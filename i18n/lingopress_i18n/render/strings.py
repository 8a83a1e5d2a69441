"""Interface strings: extracted from the templates in use, translated by theme and publication."""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError
from jinja2.ext import babel_extract

from lingopress_i18n import files, pseudo
from lingopress_i18n.catalog import mo, po
from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.errors import ContentError
from lingopress_i18n.locales import locale
from lingopress_i18n.publication import THEME_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.document import Key
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site

DOMAIN = THEME_DOMAIN
"""The domain of the interface strings."""

THEME = Path(__file__).parent / "theme"
"""The default theme: templates, style, and its strings in six languages."""

_KEYWORDS = ("_", "gettext", "ngettext", "pgettext", "npgettext")
_WITH_CONTEXT = frozenset({"pgettext", "npgettext"})
_OPTIONS = {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}


def template_folders(site: Site) -> tuple[Path, ...]:
    """List where templates are looked for: the publication's theme, then the default theme."""
    return site.theme / "templates", THEME / "templates"


def entries(site: Site) -> Iterator[Entry]:
    """Extract the strings of the templates in use, in the order of file names.

    A template of the publication hides the default theme's template of the same name. Raises
    ContentError with ``file:line`` for one that cannot be read: its strings must not seem gone.
    """
    in_use: dict[str, Path] = {}
    for folder in reversed(template_folders(site)):
        in_use.update({path.name: path for path in folder.glob("*.html")})
    for name, path in sorted(in_use.items()):
        source = files.decode(path.read_bytes(), f"theme/templates/{name}")
        try:
            found = list(babel_extract(io.BytesIO(source.encode()), _KEYWORDS, (), _OPTIONS))
        except TemplateSyntaxError as error:
            place = f"theme/templates/{name}:{error.lineno}"
            raise ContentError(f"broken template: {error.message}", place) from None
        for line, function, message, _ in found:
            strings = message if isinstance(message, tuple) else (message,)
            texts = [text for text in strings if isinstance(text, str)]
            context = texts.pop(0) if texts and function in _WITH_CONTEXT else None
            if texts:
                yield Entry(
                    msgid=texts[0],
                    msgctxt=context,
                    msgid_plural=texts[1] if len(texts) > 1 else None,
                    msgstr_plural=("", "") if len(texts) > 1 else (),
                    flags=("python-format",) if "%(" in texts[0] else (),
                    extracted=("interface",),
                    references=(f"theme/templates/{name}:{line}",),
                )


def translations(language: Locale, own: Catalog | None) -> gettext.NullTranslations:
    """Give a locale's interface strings: the publication's reviewed ones before the theme's."""
    chain = gettext.NullTranslations()
    for tag in reversed(language.fallbacks):
        chain = _before(_shipped(tag), chain)
    return _before(own, chain)


class PseudoStrings(gettext.NullTranslations):
    """Interface strings of a pseudo-locale; those with a number follow the rules of English."""

    def __init__(self, tag: str) -> None:
        """Take the tag of the pseudo-locale."""
        super().__init__()
        self._tag = tag

    def gettext(self, message: str) -> str:
        """Pseudo-translate a string."""
        return pseudo.pseudo_string(message, self._tag)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Pseudo-translate the form that a number wants."""
        return self.gettext(super().ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - no context tells more
        """Pseudo-translate a string that has a context."""
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002 - likewise
        """Pseudo-translate the form that a number wants, of a string that has a context."""
        return self.ngettext(msgid1, msgid2, n)


def _before(
    catalog: Catalog | None, fallback: gettext.NullTranslations
) -> gettext.NullTranslations:
    if catalog is None:
        return fallback
    found = gettext.GNUTranslations(io.BytesIO(mo.compile_mo(catalog)))
    found.add_fallback(fallback)
    return found


def is_shipped(language: Locale, key: Key) -> bool:
    """Tell whether the default theme has an interface string in a language."""
    catalogs = map(_shipped, language.fallbacks)
    return any(catalog is not None and key in mo.reviewed(catalog) for catalog in catalogs)


@cache
def _shipped(tag: str) -> Catalog | None:
    """Read the default theme's own strings in a language."""
    path = THEME / "locales" / f"{locale(tag).posix}.po"
    return po.parse(path.read_bytes(), path.name) if path.is_file() else None

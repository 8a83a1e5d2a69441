"""Interface strings, translated by theme and publication."""

from __future__ import annotations

import gettext
import io
from functools import cache
from typing import TYPE_CHECKING

from lingopress_i18n.catalog import mo, po
from lingopress_i18n.locales import readable
from lingopress_i18n.render.english import WRITTEN_IN, Untranslated
from lingopress_i18n.render.folders import THEME

if TYPE_CHECKING:
    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.document import Key
    from lingopress_i18n.locales import Locale


def translations(language: Locale, own: Catalog | None) -> gettext.NullTranslations:
    """Give a locale's interface strings: the publication's reviewed ones before the theme's.

    What it lacks is ``Untranslated``.
    """
    last = gettext.NullTranslations() if _is_written_in(language) else _Lacking()
    return _before(own, _before(_shipped(language), last))


class _Lacking(gettext.NullTranslations):
    """What stands where nothing is translated."""

    def gettext(self, message: str) -> str:
        return Untranslated(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return Untranslated(super().ngettext(msgid1, msgid2, n))

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - no context tells more
        return Untranslated(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002 - likewise
        return self.ngettext(msgid1, msgid2, n)


class PseudoStrings(gettext.NullTranslations):
    """Interface strings of a pseudo-locale; those with a number follow the rules of English."""

    def __init__(self, tag: str) -> None:
        """Take the tag of the pseudo-locale."""
        super().__init__()
        self._tag = tag

    def gettext(self, message: str) -> str:
        """Pseudo-translate a string."""
        from lingopress_i18n import pseudo  # noqa: PLC0415 - most sites have no such locale

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
    """Tell whether the default theme has an interface string in a language.

    In the language that templates are written in, it has all of them.
    """
    if _is_written_in(language):
        return True
    catalog = _shipped(language)
    return catalog is not None and key in mo.reviewed(catalog)


def _is_written_in(language: Locale) -> bool:
    return WRITTEN_IN in language.fallbacks


@cache
def _shipped(language: Locale) -> Catalog | None:
    """Read the default theme's strings in what is nearest to a locale of the catalogs it has.

    A catalog there is a language that the theme speaks; no code names one.
    """
    for tag in readable(language):
        path = THEME / "locales" / f"{tag.replace('-', '_')}.po"
        if path.is_file():
            return po.parse(path.read_bytes(), path.name)
    return None

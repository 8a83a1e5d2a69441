"""Which catalogs may have a translation for a message that is new elsewhere, without reading them.

A catalog that the last publish found settled has its template's messages and no others, none of
them kept behind ``#~``. All that it can lend is the translation of the very same sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import files
from lingopress_i18n.catalog import store
from lingopress_i18n.catalog.strings import quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site

_BREAK = b'"\n"'
"""What stands between the lines of a string."""


class Lenders:
    """Tells which catalogs may have a translation to lend, by the templates alone."""

    def __init__(self, site: Site, unsettled: Collection[str]) -> None:
        """Take the catalogs that may have other messages, by path from the root."""
        self._site, self._unsettled = site, unsettled
        self._texts: frozenset[str] = frozenset()
        self._wanted: list[bytes] = []
        self._have: dict[str, bool] = {}  # by domain, whether its template has any of these

    def among(self, domains: Iterable[str], locale: Locale, texts: frozenset[str]) -> list[str]:
        """Choose those whose catalogs may lend a translation of one of these messages."""
        some = store.catalog_path(self._site, locale, "-")
        start = store.where(self._site, some).removesuffix("-.po")
        if self._texts != texts:  # which are those of every locale, nearly always
            from lingopress_i18n.catalog.merge.exact import is_sentence  # noqa: PLC0415 - all of it

            self._texts, self._have = texts, {}
            self._wanted = [_written(each) for each in texts if is_sentence(each)]
        return [
            each for each in domains if f"{start}{each}.po" in self._unsettled or self._has(each)
        ]

    def _has(self, domain: str) -> bool:
        if not self._wanted:
            return False
        if domain not in self._have:
            path = store.template_path(self._site, domain)
            data = files.read_bytes(path, store.where(self._site, path)).replace(_BREAK, b"")
            self._have[domain] = any(each in data for each in self._wanted)
        return self._have[domain]


def _written(text: str) -> bytes:
    """Write a message as a template has it, but in one line."""
    return "\n".join(quote("msgid", text)).encode().replace(_BREAK, b"")

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
        self._have: set[str] = set()

    def among(self, domains: Iterable[str], locale: Locale, texts: frozenset[str]) -> list[str]:
        """Choose those whose catalogs may lend a translation of one of these messages."""
        some = store.catalog_path(self._site, locale, "-")
        start = store.where(self._site, some).removesuffix("-.po")
        domains = list(domains)
        if self._texts != texts:  # which are those of every locale, nearly always
            self._texts, self._have = texts, set(self._with_templates_of(domains, texts))
        return [
            each for each in domains if f"{start}{each}.po" in self._unsettled or each in self._have
        ]

    def _with_templates_of(self, domains: Iterable[str], texts: Iterable[str]) -> Iterable[str]:
        from lingopress_i18n.catalog.merge.exact import is_sentence  # noqa: PLC0415 - all of it

        wanted = [_written(each) for each in texts if is_sentence(each)]
        if not wanted:
            return
        for domain in domains:
            path = store.template_path(self._site, domain)
            data = files.read_bytes(path, store.where(self._site, path)).replace(_BREAK, b"")
            if any(each in data for each in wanted):
                yield domain


def _written(text: str) -> bytes:
    """Write a message as a template has it, but in one line."""
    return "\n".join(quote("msgid", text)).encode().replace(_BREAK, b"")

"""Translation memory: the publication's own reviewed sentences, found again word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.catalog.state import State, state_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lingopress_i18n.catalog.po import Catalog
    from lingopress_i18n.document import Key


class Memory:
    """Reviewed translations of one locale. Nothing that a machine wrote gets in unconfirmed."""

    def __init__(self, catalogs: Iterable[Catalog]) -> None:
        """Learn from the reviewed entries of a locale's catalogs."""
        self._by_key: dict[Key, set[str]] = {}
        self._by_text: dict[str, set[str]] = {}
        for catalog in catalogs:
            for entry in catalog.entries:
                if state_of(entry) is State.REVIEWED and entry.msgid_plural is None:
                    self._by_key.setdefault(entry.key, set()).add(entry.msgstr)
                    self._by_text.setdefault(entry.msgid, set()).add(entry.msgstr)

    def exact(self, key: Key) -> str | None:
        """Find the translation of the same text, in the same context before any other.

        None where people translated it in several ways: which one fits is for a person to say.
        """
        for found in (self._by_key.get(key), self._by_text.get(key[1])):
            if found:
                return next(iter(found)) if len(found) == 1 else None
        return None

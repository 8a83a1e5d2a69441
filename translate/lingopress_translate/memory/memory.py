"""The memory of a publication, as those who ask see it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Self, TypeVar

from lingopress_translate.memory import database, refreshing, searching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from lingopress_i18n.document import Key
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site
    from lingopress_translate.memory.match import Match, Statistics, Unit
    from lingopress_translate.memory.refreshing import Refreshed

_T = TypeVar("_T")


def open_memory(site: Site) -> Memory:
    """Open a publication's memory, ``.lingopress/memory.sqlite``; an empty one if there is none.

    Whoever asks it refreshes it first. For one thread; two processes may have it open. Raises
    ConfigError where the file may not be used.
    """
    return Memory(site)


class Memory:
    """What people have translated and, apart from it, what machines have drafted.

    Drafts are found by ``concordance`` alone, where a person reads them: a text that an engine
    wrote cannot come back as a person's. Every answer is about the files as they were at the
    locale's last refresh, and depends on them alone: not on when they were learned, or in which
    order.
    """

    def __init__(self, site: Site) -> None:
        """Open the site's memory; as ``open_memory`` does."""
        self._site = site
        self._path = database_path(site)
        self._texts: dict[str, searching.Texts] = {}
        self.was_damaged = False
        """Whether the file was found to be damaged, and made anew."""
        self._file = database.identity(self._path)
        try:
            self._connection = database.connect(self._path)
        except sqlite3.Error:
            self._connection = database.renew(self._path, self._file)
            self.was_damaged = True
        self._file = database.identity(self._path)

    def __enter__(self) -> Self:
        """Give the memory itself, to be closed at the end of the block."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the memory."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def clear(self) -> None:
        """Forget everything: the next refreshes read all files again."""
        self._release()
        try:
            with database.usable(self._path):
                database.empty(self._connection)
        except sqlite3.Error:
            self._renew()

    def refresh(self, locale: Locale) -> Refreshed:
        """Bring a locale's memory up to its catalogs and to ``locales/memory/*.tmx``.

        Only files that have changed are read. What is broken says nothing until it is repaired;
        the answer names it.
        """
        self._release()
        try:
            with database.usable(self._path):
                return refreshing.refresh(self._connection, self._site, locale)
        except sqlite3.Error:
            self._renew()
            return refreshing.refresh(self._connection, self._site, locale)

    def exact(self, locale: Locale, key: Key) -> Match | None:
        """Find what people made of the same text: in the same context, else in any.

        Their own words in the catalogs come before imported ones, and those before what is
        obsolete. None where people translated the text in several ways: which one fits is for a
        person to say.
        """
        return self._ask(
            locale, lambda: searching.exact(self._connection, self._number(locale), key)
        )

    def fuzzy(self, locale: Locale, text: str, threshold: int = 75, limit: int = 5) -> list[Match]:
        """Find what people made of texts like this one, or of the same.

        ``threshold`` is the least score to be found, 1 to 100. The most alike come first; of
        equally alike ones those of the more trusted kind, then by source and target. A pair that
        stands in several places is one match.
        """
        return self._ask(locale, lambda: self._view(locale).fuzzy(text, threshold, limit))

    def fuzzy_many(
        self, locale: Locale, texts: Iterable[str], threshold: int = 75, limit: int = 5
    ) -> dict[str, list[Match]]:
        """Find for each of many texts what ``fuzzy`` finds; a text is looked for once."""
        return {text: self.fuzzy(locale, text, threshold, limit) for text in dict.fromkeys(texts)}

    def concordance(self, locale: Locale, phrase: str, limit: int = 5) -> list[Match]:
        """Find translations with these words, one after the other, in the source or the target.

        People's come first; drafts that nobody has confirmed, of the kind MACHINE, after them.
        Letter case and punctuation do not count.
        """
        return self._ask(
            locale,
            lambda: searching.concordance(self._connection, self._number(locale), phrase, limit),
        )

    def approved(self, locale: Locale) -> list[Unit]:
        """List what people have translated, what is obsolete left out; each pair once, sorted."""
        return self._ask(locale, lambda: searching.approved(self._connection, self._number(locale)))

    def statistics(self, locale: Locale) -> Statistics:
        """Count what a locale's memory holds."""
        return self._ask(
            locale, lambda: searching.statistics(self._connection, self._number(locale))
        )

    def _number(self, locale: Locale) -> int:
        return database.locale_number(self._connection, locale.tag)

    def _ask(self, locale: Locale, question: Callable[[], _T]) -> _T:
        """Ask the database; should it turn out to be damaged, ask once more when it is built."""
        try:
            with database.usable(self._path):
                return question()
        except sqlite3.Error:
            self._renew()
            self.refresh(locale)
            return question()

    def _view(self, locale: Locale) -> searching.Texts:
        """Give the texts of a locale, read at the first question after a refresh.

        From then on this process sees the database as it is at that moment: the texts and the
        lists of their words belong together, whatever another process writes.
        """
        if locale.tag not in self._texts:
            if not self._connection.in_transaction:
                self._connection.execute("BEGIN")
            self._texts[locale.tag] = searching.Texts(self._connection, self._number(locale))
        return self._texts[locale.tag]

    def _release(self) -> None:
        """See the database as it is now."""
        self._texts.clear()
        if self._connection.in_transaction:
            self._connection.execute("COMMIT")

    def _renew(self) -> None:
        self._texts.clear()
        damaged = self._connection  # open until it is replaced: its identity is given to no other
        self._connection = database.renew(self._path, self._file)
        damaged.close()
        self._file = database.identity(self._path)
        self.was_damaged = True


def database_path(site: Site) -> Path:
    """Give the place of a publication's memory."""
    return site.state / "memory.sqlite"

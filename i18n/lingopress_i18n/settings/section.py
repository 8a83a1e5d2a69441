"""A table of settings, its values read by type; errors name their key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lingopress_i18n import configuration
from lingopress_i18n.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Section(NamedTuple):
    """A table as TOML has it."""

    values: Mapping[str, Any]
    where: str
    """Its place: ``lingopress.toml: site``."""

    def wrong(self, key: str, message: str, hint: str = "") -> ConfigError:
        """Give an error about a key, or about an item of its list: ``locales[0]``."""
        return ConfigError(message, where=f"{self.where}.{key}", hint=hint)

    def string(self, key: str, default: str = "") -> str:
        """Give a string without outer white space. Raises ConfigError for another value."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, "must be a string")
        return value.strip()

    def required(self, key: str) -> str:
        """Give a string that must not be empty. Raises ConfigError where it is, or is not there."""
        value = self.string(key)
        if not value:
            raise self.wrong(key, "is missing")
        return value

    def strings(self, key: str) -> list[str]:
        """Give a list of strings, empty by default. Raises ConfigError for another value."""
        return configuration.strings(self.values, key, self.where)

    def switch(self, key: str, *, default: bool = False) -> bool:
        """Give true or false. Raises ConfigError for another value."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "must be true or false")
        return value

    def choices(
        self,
        key: str,
        known: Sequence[str],
        message: str = "{!r} is unknown",
        others: str = "known:",
    ) -> tuple[str, ...]:
        """Give a list of strings, all of them known ones.

        Raises ConfigError for another: its ``message``, and what it may be after ``others``.
        """
        found = self.strings(key)
        for index, each in enumerate(found):
            if each not in known:
                hint = did_you_mean(each, known) or f"{others} {', '.join(known)}"
                raise self.wrong(f"{key}[{index}]", message.format(each), hint)
        return tuple(found)

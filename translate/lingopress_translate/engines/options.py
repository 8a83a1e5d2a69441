"""What ``lingopress.toml`` says about one engine: the table ``[engines.NAME]``."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from lingopress_i18n import configuration
from lingopress_i18n.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_COMMON = ("price", "currency", "workers", "rate", "timeout")


@dataclass(frozen=True)
class Options:
    """The settings that every engine has, checked; and those of its own."""

    where: str = "lingopress.toml: engines"
    """Names the table in errors: ``lingopress.toml: engines.deepl``."""
    price: Decimal | None = None
    """What a million of the engine's units costs; None where it is not known."""
    currency: str = ""
    """Of the price: ``EUR``."""
    workers: int | None = None
    """How many requests may be under way at a time; None for the engine's own number."""
    rate: float | None = None
    """How many requests may begin in a second; None for the engine's own."""
    timeout: float = 30.0
    """Seconds that one request may take, from its first byte to its last."""
    own: Mapping[str, Any] = field(default_factory=dict)
    """The engine's own settings, as written; it checks their values by `string`."""

    def string(self, key: str, default: str = "") -> str:
        """Give one of the engine's own settings that is text. Raises ConfigError if it is not."""
        value = self.own.get(key, default)
        if not isinstance(value, str):
            raise ConfigError("must be a string", f"{self.where}.{key}")
        return value.strip()

    def flag(self, key: str) -> bool:
        """Tell whether one of the engine's own settings is true; false where it is missing.

        Raises ConfigError for another value.
        """
        value = self.own.get(key, False)
        if not isinstance(value, bool):
            raise ConfigError("must be true or false", f"{self.where}.{key}")
        return value


def parse(table: Any, own: Collection[str], where: str) -> Options:  # noqa: ANN401 - from TOML
    """Read the table of an engine that has these settings of its own.

    Raises ConfigError for an unknown setting, so also for a key: those come from the environment.
    """
    values = configuration.table(table, (*_COMMON, *own), where)
    currency = values.get("currency", "")
    if not isinstance(currency, str):
        raise ConfigError("must be a string", f"{where}.currency", 'such as "EUR"')
    price = _number(values, "price", where)
    workers = _number(values, "workers", where)
    rate = _number(values, "rate", where)
    timeout = _number(values, "timeout", where)
    if workers is not None and (workers < 1 or workers % 1):
        raise ConfigError("must be a whole number from 1", f"{where}.workers")
    for key, value in (("rate", rate), ("timeout", timeout)):
        if value is not None and not value:
            raise ConfigError("must be more than 0", f"{where}.{key}")
    return Options(
        where=where,
        price=price,
        currency=currency.strip(),
        workers=None if workers is None else int(workers),
        rate=None if rate is None else float(rate),
        timeout=Options.timeout if timeout is None else float(timeout),
        own={key: value for key, value in values.items() if key in own},
    )


def _number(values: Mapping[str, Any], key: str, where: str) -> Decimal | None:
    value = values.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10**9:
        raise ConfigError("must be a number, not below 0", f"{where}.{key}")
    return Decimal(str(value))

"""A hard limit of what a run may send or spend, checked before each request."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from lingopress_i18n.errors import ConfigError

if TYPE_CHECKING:
    from lingopress_translate.engines.engine import Traits

_MILLION = Decimal(1_000_000)
_OVERHEAD = 400
"""Tokens of instructions that a request to a language model has besides its texts."""
_LIMIT = re.compile(
    r"(?P<number>\d[\d_]*(?:\.\d+)?)(?P<thousand>k?)\s*(?P<unit>[A-Za-z]*)", re.ASCII
)


@dataclass(frozen=True)
class Limit:
    """How much a run may send at most: characters, or money."""

    amount: Decimal
    currency: str = ""
    """Empty for characters."""

    def __str__(self) -> str:
        """Say it as a person would."""
        return f"{self.amount:,f} {self.currency or 'characters'}"


def parse_limit(text: str, where: str = "--budget") -> Limit:
    """Read a limit: ``20000``, ``20k`` (characters), ``5 EUR``, ``2.50USD``. Raises ConfigError."""
    hint = "a number of characters such as 20000 or 20k, or an amount such as '5 EUR'"
    found = _LIMIT.fullmatch(text.strip())
    if not found:
        raise ConfigError(f"{text!r} is no limit", where, hint)
    try:
        amount = Decimal(found["number"].replace("_", "")) * (1000 if found["thousand"] else 1)
    except InvalidOperation:
        raise ConfigError(f"{text!r} is no limit", where, hint) from None
    unit = found["unit"]
    if unit.lower() in ("", "c", "char", "chars", "character", "characters"):
        return Limit(amount)
    if len(unit) != 3:  # noqa: PLR2004 - ISO 4217
        raise ConfigError(f"{unit!r} is no currency", where, hint)
    return Limit(amount, unit.upper())


@dataclass(frozen=True)
class Tariff:
    """What an engine charges."""

    unit: str = ""
    """``character`` or ``token``; empty where it is free."""
    price: Decimal | None = None
    """Of a million units; None where it is not known."""
    currency: str = ""

    @classmethod
    def of(cls, traits: Traits) -> Tariff:
        """Read an engine's."""
        return cls(traits.unit, traits.price, traits.currency.upper())

    def units(self, characters: int, requests: int = 1) -> int:
        """Estimate how many units so many characters take, on the high side for tokens.

        Two characters a token, in and out; services count in their own ways.
        """
        if self.unit != "token":
            return characters if self.unit else 0
        return characters + _OVERHEAD * requests

    def cost(self, units: int) -> Decimal | None:
        """Give what units cost; 0 where the engine is free, None where the price is not known."""
        if not self.unit:
            return Decimal(0)
        return None if self.price is None else self.price * units / _MILLION


class Budget:
    """What a run has sent and spent, of what it may. Thread-safe; shared by a run's engines."""

    def __init__(self, limit: Limit | None = None) -> None:
        """Begin with nothing spent."""
        self.limit = limit
        self.characters = 0
        """Sent so far, texts as they went out, again for every attempt that may have been read."""
        self.costs: dict[str, Decimal] = {}
        """Spent so far by currency, as far as prices are known."""
        self._lock = threading.Lock()

    def refuse(self, tariff: Tariff) -> None:
        """Raise ConfigError where the limit cannot be held for an engine with this tariff."""
        if self.limit is None or not self.limit.currency or not tariff.unit:
            return
        if tariff.price is None:
            raise ConfigError(
                "the engine's price is not known, so a budget of money cannot be held",
                "--budget",
                "set price and currency in its table [engines.NAME], or give characters",
            )
        if tariff.currency != self.limit.currency:
            raise ConfigError(
                f"the engine's price is in {tariff.currency or 'no currency'}, "
                f"the budget in {self.limit.currency}",
                "--budget",
                "set both in the same currency",
            )

    def take(self, characters: int, tariff: Tariff) -> bool:
        """Spend what a request will cost, if that is still within the limit; tell whether."""
        cost = tariff.cost(tariff.units(characters))
        with self._lock:
            if self.limit is not None:
                spent = (
                    self.costs.get(tariff.currency, Decimal(0)) + (cost or 0)
                    if self.limit.currency
                    else Decimal(self.characters + characters)
                )
                if spent > self.limit.amount:
                    return False
            self._add(characters, cost, tariff.currency)
            return True

    def give_back(self, characters: int, tariff: Tariff) -> None:
        """Undo `take` for a request that the service did not look at."""
        cost = tariff.cost(tariff.units(characters))
        with self._lock:
            self._add(-characters, None if cost is None else -cost, tariff.currency)

    def correct(self, characters: int, units: int, tariff: Tariff) -> Decimal | None:
        """Replace the estimate for a request by what the service says; give what it cost."""
        cost, estimate = tariff.cost(units), tariff.cost(tariff.units(characters))
        if cost is not None and estimate is not None:
            with self._lock:
                self._add(0, cost - estimate, tariff.currency)
        return cost

    def _add(self, characters: int, cost: Decimal | None, currency: str) -> None:
        self.characters += characters
        if cost:
            self.costs[currency] = self.costs.get(currency, Decimal(0)) + cost

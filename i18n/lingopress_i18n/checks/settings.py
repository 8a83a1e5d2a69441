"""What a site says about the rules: the table ``[checks]`` of ``lingopress.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lingopress_i18n import configuration
from lingopress_i18n.checks import names
from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.errors import ConfigError, did_you_mean
from lingopress_i18n.site import CHECKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_i18n.checks.rule import Rule

OFF = "off"
_LEVELS = (*(each.value for each in Severity), OFF)


@dataclass(frozen=True)
class Settings:
    """How the rules are applied in a publication."""

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    """By rule, where not the rule's own; None for one that is off."""
    unchanged: tuple[re.Pattern[str], ...] = ()
    """Messages that may stay as they are."""

    def severity(self, rule: Rule) -> Severity | None:
        """Give the severity of a rule's findings; None if it is not to be applied."""
        return self.severities.get(rule.id, rule.severity)


def parse(table: Any, where: str) -> Settings:  # noqa: ANN401 - from TOML
    """Read the table; ``where`` names it in errors: ``lingopress.toml: checks``.

    ``rules`` gives rules another severity, or ``off``; ``unchanged`` lists messages that may stay
    as they are, with ``*`` for anything. Raises ConfigError.
    """
    values = configuration.table(table, CHECKS, where)
    rules = values.get("rules", {})
    if not isinstance(rules, dict):
        raise ConfigError("must be a table", f"{where}.rules", 'such as quotes = "off"')
    return Settings(
        {name: _severity(name, level, f"{where}.rules.{name}") for name, level in rules.items()},
        tuple(
            re.compile(".*".join(re.escape(part) for part in " ".join(each.split()).split("*")))
            for each in configuration.strings(values, "unchanged", where)
        ),
    )


def _severity(name: str, level: object, where: str) -> Severity | None:
    if name not in names.known():
        hint = did_you_mean(name, names.known()) or "'lingopress check --list' names them all"
        raise ConfigError("there is no such rule", where, hint)
    if level not in _LEVELS:
        raise ConfigError(f"{level!r} is unknown", where, f"one of {', '.join(_LEVELS)}")
    return None if level == OFF else Severity(level)

"""Values of ``lingopress.toml``, checked one by one; errors name their key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lingopress_i18n.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def table(value: Any, known: Collection[str], where: str) -> Mapping[str, Any]:  # noqa: ANN401 - from TOML
    """Take a value as a table of known keys; ``where`` names it: ``lingopress.toml: policy``.

    Raises ConfigError for another value, and for an unknown key.
    """
    if not isinstance(value, dict):
        raise ConfigError("must be a table", where)
    for key in value:
        if key not in known:
            hint = did_you_mean(key, known) or f"known: {', '.join(known)}"
            raise ConfigError("unknown setting", f"{where}.{key}", hint)
    return value


def strings(values: Mapping[str, Any], key: str, where: str) -> list[str]:
    """Give a list of strings, empty where the key is missing; ``where`` names the table.

    Raises ConfigError for another value.
    """
    value = values.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ConfigError("must be a list of strings", f"{where}.{key}")
    return value

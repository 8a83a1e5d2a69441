"""The engines by name: ours, and those that other packages add."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from lingopress_i18n.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.metadata import EntryPoint
    from typing import Any

    from lingopress_translate.engines.engine import Engine

OWN = {
    "apertium": "lingopress_translate.engines.apertium:make",
    "argos": "lingopress_translate.engines.argos:make",
    "deepl": "lingopress_translate.engines.deepl:make",
    "libretranslate": "lingopress_translate.engines.libretranslate:make",
    "llm": "lingopress_translate.engines.llm:make",
}
"""Name → ``module:make``; ``make(table, where)`` takes the engine's table of ``lingopress.toml``
as written and its name in errors, and gives an Engine. Raises ConfigError. The module is imported
when the engine is asked for, and imports what is heavy or optional when it first translates."""

FAMILIES = {"deep": "lingopress_translate.engines.deep:make"}
"""Engines with a second name, ``deep:google``: ``make(table, where, member)``."""

GROUP = "lingopress.engines"
"""The entry points by which other packages add engines, each a ``make(table, where)``."""


def names() -> list[str]:
    """List every engine that can be named, ours first, then others by name."""
    members = [f"{family}:…" for family in FAMILIES]
    return [*OWN, *members, *sorted(entry.name for entry in _others() if entry.name not in OWN)]


def load(name: str, tables: Mapping[str, Any], where: str = "lingopress.toml: engines") -> Engine:
    """Make the engine of a name with its table, of those of ``lingopress.toml``.

    ``where`` names the tables in errors. Raises ConfigError if there is no such engine, or its
    settings are wrong.
    """
    family, _, member = name.partition(":")
    own = f"{where}.{_quoted(name)}"
    if member and family in FAMILIES:
        make_member = cast("Callable[[Any, str, str], Engine]", _find(FAMILIES[family]))
        return make_member(tables.get(name, {}), own, member)
    if name in OWN:
        make: Callable[[Any, str], Engine] = _find(OWN[name])
        return make(tables.get(name, {}), own)
    for entry in _others():
        if entry.name == name:
            make = entry.load()
            return make(tables.get(name, {}), own)
    hint = did_you_mean(name, names()) or f"engines: {', '.join(names())}"
    raise ConfigError(f"there is no engine named {name!r}", hint=hint)


def _find(place: str) -> Any:  # noqa: ANN401 - what a module holds
    module, _, attribute = place.partition(":")
    return getattr(import_module(module), attribute)


def _others() -> list[EntryPoint]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - looks into every package

    return sorted(entry_points(group=GROUP), key=lambda entry: entry.name)


def _quoted(name: str) -> str:
    return f'"{name}"' if ":" in name else name

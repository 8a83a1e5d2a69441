"""The engines by name: ours, and those that other packages add."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from lingopress_i18n.errors import ConfigError, LingopressError, did_you_mean
from lingopress_translate.engines import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.metadata import EntryPoint

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

ABOUT = {
    "apertium": "rules; offline; the same answer always; gives the gist",
    "argos": "neural models of Argos Translate and LibreTranslate; offline",
    "deepl": "DeepL's service",
    "libretranslate": "a LibreTranslate server, such as one of your own",
    "llm": "a language model behind a server that speaks as OpenAI's does",
}
"""Name → what the engine is, in a few words."""

FAMILIES = {"deep": "lingopress_translate.engines.deep:make"}
"""Engines with a second name, ``deep:google``: ``make(table, where, member)``. The module also has
``MEMBERS``, each with an ``about``, and ``LEFT_OUT``: name → why there is no such member."""

GROUP = "lingopress.engines"
"""The entry points by which other packages add engines, each a ``make(table, where)``."""

NONE = "none"
"""The name that stands for no engine."""

_PARTS = ("name", "traits", "unavailable", "label", "identity", "translate", "close")
"""What makes an engine."""


def names() -> list[str]:
    """List every engine that can be named, ours first, then others by name."""
    members = [f"{family}:{each}" for family in FAMILIES for each in _module(family).MEMBERS]
    return [*OWN, *members, *sorted({each.name for each in _others()} - {*OWN, *members})]


def about(name: str) -> str:
    """Say what an engine is, in a few words; empty for an unknown one."""
    family, _, member = name.partition(":")
    if family in FAMILIES and member in _module(family).MEMBERS:
        words: str = _module(family).MEMBERS[member].about
        return words
    return ABOUT.get(name) or ", ".join(
        f"of the package {_package(entry)}" for entry in _others() if entry.name == name
    )


def left_out(family: str) -> dict[str, str]:
    """List the members of a family that there might be, and why there are not, by full name."""
    return {f"{family}:{name}": why for name, why in _module(family).LEFT_OUT.items()}


def check(tables: Any, where: str = "lingopress.toml: engines") -> Mapping[str, Any]:  # noqa: ANN401 - from TOML
    """Take the tables of engines as written; what is in each is for its engine to say.

    Raises ConfigError for a table that belongs to no engine, since it would have no effect.
    """
    if not isinstance(tables, dict):
        raise ConfigError("must be a table of tables, one an engine", where)
    for name in tables:
        check_name(name, f"{where}.{_quoted(name)}")
    return tables


def check_name(name: str, where: str) -> None:
    """Raise ConfigError where there is no engine of a name, which stands at ``where``."""
    if name not in OWN and name not in names():
        raise ConfigError("there is no such engine", where, _hint(name))


def load(name: str, tables: Mapping[str, Any], where: str = "lingopress.toml: engines") -> Engine:
    """Make the engine of a name with its table, of those of ``lingopress.toml``.

    ``where`` names the tables in errors. Raises ConfigError if there is no such engine, it cannot
    be loaded, or its settings are wrong.
    """
    own = f"{where}.{_quoted(name)}"
    table = tables.get(name, {})
    family, _, member = name.partition(":")
    if member and family in FAMILIES:
        of_family = cast("Callable[[Any, str, str], Engine]", _make(family, FAMILIES[family]))
        return of_family(table, own, member)
    if name in OWN:
        return _make(name, OWN[name])(table, own)
    entries = [entry for entry in _others() if entry.name == name]
    if not entries:
        raise ConfigError(f"there is no engine named {name!r}", hint=_hint(name))
    if len(entries) > 1:
        packages = " and ".join(sorted(map(_package, entries)))
        raise ConfigError(f"{packages} add an engine {name!r} each", hint="remove one of them")
    return _foreign(entries[0], table, own)


def _module(family: str) -> Any:  # noqa: ANN401 - see FAMILIES for what is in it
    return import_module(FAMILIES[family].partition(":")[0])


def _make(name: str, place: str) -> Callable[[Any, str], Engine]:
    module, _, attribute = place.partition(":")
    try:
        make: Callable[[Any, str], Engine] = getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise ConfigError(
            f"the engine {name!r} cannot be loaded: {error}", hint=_installation(name)
        ) from error
    return make


def _installation(name: str) -> str:
    from importlib.metadata import metadata  # noqa: PLC0415 - slow to load

    extras = metadata("lingopress").get_all("Provides-Extra") or []
    return f"pip install 'lingopress[{name}]'" if name in extras else ""


def _others() -> list[EntryPoint]:
    """List the engines of other packages; those with a name of ours do not count."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - looks into every package

    found = (entry for entry in entry_points(group=GROUP) if entry.name not in OWN)
    return sorted(found, key=lambda entry: (entry.name, _package(entry)))


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else "without name"


def _foreign(entry: EntryPoint, table: Any, where: str) -> Engine:  # noqa: ANN401 - from TOML
    """Make an engine of another package, whose mistakes are not to stop us."""
    engine = f"the engine {entry.name!r} of the package {_package(entry)}"
    hint = "update or remove the package"
    try:
        made = entry.load()(table, where)
    except LingopressError:
        raise  # in its own words, about its settings
    except (Exception, SystemExit) as error:
        words = " ".join(keys.redact(f"{type(error).__name__}: {error}").split())
        raise ConfigError(f"{engine} cannot be loaded: {words}", hint=hint) from error
    missing = [part for part in _PARTS if not hasattr(made, part)]
    if missing:
        raise ConfigError(f"{engine} is none: it has no {', '.join(missing)}", hint=hint)
    return cast("Engine", made)


def _hint(name: str) -> str:
    family = name.partition(":")[0]
    if name.rstrip(":") in FAMILIES:
        return f"engines: {', '.join(each for each in names() if each.startswith(f'{family}:'))}"
    return did_you_mean(name, names()) or f"engines: {', '.join(names())}"


def _quoted(name: str) -> str:
    return f'"{name}"' if ":" in name else name

"""What each engine can do, and what it lacks: for people who choose one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n.errors import LingopressError
from lingopress_translate.engines import keys, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from lingopress_translate.engines.engine import Engine, Traits

_SOME_PAIR = ("en", "es")
"""Whose traits are shown where no publication names a pair."""


@dataclass(frozen=True)
class Finding:
    """What there is to know of one engine."""

    name: str
    """As on the command line."""
    about: str
    """What it is, in a few words."""
    problem: str = ""
    """Why it cannot be used at all, in one line; empty if it can."""
    traits: Traits | None = None
    """What it can do; None if it cannot be used."""
    is_key_set: bool = False
    """Whether the environment has its key."""
    locales: Mapping[str, str] = field(default_factory=dict)
    """Tag of a locale → what is to be done for it; empty if it is ready."""


def survey(
    names: Iterable[str], tables: Mapping[str, Any], source: str, targets: Sequence[str]
) -> list[Finding]:
    """Ask engines about the pairs of a publication; no target: about themselves alone.

    ``tables``: those of ``lingopress.toml``. An engine that fails is a finding, too.
    """
    return [_find(name, tables, source, targets) for name in names]


def _find(name: str, tables: Mapping[str, Any], source: str, targets: Sequence[str]) -> Finding:
    about = table.about(name)
    try:
        return _ask(table.load(name, tables), name, about, source, targets)
    except LingopressError as error:
        return Finding(name, about, problem=str(error))
    except Exception as error:  # noqa: BLE001 - what another package's engine raises is its problem
        words = f"{type(error).__name__}: {error}"
        return Finding(name, about, problem=keys.redact(f"it fails when it is asked: {words}"))


def _ask(engine: Engine, name: str, about: str, source: str, targets: Sequence[str]) -> Finding:
    try:
        locales = {target: engine.unavailable(source, target) for target in targets}
        ready = [target for target, reason in locales.items() if not reason]
        pair = (source, (ready or targets)[0]) if targets else _SOME_PAIR
        traits = engine.traits(*pair)
        is_key_set = bool(traits.key and keys.read(traits.key))
        return Finding(name, about, "", traits, is_key_set=is_key_set, locales=locales)
    finally:
        engine.close()


def left_out(family: str) -> list[Finding]:
    """Say of the members of a family that there are not, why."""
    return [
        Finding(name, "", problem=f"none: it {why}") for name, why in table.left_out(family).items()
    ]

"""Which engine a locale gets: what the operator named, what the settings name, or Apertium."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from lingopress_i18n.errors import EngineError
from lingopress_translate.draft.order import AUTO
from lingopress_translate.engines import table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.site import Site
    from lingopress_translate.draft.settings import Settings
    from lingopress_translate.engines.engine import Engine

_OFFLINE = "apertium"


@dataclass(frozen=True)
class Choice:
    """The engine for a locale."""

    engine: Engine | None
    remark: str = ""
    """Why there is none, or why it is not the one of the settings."""


class Engines:
    """The engines of a run, each made once. A context, which closes them."""

    def __init__(
        self, site: Site, settings: Settings, made: Mapping[str, Engine] = MappingProxyType({})
    ) -> None:
        """Make each engine when it is first asked for, but for those that are ``made`` already."""
        self._site = site
        self._settings = settings
        self._made = dict(made)

    def choose(self, locale: Locale, wanted: str) -> Choice:
        """Give the engine for a locale.

        ``wanted`` is its name, ``none``, or ``auto``: then the one of the settings or, where that
        cannot do the pair now, Apertium, which sends nothing anywhere. Raises EngineError where the
        named engine cannot do the pair, ConfigError where there is none of that name.
        """
        if wanted == table.NONE:
            return Choice(None, "no engine was asked for")
        if wanted != AUTO:
            engine = self._load(wanted)
            reason = self._why_not(engine, locale)
            if reason:
                raise EngineError(reason)
            return Choice(engine)
        named = self._settings.engine_of(locale.tag)
        if named == table.NONE:
            return Choice(None, "lingopress.toml names no engine for it")
        remark = ""
        if named:
            engine = self._load(named)
            remark = self._why_not(engine, locale)
            if not remark or named == _OFFLINE:
                return Choice(None if remark else engine, remark)
        offline = self._load(_OFFLINE)
        reason = self._why_not(offline, locale)
        remarks = [f"{named}: {remark}"] if remark else []
        return Choice(
            None if reason else offline, "; ".join([*remarks, *([reason] * bool(reason))])
        )

    def __enter__(self) -> Self:
        """Use them."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close all that were made."""
        for engine in self._made.values():
            engine.close()

    def _load(self, name: str) -> Engine:
        if name not in self._made:
            self._made[name] = table.load(name, self._site.engines)
        return self._made[name]

    def _why_not(self, engine: Engine, locale: Locale) -> str:
        return engine.unavailable(self._site.source.tag, locale.tag)

"""What a publication says about drafts: the table ``[draft]`` of ``lingopress.toml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lingopress_i18n import configuration
from lingopress_i18n.errors import ConfigError
from lingopress_i18n.site import CONFIG_NAME, DRAFT
from lingopress_translate.pacing import parse_limit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_i18n.site import Site
    from lingopress_translate.pacing import Limit

_WHERE = f"{CONFIG_NAME}: draft"


@dataclass(frozen=True)
class Settings:
    """How a publication is drafted, where the command line does not say otherwise."""

    engine: str = ""
    """The engine of every locale that has none of its own; empty where none is named."""
    engines: Mapping[str, str] = field(default_factory=dict)
    """Engines by locale, as BCP 47 tags."""
    budget: Limit | None = None
    """What one run may send or spend."""
    threshold: int = 75
    """From which score, of 100, a translation of a similar sentence is offered; 100 for none."""

    def engine_of(self, locale: str) -> str:
        """Name the engine that a locale is to have; empty where the settings name none."""
        return self.engines.get(locale, self.engine)


def parse(site: Site) -> Settings:
    """Read a site's table. Raises ConfigError."""
    values = configuration.table(site.draft, DRAFT, _WHERE)
    known = [locale.tag for locale in site.locales]
    engines = configuration.table(values.get("engines", {}), known, f"{_WHERE}.engines")
    budget = values.get("budget")
    if isinstance(budget, int) and not isinstance(budget, bool):
        budget = str(budget)
    return Settings(
        engine=_string(values, "engine", _WHERE),
        engines={tag: _string(engines, tag, f"{_WHERE}.engines") for tag in engines},
        budget=None if budget is None else parse_limit(str(budget), f"{_WHERE}.budget"),
        threshold=_threshold(values),
    )


def _string(values: Mapping[str, Any], key: str, where: str) -> str:
    value = values.get(key, "")
    if not isinstance(value, str):
        raise ConfigError("must be a string", f"{where}.{key}", "the name of an engine")
    return value.strip()


def _threshold(values: Mapping[str, Any]) -> int:
    value = values.get("memory_threshold", Settings.threshold)
    if isinstance(value, bool) or not isinstance(value, int) or not 50 <= value <= 100:  # noqa: PLR2004 - shares of 100
        raise ConfigError(
            f"{value!r} is no score",
            f"{_WHERE}.memory_threshold",
            "a whole number from 50 to 100; 100 offers no similar sentences",
        )
    return value

"""Names in ``lingopress.toml`` that few commands read: of rules and of engines.

A misspelt one would have no effect, and nobody would hear of it before the command that reads it.
The library knows no engines, and so it is the command line that looks at all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import site
from lingopress_i18n.errors import ConfigError
from lingopress_i18n.site import CONFIG_NAME

if TYPE_CHECKING:
    from pathlib import Path

    from lingopress_i18n.site import Site


def look(root: Path) -> None:
    """Raise ConfigError with ``file:line`` for such a name in a folder's ``lingopress.toml``.

    Whatever else is wrong there is raised, too; but that there is none is for others to say.
    """
    if not (root / CONFIG_NAME).is_file():
        return
    config = site.load(root)
    try:
        if config.checks != {}:  # also where it is no table
            from lingopress_i18n.checks import settings  # noqa: PLC0415 - most sites have no such table

            settings.parse(config.checks, f"{CONFIG_NAME}: checks")
        if config.engines or config.draft:
            _check_engines(config)
    except ConfigError as error:
        raise site.located(error, root) from None


def _check_engines(config: Site) -> None:
    """Raise ConfigError for a name in ``[engines]`` or ``[draft]`` that is no engine's."""
    from lingopress_translate.engines import table  # noqa: PLC0415 - likewise

    table.check(config.engines)
    where = f"{CONFIG_NAME}: draft"
    chosen = {f"{where}.engine": config.draft.get("engine")}
    by_locale = config.draft.get("engines", {})
    if isinstance(by_locale, dict):  # what else is wrong with it, 'draft' says
        chosen |= {f"{where}.engines.{tag}": name for tag, name in by_locale.items()}
    for place, name in chosen.items():
        if isinstance(name, str) and name.strip() not in {"", table.NONE}:
            table.check_name(name.strip(), place)

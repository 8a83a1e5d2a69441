"""Which languages the publication speaks, and what countries are called in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import files
from lingopress_i18n.errors import ConfigError
from lingopress_i18n.locales import Locale, locale
from lingopress_i18n.settings import toml_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from lingopress_i18n.settings.section import Section


def source(section: Section) -> Locale:
    """Read the language that articles are written in; English by default."""
    tag = section.string("source_locale", "en")
    found = _locale(section, "source_locale", tag)
    if found.is_pseudo:
        raise section.wrong("source_locale", f"{tag!r} is a pseudo-locale: nobody writes in it")
    return found


def targets(section: Section, source: Locale) -> tuple[Locale, ...]:
    """Read the languages to publish in, none of them twice, without the source."""
    tags = section.strings("locales")
    for index, tag in enumerate(tags):
        if tag in tags[:index]:
            raise section.wrong(f"locales[{index}]", f"{tag!r} stands twice")
    found = tuple(_locale(section, f"locales[{at}]", tag) for at, tag in enumerate(tags))
    if source in found:
        raise section.wrong(
            f"locales[{found.index(source)}]", f"{source.tag!r} is the source_locale"
        )
    return found


def territories(section: Section, root: Path) -> Mapping[str, Mapping[str, str]]:
    """Read the table of official names: a TOML file of one table a locale."""
    relative = section.string("territories")
    if not relative:
        return {}
    path = files.inside(root, relative, f"{section.where}.territories")
    if not path.is_file():
        raise section.wrong("territories", f"there is no file {relative!r}")
    tables = toml_file.read(path, relative)
    for tag, names in tables.items():
        if not isinstance(names, dict) or not all(isinstance(name, str) for name in names.values()):
            raise ConfigError("must be a table of names by country code", f"{relative}: {tag}")
        try:
            locale(tag)
        except ConfigError as error:
            raise ConfigError(error.message, f"{relative}: {tag}", error.hint) from None
    return tables


def _locale(section: Section, key: str, tag: str) -> Locale:
    try:
        return locale(tag)
    except ConfigError as error:
        raise section.wrong(key, error.message, error.hint) from None

"""What has to be reviewed before a page is published: the table ``[gates]`` of ``lingopress.toml``.

A gate is chosen for an article and a locale. What was said of the nearest folder, or of the article
itself, goes before what was said of the locale, and that before the default.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from lingopress_i18n import configuration
from lingopress_i18n.errors import ConfigError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


class Gate(enum.Enum):
    """What becomes of a page that is not reviewed from end to end."""

    HOLD = "hold"
    """It is not published; its readers are led to the source's page."""
    FALLBACK = "fallback"
    """It is published; what nobody has reviewed stands in the source language, marked."""
    DRAFTS = "drafts"
    """It is published with its drafts, marked one by one, for no search engine."""


SETTINGS = ("default", "locales", "sections", "hold_below", "checks")
"""What may be in the table."""


@dataclass(frozen=True)
class Gates:
    """The gates of a publication."""

    default: Gate = Gate.FALLBACK
    locales: Mapping[str, Gate] = field(default_factory=dict)
    """By locale tag, for all articles."""
    sections: Mapping[str, Gate | Mapping[str, Gate]] = field(default_factory=dict)
    """By folder of ``articles/`` or name of an article: for all locales, or by locale tag."""
    hold_below: Fraction = Fraction(4, 5)
    """A page under ``hold`` that was complete once, and of which several sentences were edited
    since, is held only when less than this share of its words is reviewed; 1 holds it after one."""
    checks: bool = False
    """Whether ``hold`` also waits until ``check`` finds no error."""

    def of(self, article: str, tag: str) -> Gate:
        """Give the gate of an article, by name, in a locale."""
        for path in _upwards(article):
            found = self.sections.get(path)
            if isinstance(found, Gate):
                return found
            if found is not None and tag in found:
                return found[tag]
        return self.locales.get(tag, self.default)

    @property
    def every(self) -> frozenset[Gate]:
        """Every gate that the publication may use."""
        named = [self.default, *self.locales.values()]
        for each in self.sections.values():
            named += [each] if isinstance(each, Gate) else each.values()
        return frozenset(named)


ALL_FALLBACK = Gates()
"""The gates of a site that names none."""


def parse(value: Any, tags: Collection[str], where: str) -> Gates:  # noqa: ANN401 - from TOML
    """Read the table; ``where`` names it in errors: ``lingopress.toml: gates``.

    Raises ConfigError for an unknown key, gate or locale. Whether a section is there is for the
    publication to say.
    """
    values = configuration.table(value, SETTINGS, where)
    checks = values.get("checks", False)
    if not isinstance(checks, bool):
        raise ConfigError("must be true or false", f"{where}.checks")
    return Gates(
        default=_gate(values.get("default", Gate.FALLBACK.value), f"{where}.default"),
        locales=_by_locale(values.get("locales", {}), tags, f"{where}.locales"),
        sections=_sections(values.get("sections", {}), tags, f"{where}.sections"),
        hold_below=_share(values.get("hold_below"), f"{where}.hold_below"),
        checks=checks,
    )


def check_sections(gates: Gates, articles: Collection[str], where: str) -> None:
    """Raise ConfigError for a section that is neither a folder nor an article of these names."""
    names = articles if gates.sections else ()
    known = {path for name in names for path in _upwards(name)}
    for section in gates.sections:
        if section not in known:
            hint = did_you_mean(section, known) or "name it as in articles/, without suffix"
            place = f'{where}.sections."{section}"'
            raise ConfigError(f"there is no folder or article {section!r}", place, hint)


def _upwards(article: str) -> Iterator[str]:
    """Go from an article's name up through its folders: ``a/b/c``, ``a/b``, ``a``."""
    while article:
        yield article
        article = article.rpartition("/")[0]


def _sections(
    value: Any,  # noqa: ANN401 - from TOML
    tags: Collection[str],
    where: str,
) -> dict[str, Gate | Mapping[str, Gate]]:
    if not isinstance(value, dict):
        raise ConfigError("must be a table", where)
    found: dict[str, Gate | Mapping[str, Gate]] = {}
    for section, each in value.items():
        place = f'{where}."{section}"'
        is_table = isinstance(each, dict)
        found[section] = _by_locale(each, tags, place) if is_table else _gate(each, place)
    return found


def _by_locale(value: Any, tags: Collection[str], where: str) -> dict[str, Gate]:  # noqa: ANN401 - from TOML
    if not isinstance(value, dict):
        raise ConfigError("must be a table", where)
    for tag in value:
        if tag not in tags:
            hint = did_you_mean(tag, tags) or f"it has {', '.join(tags)}"
            raise ConfigError(f"this publication has no locale {tag!r}", f"{where}.{tag}", hint)
    return {tag: _gate(each, f"{where}.{tag}") for tag, each in value.items()}


def _gate(value: Any, where: str) -> Gate:  # noqa: ANN401 - from TOML
    known = [gate.value for gate in Gate]
    if value not in known:
        meant = did_you_mean(value, known) if isinstance(value, str) else ""
        raise ConfigError(f"{value!r} is no gate", where, meant or f"one of {', '.join(known)}")
    return Gate(value)


def _share(value: Any, where: str) -> Fraction:  # noqa: ANN401 - from TOML
    if value is None:
        return Gates.hold_below
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        hint = "above 0, up to 1; 1 holds a page over one edited sentence"
        raise ConfigError(f"{value!r} is no share", where, hint)
    return Fraction(str(value))

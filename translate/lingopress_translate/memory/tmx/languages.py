"""Which of the publication's locales a TMX file means: tools write ``EN-US``, ``zh_CN``, ``fr``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.locales import subtags

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lingopress_i18n.locales import Locale

_SCRIPT = 4
"""Letters of a script's subtag; a territory's has two, or three digits."""


def matches(wanted: Locale, tag: str) -> bool:
    """Tell whether text of a tag can be the locale's.

    Language and script agree (``zh-CN`` is written as ``zh-Hans`` is); so does the territory where
    the locale has one (``fr-CA`` serves ``fr``, not the other way).
    """
    given = subtags(tag)
    if given is None:
        return False
    needed = subtags(wanted.tag)
    if needed is None:
        return False
    _, *rest = wanted.tag.split("-")
    has_territory = any(len(part) < _SCRIPT for part in rest)
    return given == needed if has_territory else given[:2] == needed[:2]


def find(wanted: Locale, texts: Mapping[str, str], others: Iterable[Locale]) -> str | None:
    """Give the text of a locale among those of a unit, by tag; None if none is its language.

    A tag that is a locale's own is no other locale's: with ``fr`` and ``fr-CA`` in the publication
    each gets its own.
    """
    taken = {each.tag.lower() for each in others}
    for tag, text in texts.items():
        if _normal(tag) == wanted.tag.lower():
            return text
    for tag, text in texts.items():
        if _normal(tag) not in taken and matches(wanted, tag):
            return text
    return None


def _normal(tag: str) -> str:
    return tag.strip().replace("_", "-").lower()

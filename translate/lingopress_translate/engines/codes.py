"""A language under the names that services give it."""

from __future__ import annotations

from lingopress_i18n import locales
from lingopress_i18n.errors import ConfigError

_OTHERS = {
    "fil": ("tl",),
    "he": ("iw",),
    "jv": ("jw",),
    "nb": ("no",),
    "no": ("nb",),
    "pt-BR": ("pb",),
    "zh-Hans": ("zh-CN",),
    "zh-Hant": ("zh-TW", "zt"),
}
"""Other codes in use for what a tag names: older ones, and Argos's own."""


def candidates(tag: str) -> tuple[str, ...]:
    """List the codes that may mean the language of a BCP 47 tag, the most exact first.

    A code without region or script is among them only where it means the same script: ``zh-Hant``
    is not ``zh``. A service may write codes in other letters, ``PT-BR``. Empty for what is no
    language, such as a pseudo-locale.
    """
    try:
        locale = locales.locale(tag)
    except ConfigError:
        return ()
    if locale.is_pseudo:
        return ()
    script = locales.script(locale)
    found: dict[str, None] = {}
    for fallback in (*locale.fallbacks, *_by_script(locale.fallbacks[-1], script)):
        if locales.script(locales.locale(fallback)) == script:
            found.update(dict.fromkeys((fallback, *_OTHERS.get(fallback, ()))))
    return tuple(found)


def _by_script(language: str, script: str) -> tuple[str, ...]:
    """Give the tag that is usual where a language is told apart by its script."""
    return (f"{language}-{script}",) if language == "zh" else ()

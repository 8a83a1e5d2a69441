"""BCP 47 tags, by what may stand for what among services that know less of them."""

from __future__ import annotations

from lingopress_i18n import locales


def candidates(tag: str) -> list[str]:
    """List the tags that may stand for a canonical one, the most exact first, itself included.

    ``zh-Hant-HK`` may be ``zh-Hant``, and ``en-GB`` ``en``: a country gives way. A script does
    not: who wants Serbian in Latin letters is not served by ``sr``, which has Cyrillic ones.
    """
    language = tag.partition("-")[0]
    script = locales.script(locales.locale(tag))
    found = [tag, f"{language}-{script}"]
    if script == locales.script(locales.locale(language)):
        found.append(language)
    return found

"""Which of the built languages a browser asks for, as patterns that any server can match.

A pattern looks at the whole of ``Accept-Language`` (RFC 9110, 12.5.4): the first range there that
any of the locales serves decides, as browsers list the best first. Scripts are told apart, also
where the range names a region alone: ``zh-TW`` is no ``zh-Hans``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.locales import regional_scripts, subtags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.locales import Locale

_REST = "(?:-[a-z0-9]+)*"
_END = r"\s*(?:,|$|;(?!\s*q=0(?:\.0*)?\s*(?:,|$)))"
"""After a range: the next one, the end, or a weight that is not zero."""


def patterns(locales: Sequence[Locale]) -> dict[str, str]:
    """Give for each locale's tag the pattern of headers that ask for it, of Perl's kind.

    In lower case, to be matched without regard to case; at most one of them matches a header.
    """
    ranges = {each.tag: _range(each, locales) for each in locales}
    served = rf"\s*(?:{'|'.join(ranges.values())}){_END}"
    return {tag: rf"^(?:(?!{served})[^,]*,)*\s*{own}{_END}" for tag, own in ranges.items()}


def ranges(locale: Locale, locales: Sequence[Locale]) -> list[str]:
    """List the ranges of a locale without wildcards: ``zh``, ``zh-Hans``, ``zh-CN``."""
    language, script, territory = subtags(locale.tag) or (locale.tag, "", "")
    own = _own_regions(locale, locales)
    if own is not None:
        return [f"{language}-{each}" for each in own]
    named = [f"{language}-{script}", f"{language}-{territory}"]
    return [language, *(each for each in named if not each.endswith("-"))]


def _range(locale: Locale, locales: Sequence[Locale]) -> str:
    """Give the pattern of one range that a locale serves."""
    language, script, _ = (each.lower() for each in subtags(locale.tag) or (locale.tag, "", ""))
    own = _own_regions(locale, locales)
    if own is not None:
        regions = "|".join(own).lower()
        return rf"{language}-(?:{regions})(?![a-z0-9]){_REST}"
    others = regional_scripts(language)
    elsewhere = [region for region, found in others.items() if found.lower() != script]
    elsewhere += [
        region
        for each in locales
        if each is not locale and _group(each) == _group(locale)
        for region in _own_regions(each, locales) or []
    ]
    foreign = [rf"(?!{script})[a-z]{{4}}(?![a-z])"] if script else []
    if elsewhere:
        foreign.append(rf"(?:{'|'.join(elsewhere).lower()})(?![a-z0-9])")
    unless = f"(?!-(?:{'|'.join(foreign)}))" if foreign else ""
    return rf"{language}(?![a-z0-9]){unless}{_REST}"


def _own_regions(locale: Locale, locales: Sequence[Locale]) -> list[str] | None:
    """List the subtags that alone lead to a locale; None if its language alone does, too."""
    language, script, territory = subtags(locale.tag) or (locale.tag, "", "")
    group = [each for each in locales if _group(each) == _group(locale)]
    if len(group) > 1 and locale is not _first(group):
        return [territory]
    usual = (subtags(language) or ("", script, ""))[1]
    if script == usual:
        return None
    regions = [region for region, found in regional_scripts(language).items() if found == script]
    return [script, *regions]


def _group(locale: Locale) -> tuple[str, str]:
    language, script, _ = subtags(locale.tag) or (locale.tag, "", "")
    return language, script


def _first(group: Sequence[Locale]) -> Locale:
    """Choose who of a language and script serves the regions that nobody names.

    The locale without a region, else that of the likely one, else the first.
    """
    language = (subtags(group[0].tag) or ("", "", ""))[0]
    likely = (subtags(language) or ("", "", ""))[2]

    def rank(locale: Locale) -> tuple[bool, bool]:
        region = locale.tag.rpartition("-")[2]
        is_named = locale.tag != language and len(region) == 2  # noqa: PLR2004 - as in BR
        return is_named, region != likely

    return min(group, key=rank)

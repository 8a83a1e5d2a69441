"""Which of the built languages a browser asks for, as patterns that any server can match.

A pattern looks at the whole of ``Accept-Language`` (RFC 9110, 12.5.4): the first range there that
any of the locales serves decides, as browsers list the best first. Scripts are told apart, also
where the range names a region alone: ``zh-TW`` is no ``zh-Hans``. A range that names neither, such
as ``sr``, gets the usual script, and another where the site has no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n.locales import called, regional_parents, regional_scripts, subtags

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lingopress_i18n.locales import Locale

_REST = "(?:-[a-z0-9]+)*"
_WHOLE = "(?![a-z0-9])"
"""The end of a subtag."""
_END = r"\s*(?:,|$|;(?!\s*q=0(?:\.0*)?\s*(?:,|$)))"
"""After a range: the next one, the end, or a weight that is not zero."""


def patterns(locales: Sequence[Locale]) -> dict[str, str]:
    """Give for each locale's tag the pattern of headers that ask for it, of Perl's kind.

    In lower case, to be matched without regard to case; at most one of them matches a header.
    """
    shares = {each.tag: _served(each, locales) for each in locales}
    ranges = {tag: _range(each) for tag, each in shares.items()}
    # what a language and script is offered at all, in few words: nginx takes 4,096 at a time
    wholes = [_range(each.with_others()) for each in shares.values() if each.is_first]
    served = rf"\s*(?:{'|'.join(wholes)}){_END}"
    return {tag: rf"^(?:(?!{served})[^,]*,)*\s*{own}{_END}" for tag, own in ranges.items()}


def ranges(locale: Locale, locales: Sequence[Locale]) -> list[str]:
    """List the ranges of a locale without wildcards: ``zh``, ``zh-Hans``, ``zh-CN``."""
    served = _served(locale, locales)
    found = []
    for name in served.names:
        if served.is_default:
            found.append(name)
        if served.is_first and served.script:
            found.append(f"{name}-{served.script}")
        found += [f"{name}-{region}" for region in served.alone]
        found += [f"{name}-{served.script}-{region}" for region in served.scripted]
    return found


class _Served(NamedTuple):
    """Which ranges of a language are a locale's."""

    names: tuple[str, ...]
    """What the language is called."""
    script: str
    is_default: bool
    """Whether it has those that name neither script nor region."""
    is_usual: bool
    """Whether its script is the usual one, so that regions need not be known."""
    is_first: bool
    """Whether those of its script are its own, but for regions that others have."""
    alone: tuple[str, ...]
    """Regions that lead to it, also where no script is named."""
    scripted: tuple[str, ...]
    """Regions that do with its script alone."""
    elsewhere: tuple[str, ...]
    """Regions that are written in another script."""
    others: Mapping[str, bool]
    """Regions that other locales of its script have; whether also where no script is named."""

    def with_others(self) -> _Served:
        """Give all that is served in its script, by whichever locale."""
        alone = [region for region, is_alone in self.others.items() if is_alone]
        return self._replace(alone=(*self.alone, *alone), others={})


def _served(locale: Locale, locales: Sequence[Locale]) -> _Served:
    language, script, territory = subtags(locale.tag) or (locale.tag, "", "")
    kin = [each for each in locales if _group(each)[0] == language]
    group = [each for each in kin if _group(each)[1] == script]
    usual = (subtags(language) or ("", script, ""))[1]
    by_script = regional_scripts(language)
    regions = _regions(group)
    first = _first(group)
    own = [region for region, each in regions.items() if each is locale]
    own.sort(key=lambda region: region != _region(locale))
    if locale is first:
        own = [region for region, found in by_script.items() if found == script]
        own += [territory] * (bool(territory) and by_script.get(territory, usual) == script)
        own = [region for region in own if regions.get(region, locale) is locale]
    is_alone = {
        region: by_script.get(region, usual) == script for region in (*own, *sorted(regions))
    }
    defaults = [each for each in kin if _group(each)[1] == usual] or kin
    built = {_group(each)[0] for each in locales}
    return _Served(
        names=tuple(each for each in called(language) if each == language or each not in built),
        script=script,
        is_default=locale is first and locale is _first(_alike(defaults)),
        is_usual=script == usual,
        is_first=locale is first,
        alone=tuple(dict.fromkeys(region for region in own if is_alone[region])),
        scripted=tuple(dict.fromkeys(region for region in own if not is_alone[region])),
        elsewhere=tuple(region for region, found in by_script.items() if found != script),
        others={region: is_alone[region] for region, each in regions.items() if each is not locale},
    )


def _range(served: _Served) -> str:
    """Write the pattern of one range that a locale serves."""
    language = _any(served.names)
    script = served.script.lower()
    others = f"{_any(served.others)}{_WHOLE}"
    if not served.is_first:
        shapes = [f"(?:{script}-)?{_any(served.alone)}"] if served.alone else []
        shapes += [f"{script}-{_any(served.scripted)}"] if served.scripted else []
        return f"{language}-(?:{'|'.join(shapes)}){_WHOLE}{_REST}"
    if served.is_usual:
        foreign = [f"(?!{script})[a-z]{{4}}(?![a-z])"] if script else []
        foreign += [f"{_any(served.elsewhere)}{_WHOLE}"] if served.elsewhere else []
        foreign += [f"(?:{script}-)?{others}"] if served.others else []
        unless = f"(?!-(?:{'|'.join(foreign)}))" if foreign else ""
        return f"{language}{_WHOLE}{unless}{_REST}"
    unless = f"(?!-{others})" if served.others else ""
    shapes = [f"-{script}{_WHOLE}{unless}{_REST}"]
    shapes += [f"-{_any(served.alone)}{_WHOLE}{_REST}"] if served.alone else []
    shapes += [f"{_WHOLE}(?!-)"] if served.is_default else []
    return f"{language}(?:{'|'.join(shapes)})"


def _any(words: Iterable[str]) -> str:
    every = [each.lower() for each in words]
    return every[0] if len(every) == 1 else f"(?:{'|'.join(every)})"


def _regions(group: Sequence[Locale]) -> dict[str, Locale]:
    """Give the regions that other than the first of a language and script serve: theirs, and near.

    Near are those that CLDR has below the same wider region: Angola writes Portuguese as Portugal
    does, Mexico Spanish as Latin America.
    """
    first = _first(group)
    language, script = _group(first)
    parents = regional_parents(language, script)
    named = {_region(each): each for each in (first, *group) if _region(each)}
    found = {region: each for region, each in named.items() if each is not first}
    for region, above in parents.items():
        near = [named[each] for each in above if each in named]
        near += [
            each for own, each in named.items() if set(parents.get(own, ())).intersection(above)
        ]
        if region not in named and near and near[0] is not first:
            found[region] = near[0]
    return dict(sorted(found.items()))


def _region(locale: Locale) -> str:
    """Give the region that a locale's tag names; empty for none."""
    return next((part for part in locale.tag.split("-")[1:] if len(part) in {2, 3}), "")


def _group(locale: Locale) -> tuple[str, str]:
    language, script, _ = subtags(locale.tag) or (locale.tag, "", "")
    return language, script


def _alike(locales: Sequence[Locale]) -> list[Locale]:
    """List those that are of one script with the first."""
    return [each for each in locales if _group(each) == _group(locales[0])]


def _first(group: Sequence[Locale]) -> Locale:
    """Choose who of a language and script serves the regions that nobody names.

    The locale without a region, else that of the likely one, else the first.
    """
    language = (subtags(group[0].tag) or ("", "", ""))[0]
    likely = (subtags(language) or ("", "", ""))[2]

    def rank(locale: Locale) -> tuple[bool, bool]:
        region = _region(locale)
        return bool(region), region != likely

    return min(group, key=rank)

"""Locales: their names, direction, plurals, and how their sentences are joined."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from babel import Locale as CldrLocale
from babel import UnknownLocaleError
from babel.core import get_global, parse_locale

from lingopress_i18n.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SCRIPTS_WITHOUT_SPACES = frozenset({"Hani", "Hans", "Hant", "Jpan", "Hrkt"})
"""Scripts that put nothing between two sentences. (Thai, Lao and Khmer do put a space there.)"""


@dataclass(frozen=True)
class Locale:
    """A language that articles are written or published in."""

    tag: str
    """Canonical BCP 47 tag, for HTML and URLs: ``zh-Hans``. All else follows from it."""
    posix: str = field(compare=False)
    """Name of the locale's folder, as gettext has it: ``zh_Hans``."""
    joiner: str = field(compare=False)
    """What stands between two sentences of a paragraph: a space, or nothing."""
    fallbacks: tuple[str, ...] = field(compare=False)
    """Tags to look data up under, most specific first: ``("pt-BR", "pt")``."""
    is_pseudo: bool = field(default=False, compare=False)
    """Whether it is no language but a trial of the theme: ``pseudo.py`` makes all its text."""

    @functools.cached_property
    def direction(self) -> str:
        """``ltr`` or ``rtl``, for ``dir``."""
        if self.is_pseudo:
            return _PSEUDO[self.tag][0]
        return "rtl" if self._data.text_direction == "rtl" else "ltr"  # HTML knows no "ttb"

    @functools.cached_property
    def endonym(self) -> str:
        """The language's own name, as CLDR spells it: ``français``."""
        if self.is_pseudo:
            return self.english_name
        name = self._data.languages.get(self.posix) or self._data.get_display_name() or self.tag
        return name[:1].upper() + name[1:]

    @functools.cached_property
    def english_name(self) -> str:
        """The language's English name, for headers that tools read."""
        if self.is_pseudo:
            return f"{_PSEUDO[self.tag][1]} ({self.tag})"
        return self._data.get_display_name("en") or self.tag

    @functools.cached_property
    def plural_forms(self) -> str:
        """Value of a catalog's ``Plural-Forms`` header."""
        from babel.messages.plurals import (  # noqa: PLC0415 - new catalogs alone need it
            PLURALS,
            get_plural,
        )

        names = (tag.replace("-", "_") for tag in readable(self))
        return get_plural(next((each for each in names if each in PLURALS), self.cldr)).plural_forms

    @functools.cached_property
    def dates(self) -> dict[str, str]:
        """Fields of dates that have been written out, and their form: see ``cldr.long_date``."""
        return {}

    @functools.cached_property
    def zero(self) -> str:
        """The nought of the digits that CLDR has readers expect: ``0``, in Persian ``۰``."""
        system = "latn" if self.is_pseudo else self._data.default_numbering_system
        return chr(_NOUGHTS.get(system, ord("0")))

    def told(self) -> dict[str, Any]:
        """Give what CLDR's data of the locale have been asked for so far; values of JSON."""
        return {name: value for name in _TOLD if (value := vars(self).get(name)) is not None}

    def tell(self, known: Mapping[str, Any]) -> None:
        """Take what was ``told`` in an earlier run: reading the data takes much longer."""
        vars(self).update({name: known[name] for name in _TOLD if name in known})
        vars(self)["dates"] = dict(self.dates)

    @property
    def cldr(self) -> str:
        """What CLDR calls the data of the locale: that of English for a pseudo-locale."""
        return "en" if self.is_pseudo else self.posix

    @functools.cached_property
    def _data(self) -> CldrLocale:
        """CLDR's data, which are read from a file when something is asked of them."""
        return CldrLocale.parse(self.cldr)


_TOLD = ("direction", "endonym", "english_name", "zero", "dates")
"""The fields that pages ask for, those of the first ones in all locales."""

_NOUGHTS = {
    "adlm": 0x1E950,
    "arab": 0x660,
    "arabext": 0x6F0,
    "beng": 0x9E6,
    "cakm": 0x11136,
    "deva": 0x966,
    "hmnp": 0x1E140,
    "mtei": 0xABF0,
    "mymr": 0x1040,
    "nkoo": 0x7C0,
    "olck": 0x1C50,
    "tibt": 0xF20,
}
"""By CLDR's name of a system of digits, its nought; the other nine follow it in Unicode."""

_PSEUDO = {"en-XA": ("ltr", "Accented"), "ar-XB": ("rtl", "Mirrored")}
"""Pseudo-locales, with the tags that ICU and Android give them; CLDR's data do not have them."""


@functools.cache
def locale(tag: str) -> Locale:
    """Look up a locale by its BCP 47 tag.

    Raises ConfigError for a tag that CLDR does not know or that is not in canonical form
    (``zh_CN``, ``EN``): the tag becomes a URL, so one language must have one spelling.
    """
    if tag in _PSEUDO:
        posix = tag.replace("-", "_")
        return Locale(tag, posix, locale("en").joiner, (tag,), is_pseudo=True)
    try:
        cldr = CldrLocale.parse(tag.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        spoken = _spoken_in(tag)
        hint = f"did you mean {spoken}?" if spoken else ""
        hint = hint or "use a BCP 47 tag such as fr, pt-BR or zh-Hans"
        raise ConfigError(f"unknown locale {tag!r}", hint=hint) from None
    posix = str(cldr)
    canonical = posix.replace("_", "-")
    if canonical != tag:
        raise ConfigError(f"unknown locale {tag!r}", hint=f"did you mean {canonical}?")
    parts = canonical.split("-")
    return Locale(
        tag=canonical,
        posix=posix,
        joiner="" if _script(cldr) in _SCRIPTS_WITHOUT_SPACES else " ",
        fallbacks=tuple("-".join(parts[:count]) for count in range(len(parts), 0, -1)),
    )


def _spoken_in(country: object) -> str:
    """Give the language that is likely meant by a country's code: ``ja`` by ``jp``; or nothing."""
    likely = get_global("likely_subtags").get(f"und_{str(country).upper()}", "")
    language, _, rest = likely.partition("_")
    return f"zh-{rest[:4]}" if language == "zh" else language  # which is written in two ways


@functools.cache
def readable(wanted: Locale) -> tuple[str, ...]:
    """List the locales whose texts a locale's readers can do with, nearest first, as BCP 47 tags.

    CLDR's parents, in every spelling, as far as they are the same language in the same script:
    ``pt-PT`` for ``pt-AO``, ``es`` for ``es-419``, ``zh-Hans`` for ``zh``, ``pt-BR`` for ``pt``;
    but never ``sr`` for ``sr-Latn``.
    """
    if wanted.is_pseudo:
        return (wanted.tag,)
    parents = get_global("parent_exceptions")
    own = subtags(wanted.tag) or (wanted.tag, "", "")
    languages = called(own[0])
    found: dict[str, None] = {}
    name = wanted.posix
    while name:
        language, script, territory = subtags(name) or (name, "", "")
        if language not in languages or script != own[1]:
            break
        found[name.replace("_", "-")] = None
        is_bare = name == language
        for each in languages:
            ends = (f"-{script}", f"-{territory}", "") if is_bare else ()
            found |= dict.fromkeys(f"{each}{end}" for end in ends)
        name = parents.get(name) or name.rpartition("_")[0]
    return tuple(found)


def is_alike(tag: str, wanted: Locale) -> bool:
    """Tell whether another program's text under a tag is in the locale's language, as it spells it.

    ``zh_CN`` is ``zh-Hans``, ``fr-CA`` is ``fr`` and ``pt`` is ``pt-BR``; ``pt-PT`` is not, nor is
    ``zh-TW`` ``zh-Hans``. False for what is no tag.
    """
    if wanted.is_pseudo:
        return tag == wanted.tag
    try:
        cldr = CldrLocale.parse(tag.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    own = CldrLocale.parse(wanted.cldr)
    is_near = cldr.territory == own.territory or not (_region(tag) and own.territory)
    return cldr.language == own.language and _script(cldr) == _script(own) and is_near


def _region(tag: str) -> bool:
    """Tell whether a tag itself names a region."""
    return any(len(part) == 2 for part in re.split("[-_]", tag)[1:])  # noqa: PLR2004 - as in BR


def script(wanted: Locale) -> str:
    """Tell the script of a locale, as ISO 15924 names it: ``Latn``, ``Hans``."""
    return _script(CldrLocale.parse(wanted.cldr))


def subtags(tag: str) -> tuple[str, str, str] | None:
    """Tell a tag's language, script and territory, in whatever spelling another tool wrote it.

    What the tag leaves out is CLDR's likely value; unknown languages have none: ``zh_TW`` gives
    ``("zh", "Hant", "TW")``, ``EN-us`` ``("en", "Latn", "US")``. None for what is no tag.
    """
    try:
        language, territory, script = parse_locale(tag.strip().replace("_", "-"), sep="-")[:3]
    except ValueError:
        return None
    language = get_global("language_aliases").get(language, language)
    likely = get_global("likely_subtags")
    given = [[language, script, territory], [language, script], [language, territory], [language]]
    names = ("_".join(filter(None, parts)) for parts in given)
    full = next((likely[name] for name in names if name in likely), "").split("_")
    if len(full) == 3:  # noqa: PLR2004 - language, script, territory
        script, territory = script or full[1], territory or full[2]
    return language, script or "", territory or ""


def regional_scripts(language: str) -> dict[str, str]:
    """Tell in which regions a language is likely written in another script: ``{"TW": "Hant"}``."""
    likely = get_global("likely_subtags")
    usual = likely.get(language, "").split("_")
    found = {}
    for key, full in likely.items():
        own, _, region = key.partition("_")
        script = full.split("_")[1]
        if own == language and len(region) == 2 and script not in usual:  # noqa: PLR2004 - as in TW
            found[region] = script
    return dict(sorted(found.items()))


def called(language: str) -> tuple[str, ...]:
    """List the codes by which browsers may call a language: its own, and withdrawn ones.

    Norwegian is ``no`` to some and ``nb`` to others.
    """
    aliases = get_global("language_aliases")
    old = [code for code, new in aliases.items() if new == language and len(code) == 2]  # noqa: PLR2004 - as browsers have them
    return (language, *sorted(old), *{"no": ("nb",), "nb": ("no",)}.get(language, ()))


def regional_parents(language: str, script: str) -> dict[str, tuple[str, ...]]:
    """Tell which regions write a language as a wider one does: ``{"AU": ("001",)}`` in English.

    Nearest first, by CLDR's parent locales; ``script`` is the one that they are written in.
    """
    parents = get_global("parent_exceptions")
    found = {}
    for key in parents:
        own = key.split("_")
        if own[0] == language and len(own) > 1 and own[1:-1] in ([], [script]):
            above = []
            while (key := parents.get(key, "")).startswith(f"{language}_"):
                above.append(key.rpartition("_")[2])
            if above:
                found[own[-1]] = tuple(above)
    return dict(sorted(found.items()))


@functools.cache
def open_graph(wanted: Locale) -> str:
    """Name a locale as the Open Graph protocol does, with its likely territory: ``zh_CN``."""
    language, _, territory = subtags(wanted.tag) or (wanted.tag, "", "")
    if territory.isdigit():  # Latin America has letters there, other parts of the world have none
        likely = (subtags(language) or ("", "", ""))[2]
        territory = "LA" if territory == "419" else likely
    return f"{language}_{territory}" if territory else language


def announced(wanted: Locale, others: Iterable[Locale]) -> str:
    """Name a locale for search engines, which know no region by number: ``es`` for ``es-419``.

    Where one of the others has that name, it keeps its own, and they may take it or not.
    """
    short = re.sub("-[0-9]{3}$", "", wanted.tag)
    return wanted.tag if any(each.tag == short for each in others) else short


def _script(cldr: CldrLocale) -> str:
    """Tell the script of a locale, from its tag or from CLDR's likely subtags."""
    if cldr.script:
        return cldr.script
    likely = get_global("likely_subtags")
    full = likely.get(str(cldr)) or likely.get(cldr.language) or ""
    subtags = full.split("_")
    return subtags[1] if len(subtags) > 1 else ""

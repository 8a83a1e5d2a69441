"""What the publication's articles are: where sentences end, what front matter means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lingopress_i18n.errors import did_you_mean

if TYPE_CHECKING:
    from lingopress_i18n.settings.section import Section

SEGMENTATIONS = ("sentence", "paragraph")
"""What a message of running text may be."""

GENERATORS = ("docusaurus", "hugo", "mkdocs", "other")
"""Programs that may make the site of localized sources."""
_ABBREVIATION = re.compile(r"\S(?:[^\s+/]| (?! )){0,28}\.")
_ATTRIBUTE = re.compile(r"(?:[\w./:-]+\.)?[\w:-]+")
_FIELD = re.compile(r"[^\s.]+(?:\.[^\s.]+)*")
_TAXONOMY = re.compile(r"\w[\w-]{0,39}")
_OWN_FIELDS = frozenset({"aliases", "date", "order", "slug", "table", "translate"})
"""Front matter that steers Lingopress and is no text to read."""


def abbreviations(section: Section) -> tuple[str, ...]:
    """Read the abbreviations that end no sentence, with their full stop."""
    found = section.strings("abbreviations")
    for index, each in enumerate(found):
        if not _ABBREVIATION.fullmatch(each):
            raise section.wrong(
                f"abbreviations[{index}]",
                f"{each!r} is no abbreviation",
                "it ends in a full stop and has at most 30 characters, such as Reg. or Ph.D.",
            )
    return tuple(found)


def segmentation(section: Section) -> str:
    """Read what a message is, of ``SEGMENTATIONS``."""
    value = section.string("segmentation", SEGMENTATIONS[0])
    if value not in SEGMENTATIONS:
        hint = f"one of {', '.join(SEGMENTATIONS)}"
        raise section.wrong("segmentation", f"{value!r} is unknown", hint)
    return value


def generator(section: Section) -> str:
    """Read which program makes the site, of ``GENERATORS``; empty for Lingopress itself."""
    value = section.string("generator")
    if value and value not in GENERATORS:
        known = ", ".join(GENERATORS)
        hint = did_you_mean(value, GENERATORS) or f"one of {known}; none if publish makes the site"
        raise section.wrong("generator", f"{value!r} is unknown", hint)
    return value


def attributes(section: Section, default: tuple[str, ...]) -> tuple[str, ...]:
    """Read the names of attributes that hold text, of shortcodes and components."""
    if "attributes" not in section.values:
        return default
    names = section.strings("attributes")
    for index, name in enumerate(names):
        if not _ATTRIBUTE.fullmatch(name):
            hint = 'such as "caption", "figure.caption", or "tab.0" for what has only its place'
            raise section.wrong(f"attributes[{index}]", f"{name!r} is no name", hint)
    return tuple(names)


def fields(section: Section, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Read the names of the front-matter fields that are translated, by path."""
    if "fields" not in section.values:
        return default
    names = section.strings("fields")
    for index, name in enumerate(names):
        key = f"fields[{index}]"
        if not _FIELD.fullmatch(name):
            raise section.wrong(key, f"{name!r} is no path of a field", 'such as "authors.bio"')
        if name.partition(".")[0] in _OWN_FIELDS:
            raise section.wrong(key, f"{name!r} is not translated", "it is no text")
    return tuple(names)


def taxonomies(section: Section) -> tuple[str, ...]:
    """Read the names of the front-matter fields that list terms, none of which is in ``fields``.

    A term is translated once, as the title of its page.
    """
    names = section.strings("taxonomies")
    translated = {each.partition(".")[0] for each in section.strings("fields")}
    for index, name in enumerate(names):
        key = f"taxonomies[{index}]"
        if not _TAXONOMY.fullmatch(name):
            raise section.wrong(key, f"{name!r} is no name of a field", 'such as "tags"')
        if name in _OWN_FIELDS | {"title", "description"}:
            raise section.wrong(key, f"{name!r} lists no terms", "it means something else")
        if name in names[:index]:
            raise section.wrong(key, f"{name!r} stands twice")
        if name in translated:
            hint = "take it out of fields: its terms are translated as the titles of their pages"
            raise section.wrong(key, f"{name!r} is in site.fields, too", hint)
    return tuple(names)

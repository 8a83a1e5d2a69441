"""Memories from other tools, and for them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from lingopress_i18n import files
from lingopress_i18n.errors import ConfigError
from lingopress_translate.memory import feeding, tmx

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from lingopress_i18n.site import Site
    from lingopress_translate.memory.match import Unit

_NAME = re.compile(r"[\w-][\w.-]{0,99}")


@dataclass(frozen=True)
class Imported:
    """What became of a TMX file."""

    path: Path
    """The publication's own copy."""
    is_new: bool
    """Whether that copy was written; false where it said the same already."""
    contents: tmx.Contents


def import_tmx(site: Site, path: Path, name: str | None = None) -> Imported:
    """Keep what a TMX file says in the publication's locales as ``locales/memory/NAME.tmx``.

    NAME is the file's own by default; an earlier memory of that name is replaced. The copy is what
    the memory is fed with, so it survives that ``.lingopress`` is deleted, and belongs under
    version control. Raises ContentError for a broken file, which leaves everything as it was, and
    ConfigError for a name that is none.
    """
    name = path.stem if name is None else name
    if not _NAME.fullmatch(name):
        raise ConfigError(
            f"{name!r} is no name for a memory", hint="use letters, digits, '-', '_' and '.'"
        )
    where = str(path)
    contents = tmx.read(tmx.chunks(path, where), where, site.source, site.locales)
    data, _ = tmx.write(contents.units, site)
    copy = feeding.tmx_path(site, name)
    return Imported(copy, files.write_if_changed(copy, data), contents)


def export_tmx(site: Site, units: Mapping[str, Sequence[Unit]]) -> tuple[bytes, int]:
    """Make a TMX file of translations, by tag of the locale; their order does not matter.

    Gives also how many texts were left out because XML cannot hold them (control characters).
    """
    places: defaultdict[tuple[str, str | None], dict[str, set[str]]] = defaultdict(dict)
    for locale in site.locales:
        for unit in units.get(locale.tag, ()):
            by_tag = places[unit.source, unit.context]
            by_tag.setdefault(locale.tag, set()).add(unit.target)
    return tmx.write(
        (
            tmx.Translated(source, dict(row), context)
            for (source, context), by_tag in places.items()
            for row in _rows(by_tag)
        ),
        site,
    )


def _rows(by_tag: Mapping[str, AbstractSet[str]]) -> Iterator[list[tuple[str, str]]]:
    """Go through a text's translations: one into each locale, then the second ones, and so on."""
    columns = [[(tag, text) for text in sorted(texts)] for tag, texts in by_tag.items()]
    for row in zip_longest(*columns):
        yield [each for each in row if each is not None]

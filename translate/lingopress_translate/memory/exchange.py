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
    from collections.abc import Mapping, Sequence
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
    """Make a TMX file of translations, by tag of the locale, each sorted.

    Gives also how many texts were left out because XML cannot hold them (control characters).
    """
    places: defaultdict[tuple[str, str | None], dict[str, list[str]]] = defaultdict(dict)
    for tag, known in units.items():
        for unit in known:
            places[unit.source, unit.context].setdefault(tag, []).append(unit.target)
    return tmx.write(
        (
            tmx.Translated(
                source,
                {tag: text for tag, text in zip(by_tag, texts, strict=True) if text is not None},
                context,
            )
            for (source, context), by_tag in places.items()
            for texts in zip_longest(*by_tag.values())
        ),
        site,
    )

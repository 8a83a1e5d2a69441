"""Publishing: everything from articles to pages, and nothing when nothing has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import manifest, schedule, site

if TYPE_CHECKING:
    from pathlib import Path

    from lingopress_i18n.build import Published
    from lingopress_i18n.manifest import Manifest
    from lingopress_i18n.schedule import Day
    from lingopress_i18n.site import Site


def publish(
    root: Path,
    tags: tuple[str, ...] = (),
    jobs: int | None = None,
    day: Day = schedule.unknown,
) -> Published | None:
    """Bring the site up to the articles and catalogs; in all locales if none is named.

    ``jobs`` is how many processes render; None for as many as pay. The files do not depend on it.
    ``day`` says which day it is, where articles are on the site for a time; else it is not asked.
    Gives None where nothing has changed since the last time: then no article is read and no file
    written. Where another publish of the same publication runs, waits until it is done. Raises as
    ``build`` does.
    """
    config = site.load(root)
    locales = config.choose(tags)
    stamps = manifest.stamp_inputs(config)
    tags = (config.source.tag, *(locale.tag for locale in locales))
    if manifest.is_sealed(config, tags, stamps, day) and not manifest.announced(config):
        return None
    from lingopress_i18n import staging  # noqa: PLC0415 - costs more than the check above
    from lingopress_i18n.build import build  # noqa: PLC0415 - likewise

    with staging.turn(config):
        last, stamps = _last(config), manifest.stamp_inputs(config)
        if last.is_current(config, tags, stamps, day):  # another publish has just done it, for one
            manifest.seal(config, last)
            return None
        return build(config, locales, last, stamps, jobs, day)


def _last(config: Site) -> Manifest:
    """Read the record, and what a publish that was killed before it wrote its own may have made."""
    return manifest.load(config).with_outputs(manifest.announced(config))

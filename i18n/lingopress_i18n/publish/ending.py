"""How a publish ends: what it has made becomes the site, and is remembered."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lingopress_i18n import stamps
from lingopress_i18n.catalog import store
from lingopress_i18n.publish import manifest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_i18n.publish.done import Done
    from lingopress_i18n.publish.manifest import Manifest
    from lingopress_i18n.publish.published import Published
    from lingopress_i18n.publish.staging import Stage
    from lingopress_i18n.site import Site
    from lingopress_i18n.stamps import Stamp


def go_live(  # noqa: PLR0913, PLR0917 - what decides about a file
    site: Site, stage: Stage, last: Manifest, wanted: set[str], done: Done, result: Published
) -> list[str]:
    """Make what is staged the site, without articles and locales that are gone.

    Gives the older files that stay: a publish of some locales, the ``wanted`` ones, leaves the
    files of the others, and what they share, alone. Counts what is written and removed, too.
    """
    every = {locale.tag for locale in site.all_locales}
    kept, gone = [], []
    for path in sorted(set(last.outputs) - done.made.keys()):
        tag = path.partition("/")[0]
        is_ours = tag in wanted or (tag not in every and wanted == every)
        if is_ours and tag not in result.problems:
            gone += [path] if os.path.lexists(site.output / path) else []
        else:
            kept.append(path)
    manifest.announce(site, done.made.keys() - last.outputs.keys())
    stage.go_live(done.written, gone)
    result.pages += [site.output / path for path in done.written]
    result.removed += [site.output / path for path in gone]
    return kept


def inputs(
    before: Mapping[str, Stamp], after: Mapping[str, Stamp], result: Published, site: Site
) -> dict[str, Stamp]:
    """Give the stamps to remember.

    A file that somebody saved meanwhile keeps its old stamp, so the next publish looks at it.
    """
    own = {store.where(site, path) for path in result.written}
    return {
        path: after[path] if path in own else before.get(path, stamps.UNKNOWN) for path in after
    }

"""A publish of what some articles, or catalogs of theirs, have a part in, and of nothing else.

Files of the site are made again that are these articles' own, or were made from a fact about them
that is another now: see ``Remaking``.
"""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

from lingopress_i18n import stamps
from lingopress_i18n.catalog import store
from lingopress_i18n.facts import Facts
from lingopress_i18n.publish import catalogs, ending, manifest, notes
from lingopress_i18n.publish.remaking import Remaking
from lingopress_i18n.publish.staging import Stage
from lingopress_i18n.render.rendering import Renderer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lingopress_i18n.publication import Publication
    from lingopress_i18n.publish.changes import Changed
    from lingopress_i18n.publish.manifest import Manifest
    from lingopress_i18n.publish.published import Published
    from lingopress_i18n.schedule import Day
    from lingopress_i18n.stamps import Stamp


def make(
    loaded: Publication,
    last: Manifest,
    before: Mapping[str, Stamp],
    changed: Changed,
    day: Day,
) -> Published | None:
    """Bring up to date what these articles, or catalogs of theirs, have a part in.

    Gives None where that is more than can be told: then everything is to be made.
    """
    stage = Stage(loaded.site)
    with stage.looked_at_ahead() if changed.tags is None else contextlib.nullcontext():
        return _make(loaded, last, before, changed, day, stage)


def _make(  # noqa: PLR0913, PLR0917 - as above, and where it goes
    loaded: Publication,
    last: Manifest,
    before: Mapping[str, Stamp],
    changed: Changed,
    day: Day,
    stage: Stage,
) -> Published | None:
    site = loaded.site
    for locale in site.all_locales:
        locale.tell(last.told.get(locale.tag, {}))
    names, concerned = changed.names, changed.locales(site.locales)
    result = catalogs.bring_up(loaded, concerned, changed, last.unsettled)
    if result.problems or catalogs.have_lent(site, result, names):
        return None
    facts = Facts(last.facts, changed.about(last.facts))
    renderer = Renderer(loaded, compiled=catalogs.compiled(site, result), facts=facts, day=day)
    below = notes.below(renderer, site.locales, last.below, changed)
    notes.take(result, renderer, below, day, names)
    done, touched = Remaking(renderer, last, stage).make(changed)
    ending.go_live(site, stage, last, {locale.tag for locale in site.all_locales}, done, result)
    outputs = {**last.outputs, **stamps.of(site.output, touched)}
    written = stamps.of(site.root, [store.where(site, path) for path in result.written])
    own = {store.where(site, path) for path in catalogs.of(site, concerned, names)}
    record = replace(
        last,
        inputs=ending.inputs(before, {**before, **written}, result, site),
        outputs={path: outputs[path] for path in done.made},
        made=done.made,
        facts=done.facts,
        unsettled=last.unsettled - own | result.unsettled,
        below=below,
        told={locale.tag: locale.told() for locale in site.all_locales},
    )
    manifest.save(site, record, last)
    return result

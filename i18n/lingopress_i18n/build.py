"""Building the site: all stages in their order, then what no article stands behind any more."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n import (
    compilation,
    files,
    gating,
    manifest,
    pipeline,
    publication,
    status,
    status_page,
)
from lingopress_i18n.render.rendering import Renderer
from lingopress_i18n.report import Report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lingopress_i18n.gating import Below
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.site import Site
    from lingopress_i18n.status import Status


@dataclass
class Published(Report):
    """What a publish did."""

    pages: list[Path] = field(default_factory=list)
    """Files of the site that were written."""
    removed: list[Path] = field(default_factory=list)
    """Files of the site that no article stands behind any more."""
    below: list[Below] = field(default_factory=list)
    """Pages that their gates hold, or that are out only because they were complete once."""


def build(config: Site, locales: Sequence[Locale], last: manifest.Manifest) -> Published:
    """Extract, update, compile and render; ``last`` is the record of the publish before.

    Only files whose content changes are written, each in one step. A locale with a broken catalog
    keeps its pages and is reported in ``problems``; the others are published. Raises ConfigError
    and ContentError for what concerns all of them, before anything is written.
    """
    root = config.root
    wanted = {locale.tag for locale in (config.source, *locales)}
    before = manifest.stamp_inputs(config)
    loaded = publication.load(root)
    result = Published()
    for stage in (
        pipeline.extract(loaded),
        pipeline.update(loaded, locales),
        compilation.compile_catalogs(config, locales),
    ):
        result.written += stage.written
        result.counts += stage.counts
        result.problems.update(stage.problems)
    counted = status.status(loaded, config.locales) if config.status_page else None
    built = _render(loaded, locales, counted, result)
    kept = _remove(config, last, wanted, set(built), result)
    own = {path.relative_to(root).as_posix() for path in result.written}
    after = manifest.stamp_inputs(config)
    # a file that somebody saved meanwhile keeps its old stamp, so the next publish looks at it
    inputs = {path: after[path] if path in own else before.get(path, (0, 0)) for path in after}
    manifest.save(
        config,
        manifest.Manifest(
            frozenset(wanted - set(result.problems)),
            inputs,
            manifest.stamp(config.output, sorted({*built, *kept})),
            counted.commit if counted else "",
        ),
    )
    return result


def _render(
    loaded: Publication, locales: Sequence[Locale], counted: Status | None, result: Published
) -> list[str]:
    """Render everything, then write what differs; give the paths of all of it."""
    renderer = Renderer(loaded, gating.errors(loaded))
    fit = [locale for locale in locales if locale.tag not in result.problems]
    result.below = gating.below(renderer.statuses, fit)
    built = dict(renderer.pages([loaded.site.source, *fit]))
    built.update(renderer.shared())
    if counted:
        built[status_page.PATH] = status_page.page(loaded, counted, loaded.site.locales)
    for path, data in built.items():
        target = loaded.site.output / path
        if files.write_if_changed(target, data):
            result.pages.append(target)
    return list(built)


def _remove(
    config: Site, last: manifest.Manifest, wanted: set[str], built: set[str], result: Published
) -> list[str]:
    """Remove pages of articles and locales that are gone; give the older files that stay.

    A publish of some locales leaves the files of the others, and what they share, alone.
    """
    every = {locale.tag for locale in config.all_locales}
    kept = []
    for path in sorted(set(last.outputs) - built):
        tag = path.partition("/")[0]
        is_ours = tag in wanted or (tag not in every and wanted == every)
        if is_ours and tag not in result.problems:
            if files.remove(config.output / path):
                result.removed.append(config.output / path)
        else:
            kept.append(path)
    return kept

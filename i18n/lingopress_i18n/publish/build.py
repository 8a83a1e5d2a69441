"""Building the site: all stages in their order, then what no article stands behind any more.

Where only some articles have changed, or catalogs of theirs, each stage looks at these alone, and
files are made again of which they, or a fact about them, are a part. What comes out is byte for
byte what making everything gives.

Nothing of it is on the site before all of it is made: see ``staging``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from lingopress_i18n import (
    articles,
    compilation,
    gating,
    pipeline,
    publication,
    schedule,
    spellings,
    stamps,
)
from lingopress_i18n.catalog import store
from lingopress_i18n.facts import ALL, Facts
from lingopress_i18n.gates import Gate
from lingopress_i18n.markup import FORMATS
from lingopress_i18n.publish import changes, manifest, workers
from lingopress_i18n.publish.preparation import Preparation
from lingopress_i18n.publish.staging import Stage
from lingopress_i18n.publish.workers import Done
from lingopress_i18n.render import folders, links, rendering
from lingopress_i18n.render.output import Output
from lingopress_i18n.render.rendering import Renderer
from lingopress_i18n.render.search.searched import IS_THERE
from lingopress_i18n.render.shared import feed_paths, lost_path
from lingopress_i18n.report import Report

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from lingopress_i18n.article import Article
    from lingopress_i18n.catalog.settled import Pairs
    from lingopress_i18n.document import Document
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.publish.manifest import Manifest
    from lingopress_i18n.schedule import Day
    from lingopress_i18n.site import Site
    from lingopress_i18n.stamps import Stamp
    from lingopress_i18n.status import Status


@dataclass
class Published(Report):
    """What a publish did."""

    pages: list[Path] = field(default_factory=list)
    """Files of the site that were written."""
    removed: list[Path] = field(default_factory=list)
    """Files of the site that no article stands behind any more."""
    unsettled: set[str] = field(default_factory=set)
    """Catalogs that it has updated in full, and whose messages may be others than the template's;
    paths from the publication's root."""
    below: list[str] = field(default_factory=list)
    """Of the pages that their gates hold, or that are out only because they were complete once:
    ``gating.Below`` in words."""
    off: list[str] = field(default_factory=list)
    """Which articles are not on the site today, and until or since when: ``schedule.said``."""
    spelled: list[str] = field(default_factory=list)
    """Terms that articles spell in several ways: ``spellings.notes``."""


def build(  # noqa: PLR0913, PLR0917 - what is there, what was, and how
    config: Site,
    locales: Sequence[Locale],
    last: Manifest,
    before: Mapping[str, Stamp],
    jobs: int | None,
    day: Day,
) -> Published:
    """Extract, update, compile and render.

    ``last`` is the record of the publish before, ``before`` the inputs as they are now; ``jobs`` is
    how many processes render, None for as many as pay; ``day`` says which day it is. Only files
    whose content changes are written, each in one step. A locale with a broken catalog keeps its
    pages and is reported in ``problems``; the others are published. Raises ConfigError and
    ContentError for what concerns all of them, before anything is written.
    """
    names = changes.changed_articles(config, locales, last, before, day)
    if names is not None:
        found = articles.discover(config, FORMATS)
        elsewhere = articles.elsewhere(config, found)
        if changes.shape(found) == last.shape and elsewhere == last.elsewhere:
            loaded = publication.reload(config, found)
            return _some(loaded, last, before, names, day)
    return _everything(config, locales, last, before, jobs, day)


def _everything(  # noqa: PLR0913, PLR0917 - as above
    config: Site,
    locales: Sequence[Locale],
    last: Manifest,
    before: Mapping[str, Stamp],
    jobs: int | None,
    day: Day,
) -> Published:
    """Make everything in these locales."""
    prepared = Preparation(locales, jobs)
    elsewhere: dict[str, Stamp] = {}

    def parse(found: Sequence[Article], config: Site) -> Mapping[str, Document]:
        elsewhere.update(stamps.of(config.root, articles.elsewhere(config, found)))
        return prepared.parse(found, config)

    try:
        loaded = publication.load(config.root, parse)
        days = schedule.span(loaded.articles.values(), day)  # before anything is written
        result = _catalogs(loaded, locales, prepared=prepared)
    finally:
        prepared.close()
    site = loaded.site
    counted = _counted(loaded)
    renderer = Renderer(loaded, gating.errors(loaded), _compiled(site, result), day=day)
    folders.static_files(site)  # what is wrong with them is said before a page is written
    fit = [site.source, *(each for each in locales if each.tag not in result.problems)]
    below = _below(renderer, fit[1:])
    result.below = [*below.values()]
    result.off = schedule.said(loaded.articles.values(), day)
    result.spelled = spellings.notes(site.taxonomies, loaded.articles)
    known = {made.owner for made in last.made.values()}
    order = sorted(loaded.articles.values(), key=lambda each: (each.name in known, each.name))
    stage = Stage(site)
    stage.open()
    done = workers.render(renderer, order, fit, stage, jobs)
    done.write(renderer.shared.outputs(fit), stage)
    for locale in fit:
        done.write(renderer.searching.outputs(locale), stage)
    done.write(renderer.media(_needs(done)), stage)
    if counted:
        from lingopress_i18n.status import page as status_page  # noqa: PLC0415 - most have none

        page = status_page.page(loaded, counted, site.locales, renderer.statuses)
        done.write([Output(status_page.PATH, page)], stage)
    is_all = locales == site.locales and not result.problems
    if is_all:
        renderer.searching.sweep()
    wanted = {locale.tag for locale in (site.source, *locales)}
    kept = _go_live(site, stage, last, wanted, done, result)
    record = manifest.Manifest(
        locales=frozenset(wanted - set(result.problems)),
        inputs=_inputs({**elsewhere, **before}, stamps.inputs(site.root, elsewhere), result, site),
        outputs=stamps.of(site.output, sorted({*done.made, *kept})),
        commit=counted.commit if counted else "",
        shape=changes.shape(loaded.articles.values()) if is_all else "",
        made=done.made,
        facts=done.facts,
        unsettled=frozenset(result.unsettled),
        days=days,
        elsewhere=frozenset(elsewhere),
        below=below,
    )
    manifest.save(site, record)
    manifest.recorded(site)
    return result


def _some(
    loaded: Publication,
    last: Manifest,
    before: Mapping[str, Stamp],
    names: frozenset[str],
    day: Day,
) -> Published:
    """Bring up to date what these articles, or catalogs of theirs, have a part in."""
    site = loaded.site
    result = _catalogs(loaded, site.locales, names, last.unsettled)
    if result.problems or _has_lent(site, result, names):
        return _everything(site, site.locales, last, before, None, day)
    facts = Facts(last.facts, names)
    renderer = Renderer(loaded, compiled=_compiled(site, result), facts=facts, day=day)
    below = _below(renderer, site.locales, last.below, names)
    result.below = [*below.values()]
    result.off = schedule.said(loaded.articles.values(), day)
    result.spelled = spellings.notes(site.taxonomies, loaded.articles)
    stage = Stage(site)
    done = Done(facts=facts.values)
    for name in sorted(names):
        done.write(renderer.outputs(loaded.articles[name], site.all_locales), stage)
    changed = _changed(renderer, last, names)
    kept = {path: made for path, made in last.made.items() if made.owner not in names}
    stale = {path for path, made in kept.items() if not changed.isdisjoint(made.needs)}
    tags = {locale.tag: locale for locale in site.all_locales}
    for made in [kept.pop(path) for path in sorted(stale) if kept[path].owner]:
        article = loaded.articles[made.owner]
        done.write(renderer.outputs(article, [tags[made.tag]]), stage)
    searches = {made.tag for path, made in kept.items() if path in stale and made.tag}
    searches |= {key.split(" ")[1] for key in changed if key.startswith(f"{IS_THERE} ")}
    kept = {path: made for path, made in kept.items() if made.owner or made.tag not in searches}
    for tag in sorted(searches):
        done.write(renderer.searching.outputs(tags[tag]), stage)
    shared = {path for path in stale if path in kept and not kept[path].tag}
    for locale in site.all_locales:
        lost = lost_path(locale)
        if lost not in last.made and renderer.shared.has_page(locale):
            shared.add(lost)
        feeds = feed_paths(locale)
        if renderer.shared.has_feed(locale) and not last.made.keys() >= {*feeds}:
            shared.update(feeds)
    kept = {path: made for path, made in kept.items() if path not in shared}
    if shared:
        done.write(renderer.shared.outputs(site.all_locales, frozenset(shared)), stage)
    touched = set(done.made)
    done.made = {**kept, **done.made}
    needs = _needs(done)
    media = rendering.media_of(needs)
    gone = renderer.asset_paths(_needs(last) - needs)
    done.made = {
        path: made
        for path, made in done.made.items()
        if path in media or not (links.is_media(path) or path in gone)
    }
    done.write(renderer.media(needs, set(done.made)), stage)
    _go_live(site, stage, last, {locale.tag for locale in site.all_locales}, done, result)
    touched.update(done.written)
    outputs = {**last.outputs, **stamps.of(site.output, touched)}
    own = stamps.of(site.root, [store.where(site, path) for path in result.written])
    own_catalogs = {
        store.where(site, store.catalog_path(site, locale, name))
        for locale in site.locales
        for name in names
    }
    record = replace(
        last,
        inputs=_inputs(before, {**before, **own}, result, site),
        outputs={path: outputs[path] for path in done.made},
        made=done.made,
        facts=done.facts,
        unsettled=last.unsettled - own_catalogs | result.unsettled,
        below=below,
    )
    manifest.save(site, record)
    manifest.recorded(site)
    return result


def _catalogs(
    loaded: Publication,
    locales: Sequence[Locale],
    names: Collection[str] | None = None,
    unsettled: Collection[str] = (),
    prepared: Preparation | None = None,
) -> Published:
    """Extract, update and compile, one locale after the other; but not what is prepared already.

    Where only what belongs to the articles of these ``names`` has changed, ``unsettled`` is what
    the last publish has found so.
    """
    result = Published()
    made = pipeline.templates(loaded)
    done, apart = (prepared.settled, prepared.domains) if prepared else ((), ())
    stages = [pipeline.extract(loaded, made, names, apart)]
    fit = set()
    lenders = None if names is None else pipeline.Lenders(loaded.site, frozenset(unsettled))
    for locale in locales:
        settled: dict[Path, Pairs] = {}
        update = pipeline.update(
            loaded, [locale], made=made, names=names, settled=settled, lenders=lenders, done=done
        )
        result.unsettled |= _unsettled(loaded.site, locale, {*settled, *done}, names)
        compiled = compilation.compile_catalogs(loaded.site, [locale], settled, names, done)
        stages += [update, compiled]
        if not compiled.problems:
            fit.add(locale.tag)
    if prepared:
        result.written += prepared.write(fit)
    for stage in stages:
        result.written += stage.written
        result.counts += stage.counts
        result.problems.update(stage.problems)
    return result


def _unsettled(
    site: Site, locale: Locale, settled: Collection[Path], names: Collection[str] | None
) -> set[str]:
    domains = store.domains(site, locale) if names is None else names
    paths = {store.catalog_path(site, locale, domain) for domain in domains}
    return {store.where(site, path) for path in paths.difference(settled)}


def _counted(loaded: Publication) -> Status | None:
    """Count what the status page tells, where there is to be one."""
    if not loaded.site.status_page:
        return None
    from lingopress_i18n import status  # noqa: PLC0415 - most publications need it not

    return status.status(loaded, loaded.site.locales)


def _below(
    renderer: Renderer,
    locales: Sequence[Locale],
    last: Mapping[str, str] = MappingProxyType({}),
    names: Collection[str] | None = None,
) -> dict[str, str]:
    """Say of the pages that their gates hold, why: by tag and name, in the order of both.

    All catalogs are read for that, where a gate may; or those of ``names`` alone, where ``last`` is
    what was said of the others.
    """
    if Gate.HOLD not in renderer.statuses.publication.site.gates.every:
        return {}
    found = {
        f"{each.locale} {each.article}": str(each)
        for each in gating.below(renderer.statuses, locales, names)
    }
    if names is None:
        return found
    kept = {key: each for key, each in last.items() if key.partition(" ")[2] not in names}
    places = {each.tag: at for at, each in enumerate(locales)}

    def place(item: tuple[str, str]) -> tuple[int, str]:
        tag, _, name = item[0].partition(" ")
        return places[tag], name

    return dict(sorted({**kept, **found}.items(), key=place))


def _has_lent(site: Site, result: Published, names: Collection[str]) -> bool:
    """Tell whether the update has changed catalogs of other articles, too."""
    own = {store.catalog_path(site, each, name) for each in site.locales for name in names}
    return any(path.suffix == ".po" and path not in own for path in result.written)


def _compiled(site: Site, result: Published) -> set[str]:
    return {locale.tag for locale in site.locales if locale.tag not in result.problems}


def _changed(renderer: Renderer, last: Manifest, names: Collection[str]) -> set[str]:
    """List the keys of what is not what it was about these articles.

    Whoever has read more of them than facts is taken to have read what has changed.
    """
    changed = set()
    for key in {need for made in last.made.values() for need in made.needs} | set(last.facts):
        if key.split(" ", 2)[2] in {*names, ALL}:
            renderer.renew(key)
            if key not in last.facts or renderer.facts.values.get(key) != last.facts[key]:
                changed.add(key)
    return changed


def _needs(done: Done | Manifest) -> set[str]:
    return {need for each in done.made.values() for need in each.needs}


def _inputs(
    before: Mapping[str, Stamp], after: Mapping[str, Stamp], result: Published, site: Site
) -> dict[str, Stamp]:
    """Give the stamps to remember.

    A file that somebody saved meanwhile keeps its old stamp, so the next publish looks at it.
    """
    own = {store.where(site, path) for path in result.written}
    return {
        path: after[path] if path in own else before.get(path, stamps.UNKNOWN) for path in after
    }


def _go_live(  # noqa: PLR0913, PLR0917 - what decides about a file
    site: Site, stage: Stage, last: Manifest, wanted: set[str], done: Done, result: Published
) -> list[str]:
    """Make what is staged the site, without articles and locales that are gone.

    Gives the older files that stay: a publish of some locales leaves the files of the others, and
    what they share, alone. Counts what is written and removed, too.
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

"""A publish that makes everything: the first one, and one before which anything may have changed.

What comes out is compared with what is there; only files that differ are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n import articles, gating, publication, schedule, stamps
from lingopress_i18n.publish import catalogs, documents, ending, known, manifest, notes
from lingopress_i18n.publish.company import Company
from lingopress_i18n.publish.staging import Stage
from lingopress_i18n.publish.workers import Task
from lingopress_i18n.render import folders
from lingopress_i18n.render.output import Output

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.publish.done import Done
    from lingopress_i18n.publish.manifest import Manifest
    from lingopress_i18n.publish.published import Published
    from lingopress_i18n.render.rendering import Renderer
    from lingopress_i18n.schedule import Day, Span
    from lingopress_i18n.site import Site
    from lingopress_i18n.stamps import Stamp
    from lingopress_i18n.status import Status


def make(  # noqa: PLR0913, PLR0917 - what is there, what was, and how
    config: Site,
    locales: Sequence[Locale],
    last: Manifest,
    before: Mapping[str, Stamp],
    jobs: int | None,
    day: Day,
) -> Published:
    """Make everything in these locales; the arguments are those of ``build``."""
    with Company(locales, jobs) as company:
        return _make(company, config, locales, last, before, day)


def _make(  # noqa: PLR0913, PLR0917 - as above
    company: Company,
    config: Site,
    locales: Sequence[Locale],
    last: Manifest,
    before: Mapping[str, Stamp],
    day: Day,
) -> Published:
    read = _read(company, config, day)
    site = read.publication.site
    result = catalogs.bring_up(read.publication, locales, company=company)
    counted = _counted(read.publication)
    fit = [site.source, *(each for each in locales if each.tag not in result.problems)]
    renderer, below = company.begin(_task(read, fit, result, day))
    notes.take(result, renderer, below, day)
    stage = Stage(site)
    stage.open()
    done = company.render(stage)
    done.written = _new_ones_first(done, last)
    done.write(renderer.shared.outputs(()), stage)
    done.write(renderer.media(manifest.needs(done.made)), stage)
    if counted:
        done.write([_status_page(renderer, counted)], stage)
    is_all = locales == site.locales and not result.problems
    if is_all:
        renderer.searching.sweep()
        documents.sweep(site, read.publication.articles)
    wanted = {locale.tag for locale in (site.source, *locales)}
    kept = ending.go_live(site, stage, last, wanted, done, result)
    after = stamps.inputs(site.root, read.elsewhere)
    noted = known.notes(site, read.publication.articles.values(), before) if is_all else {}
    record = manifest.Manifest(
        locales=frozenset(wanted - set(result.problems)),
        inputs=ending.inputs({**read.elsewhere, **before}, after, result, site),
        outputs=stamps.of(site.output, sorted({*done.made, *kept})),
        commit=counted.commit if counted else "",
        articles=noted,
        made=done.made,
        facts=done.facts,
        unsettled=frozenset(result.unsettled),
        days=read.days,
        elsewhere=frozenset(read.elsewhere),
        below=below,
        told={locale.tag: locale.told() for locale in site.all_locales},
    )
    manifest.save(site, record, last)
    result.rest = company, read, renderer, done, record
    return result


class _Read(NamedTuple):
    """What authors wrote."""

    publication: Publication
    elsewhere: Mapping[str, Stamp]
    """The files that articles need and that lie elsewhere, as they were before that."""
    days: Span
    """Between which days the same articles are on the site."""


def _read(company: Company, config: Site, day: Day) -> _Read:
    """Read it all. Raises ConfigError or ContentError for what is wrong: nothing is written yet."""
    elsewhere: dict[str, Stamp] = {}

    def parse(found: Sequence[Article], config: Site) -> Mapping[str, Document]:
        elsewhere.update(stamps.of(config.root, articles.elsewhere(config, found)))
        return company.parse(found, config)

    loaded = publication.load(config.root, parse)
    return _Read(loaded, elsewhere, schedule.span(loaded.articles.values(), day))


def _task(read: _Read, fit: Sequence[Locale], result: Published, day: Day) -> Task:
    """Say what the company is to render. Raises ConfigError for files that cannot be copied."""
    site = read.publication.site
    folders.static_files(site)  # what is wrong with them is said before a page is written
    return Task(
        locales=[each.tag for each in fit],
        compiled=catalogs.compiled(site, result),
        errors=gating.errors(read.publication),
        today=None if read.days == schedule.ALWAYS else day(),
    )


def _new_ones_first(done: Done, last: Manifest) -> list[str]:
    """Give what was written in the order in which it is to be on the site.

    What leads to pages is there after them, whichever process has made it.
    """
    old = {made.owner for made in last.made.values()}

    def place(path: str) -> tuple[bool, bool, str]:
        owner = done.made[path].owner
        return not owner, owner in old, owner or path

    return sorted(done.written, key=place)


def _counted(loaded: Publication) -> Status | None:
    """Count what the status page tells, where there is to be one."""
    if not loaded.site.status_page:
        return None
    from lingopress_i18n import status  # noqa: PLC0415 - most publications need it not

    return status.status(loaded, loaded.site.locales)


def _status_page(renderer: Renderer, counted: Status) -> Output:
    from lingopress_i18n.status import page  # noqa: PLC0415 - most have none

    loaded = renderer.statuses.publication
    return Output(page.PATH, page.page(loaded, counted, loaded.site.locales, renderer.statuses))

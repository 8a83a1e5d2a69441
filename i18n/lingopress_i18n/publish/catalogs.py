"""The stages before pages: templates, catalogs, compiled catalogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import compilation, pipeline
from lingopress_i18n.catalog import store
from lingopress_i18n.catalog.lenders import Lenders
from lingopress_i18n.publish.published import Published

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from lingopress_i18n.catalog.settled import Settled
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publication import Publication
    from lingopress_i18n.publish.changes import Changed
    from lingopress_i18n.publish.company import Company
    from lingopress_i18n.site import Site


def bring_up(
    loaded: Publication,
    locales: Sequence[Locale],
    changed: Changed | None = None,
    unsettled: Collection[str] = (),
    company: Company | None = None,
) -> Published:
    """Extract, update and compile, one locale after the other; but not what a company has.

    Where it is known whose files have ``changed``, ``unsettled`` is what the last publish has found
    so.
    """
    result = Published()
    names = changed.names if changed else None
    made = pipeline.templates(loaded)
    wanted = pipeline.wanted_by(made)
    apart = company.domains if company else ()
    is_extracted = changed is not None and changed.tags is not None  # no source is another now
    stages = [] if is_extracted else [pipeline.extract(loaded, made, names, apart)]
    fit = set()
    lenders = None if names is None else Lenders(loaded.site, frozenset(unsettled))
    for locale in locales:
        settled: dict[Path, Settled] = {}
        done = company.settled.get(locale.tag, ()) if company else ()
        update = pipeline.update(
            loaded,
            [locale],
            made=made,
            wanted=wanted,
            names=names,
            settled=settled,
            lenders=lenders,
            done=done,
        )
        domains = store.domains(loaded.site, locale) if names is None else names
        result.unsettled |= _unsettled(loaded.site, locale, set(domains).difference(done), settled)
        compiled = compilation.compile_catalogs(loaded.site, [locale], settled, names, done)
        stages += [update, compiled]
        if not compiled.problems:
            fit.add(locale.tag)
    if company:
        result.written += company.write(fit)
    for stage in stages:
        result.written += stage.written
        result.counts += stage.counts
        result.problems.update(stage.problems)
    return result


def have_lent(site: Site, result: Published, names: Collection[str]) -> bool:
    """Tell whether the update has changed catalogs of other articles, too."""
    own = of(site, site.locales, names)
    return any(path.suffix == ".po" and path not in own for path in result.written)


def of(site: Site, locales: Iterable[Locale], names: Collection[str]) -> set[Path]:
    """Give the paths of the catalogs of these articles, in these locales."""
    return {store.catalog_path(site, each, name) for each in locales for name in names}


def compiled(site: Site, result: Published) -> dict[str, Mapping[str, Settled]]:
    """Give the tags of the locales whose catalogs are sound, and compiled; none is in memory."""
    return {locale.tag: {} for locale in site.locales if locale.tag not in result.problems}


def _unsettled(
    site: Site, locale: Locale, domains: Collection[str], settled: Collection[Path]
) -> set[str]:
    """Give the catalogs of these domains that are not settled, by path from the root."""
    paths = {store.catalog_path(site, locale, domain) for domain in domains}
    return {store.where(site, path) for path in paths.difference(settled)}

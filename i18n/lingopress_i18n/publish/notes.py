"""What a publish says of articles and pages that are not on the site, or not as they might be."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from lingopress_i18n import astray, gating, headings, nesting, schedule, spellings, unwritten
from lingopress_i18n.catalog import strays
from lingopress_i18n.gates import Gate

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publish.changes import Changed
    from lingopress_i18n.publish.published import Published
    from lingopress_i18n.render.rendering import Renderer
    from lingopress_i18n.schedule import Day


def take(
    result: Published,
    renderer: Renderer,
    below: Mapping[str, str],
    day: Day,
    names: Collection[str] | None = None,
) -> None:
    """Note in the result what there is to say; ``below`` is what the function of that name gave.

    ``names`` are the only articles whose files were read, if not all were.
    """
    publication = renderer.statuses.publication
    result.below = [*below.values()]
    result.off = schedule.said(publication.articles.values(), day)
    result.spelled = spellings.notes(publication.site.taxonomies, publication.articles)
    every = publication.articles
    result.stray = strays.notes(publication.site)
    result.untitled = unwritten.notes(publication.site, every.values())
    known = [every[name] for name in (every if names is None else sorted(names))]
    documents = publication.documents
    result.untidy = [*nesting.notes(known), *headings.notes(known, documents)]
    result.untidy += astray.notes(publication.site, known, every, documents)


def below(
    renderer: Renderer,
    locales: Sequence[Locale],
    last: Mapping[str, str] = MappingProxyType({}),
    changed: Changed | None = None,
) -> dict[str, str]:
    """Say of the pages that their gates hold, why: by tag and name, in the order of both.

    All catalogs are read for that, where a gate may; or those that have ``changed`` alone, where
    ``last`` is what was said of the others.
    """
    if Gate.HOLD not in renderer.statuses.publication.site.gates.every:
        return {}
    looked_at = changed.locales(locales) if changed else locales
    names = changed.names if changed else None
    found = {
        f"{each.locale} {each.article}": str(each)
        for each in gating.below(renderer.statuses, looked_at, names)
    }
    if not changed:
        return found
    kept = {key: each for key, each in last.items() if not changed.is_about(f"below {key}")}
    return in_order({**kept, **found}, [each.tag for each in locales])


def in_order(below: Mapping[str, str], tags: Sequence[str]) -> dict[str, str]:
    """Put what ``below`` gave in its order."""
    places = {tag: at for at, tag in enumerate(tags)}

    def place(item: tuple[str, str]) -> tuple[int, str]:
        tag, _, name = item[0].partition(" ")
        return places[tag], name

    return dict(sorted(below.items(), key=place))

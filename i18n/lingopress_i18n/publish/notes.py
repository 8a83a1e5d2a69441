"""What a publish says of articles and pages that are not on the site, or not as they might be."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from lingopress_i18n import gating, schedule, spellings
from lingopress_i18n.gates import Gate

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publish.published import Published
    from lingopress_i18n.render.rendering import Renderer
    from lingopress_i18n.schedule import Day


def take(result: Published, renderer: Renderer, below: Mapping[str, str], day: Day) -> None:
    """Note in the result what there is to say; ``below`` is what the function of that name gave."""
    publication = renderer.statuses.publication
    result.below = [*below.values()]
    result.off = schedule.said(publication.articles.values(), day)
    result.spelled = spellings.notes(publication.site.taxonomies, publication.articles)


def below(
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
    return in_order({**kept, **found}, [each.tag for each in locales])


def in_order(below: Mapping[str, str], tags: Sequence[str]) -> dict[str, str]:
    """Put what ``below`` gave in its order."""
    places = {tag: at for at, tag in enumerate(tags)}

    def place(item: tuple[str, str]) -> tuple[int, str]:
        tag, _, name = item[0].partition(" ")
        return places[tag], name

    return dict(sorted(below.items(), key=place))

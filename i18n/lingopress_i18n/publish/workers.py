"""Rendering pages and writing them, in several processes where that pays.

Threads would wait for each other: rendering is Python from end to end. The processes are forks, so
that they share what has been read; each takes some articles after the other, stages their pages,
and tells what it did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n import garbage
from lingopress_i18n.publish import forks
from lingopress_i18n.publish.done import Done
from lingopress_i18n.publish.forks import Fork
from lingopress_i18n.publish.pieces import Pieces, demand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publish.pieces import Failure
    from lingopress_i18n.publish.staging import Stage
    from lingopress_i18n.render.rendering import Renderer


def render(
    renderer: Renderer,
    articles: Sequence[Article],
    locales: Sequence[Locale],
    stage: Stage,
    jobs: int | None,
) -> Done:
    """Render the pages of these articles, in this order, and stage those that differ.

    ``jobs`` is how many processes do, None for as many as pay. Raises LingopressError for the first
    page that cannot be made.
    """
    count = forks.count(jobs, len(articles), len(locales))
    pieces = Pieces(len(articles))

    def share() -> tuple[Done, Failure | None]:
        done = Done(facts=renderer.facts.values)

        def write(at: int) -> None:
            done.write(renderer.outputs(articles[at], locales), stage)

        with garbage.frozen():  # what has been read stays
            return done, pieces.do(write)

    children: list[Fork] = []
    try:
        for _ in range(1, count):
            children.append(Fork(lambda talk: talk.tell(share())))  # noqa: PERF401 - those that have begun are to be ended
        shares = [share(), *(child.hear() for child in children)]
    finally:
        for child in children:
            child.end()
        pieces.close()
    demand(failed for _, failed in shares)
    done = Done(facts=renderer.facts.values)
    for each, _ in shares:
        done.add(each)
    places = {article.name: at for at, article in enumerate(articles)}
    done.written.sort(key=lambda path: places[done.made[path].owner])
    return done

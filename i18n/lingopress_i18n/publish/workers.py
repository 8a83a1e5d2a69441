"""Rendering pages and writing them, in several processes where that pays.

Threads would wait for each other: rendering is Python from end to end. The processes are forks, so
that they share what has been read; each takes some articles after the other, stages their pages,
and tells what it did.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lingopress_i18n.errors import LingopressError
from lingopress_i18n.publish import forks, garbage
from lingopress_i18n.publish.forks import Fork
from lingopress_i18n.publish.manifest import Made
from lingopress_i18n.publish.pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publish.staging import Stage
    from lingopress_i18n.render.output import Output
    from lingopress_i18n.render.rendering import Renderer


@dataclass
class Done:
    """Files of the site that were made."""

    made: dict[str, Made] = field(default_factory=dict)
    """By path from the site's root."""
    written: list[str] = field(default_factory=list)
    """Paths of those whose content changed."""
    facts: dict[str, Any] = field(default_factory=dict)
    """All facts that are known then."""

    def write(self, outputs: Iterable[Output], stage: Stage) -> None:
        """Stage files of the site."""
        for output in outputs:
            self.made[output.path] = Made(output.owner, output.tag, output.needs)
            if stage.write(output.path, output.data):
                self.written.append(output.path)

    def add(self, other: Done) -> None:
        """Add what another process has made."""
        self.made.update(other.made)
        self.written += other.written
        self.facts.update(other.facts)


_Share = tuple[Done, tuple[int, LingopressError] | None]
"""What a process has done, and which of the articles it could not do, by its index."""


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

    def share() -> _Share:
        return _share(renderer, articles, pieces, locales, stage)

    children: list[Fork] = []
    try:
        for _ in range(1, count):
            children.append(Fork(lambda talk: talk.tell(share())))  # noqa: PERF401 - those that have begun are to be ended
        shares = [share(), *(child.hear() for child in children)]
    finally:
        for child in children:
            child.end()
        pieces.close()
    failures = [failed for _, failed in shares if failed]
    if failures:
        raise min(failures, key=lambda each: each[0])[1]
    done = Done(facts=renderer.facts.values)
    for each, _ in shares:
        done.add(each)
    places = {article.name: at for at, article in enumerate(articles)}
    done.written.sort(key=lambda path: places[done.made[path].owner])
    return done


def _share(
    renderer: Renderer,
    articles: Sequence[Article],
    pieces: Pieces,
    locales: Sequence[Locale],
    stage: Stage,
) -> _Share:
    """Do what this process comes to do; after a failure, let nobody begin anything more."""
    done = Done(facts=renderer.facts.values)
    failed: tuple[int, LingopressError] | None = None
    with garbage.frozen():  # what has been read stays
        for piece in pieces.take():
            for at in piece if failed is None else ():
                try:
                    done.write(renderer.outputs(articles[at], locales), stage)
                except LingopressError as error:
                    failed = at, error
                    break
    return done, failed

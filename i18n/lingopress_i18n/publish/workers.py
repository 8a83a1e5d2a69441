"""Rendering pages and writing them, in several processes where that pays.

Threads would wait for each other: rendering is Python from end to end. The processes are forks, so
that they share what has been read; each renders every so manieth article, stages its pages, and
tells what it did.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lingopress_i18n.publish import forks, garbage
from lingopress_i18n.publish.forks import Fork
from lingopress_i18n.publish.manifest import Made

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lingopress_i18n.article import Article
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publish.forks import Talk
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
    if count <= 1:
        return _share(renderer, articles, locales, stage)
    children: list[Fork] = []
    try:
        for number in range(1, count):  # one by one: those that have begun are to be ended

            def work(talk: Talk, share: Sequence[Article] = articles[number::count]) -> None:
                talk.tell(_share(renderer, share, locales, stage))

            children.append(Fork(work))
        done = _share(renderer, articles[::count], locales, stage)
        for child in children:
            done.add(child.hear())
    finally:
        for child in children:
            child.end()
    return done


def _share(
    renderer: Renderer, articles: Iterable[Article], locales: Sequence[Locale], stage: Stage
) -> Done:
    done = Done(facts=renderer.facts.values)
    with garbage.frozen():  # what has been read stays
        for article in articles:
            done.write(renderer.outputs(article, locales), stage)
    return done

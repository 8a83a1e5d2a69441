"""The processes that share a publication's articles, all the way to their pages.

An article is parsed, its catalogs are read, and its pages rendered by the same process, as far as
all end each step together: what it has made stays in its memory. Nothing is written before all
articles have been read, and found sound; no page is rendered before all processes know what pages
may tell of the articles of others.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any, Self, TypeVar

from lingopress_i18n import markup
from lingopress_i18n.publish import forks, notes, pieces
from lingopress_i18n.publish.done import Done
from lingopress_i18n.publish.forks import Fork
from lingopress_i18n.publish.pieces import Pieces
from lingopress_i18n.publish.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.publish.forks import Talk
    from lingopress_i18n.publish.staging import Stage
    from lingopress_i18n.publish.workers import Task
    from lingopress_i18n.render.rendering import Renderer
    from lingopress_i18n.site import Site

_A = TypeVar("_A")
_R = TypeVar("_R")

_STEPS: tuple[Callable[[Worker, Any], object], ...] = (
    Worker.parse,
    Worker.write,
    Worker.begin,
    Worker.render,
    Worker.finish,
)
"""What every process does, in this order."""


class Company:
    """All processes, one of which is this one."""

    def __init__(self, locales: Sequence[Locale], jobs: int | None) -> None:
        """Take the locales whose catalogs to read, and how many processes may: see ``build``."""
        self._locales = [locale for locale in locales if not locale.is_pseudo]
        self._jobs = jobs
        self._forks: list[Fork] = []
        self._ending = contextlib.ExitStack()
        self._facts: dict[str, Any] = {}
        self.settled: Mapping[str, Collection[str]] = {}
        """Domains about whose catalogs there is nothing left to do but ``write``, by the locale's
        tag."""
        self.domains: Collection[str] = ()
        """The domains whose templates ``write`` writes."""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes, wherever they are."""
        self._ending.close()

    def parse(self, articles: Sequence[Article], site: Site) -> Mapping[str, Document]:
        """Read all articles and their catalogs; give the documents by article.

        Raises ContentError or ConfigError for the first article that is wrong.
        """
        count = forks.count(self._jobs, len(articles), len(self._locales) + 1)
        work = Pieces(len(articles), count)
        self._ending.callback(work.close)
        workers = [Worker(number, site, articles, self._locales, work) for number in range(count)]
        self._own, *others = workers
        markup.get_ready(articles)
        for each in others:
            fork = Fork(partial(_be, worker=each))
            self._ending.callback(fork.end)
            self._forks.append(fork)
        every = self._all(Worker.parse, None)
        pieces.demand(parsed.failed for parsed in every)
        settled: defaultdict[str, set[str]] = defaultdict(set)
        for parsed in every:
            self._own.share.others.update(parsed.others)
            for tag, names in parsed.settled.items():
                settled[tag] |= names
        self.settled = settled
        self.domains = {article.name for article in articles if article.is_translated}
        return self._own.documents

    def write(self, tags: Collection[str]) -> list[Path]:
        """Write the templates, and the compiled catalogs of these locales; tell which changed.

        Raises ConfigError for what cannot be written.
        """
        return [path for paths in self._all(Worker.write, tags) for path in paths]

    def begin(self, task: Task) -> tuple[Renderer, dict[str, str]]:
        """Get ready for rendering; give what renders, and what ``notes.below`` does."""
        below: dict[str, str] = {}
        for each in self._all(Worker.begin, task):
            self._facts.update(each.facts)
            below.update(each.below)
        return self._own.renderer, notes.in_order(below, task.locales)

    def render(self, stage: Stage) -> Done:
        """Render all that locales have, and stage what differs: pages, then what is no article's.

        Raises LingopressError for the first file that cannot be made.
        """
        every = self._all(Worker.render, (self._facts, stage))
        pieces.demand(each.failed for each in every)
        done, found = Done(facts=self._own.renderer.facts.values), {}
        for each in every:
            done.add(each.done)
            found.update(each.done.facts)
        self._finish(done, found)
        return done

    def _finish(self, done: Done, found: Mapping[str, Any]) -> None:
        """Stage what is no article's; tell all what has been found while pages were rendered."""
        every = self._all(Worker.finish, found)
        pieces.demand(each.failed for each in every)
        for each in every:
            done.add(each.done)
            self._own.renderer.searching.indexes.update(each.indexes)

    def _all(self, step: Callable[[Worker, _A], _R], said: _A) -> list[_R]:
        """Take a step with all processes; give what each says, this one first."""
        for fork in self._forks:
            fork.tell(said)
        return [step(self._own, said), *(fork.hear() for fork in self._forks)]


def _be(talk: Talk, worker: Worker) -> None:
    """Be a process: take one step after the other when the parent does."""
    for step in _STEPS:
        talk.tell(step(worker, talk.hear()))

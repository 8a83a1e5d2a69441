"""A process that has a share of the articles, and takes every step with it.

Threads would wait for each other: parsing and rendering are Python from end to end. The processes
are forks. What a step needs that a process has not, it is told; what it gives, it tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from lingopress_i18n import garbage, schedule
from lingopress_i18n.publication import Publication
from lingopress_i18n.publish import notes, pieces
from lingopress_i18n.publish.changes import Changed
from lingopress_i18n.publish.done import Done
from lingopress_i18n.publish.share import Share
from lingopress_i18n.render.rendering import Renderer

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from lingopress_i18n.article import Article
    from lingopress_i18n.document import Document
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.page_status import Obstacle
    from lingopress_i18n.publish.pieces import Failure, Pieces
    from lingopress_i18n.publish.staging import Stage
    from lingopress_i18n.site import Site


class Parsed(NamedTuple):
    """What the parent has to know of the articles that a process has parsed."""

    settled: Mapping[str, frozenset[str]]
    """Domains whose catalogs are up to their templates, and sound, by the locale's tag."""
    others: Mapping[str, Document]
    """The documents, by name, of articles with other catalogs."""
    failed: Failure | None
    """Which article is broken, after which no more are parsed."""


@dataclass(frozen=True)
class Task:
    """What there is to render, where the articles are known."""

    locales: Sequence[str]
    """The tags of the locales whose pages are made, the source's first."""
    compiled: Collection[str]
    """Those of the locales whose catalogs are sound."""
    errors: Mapping[tuple[str, str], Obstacle]
    """What the checks found: see ``Renderer``."""
    today: datetime.date | None
    """Which day it is; None where no article has days."""


class Told(NamedTuple):
    """What all have to know of the articles that a process has parsed."""

    facts: Mapping[str, Any]
    """As of ``Facts``."""
    below: Mapping[str, str]
    """As of ``notes.below``."""


class Rendered(NamedTuple):
    """What a process has rendered."""

    done: Done
    """With the facts that were found meanwhile."""
    failed: Failure | None
    """Which article has a page that cannot be made."""


class Finished(NamedTuple):
    """What a process has made that is no article's."""

    done: Done
    """With the facts that were found meanwhile."""
    indexes: Mapping[str, list[str]]
    """As of ``Searching``."""
    failed: Failure | None
    """Which locale has a file that cannot be made."""


class Worker:
    """A process, in each of whose steps all articles are numbered alike."""

    def __init__(
        self,
        number: int,
        site: Site,
        articles: Sequence[Article],
        locales: Sequence[Locale],
        work: Pieces,
    ) -> None:
        """Take the locales whose catalogs to read, and what the processes share the articles by."""
        self._number = number
        self._site = site
        self._articles = {article.name: article for article in articles}
        self._in_order = articles
        self._work = work
        self.share = Share(site, locales)
        self.documents = self.share.all_documents(self._articles)
        """Those of all articles, by name."""
        self.renderer: Renderer

    def parse(self, _: None = None) -> Parsed:
        """Make what a share is of the articles that this process comes to."""
        pieces_ = self._work.take(self._number)
        failed = pieces.do(pieces_, lambda at: self.share.make(self._in_order[at]))
        settled = {tag: frozenset(found) for tag, found in self.share.settled.items()}
        return Parsed(settled, self.share.unsettled(), failed)

    def write(self, tags: Collection[str]) -> list[Path]:
        """Write templates, and the compiled catalogs of these locales; tell which changed."""
        return self.share.write(tags)

    def begin(self, task: Task) -> Told:
        """Get ready for rendering; tell the others what they may ask about these articles."""
        tags = {each.tag: each for each in self._site.all_locales}
        self._locales = [tags[tag] for tag in task.locales]
        publication = Publication(self._site, self._articles, self.documents)
        today = task.today
        day = schedule.unknown if today is None else lambda: today
        compiled = {tag: self.share.settled.get(tag, {}) for tag in task.compiled}
        self.renderer = Renderer(publication, task.errors, compiled, day=day)
        own = self.share.documents
        if self._work.processes > 1:
            articles = [self._articles[name] for name in own]
            self.renderer.find_facts(articles, self._locales)
        below = notes.below(self.renderer, self._locales[1:], changed=Changed(frozenset(own), None))
        return Told(self.renderer.facts.values, below)

    def render(self, told: tuple[Mapping[str, Any], Stage]) -> Rendered:
        """Render pages and stage those that differ, by the facts that all have told."""
        facts, self._stage = told
        self.renderer.facts.values.update(facts)
        done = Done()

        def write(at: int) -> None:
            done.write(self.renderer.outputs(self._in_order[at], self._locales), self._stage)

        with garbage.frozen():  # what has been read stays
            failed = pieces.do(self._work.again(self._number), write)
        self._tell(done, facts)
        return Rendered(done, failed)

    def finish(self, facts: Mapping[str, Any]) -> Finished:
        """Stage what is no article's, of every so-manieth locale, by the facts that all have told.

        Only then are the words of all pages known, which searches are made from.
        """
        self.renderer.facts.values.update(facts)
        before = set(self.renderer.facts.values)
        done = Done()

        def write(at: int) -> None:
            done.write(self.renderer.shared.of(self._locales[at]), self._stage)
            done.write(self.renderer.searching.outputs(self._locales[at]), self._stage)

        own = range(self._number, len(self._locales), self._work.processes)
        failed = pieces.do((range(at, at + 1) for at in own), write)
        self._tell(done, before)
        return Finished(done, self.renderer.searching.indexes, failed)

    def _tell(self, done: Done, before: Collection[str]) -> None:
        """Have what is done tell of the facts that were not known before."""
        found = self.renderer.facts.values.items()
        done.facts = {key: value for key, value in found if key not in before}

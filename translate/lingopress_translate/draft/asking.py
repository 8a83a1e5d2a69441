"""The texts of a run through one engine: what it answered before, then what it answers now.

Each text goes up its own ladder of repair (`segment`); all together go through one pool.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.catalog.state import SAME
from lingopress_translate import segment
from lingopress_translate.draft.work import Answer, Text
from lingopress_translate.engines.engine import Item
from lingopress_translate.pacing import Request

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

    from lingopress_i18n.catalog.glossary import Finder
    from lingopress_translate.draft.work import Work
    from lingopress_translate.engines.engine import Traits
    from lingopress_translate.engines.faults import RequestError
    from lingopress_translate.journal import Asked
    from lingopress_translate.pacing import Pool, Result
    from lingopress_translate.segment import Segment

_CHUNK = 64
"""How many texts are looked up in the journal at a time."""


@dataclass(frozen=True)
class Target:
    """A locale's work, and what is needed to ask for it."""

    work: Work
    texts: Iterable[Text]
    label: str
    """The engine's label for the pair."""
    finder: Finder | None
    """Finds the glossary's terms, for an engine that reads them."""
    fixed: re.Pattern[str] | None
    """Terms that are not to be translated."""


@dataclass
class _Job:
    """A text on its way."""

    target: Target
    text: Text
    start: Segment
    """What it begins with."""
    segment: Segment = field(init=False)
    """How far it is."""
    answers: dict[int, str] = field(default_factory=dict)
    """Answers to the attempt under way, by number."""
    remembered: list[tuple[str, Item]] = field(default_factory=list)
    """All for which the journal had the answer."""

    def __post_init__(self) -> None:
        self.segment = self.start


class Asking:
    """Puts the texts of several locales through a pool."""

    def __init__(
        self, pool: Pool, traits: Traits, asked: Asked, source: str, *, is_again: bool = False
    ) -> None:
        """Ask this pool's engine, from the source language, a BCP 47 tag.

        ``is_again``: whether it is asked again where its answers of earlier runs were refused.
        """
        self._is_again = is_again
        self._pool = pool
        self._traits = traits
        self._asked = asked
        self._source = source
        self._jobs: dict[int, _Job] = {}
        self._numbers = itertools.count()
        self._enough = 2 * traits.workers * traits.max_items

    def run(self, targets: Sequence[Target]) -> None:
        """Ask for all texts, and settle each in its work as its answer comes."""
        texts = ((target, text) for target in targets for text in target.texts)
        is_more = True
        while True:
            while is_more and self._pool.waiting < self._enough:
                chunk = list(itertools.islice(texts, _CHUNK))
                is_more = len(chunk) == _CHUNK
                self._begin(chunk)
            results = self._pool.take()
            if not results and not is_more:
                return
            self._go_on(self._take(result) for result in results)

    def finish(self) -> None:
        """Settle what came in while the pool was closed, as far as that goes."""
        for result in self._pool.take():
            self._take(result)

    def _begin(self, chunk: Sequence[tuple[Target, Text]]) -> None:
        jobs = []
        for target, text in chunk:
            begun = segment.begin(text.text, self._traits.carriers, target.fixed)
            if isinstance(begun, segment.Segment):
                jobs.append(_Job(target, text, begun))
            else:
                self._settle(target, text, begun)
        self._go_on(jobs)

    def _go_on(self, jobs: Iterable[_Job | None]) -> None:
        """Ask what the jobs want next: first the journal, then, for what it has not, the engine."""
        waiting = [job for job in jobs if job is not None]
        while waiting:
            items = [(job, self._items(job)) for job in waiting]
            known = self._known(items)
            waiting = []
            requests: list[Request] = []
            for job, wanted in items:
                job.answers = {}
                missing = []
                carrier = job.segment.wanted.carrier
                for at, item in enumerate(wanted):
                    found = known.get((job.text.locale, carrier, item))
                    if found is None:
                        missing.append((at, item))
                    else:
                        job.answers[at] = found
                        job.remembered.append((carrier, item))
                if not missing:
                    waiting += self._accept(job)
                    continue
                number = next(self._numbers)
                self._jobs[number] = job
                requests += [
                    Request((number, at), item, self._source, job.text.locale, carrier)
                    for at, item in missing
                ]
            self._pool.put(requests)

    def _known(self, items: Iterable[tuple[_Job, list[Item]]]) -> dict[tuple[str, str, Item], str]:
        by_locale: dict[str, list[tuple[str, Item]]] = {}
        for job, wanted in items:
            found = by_locale.setdefault(job.text.locale, [])
            found += [(job.segment.wanted.carrier, item) for item in wanted]
        return {
            (locale, carrier, item): answer
            for locale, asked in by_locale.items()
            for (carrier, item), answer in self._asked.known(locale, asked).items()
        }

    def _items(self, job: _Job) -> list[Item]:
        finder = job.target.finder
        terms = finder.occurring(inline.plain(job.text.text)) if finder else ()
        return [Item(text, job.text.surroundings, terms) for text in job.segment.wanted.texts]

    def _take(self, result: Result) -> _Job | None:
        """Take a result; give its job if that has all it waited for and wants more."""
        number, at = result.request.id
        job = self._jobs.get(number)
        if job is None:
            return None
        if result.fault is not None:
            del self._jobs[number]
            self._fail(job, result.fault)
            return None
        job.answers[at] = result.text
        if len(job.answers) < len(job.segment.wanted.texts):
            return None
        del self._jobs[number]
        return next(iter(self._accept(job)), None)

    def _accept(self, job: _Job) -> list[_Job]:
        """Give a job's segment its answers; list the job if it wants more."""
        answers = [job.answers[at] for at in range(len(job.answers))]
        after = job.segment.accept(answers)
        if isinstance(after, segment.Segment):
            job.segment = after
            return [job]
        if isinstance(after, segment.Refusal) and job.remembered and self._is_again:
            # Refused in an earlier run: the engine gets another chance.
            self._asked.forget(job.text.locale, job.remembered)
            return [_Job(job.target, job.text, job.start)]
        self._settle(job.target, job.text, after)
        return []

    def _settle(self, target: Target, text: Text, end: segment.Draft | segment.Refusal) -> None:
        if isinstance(end, segment.Refusal):
            target.work.settle(text, end.reason)
        else:
            origin = SAME if end.detail == segment.NOTHING else target.label
            target.work.settle(text, Answer(end.text, origin, end.notes))

    def _fail(self, job: _Job, fault: RequestError) -> None:
        work = job.target.work
        if self._pool.stopped is not None:
            work.drafting.stopped = self._pool.stopped
        work.settle(job.text, f"{fault.kind.value}: {fault}")

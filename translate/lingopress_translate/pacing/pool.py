"""Worker threads that send requests to one engine, in batches, as fast as they may and no faster.

Failures that pass are tried again, later and in smaller batches; a service that asks for a pause
gets it from all workers; after one that will not pass nothing more is sent. Every answer is
recorded by the thread that got it, before anybody sees it.
"""

from __future__ import annotations

import heapq
import itertools
import threading
from collections import deque
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Protocol, Self

from lingopress_translate.engines.engine import Batch, Item, Reply
from lingopress_translate.engines.faults import STOPPING, Kind, RequestError
from lingopress_translate.pacing.budget import Tariff
from lingopress_translate.pacing.patience import Patience

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lingopress_translate.engines.engine import Engine, Traits
    from lingopress_translate.pacing.budget import Budget
    from lingopress_translate.pacing.clock import Clock

_UNREAD = frozenset({Kind.RATE, Kind.AUTH, Kind.QUOTA, Kind.SETUP, Kind.UNSUPPORTED})
"""After these the service has not looked at the texts, and charges nothing for them."""


@dataclass(frozen=True, slots=True)
class Request:
    """One text to be translated."""

    id: tuple[int, int]
    """By which its result is known again: the number of a job, and of one text in it."""
    item: Item
    source: str
    """BCP 47 tag."""
    target: str
    """BCP 47 tag."""
    carrier: str

    @property
    def _way(self) -> tuple[str, str, str]:
        return self.source, self.target, self.carrier


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a request."""

    request: Request
    text: str = ""
    """The answer; empty where the engine refused the text."""
    fault: RequestError | None = None
    """Why there is no answer."""


class Recorder(Protocol):
    """Keeps what was sent and what came back. Called by the workers, so thread-safe."""

    def sent(self, batch: Batch) -> int:
        """Note that a batch is about to be sent; give a number for what follows."""

    def answered(self, number: int, batch: Batch, reply: Reply, cost: str) -> None:
        """Keep the answers, safe from a kill. ``cost`` is an amount with its currency, or empty."""

    def failed(self, number: int, fault: RequestError) -> None:
        """Note that a request failed."""


@dataclass(frozen=True, slots=True, order=True)
class _Parcel:
    """Requests that go out together: once more, or for the first time."""

    due: float
    """When it may go."""
    number: int
    requests: tuple[Request, ...]
    failures: int = 0

    @property
    def characters(self) -> int:
        return sum(len(request.item.text) for request in self.requests)


class Pool:
    """The requests of a run to one engine. A context: leaving it waits for what is under way."""

    def __init__(  # noqa: PLR0913 - everything that it depends on is given to it
        self,
        engine: Engine,
        traits: Traits,
        budget: Budget,
        recorder: Recorder,
        clock: Clock,
        *,
        guard: Callable[[str, str], str] = lambda _sent, _answer: "",
        patience: Patience | None = None,
        random: Random | None = None,
    ) -> None:
        """Start the workers.

        ``guard`` is given a text and its answer, and says in a few words why that is none; such a
        reply counts as a bad one.
        """
        self._engine = engine
        self._traits = traits
        self._budget = budget
        self._tariff = Tariff.of(traits)
        self._recorder = recorder
        self._clock = clock
        self._guard = guard
        self._patience = patience or Patience()
        self._random = random or Random()  # noqa: S311 - spreads retries, keeps no secret
        lock = threading.RLock()
        self._changed = threading.Condition(lock)  # what the workers wait for
        self._arrived = threading.Condition(lock)  # what `take` waits for
        self._fresh: deque[Request] = deque()
        self._again: list[_Parcel] = []
        self._results: deque[Result] = deque()
        self._numbers = itertools.count()
        self._under_way = 0
        self._not_before = 0.0
        self._pauses = 0
        self._in_vain = 0
        self._is_closed = False
        self._crash: BaseException | None = None
        self.stopped: RequestError | None = None
        """Why nothing more is sent; None while there is no such reason."""
        self._workers = [
            threading.Thread(target=self._work, daemon=True) for _ in range(traits.workers)
        ]
        for worker in self._workers:
            worker.start()

    def __enter__(self) -> Self:
        """Go on; the workers wait already."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Send nothing more and wait for what is under way; its answers are recorded."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        for worker in self._workers:
            worker.join()

    @property
    def waiting(self) -> int:
        """How many requests have not been sent yet."""
        return len(self._fresh)

    def put(self, requests: Iterable[Request]) -> None:
        """Have requests sent. Each will have one result."""
        with self._changed:
            before = len(self._fresh)
            for request in requests:
                if self.stopped is not None:
                    self._results.append(Result(request, fault=self.stopped))
                elif len(request.item.text) > self._traits.max_characters:
                    longest = f"{self._traits.max_characters:,} characters"
                    fault = RequestError(Kind.REFUSED, f"longer than {longest}, the engine's limit")
                    self._results.append(Result(request, fault=fault))
                else:
                    self._fresh.append(request)
            self._changed.notify(len(self._fresh) - before)

    def take(self) -> list[Result]:
        """Wait for results and give all that are there; none when there is nothing to wait for.

        After the pool is left, those that came in last.
        """
        with self._changed:
            while not self._results and not self._crash and self._is_busy():
                self._arrived.wait()
            if self._crash:
                raise self._crash
            found = list(self._results)
            self._results.clear()
            return found

    def _is_busy(self) -> bool:
        waiting = self._fresh or self._again
        return bool(waiting or self._under_way) and not self._is_closed

    def _work(self) -> None:
        try:
            while parcel := self._next():
                self._send(parcel)
        except BaseException as error:  # noqa: BLE001 - it is raised again where results are taken
            with self._changed:
                self._crash = error
                self._arrived.notify()

    def _next(self) -> _Parcel | None:
        """Wait until something may be sent, and take it; None when the pool is closed."""
        with self._changed:
            while not self._is_closed:
                due = self._due()
                rest = None if due is None else due - self._clock.now()
                if rest is None or rest > 0:
                    self._clock.wait(self._changed, rest)
                    continue
                parcel = self._pack()
                if not self._budget.take(parcel.characters, self._tariff):
                    self._shrink(parcel)
                    continue
                if self._traits.rate:
                    self._not_before = self._clock.now() + 1 / self._traits.rate
                self._under_way += 1
                return parcel
            return None

    def _due(self) -> float | None:
        """Tell when the next parcel may go; None if there is none."""
        if self._fresh:
            return self._not_before
        return max(self._not_before, self._again[0].due) if self._again else None

    def _pack(self) -> _Parcel:
        if self._again and (not self._fresh or self._again[0].due <= self._clock.now()):
            return heapq.heappop(self._again)
        first = self._fresh.popleft()
        requests, size = [first], len(first.item.text)
        # Asked each time: an engine may have learnt that its service takes one text only.
        most = self._engine.traits(first.source, first.target).max_items
        while self._fresh and len(requests) < most:
            following = self._fresh[0]
            size += len(following.item.text)
            if following._way != first._way or size > self._traits.max_characters:  # noqa: SLF001
                break
            requests.append(self._fresh.popleft())
        return _Parcel(0.0, next(self._numbers), tuple(requests))

    def _shrink(self, parcel: _Parcel) -> None:
        """Make two of a parcel that the budget has no room for, or stop."""
        if len(parcel.requests) > 1:
            self._halve(parcel)
            return
        self._again.append(parcel)
        self._stop(RequestError(Kind.QUOTA, f"the budget of {self._budget.limit} is used up"))

    def _send(self, parcel: _Parcel) -> None:
        first = parcel.requests[0]
        items = tuple(request.item for request in parcel.requests)
        batch = Batch(items, first.source, first.target, first.carrier)
        number = self._recorder.sent(batch)
        try:
            reply = self._ask(batch)
        except RequestError as fault:
            self._recorder.failed(number, fault)
            if fault.kind in _UNREAD:
                self._budget.give_back(parcel.characters, self._tariff)
            with self._changed:
                self._fail(parcel, fault)
                self._under_way -= 1
                self._changed.notify_all()
                self._arrived.notify()
            return
        units = self._tariff.units(parcel.characters) if reply.units is None else reply.units
        cost = self._budget.correct(parcel.characters, units, self._tariff)
        price = f"{cost:f} {self._tariff.currency}".strip() if cost else ""
        self._recorder.answered(number, batch, reply, price)
        with self._changed:
            self._pauses = self._in_vain = 0
            self._results += map(Result, parcel.requests, reply.texts)
            self._under_way -= 1
            self._arrived.notify()

    def _ask(self, batch: Batch) -> Reply:
        reply = self._engine.translate(batch)
        if len(reply.texts) != len(batch.items):
            counts = f"{len(reply.texts)} answers to {len(batch.items)} texts"
            raise RequestError(Kind.BAD_REPLY, counts)
        for item, text in zip(batch.items, reply.texts, strict=True):
            wrong = self._guard(item.text, text)
            if wrong:
                raise RequestError(Kind.BAD_REPLY, wrong)
        return reply

    def _fail(self, parcel: _Parcel, fault: RequestError) -> None:
        """Decide what becomes of requests that failed."""
        if self.stopped is not None:
            self._give_up(parcel, fault)
        elif fault.kind in STOPPING:
            self._give_up(parcel, fault)
            self._stop(fault)
        elif fault.kind is Kind.RATE:
            self._pause(parcel, fault)
        elif fault.kind in (Kind.BAD_REPLY, Kind.REFUSED) and len(parcel.requests) > 1:
            self._halve(parcel)
        elif fault.kind is Kind.REFUSED:
            self._give_up(parcel, fault)
        else:
            self._try_again(parcel, fault)

    def _try_again(self, parcel: _Parcel, fault: RequestError) -> None:
        """Make a request again, later; all wait where no worker has had an answer lately."""
        self._in_vain += 1
        workers = self._traits.workers
        if self._in_vain >= max(self._patience.in_vain, 3 * workers):
            self._give_up(parcel, fault)
            self._stop(fault)
            return
        if self._in_vain > workers:
            pause = self._patience.delay(self._in_vain // workers, self._random)
            self._not_before = max(self._not_before, self._clock.now() + pause)
        if parcel.failures + 1 < self._patience.attempts:
            delay = self._patience.delay(parcel.failures + 1, self._random)
            self._retry(parcel.requests, parcel.failures + 1, self._clock.now() + delay)
        else:
            self._give_up(parcel, fault)

    def _halve(self, parcel: _Parcel) -> None:
        half = len(parcel.requests) // 2
        for requests in (parcel.requests[:half], parcel.requests[half:]):
            self._retry(requests, parcel.failures, 0.0)

    def _give_up(self, parcel: _Parcel, fault: RequestError) -> None:
        self._results += [Result(request, fault=fault) for request in parcel.requests]

    def _retry(self, requests: tuple[Request, ...], failures: int, due: float) -> None:
        heapq.heappush(self._again, _Parcel(due, next(self._numbers), requests, failures))

    def _pause(self, parcel: _Parcel, fault: RequestError) -> None:
        """Have all workers wait as long as the service asks."""
        self._pauses += 1
        asked = fault.retry_after
        if asked is None and self._pauses > self._patience.attempts * self._traits.workers:
            asked = self._patience.obeyed + 1  # it has never said yes since
        if asked is not None and asked > self._patience.obeyed:
            self._give_up(parcel, fault)
            self._stop(fault)
            return
        if asked is None:
            asked = self._patience.delay(min(self._pauses, self._patience.attempts), self._random)
        self._not_before = max(self._not_before, self._clock.now() + asked)
        self._retry(parcel.requests, parcel.failures, self._not_before)

    def _stop(self, fault: RequestError) -> None:
        """Send nothing more; what waits has failed for this reason."""
        if self.stopped is None:
            self.stopped = fault
        waiting = [*self._fresh, *(each for parcel in self._again for each in parcel.requests)]
        self._results += [Result(request, fault=self.stopped) for request in waiting]
        self._fresh.clear()
        self._again.clear()
        self._arrived.notify()

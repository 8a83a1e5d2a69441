"""A clock that never waits, an engine that plays a script, a recorder that remembers."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingopress_i18n import publication
from lingopress_translate.draft import Engines, Order, Tools, run, settings
from lingopress_translate.engines.engine import Batch, Item, Reply, Traits
from lingopress_translate.pacing import Budget, Patience, Pool, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

    from lingopress_translate.draft import Drafting
    from lingopress_translate.engines.faults import RequestError
    from lingopress_translate.pacing import Result
    from trial import Trial


class FakeClock:
    """Time passes when somebody waits, and only then."""

    def __init__(self) -> None:
        self.time = 0.0
        self.waits: list[float] = []

    def now(self) -> float:
        return self.time

    def today(self) -> float:
        return 1_000_000.0 + self.time

    def wait(self, changed: threading.Condition, seconds: float | None) -> None:
        if seconds is None:
            changed.wait()
        else:
            self.waits.append(seconds)
            self.time += seconds


@dataclass
class Scripted:
    """An engine that does what ``act`` says; by default it answers in capitals."""

    act: Callable[[Batch, int], Reply | None] = lambda _batch, _number: None
    """Given a batch and the number of the request, from 0: raises, answers, or leaves it."""
    clock: FakeClock = field(default_factory=FakeClock)
    name: str = "scripted"
    own: Traits | None = None
    """Its traits, where a test wants others."""
    batches: list[tuple[float, tuple[str, ...]]] = field(default_factory=list)
    """When each request began, and its texts."""
    most: int = 0
    """How many requests were under way at a time, at most."""

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._now = 0

    def traits(self, source: str, target: str) -> Traits:
        del source, target
        return self.own or Traits(("mask", "plain"))

    def unavailable(self, source: str, target: str) -> str:
        del source, target
        return ""

    def label(self, source: str, target: str) -> str:
        return f"{self.name}:{source}-{target}"

    identity = label

    def close(self) -> None:
        pass

    def translate(self, batch: Batch) -> Reply:
        texts = tuple(item.text for item in batch.items)
        with self._lock:
            number = len(self.batches)
            self.batches.append((self.clock.now(), texts))
            self._now += 1
            self.most = max(self.most, self._now)
        try:
            return self.act(batch, number) or Reply(tuple(text.upper() for text in texts))
        finally:
            with self._lock:
                self._now -= 1

    @property
    def sent(self) -> list[tuple[str, ...]]:
        return [texts for _, texts in self.batches]


@dataclass
class Memo:
    """A recorder that remembers what it was told."""

    events: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    costs: list[str] = field(default_factory=list)

    def sent(self, batch: Batch) -> int:
        self.events.append(f"sent {len(batch.items)}")
        return len(self.events)

    def answered(self, number: int, batch: Batch, reply: Reply, cost: str) -> None:
        del number
        self.events.append("answered")
        self.costs.append(cost)
        self.answers.update(zip((item.text for item in batch.items), reply.texts, strict=True))

    def failed(self, number: int, fault: RequestError) -> None:
        del number
        self.events.append(fault.kind.value)


@dataclass
class Outcome:
    """What became of a run of a pool."""

    texts: dict[str, str]
    """Answers by text."""
    faults: dict[str, RequestError]
    memo: Memo
    stopped: RequestError | None


def requests(texts: Iterable[str], carrier: str = "plain") -> list[Request]:
    return [
        Request((number, 0), Item(text), "en", "fr", carrier) for number, text in enumerate(texts)
    ]


def send(  # noqa: PLR0913 - one test, one of them
    engine: Scripted,
    texts: Iterable[str],
    traits: Traits | None = None,
    *,
    budget: Budget | None = None,
    patience: Patience | None = None,
    random: Random | None = None,
) -> Outcome:
    """Put texts through a pool, to the end."""
    memo = Memo()
    engine.own = traits or Traits(("plain",))
    results: list[Result] = []
    pool = Pool(
        engine,
        engine.own,
        budget or Budget(),
        memo,
        engine.clock,
        patience=patience,
        random=random,
        guard=lambda _sent, answer: "garbage" if "GARBAGE" in answer else "",
    )
    with pool:
        pool.put(requests(texts))
        while found := pool.take():
            for result in found:
                assert result.fault or memo.answers[result.request.item.text] == result.text
            results += found
    return Outcome(
        {each.request.item.text: each.text for each in results if each.fault is None},
        {each.request.item.text: each.fault for each in results if each.fault is not None},
        memo,
        pool.stopped,
    )


def draft(  # noqa: PLR0913 - one test, one of them
    trial: Trial,
    locale: str,
    domains: Iterable[str],
    engine: Scripted,
    *,
    tools: Tools | None = None,
    is_again: bool = False,
    is_stale: bool = False,
) -> Drafting:
    """Draft a locale's catalogs with this engine."""
    site = publication.load(trial.root).site
    order = Order(
        site.choose((locale,)), tuple(domains), engine.name, is_again=is_again, is_stale=is_stale
    )
    configured = settings.parse(site)
    with Engines(site, configured, {engine.name: engine}) as engines:
        (result,) = run(site, order, configured, engines, tools or Tools(clock=engine.clock))
    return result

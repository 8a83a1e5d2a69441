from __future__ import annotations

import itertools
import threading
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingopress_i18n.errors import ConfigError
from lingopress_translate.engines.engine import Batch, Reply, Traits
from lingopress_translate.engines.faults import PASSING, STOPPING, Kind, RequestError
from lingopress_translate.pacing import Budget, Limit, Patience, Pool, Tariff, parse_limit
from scripted import FakeClock, Memo, Scripted, requests, send

ONE_EACH = Traits(("plain",), max_items=1)
PRICED = Traits(("plain",), unit="character", price=Decimal(20), currency="EUR")


def failing(kind: Kind, times: int, retry_after: float | None = None) -> Scripted:
    """Make an engine whose first requests fail."""

    def act(_batch: Batch, number: int) -> Reply | None:
        if number < times:
            raise RequestError(kind, "oh", retry_after=retry_after)
        return None

    return Scripted(act)


def test_texts_travel_in_batches_of_so_many_items_and_characters() -> None:
    engine = Scripted()
    texts = ["aaaa", "bb", "cc", "d", "e", "f", "g"]
    outcome = send(engine, texts, Traits(("plain",), max_items=3, max_characters=7))
    assert engine.sent == [("aaaa", "bb"), ("cc", "d", "e"), ("f", "g")]
    assert outcome.texts == {text: text.upper() for text in texts}


def test_texts_of_other_pairs_and_carriers_travel_apart() -> None:
    engine, memo = Scripted(), Memo()
    traits = engine.own = Traits(("plain",), max_items=9)
    with Pool(engine, traits, Budget(), memo, engine.clock) as pool:
        pool.put([*requests("ab"), *requests("cd", "mask"), *requests("e")])
        while pool.take():
            pass
    assert engine.sent == [("a", "b"), ("c", "d"), ("e",)]


@pytest.mark.parametrize("kind", sorted(PASSING - {Kind.RATE}, key=str))
def test_what_passes_is_tried_again_with_growing_waits(kind: Kind) -> None:
    engine = failing(kind, 4)
    patience = Patience(attempts=5, first=1.0, longest=3.0)
    outcome = send(engine, ["a"], patience=patience, random=Random(1))  # noqa: S311 - the same waits in every run
    assert outcome.texts == {"a": "A"}
    waits = engine.clock.waits
    assert len(waits) == 4
    for wait, whole in zip(waits, (1, 2, 3, 3), strict=True):
        assert whole / 2 <= wait <= whole
    assert len(set(waits)) == 4


def test_one_text_that_fails_for_good_costs_no_other() -> None:
    def act(batch: Batch, _number: int) -> Reply | None:
        if "b" in [item.text for item in batch.items]:
            raise RequestError(Kind.BAD_REPLY, "a page of a proxy")
        return None

    engine = Scripted(act)
    traits = Traits(("plain",), max_items=8)
    outcome = send(engine, "abcdefgh", traits, patience=Patience(attempts=3))
    assert sorted(outcome.texts) == list("acdefgh")
    assert outcome.faults["b"].kind is Kind.BAD_REPLY
    assert outcome.stopped is None
    assert engine.sent.count(("b",)) == 3


def test_a_service_that_is_down_is_left_alone() -> None:
    engine = failing(Kind.TRANSIENT, 10**6)
    outcome = send(engine, [str(n) for n in range(50)], ONE_EACH)
    assert len(engine.sent) == Patience().in_vain
    assert len(outcome.faults) == 50
    assert 60 < engine.clock.now() < 300  # time enough to be started anew
    assert outcome.stopped is not None
    assert outcome.stopped.kind is Kind.TRANSIENT


@pytest.mark.parametrize("kind", sorted(STOPPING, key=str))
def test_after_what_will_not_pass_nothing_more_is_sent(kind: Kind) -> None:
    engine = failing(kind, 10**6)
    outcome = send(engine, [str(n) for n in range(50)], ONE_EACH)
    assert len(engine.sent) == 1
    assert {fault.kind for fault in outcome.faults.values()} == {kind}
    assert len(outcome.faults) == 50


@pytest.mark.parametrize("workers", [1, 4])
def test_the_pause_that_a_service_asks_for_is_kept_by_all(workers: int) -> None:
    engine = failing(Kind.RATE, workers, retry_after=30.0)
    traits = Traits(("plain",), workers=workers)
    outcome = send(engine, [str(n) for n in range(20)], traits)
    assert len(outcome.texts) == 20
    refused = [began for began, _ in engine.batches[:workers]]
    accepted = [began for began, _ in engine.batches[workers:]]
    assert min(accepted) >= max(refused) + 30


def test_a_pause_without_end_ends_the_run() -> None:
    engine = failing(Kind.RATE, 10**6, retry_after=3600.0)
    outcome = send(engine, ["a", "b"], ONE_EACH)
    assert engine.sent == [("a",)]
    assert outcome.stopped is not None
    assert engine.clock.waits == []
    engine = failing(Kind.RATE, 10**6)
    outcome = send(engine, ["a", "b"], ONE_EACH, patience=Patience(attempts=4))
    assert outcome.stopped is not None
    assert len(engine.sent) == 5


def test_requests_begin_no_faster_than_the_rate() -> None:
    engine = Scripted()
    send(engine, [str(n) for n in range(11)], Traits(("plain",), workers=3, rate=4.0))
    begun = [began for began, _ in engine.batches]
    assert max(begun) >= 10 / 4
    assert all(b - a >= 0.25 - 1e-9 for a, b in itertools.pairwise(begun))


def test_as_many_requests_are_under_way_as_there_are_workers() -> None:
    together = threading.Barrier(5, timeout=20)

    def act(_batch: Batch, number: int) -> Reply | None:
        if number < 5:
            together.wait()  # breaks, and fails the test, if fewer come
        return None

    engine = Scripted(act)
    outcome = send(engine, [str(n) for n in range(40)], Traits(("plain",), workers=5))
    assert len(outcome.texts) == 40
    assert engine.most == 5


@pytest.mark.parametrize(
    "reply", [Reply(("A",)), Reply(("A", "B", "C")), Reply(("A", "GARBAGE 1"))]
)
def test_a_wrong_reply_is_asked_for_again_one_by_one(reply: Reply) -> None:
    engine = Scripted(lambda _batch, number: None if number else reply)
    outcome = send(engine, ["a", "b"], Traits(("plain",), max_items=5))
    assert engine.sent == [("a", "b"), ("a",), ("b",)]
    assert outcome.texts == {"a": "A", "b": "B"}
    assert outcome.memo.answers == {"a": "A", "b": "B"}


def test_a_text_over_the_limit_is_not_sent() -> None:
    engine = Scripted()
    outcome = send(engine, ["a" * 11, "b"], Traits(("plain",), max_characters=10))
    assert engine.sent == [("b",)]
    assert outcome.faults["a" * 11].kind is Kind.REFUSED
    assert "longer than 10 characters" in str(outcome.faults["a" * 11])


def test_a_fault_of_our_own_comes_to_light() -> None:
    def act(_batch: Batch, _number: int) -> Reply | None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        send(Scripted(act), ["a"])


def test_leaving_the_pool_waits_for_what_is_under_way_and_records_it() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def act(_batch: Batch, _number: int) -> Reply | None:
        begun.set()
        assert go_on.wait(20)
        return None

    engine, memo = Scripted(act), Memo()
    pool = Pool(engine, ONE_EACH, Budget(), memo, engine.clock)

    def leave() -> None:
        assert begun.wait(20)
        go_on.set()

    with pool:
        pool.put(requests("abc"))
        threading.Thread(target=leave).start()
        assert begun.wait(20)
    sent = [text for texts in engine.sent for text in texts]
    assert "a" in sent
    assert list(memo.answers) == sent
    assert [result.text for result in pool.take()] == list(memo.answers.values())
    assert pool.take() == []  # what was not sent has no result, and nobody waits for one


@settings(max_examples=60)
@given(
    st.lists(st.integers(1, 30), max_size=40),
    st.integers(0, 300),
    st.integers(1, 4),
    st.integers(1, 6),
)
def test_no_budget_is_ever_overdrawn(
    sizes: list[int], limit: int, workers: int, items: int
) -> None:
    engine, budget = Scripted(), Budget(Limit(Decimal(limit)))
    texts = [f"{number:03}".ljust(3 + size, "x") for number, size in enumerate(sizes)]
    traits = Traits(("plain",), workers=workers, max_items=items)
    outcome = send(engine, texts, traits, budget=budget)
    spent = sum(len(text) for batch in engine.sent for text in batch)
    assert spent == budget.characters <= limit
    assert len(outcome.texts) + len(outcome.faults) == len(texts)
    if outcome.faults:
        assert spent + max(map(len, outcome.faults)) > limit  # something had no room
        assert "budget" in str(outcome.stopped)


def test_money_is_counted_and_what_was_refused_is_given_back() -> None:
    engine = failing(Kind.RATE, 1, retry_after=1.0)
    budget = Budget(Limit(Decimal("0.0002"), "EUR"))
    outcome = send(engine, ["aaaaa", "bbbbb", "ccccc"], PRICED, budget=budget)
    assert outcome.texts == {"aaaaa": "AAAAA", "bbbbb": "BBBBB"}
    assert budget.costs == {"EUR": Decimal("0.0002")}
    assert outcome.memo.costs == ["0.0001 EUR", "0.0001 EUR"]
    assert "0.0002 EUR is used up" in str(outcome.stopped)


def test_what_a_service_says_that_it_charged_counts() -> None:
    engine = Scripted(lambda batch, _number: Reply(tuple("x" for _ in batch.items), units=1000))
    budget = Budget()
    traits = Traits(("plain",), unit="token", price=Decimal(3), currency="USD")
    send(engine, ["a", "b"], traits, budget=budget)
    assert budget.costs == {"USD": Decimal("0.006")}


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("20000", Limit(Decimal(20000))),
        ("20k", Limit(Decimal(20000))),
        ("20_000 characters", Limit(Decimal(20000))),
        ("5 EUR", Limit(Decimal(5), "EUR")),
        ("2.50usd", Limit(Decimal("2.50"), "USD")),
    ],
)
def test_limits(text: str, limit: Limit) -> None:
    assert parse_limit(text) == limit


@pytest.mark.parametrize("text", ["", "much", "-5", "5 quid", "5 €", "1e3", "5 EUR EUR", "٥"])
def test_what_is_no_limit_is_said(text: str) -> None:
    with pytest.raises(ConfigError, match="--budget"):
        parse_limit(text)


def test_a_budget_of_money_needs_a_price_in_its_currency() -> None:
    budget = Budget(Limit(Decimal(5), "EUR"))
    budget.refuse(Tariff())
    budget.refuse(Tariff("character", Decimal(20), "EUR"))
    with pytest.raises(ConfigError, match="price is not known"):
        budget.refuse(Tariff("character"))
    with pytest.raises(ConfigError, match="in USD, the budget in EUR"):
        budget.refuse(Tariff("character", Decimal(20), "USD"))


def test_no_test_here_waits() -> None:
    clock = FakeClock()
    clock.wait(threading.Condition(), 10**9)
    assert clock.now() == 10**9

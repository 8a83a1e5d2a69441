"""A question answered aside: the answer is right whatever becomes of whoever was asked."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n.publish import aside

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def is_without_children() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def elsewhere(then: Callable[[], bytes]) -> Callable[[], bytes]:
    """Give a question that this process answers itself, and any other one as ``then`` does."""
    here = os.getpid()
    return lambda: b"here" if os.getpid() == here else then()


def _fail() -> bytes:
    raise RuntimeError


def _die() -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


MUCH = bytes(1_000_000)


@pytest.mark.parametrize(
    ("then", "said"),
    [(lambda: b"", b""), (lambda: MUCH, MUCH), (_fail, b"here"), (_die, b"here")],
    ids=["nothing", "much", "fails", "dies"],
)
def test_a_fork_answers_or_this_process_does(then: Callable[[], bytes], said: bytes) -> None:
    with aside.asked(elsewhere(then)) as answer:
        assert answer() == said
    assert is_without_children()


@pytest.mark.parametrize("said", [b"", MUCH], ids=["nothing", "much"])
def test_nobody_has_to_want_the_answer(said: bytes) -> None:
    with aside.asked(lambda: said):
        pass
    assert is_without_children()


def test_what_goes_wrong_meanwhile_leaves_no_fork() -> None:
    with pytest.raises(KeyboardInterrupt), aside.asked(lambda: MUCH):
        raise KeyboardInterrupt
    assert is_without_children()


def test_a_fork_that_the_system_has_waited_for_is_not_believed() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with aside.asked(elsewhere(lambda: b"there")) as answer:
            assert answer() == b"here"
    finally:
        signal.signal(signal.SIGCHLD, before)


def _refuse() -> int:
    raise BlockingIOError


@pytest.mark.parametrize("lack", ["fork", "room", "quiet"])
def test_where_no_fork_can_be_this_process_answers(
    lack: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    match lack:
        case "fork":
            monkeypatch.delattr(os, "fork")
        case "room":
            monkeypatch.setattr(os, "fork", _refuse)
        case _:
            monkeypatch.setattr(threading, "active_count", lambda: 2)
    with aside.asked(elsewhere(lambda: b"there")) as answer:
        assert answer() == b"here"

"""A question that is answered aside, by a fork, while this process is about something else."""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextlib.contextmanager
def asked(question: Callable[[], bytes]) -> Iterator[Callable[[], bytes]]:
    """Have a question answered meanwhile; what is given waits for the answer.

    Where nobody can be asked, or whoever was has ended without an answer, the question is answered
    when the answer is wanted. The fork is gone at the end, whatever that is.
    """
    fork = _begin(question)
    if fork is None:
        yield question
        return
    number, end = fork
    has_ended = False

    def answer() -> bytes:
        nonlocal has_ended
        with open(end, "rb", closefd=False) as stream:
            said = stream.read()
        has_ended = True
        return said if _is_sound(number) else question()

    try:
        yield answer
    finally:
        os.close(end)  # what has still to be said is heard by nobody
        if not has_ended:
            _is_sound(number)


def _begin(question: Callable[[], bytes]) -> tuple[int, int] | None:
    """Begin a fork; give its number, and the end of a pipe that it speaks into.

    None where there can be none, or threads would be left in the middle of things.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return None
    reading, writing = os.pipe()
    try:
        number = os.fork()
    except OSError:  # there are too many already
        os.close(reading)
        number = -1
    if not number:
        os.close(reading)  # or it would wait for itself where its parent has stopped to listen
        _be(question, writing)
    os.close(writing)
    return None if number < 0 else (number, reading)


def _be(question: Callable[[], bytes], end: int) -> NoReturn:
    """Be the fork."""
    code = 1
    try:
        with open(end, "wb") as stream:
            stream.write(question())
        code = 0
    finally:
        os._exit(code)  # nothing of the parent's is flushed or undone here, nor anything said


def _is_sound(number: int) -> bool:
    """Wait for a fork to end; tell whether it has said all that it had to say."""
    try:
        return os.waitpid(number, 0)[1] == 0
    except ChildProcessError:  # where nobody is told of ends (SIGCHLD), the system alone has waited
        return False

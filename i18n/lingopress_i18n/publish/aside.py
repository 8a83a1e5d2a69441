"""A question that is answered aside, by a fork, while this process is about something else.

The system tells what the fork has found: its exit code. So nothing is imported that talks.
"""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NO, _YES, _UNKNOWN = range(3)


@contextlib.contextmanager
def asked(question: Callable[[], bool]) -> Iterator[Callable[[], bool]]:
    """Have a question answered meanwhile; what is given waits for the answer.

    Where nobody can be asked, or whoever was has ended without one, the question is answered when
    the answer is wanted. The fork is gone at the end, whatever that is.
    """
    number = _begin(question)
    codes: list[int] = []

    def answer() -> bool:
        if not codes:
            codes.append(_end(number))
        return question() if codes[0] == _UNKNOWN else codes[0] == _YES

    try:
        yield answer
    finally:
        if not codes:
            _end(number)


def _begin(question: Callable[[], bool]) -> int:
    """Begin a fork; 0 where there can be none, or threads would be left in the middle of things."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 0
    try:
        number = os.fork()
    except OSError:  # there are too many already
        return 0
    if not number:
        _be(question)
    return number


def _be(question: Callable[[], bool]) -> NoReturn:
    """Be the fork."""
    code = _UNKNOWN
    try:
        code = _YES if question() else _NO
    finally:
        os._exit(code)  # nothing of the parent's is flushed or undone here, nor anything said


def _end(number: int) -> int:
    """Wait for a fork to end; tell what it has found."""
    if not number:
        return _UNKNOWN
    try:
        code = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
    except ChildProcessError:  # where nobody is told of ends (SIGCHLD), the system alone has waited
        return _UNKNOWN
    return code if code in {_NO, _YES} else _UNKNOWN

"""A chain of Apertium programs that stays up: text in, text out, one request at a time.

Every stage flushes at a NUL. Each request is followed by a number that nothing else contains, so
an answer out of step is noticed instead of shifting all that follow.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import tempfile
import time
from typing import IO, TYPE_CHECKING

from lingopress_i18n.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAX_BYTES = 40_000
"""The longest request. An article's sentence has some 200 bytes, a paragraph 2,000."""

_CHUNK = 65_536  # a pipe holds no more


class Pipeline:
    """The programs of one mode. Not thread-safe; a forked child must not use its parent's."""

    def __init__(
        self,
        stages: Sequence[Sequence[str]],
        environment: Mapping[str, str],
        *,
        deadline: float = 20.0,
    ) -> None:
        """Describe the chain; the first request starts it. ``deadline``: seconds per request."""
        self._stages = stages
        self._environment = environment
        self._deadline = deadline
        self._members: list[subprocess.Popen[bytes]] = []
        self._errors: IO[bytes] | None = None
        self._requests = 0
        self.starts = 0
        """How often the chain was started: once, plus once after each stall or death."""

    @property
    def pids(self) -> list[int]:
        """The process ids of the members, first to last; empty while the chain is down."""
        return [member.pid for member in self._members]

    def ask(self, stream: str) -> str | None:
        """Send text in Apertium's stream format and return the answer.

        When a member dies, stalls or answers out of step, all are killed, started anew and asked
        once more; None if that fails too, or if the text is over `MAX_BYTES`. Raises EngineError
        when the programs cannot even be started.
        """
        if not _is_usable(stream):
            return None
        for _ in range(2):
            if not self._members:
                self._start()
            answers = self._exchange([stream])
            if answers is not None:
                return answers[0]
            self.close()
        return None

    def ask_all(self, streams: Sequence[str]) -> list[str | None]:
        """Ask for many texts, each answered as `ask` does.

        They are written one behind the other without waiting for answers, which lets every
        program work at once. Where that fails, each is asked for by itself.
        """
        usable = [stream for stream in streams if _is_usable(stream)]
        if len(usable) > 1:
            if not self._members:
                self._start()
            answers = self._exchange(usable)
            if answers is not None:
                given = iter(answers)
                return [next(given) if _is_usable(stream) else None for stream in streams]
            self.close()
        return [self.ask(stream) for stream in streams]

    def close(self) -> None:
        """Kill the programs and wait until they are gone. The next request starts them anew."""
        if self._members:
            # The leader is not reaped yet, so the group's number cannot have gone to another.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._members[0].pid, signal.SIGKILL)
        for member in self._members:
            member.kill()
            member.wait()
            for pipe in (member.stdin, member.stdout):
                if pipe:
                    # What is left unwritten goes nowhere.
                    with contextlib.suppress(BrokenPipeError):
                        pipe.close()
        self._members = []
        if self._errors:
            self._errors.close()
            self._errors = None

    def _start(self) -> None:
        self.starts += 1
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the members
        previous: IO[bytes] | int = subprocess.PIPE
        try:
            for stage in self._stages:
                member = subprocess.Popen(  # noqa: S603 - words of a mode file, no shell
                    stage,
                    stdin=previous,
                    stdout=subprocess.PIPE,
                    stderr=self._errors,
                    env=dict(self._environment),
                    bufsize=0,
                    process_group=self._members[0].pid if self._members else 0,
                )
                if not isinstance(previous, int):
                    previous.close()  # ours: a member must see the end when its neighbour dies
                self._members.append(member)
                if member.stdout:
                    previous = member.stdout
        except OSError as error:
            self.close()
            raise EngineError(f"Apertium does not start: {error}") from error
        if self._exchange([""]) is None:
            words = self._last_words()
            self.close()
            raise EngineError("Apertium does not start", hint=words)

    def _last_words(self) -> str:
        if not self._errors:
            return ""
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").split("\n")
        return next((line.strip()[:200] for line in lines if line.strip()), "it gives no reason")

    def _exchange(self, streams: Sequence[str]) -> list[str] | None:
        """Ask for texts in turn; None if any one of the answers is missing or out of step."""
        marks: list[bytes] = []
        request: list[bytes] = []
        for stream in streams:
            self._requests += 1
            marks.append(f"[lingopress {self._requests}]".encode())
            request += [stream.encode(), b"[]\0", marks[-1], b"\0"]
        reply = self._transfer(b"".join(request), marks[-1] + b"\0")
        if reply is None:
            return None
        # Each answer ends in a NUL, then comes its mark, which ends in one.
        parts = (reply + marks[-1]).split(b"\0")
        bodies, found = parts[::2], parts[1::2]
        if found != marks or any(b"[lingopress " in body for body in bodies):
            return None
        try:
            return [body.decode() for body in bodies]
        except UnicodeDecodeError:
            return None

    def _transfer(self, request: bytes, end: bytes) -> bytes | None:
        """Write and read at the same time until ``end`` arrives; return what came before it."""
        first, last = self._members[0].stdin, self._members[-1].stdout
        if not first or not last:
            return None
        os.set_blocking(first.fileno(), False)
        reply = b""
        until = time.monotonic() + self._deadline
        with selectors.DefaultSelector() as ready:
            ready.register(first, selectors.EVENT_WRITE)
            ready.register(last, selectors.EVENT_READ)
            while (rest := until - time.monotonic()) > 0:
                for key, _ in ready.select(rest):
                    if key.fileobj is last:
                        chunk = os.read(last.fileno(), _CHUNK)
                        reply += chunk
                        if not chunk:
                            return None
                        if reply.endswith(end):
                            return reply.removesuffix(end)
                        continue
                    try:
                        request = request[os.write(first.fileno(), request) :]
                    except BrokenPipeError:
                        return None
                    if not request:
                        ready.unregister(first)
        return None


def _is_usable(stream: str) -> bool:
    """Tell whether a text can be sent: it is UTF-8 without a NUL, and not too long."""
    try:
        return "\0" not in stream and len(stream.encode()) <= MAX_BYTES
    except UnicodeEncodeError:
        return False

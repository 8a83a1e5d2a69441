"""Whole processes measured in turn, so that a noisy machine is noisy for all of them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

_COMPILES_ANEW = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True)
class Contestant:
    """A command that does the work that is compared."""

    command: Sequence[str]
    """Program and arguments; not read by a shell."""
    folder: Path
    """Where it runs."""
    prepare: Callable[[], object] = lambda: None
    """Undoes what the last run left; not measured."""


@dataclass(frozen=True)
class Run:
    """What one run took."""

    wall: float
    """Seconds from start to end."""
    user: float
    """Seconds of processor time in its own code, children too."""
    sys: float
    """Seconds of processor time that the system worked for it, for its children too."""
    peak: float
    """The most memory that it, or one of its children, held at once, in MiB."""

    @property
    def cpu(self) -> float:
        """Seconds of processor time altogether."""
        return self.user + self.sys


def compete(
    contestants: Mapping[str, Contestant], rounds: int, cores: Collection[int] = ()
) -> dict[str, list[Run]]:
    """Run everybody once to warm up, then in turn (A B C A B C …) on one and the same core.

    Or on these ``cores``.
    """
    cores = cores or {min(os.sched_getaffinity(0))}
    runs: dict[str, list[Run]] = {name: [] for name in contestants}
    for number in range(rounds + 1):
        for name, contestant in contestants.items():
            contestant.prepare()
            run = _run(contestant, cores)
            if number:
                runs[name].append(run)
    return runs


def median(runs: Sequence[Run], figure: str) -> float:
    """Give the median of a figure: ``wall``, ``user``, ``sys``, ``cpu`` or ``peak``."""
    values: list[float] = [getattr(run, figure) for run in runs]
    return statistics.median(values)


def ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> str:
    """Say how many times as long the other took: median, least and most of the pairs of runs."""
    pairs = sorted(their.cpu / our.cpu for our, their in zip(ours, theirs, strict=True))
    return f"{statistics.median(pairs):.1f}x [{pairs[0]:.1f} to {pairs[-1]:.1f}]"


def _run(contestant: Contestant, cores: Collection[int]) -> Run:
    """Run a command on some cores to its end; one that fails ends the benchmark.

    Programs in Python may keep what they have compiled, as they do where they are installed. What
    others have written is on the disk before, so that no run waits for that.
    """
    os.sync()
    environment = {name: each for name, each in os.environ.items() if name != _COMPILES_ANEW}
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - the benchmark's own commands
        contestant.command,
        cwd=contestant.folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: os.sched_setaffinity(0, cores),  # noqa: PLW1509 - no threads here
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{contestant.command[0]} failed:\n{said.decode(errors='replace')}")
    return Run(wall, usage.ru_utime, usage.ru_stime, usage.ru_maxrss / 1024)

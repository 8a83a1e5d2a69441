"""How far a run is: bars on a terminal, lines elsewhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lingopress_translate.cli.shell import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID

    from lingopress_translate.cli.shell import Shell
    from lingopress_translate.draft.run import Audience
    from lingopress_translate.pacing import Budget

_STEP = 500
"""After how many messages of a locale a line says so."""


@contextmanager
def audience(shell: Shell, spending: Budget) -> Iterator[Audience]:
    """Give somebody who is told how far a run is, and shows it."""
    if shell.is_quiet or not sys.stderr.isatty():
        yield Lines(shell)
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import (  # noqa: PLC0415 - likewise
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[spent]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Bars(progress, spending)


class Lines:
    """A line at the beginning of each locale, and every few hundred messages."""

    def __init__(self, shell: Shell) -> None:
        """Say it there."""
        self._shell = shell
        self._totals: dict[str, int] = {}
        self._done: dict[str, int] = {}

    def wait(self, locale: str) -> None:
        """Say what is waited for."""
        self._shell.say(waiting(locale))

    def begin(self, locale: str, engine: str, total: int) -> None:
        """Say what a locale has."""
        self._totals[locale], self._done[locale] = total, 0
        by = f", {engine}" if engine else ""
        self._shell.say(f"{locale}: {count(total, 'message')} to draft{by}")

    def advance(self, locale: str, number: int) -> None:
        """Say how far it is, now and then."""
        done = self._done[locale] = self._done[locale] + number
        if done % _STEP == 0 and done < self._totals[locale]:
            self._shell.say(f"{locale}: {done} of {self._totals[locale]}")


class Bars:
    """A bar a locale: messages done, a second, time that is left, what is spent."""

    def __init__(self, progress: Progress, spending: Budget) -> None:
        """Show it there."""
        self._progress = progress
        self._spending = spending
        self._tasks: dict[str, TaskID] = {}

    def wait(self, locale: str) -> None:
        """Say what is waited for."""
        self._progress.console.print(waiting(locale))

    def begin(self, locale: str, engine: str, total: int) -> None:
        """Show a locale."""
        name = f"{locale} {engine}".strip()
        self._tasks[locale] = self._progress.add_task(name, total=total, rate="", spent="")

    def advance(self, locale: str, number: int) -> None:
        """Move a locale's bar."""
        task = self._progress.tasks[self._tasks[locale]]
        rate = f"{task.speed:.0f}/s" if task.speed else ""
        self._progress.update(task.id, advance=number, rate=rate, spent=spent(self._spending))


def waiting(locale: str) -> str:
    """Say that a locale is taken."""
    return f"{locale}: another run drafts it; waiting until that has ended"


def spent(spending: Budget) -> str:
    """Say what a run has sent and spent so far; empty for nothing."""
    if not spending.characters:
        return ""
    money = [f"{amount:.4f} {currency}".strip() for currency, amount in spending.costs.items()]
    return ", ".join([f"{spending.characters:,} characters", *money])

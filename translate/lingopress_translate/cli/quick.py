"""A plain ``publish`` is read without click, which takes longer than the look at all files."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from lingopress_translate.cli import publishing
from lingopress_translate.cli.shell import Shell

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence


def read(args: Sequence[str]) -> Shell | None:
    """Give the global options of a publish without options of its own; None for any other line."""
    root, is_quiet, rest = ".", False, [*args]
    while rest[:1] != ["publish"]:
        match rest:
            case ["-q" | "--quiet", *rest]:
                is_quiet = True
            case ["-C", root, *rest] if not root.startswith("-"):
                pass
            case _:
                return None
    return Shell(root, quiet=is_quiet, verbose=False) if len(rest) == 1 else None


def publish(shell: Shell) -> int:
    """Publish, and give the exit code."""
    return publishing.run(shell, functools.cache(_today))


def _today() -> datetime.date:
    from lingopress_translate.cli import day  # noqa: PLC0415 - most sites are the same on all days

    return day.day()()

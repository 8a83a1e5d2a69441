"""What all commands share: where the publication is, and how words reach a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lingopress_i18n.errors import LingopressError

locale_option = click.option(
    "-l", "--locale", "tags", multiple=True, metavar="LOCALE", help="A locale; repeat for more."
)
"""The option that names locales; none means all."""


class Shell:
    """The global options, and the two streams: data on stdout, words on stderr."""

    def __init__(self, root: str, *, quiet: bool, verbose: bool) -> None:
        """Take the global options."""
        self.root = Path(root)
        self._quiet = quiet
        self._verbose = verbose

    def say(self, text: str) -> None:
        """Tell a person something, unless they want quiet."""
        if not self._quiet:
            click.echo(text, err=True)

    def name_files(self, paths: Iterable[Path], verb: str = "wrote") -> None:
        """Name files, for those who want to know each."""
        if self._verbose:
            for path in paths:
                self.say(f"{verb} {path}")

    def complain(self, problems: Mapping[str, LingopressError]) -> int:
        """Print what kept locales back; give the exit code that follows."""
        for problem in problems.values():
            click.echo(f"error: {problem}", err=True)
        return 1 if problems else 0


def count(number: int, noun: str) -> str:
    """Say a number of things: ``1 file``, ``2 files``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

"""What all commands share: where the publication is, and how words reach a person.

What reads the command line is not imported for it: a plain ``publish`` does without.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lingopress_i18n.difference import Piece
    from lingopress_i18n.errors import LingopressError

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Shell:
    """The global options, and the two streams: data on stdout, words on stderr."""

    def __init__(self, root: str, *, quiet: bool, verbose: bool) -> None:
        """Take the global options, as given before the command."""
        self.root = Path(root)
        self._quiet = quiet
        self._verbose = verbose
        self.last: object = None
        """What the command has made last. It goes with the process, not before: taking a large
        publication to pieces takes as long as writing hundreds of its pages."""

    def take(self, option: str | None, value: str | bool) -> None:  # noqa: FBT001 - click's value
        """Take one of them as given after the command."""
        if option == "root":
            self.root = Path(str(value))
        self._quiet |= option == "quiet"
        self._verbose |= option == "verbose"

    @property
    def publication(self) -> Path:
        """The publication's folder, its ``lingopress.toml`` looked at: see ``names.look``."""
        from lingopress_translate.cli import names  # noqa: PLC0415 - not for lists and the like

        names.look(self.root)
        return self.root

    @property
    def is_quiet(self) -> bool:
        """Whether a person wants to hear only what is wrong."""
        return self._quiet

    @property
    def is_verbose(self) -> bool:
        """Whether they want to hear everything."""
        return self._verbose

    def say(self, text: str) -> None:
        """Tell a person something, unless they want quiet."""
        if not self._quiet:
            tell(text)

    def name_files(self, paths: Iterable[Path], verb: str = "wrote") -> None:
        """Name files, for those who want to know each."""
        if self._verbose:
            for path in paths:
                self.say(f"{verb} {path}")

    def complain(self, problems: Mapping[str, LingopressError]) -> int:
        """Print what kept locales back; give the exit code that follows."""
        for problem in problems.values():
            tell(f"error: {problem}")
        return 1 if problems else 0


def tell(text: str) -> None:
    """Tell a person something, whatever they want to hear."""
    print(text, file=sys.stderr)


def count(number: int, noun: str) -> str:
    """Say a number of things: ``1 file``, ``2 files``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def marked(piece: Piece) -> str:
    """Frame a piece of a difference as wdiff does; the colour shows on a terminal alone."""
    import click  # noqa: PLC0415 - a publish marks nothing

    text = visible(piece.text)
    match piece.change.value:
        case "removed":
            return click.style(f"[-{text}-]", fg="red")
        case "added":
            return click.style(f"{{+{text}+}}", fg="green")
        case _:
            return text


def visible(text: str) -> str:
    """Write control characters as escapes: a catalog's text shall not steer the terminal."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)

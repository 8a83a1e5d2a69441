"""What can go wrong, said to a person: the problem, the place, the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class LingopressError(Exception):
    """The one base of every expected failure.

    ``message`` says what is wrong, ``where`` names the place (``file``, ``file:line`` with lines
    counted from 1, or ``file: key``), ``hint`` says what to do next. The command line alone turns
    the class into an exit code.
    """

    def __init__(self, message: str, where: str = "", hint: str = "") -> None:
        """Say what is wrong, where, and what to do."""
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """Render as one line: ``where: message (hint)``."""
        line = f"{self.where}: {self.message}" if self.where else self.message
        return f"{line} ({self.hint})" if self.hint else line


class ConfigError(LingopressError):
    """The request or ``lingopress.toml`` cannot be used: unknown locale, bad key, missing file."""


class ContentError(LingopressError):
    """An article or a catalog is broken: bad front matter, invalid UTF-8, a .po msgfmt refuses."""


class ChangedError(ContentError):
    """A file was saved by somebody else after we had read it; it was left as they saved it."""


class EngineError(LingopressError):
    """A translation engine or the way to it failed; work already done is kept."""


def did_you_mean(word: str, known: Iterable[str], prefix: str = "") -> str:
    """Ask whether a word was meant for the known one that is most like it; empty if none is.

    ``prefix`` stands before the word in the question.
    """
    import difflib  # noqa: PLC0415 - only what is misspelt needs it

    close = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean {prefix}{close[0]}?" if close else ""

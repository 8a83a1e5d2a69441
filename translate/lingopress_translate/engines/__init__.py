"""Translation engines: one Protocol, one table of names."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from lingopress_i18n.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ENGINES = {
    "apertium": "lingopress_translate.engines.apertium:ApertiumEngine",
}
"""Engine name → ``module:factory``; the module is imported when the engine is asked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine made of one text."""

    text: str
    """Inline Markdown with exactly the markup of the source; empty if refused."""
    problem: str = ""
    """Why there is no text, in one line; empty if there is."""
    detail: str = ""
    """How it was got, for the journal, such as the encoding of the markup."""


class Engine(Protocol):
    """Turns inline Markdown of one language into inline Markdown of another.

    Languages are BCP 47 tags everywhere.
    """

    @property
    def name(self) -> str:
        """The key of the engine in `ENGINES`."""

    @property
    def network(self) -> bool:
        """Whether text leaves this machine."""

    def supports(self, source: str, target: str) -> bool:
        """Whether the engine knows the pair at all, installed or not."""

    def unavailable(self, source: str, target: str) -> str:
        """Say in one line why the pair cannot be used now and what to do; empty if it can."""

    def label(self, source: str, target: str) -> str:
        """Name engine and route for the records, without spaces, such as ``apertium:eng-spa``."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> Iterator[Answer]:
        """Yield one answer per text, in order, each as soon as it is there.

        Raises EngineError when the engine as a whole cannot go on; answers already yielded stand.
        """

    def close(self) -> None:
        """Release processes and connections; the engine may be used again, and starts anew."""


def load(name: str) -> Engine:
    """Make the engine of that name. Raises ConfigError if there is none."""
    if name not in ENGINES:
        raise ConfigError(
            f"there is no engine named {name!r}", hint=f"engines: {', '.join(sorted(ENGINES))}"
        )
    module, _, factory = ENGINES[name].partition(":")
    make = cast("Callable[[], Engine]", getattr(import_module(module), factory))
    return make()

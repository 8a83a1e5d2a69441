"""Apertium as an engine: its stream format in, its stream format out."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from lingopress_i18n.errors import EngineError
from lingopress_translate.engines import options
from lingopress_translate.engines.apertium.languages import PACKAGES, language, route
from lingopress_translate.engines.apertium.modes import find
from lingopress_translate.engines.apertium.pipeline import MAX_BYTES, Pipeline
from lingopress_translate.engines.engine import Reply, Traits
from lingopress_translate.engines.faults import Kind, RequestError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from lingopress_translate.engines.apertium.modes import Mode
    from lingopress_translate.engines.engine import Batch

_WORDBOUND, _MASK = "apertium-wordbound", "apertium-mask"
_MAX_ITEMS = 50


def make(table: Any, where: str) -> Apertium:  # noqa: ANN401 - from TOML
    """Make the engine with its table of ``lingopress.toml``, which has no settings of its own."""
    return Apertium(deadline=options.parse(table, (), where).timeout)


class Apertium:
    """Apertium on this machine: one chain of programs per pair, kept running.

    What is asked at the same time waits its turn.
    """

    name = "apertium"

    def __init__(self, prefix: Path | None = None, *, deadline: float = 30.0) -> None:
        """Use the Apertium below ``prefix``, or the one that is found; ``deadline`` in seconds."""
        self._prefix = prefix
        self._deadline = deadline
        self._lock = Lock()
        self._modes: dict[tuple[str, str], Mode | None] = {}
        self._pipelines: dict[str, Pipeline] = {}

    def traits(self, source: str, target: str) -> Traits:
        """Tell which carriers a pair takes: old ones tear word-bound blanks from their words."""
        mode = self._mode(source, target)
        carriers = (_MASK,) if mode and not mode.wordbound else (_WORDBOUND, _MASK)
        return Traits(carriers, max_items=_MAX_ITEMS, max_characters=MAX_BYTES)

    def unavailable(self, source: str, target: str) -> str:
        """Say in one line why the pair cannot be used now and what to do; empty if it can."""
        if self._mode(source, target):
            return ""
        legs = route(source, target)
        if not legs:
            return f"Apertium has no pair from {source} to {target}; use another engine"
        packages = " ".join(PACKAGES[leg] for leg in legs)
        return (
            f"Apertium for {source} to {target} is not installed; "
            f"lingopress engines fetch {packages}, or apt-get install {packages}"
        )

    def label(self, source: str, target: str) -> str:
        """Name the route: ``apertium:eng-spa``, with a pivot ``apertium:eng-cat-fra``."""
        mode = self._mode(source, target)
        return f"apertium:{mode.name if mode else f'{language(source)}-{language(target)}'}"

    def identity(self, source: str, target: str) -> str:
        """Name the route and the state of its programs and dictionaries."""
        mode = self._mode(source, target)
        return f"{self.label(source, target)} {mode.fingerprint() if mode else 'missing'}"

    def translate(self, batch: Batch) -> Reply:
        """Ask for each text, and again for one that was lost when a program died or stalled."""
        mode = self._mode(batch.source, batch.target)
        if not mode:
            raise RequestError(Kind.UNSUPPORTED, self.unavailable(batch.source, batch.target))
        with self._lock:
            try:
                replies = self._pipeline(mode).ask_all([item.text for item in batch.items])
            except EngineError as error:
                raise RequestError(Kind.TRANSIENT, error.message, hint=error.hint) from None
        return Reply(tuple((reply or "").removesuffix("[]") for reply in replies))

    def close(self) -> None:
        """End all programs. The engine may be used again and starts them anew."""
        with self._lock:
            for pipeline in self._pipelines.values():
                pipeline.close()
            self._pipelines.clear()

    def _pipeline(self, mode: Mode) -> Pipeline:
        if mode.name not in self._pipelines:
            self._pipelines[mode.name] = Pipeline(
                mode.stages, mode.environment, deadline=self._deadline
            )
        return self._pipelines[mode.name]

    def _mode(self, source: str, target: str) -> Mode | None:
        pair = (source, target)
        if pair not in self._modes:
            self._modes[pair] = find(source, target, self._prefix)
        return self._modes[pair]

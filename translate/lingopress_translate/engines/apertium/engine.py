"""Apertium as an engine: inline Markdown in, inline Markdown out, or the reason why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.errors import EngineError
from lingopress_translate.engines.apertium.languages import PACKAGES, language, route
from lingopress_translate.engines.apertium.modes import find
from lingopress_translate.engines.apertium.pipeline import Pipeline
from lingopress_translate.engines.apertium.segment import translate_message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lingopress_translate.engines import Answer
    from lingopress_translate.engines.apertium.modes import Mode
    from lingopress_translate.engines.apertium.stream import Encoding


class ApertiumEngine:
    """Apertium on this machine. Not thread-safe: one chain of programs per pair, kept running."""

    name = "apertium"
    network = False

    def __init__(self, prefix: Path | None = None, *, deadline: float = 20.0) -> None:
        """Use the Apertium below ``prefix``, or the one that is found; ``deadline`` in seconds."""
        self._prefix = prefix
        self._deadline = deadline
        self._modes: dict[tuple[str, str], Mode | None] = {}
        self._pipelines: dict[str, Pipeline] = {}

    def supports(self, source: str, target: str) -> bool:
        """Whether the pair is installed, or packaged by Debian; directly or by one pivot."""
        return bool(self._mode(source, target) or route(source, target))

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

    def translate(self, texts: Sequence[str], source: str, target: str) -> Iterator[Answer]:
        """Yield one answer per text, in order. Raises EngineError if the pair cannot be used."""
        mode = self._mode(source, target)
        if not mode:
            raise EngineError(self.unavailable(source, target))
        encodings: list[Encoding] = ["wordbound", "mask"] if mode.wordbound else ["mask"]
        for text in texts:
            # Looked up each time: whoever closes the engine between two answers may go on.
            yield translate_message(text, self.pipeline(mode).ask, encodings)

    def close(self) -> None:
        """End all programs. The engine may be used again and starts them anew."""
        for pipeline in self._pipelines.values():
            pipeline.close()
        self._pipelines.clear()

    def pipeline(self, mode: Mode) -> Pipeline:
        """Return the running programs of a mode."""
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

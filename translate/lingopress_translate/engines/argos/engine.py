"""Argos's models as an engine."""

from __future__ import annotations

import threading
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING

from lingopress_i18n import boundaries, locales
from lingopress_i18n.errors import ConfigError, did_you_mean
from lingopress_translate.engines import options
from lingopress_translate.engines.argos import packages
from lingopress_translate.engines.argos.model import LIBRARIES, Model
from lingopress_translate.engines.engine import Reply, Traits
from lingopress_translate.engines.faults import Kind, RequestError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from lingopress_translate.engines.argos.packages import Package
    from lingopress_translate.engines.engine import Batch

_DEVICES = ("cpu", "cuda", "auto")
_INSTALL = "pip install 'lingopress[argos]'"


def make(table: Any, where: str) -> ArgosEngine:  # noqa: ANN401 - from TOML
    """Make the engine with its table of ``lingopress.toml``. Raises ConfigError."""
    settings = options.parse(table, ("device",), where)
    device = settings.string("device", _DEVICES[0])
    if device not in _DEVICES:
        hint = did_you_mean(device, _DEVICES) or f"one of {', '.join(_DEVICES)}"
        raise ConfigError(f"there is no device {device!r}", f"{where}.device", hint)
    return ArgosEngine(device)


class ArgosEngine:
    """Models on this machine. One request at a time, which uses all the cores it needs."""

    name = "argos"

    def __init__(self, device: str = _DEVICES[0]) -> None:
        """Set where models run: ``cpu``, ``cuda`` or ``auto``. Loads nothing."""
        self._device = device
        self._lock = threading.Lock()
        self._models: dict[Path, Model] = {}

    def traits(self, source: str, target: str) -> Traits:
        """Tell what it can do; the same for every pair."""
        del source, target
        return Traits(carriers=("mask", "braces"), max_items=16, max_characters=5000)

    def unavailable(self, source: str, target: str) -> str:
        """Say in one line why the pair cannot be used now and what to do; empty if it can."""
        if not all(map(find_spec, LIBRARIES)):
            return f"Argos Translate is not installed; {_INSTALL}"
        if self._route(source, target):
            return ""
        ends = packages.codes(source)[:1] + packages.codes(target)[:1]
        if len(ends) != 2 or ends[0] == ends[1]:  # noqa: PLR2004 - the two ends of a pair
            return f"Argos Translate has no pair from {source} to {target}; use another engine"
        pair = "_".join(ends)
        return (
            f"no model of Argos Translate from {source} to {target} is installed; "
            f"argospm update, then argospm install translate-{pair}"
        )

    def label(self, source: str, target: str) -> str:
        """Name the route: ``argos:en-es``, by way of English ``argos:fr-en-es``."""
        route = self._route(source, target)
        return "-".join([f"argos:{route[0].source if route else source}", *_ends(route, target)])

    def identity(self, source: str, target: str) -> str:
        """Name the models of the route with their versions."""
        legs = [
            f"{package.source}_{package.target}@{package.version}"
            for package in self._route(source, target)
        ]
        return f"argos:{'+'.join(legs)}"

    def translate(self, batch: Batch) -> Reply:
        """Translate a batch, sentence by sentence. Raises RequestError if there is no model.

        A text that a model cannot do, for the length of one of its sentences, is refused.
        """
        route = self._route(batch.source, batch.target)
        if not route:
            pair = f"from {batch.source} to {batch.target}"
            raise RequestError(Kind.UNSUPPORTED, f"argos has no model {pair}")
        texts = [_sentences(item.text, batch.source) for item in batch.items]
        flat = [sentence for text in texts for sentence in text]
        with self._lock:
            for package in route:
                flat = self._run(package, flat)
        joiner = locales.locale(batch.target).joiner
        answers = iter(flat)
        return Reply(tuple(_joined([next(answers) for _ in text], joiner) for text in texts))

    def close(self) -> None:
        """Give back the memory of all models; the engine may be used again."""
        with self._lock:
            self._models.clear()

    def _run(self, package: Package, sentences: Sequence[str]) -> list[str]:
        try:
            if package.folder not in self._models:
                self._models[package.folder] = Model(package, self._device)
            return self._models[package.folder].translate(sentences)
        except ImportError as error:
            raise RequestError(
                Kind.SETUP, f"argos needs {error.name}, which is not installed", hint=_INSTALL
            ) from None
        except Exception:  # noqa: BLE001 - the libraries raise anything for a broken model
            raise RequestError(
                Kind.SETUP,
                f"the model {package.folder.name} cannot be used",
                hint=f"install translate-{package.source}_{package.target} again",
            ) from None

    def _route(self, source: str, target: str) -> Sequence[Package]:
        return packages.route(packages.installed(packages.folder()), source, target)


def _ends(route: Sequence[Package], target: str) -> list[str]:
    return [package.target for package in route] or [target]


def _sentences(text: str, tag: str) -> list[str]:
    """Split a text that may have several sentences: models know one at a time."""
    starts = boundaries.find(text, tag.partition("-")[0])
    return [text[start:end].strip() for start, end in pairwise([0, *starts, len(text)])]


def _joined(sentences: Sequence[str], joiner: str) -> str:
    return joiner.join(sentences) if all(sentences) else ""

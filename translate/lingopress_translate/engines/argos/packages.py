"""The models that are installed, and ways through them; nothing is imported for it."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lingopress_translate.engines.codes import candidates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ALIASES = {
    "fil": ("fil", "tl"),
    "no": ("no", "nb"),
    "nb": ("nb", "no"),
    "pt-BR": ("pb",),
    "zh-Hans": ("zh",),
    "zh-Hant": ("zt",),
}
"""Tag → Argos's codes, where they differ."""

_PIVOT = "en"
"""The language to go through, if there is a choice: most models lead to or from it."""


@dataclass(frozen=True)
class Package:
    """One installed model, which translates in one direction."""

    folder: Path
    """Holds ``metadata.json``, ``model/``, and ``sentencepiece.model`` or ``bpe.model``."""
    source: str
    """Argos's code of the language to translate from."""
    target: str
    """Of that to translate into."""
    version: str = ""
    """As the package has it: ``1.9``."""
    prefix: str = ""
    """A token that each translation begins with, where the model has several languages."""


def folder() -> Path:
    """Name the folder of models, as Argos Translate does; it need not exist.

    ``ARGOS_PACKAGES_DIR`` in the environment or in Argos Translate's ``settings.json``, else
    ``argos-translate/packages`` among the user's data.
    """
    named = os.environ.get("ARGOS_PACKAGES_DIR") or _setting()
    if named:
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "argos-translate" / "packages"


def _setting() -> str:
    config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    settings = _object(Path(config) / "argos-translate" / "settings.json")
    value = settings.get("ARGOS_PACKAGES_DIR")
    return value if isinstance(value, str) else ""


def installed(place: Path) -> list[Package]:
    """List the models in a folder, by pair, the newest first; those that are whole."""
    try:
        places = sorted(each for each in place.iterdir() if each.is_dir())
    except OSError:
        return []
    found = [package for each in places for package in _read(each)]
    found.sort(key=lambda package: _order(package.version), reverse=True)
    return sorted(found, key=lambda package: (package.source, package.target))


def _read(place: Path) -> Iterator[Package]:
    """Read one package, if it is one and whole."""
    data = _object(place / "metadata.json")
    source, target = data.get("from_code"), data.get("to_code")
    tokenizers = (place / "sentencepiece.model", place / "bpe.model")
    is_whole = (place / "model" / "model.bin").is_file() and any(map(Path.is_file, tokenizers))
    if is_whole and isinstance(source, str) and isinstance(target, str):
        yield Package(
            folder=place,
            source=source,
            target=target,
            version=str(data.get("package_version", "")),
            prefix=str(data.get("target_prefix", "")),
        )


def _object(path: Path) -> dict[str, object]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _order(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"[0-9]{1,9}", version)]


def codes(tag: str) -> list[str]:
    """List the codes that Argos may have for a canonical BCP 47 tag, the best first."""
    return [
        code for each in candidates(tag) for code in _ALIASES.get(each, (each,)) if "-" not in code
    ]


def route(packages: Iterable[Package], source: str, target: str) -> Sequence[Package]:
    """Find the models that lead from one BCP 47 tag to another: one, or two; empty for none."""
    by_pair: dict[tuple[str, str], Package] = {}
    for package in packages:
        by_pair.setdefault((package.source, package.target), package)
    pairs = [(start, end) for start in codes(source) for end in codes(target) if start != end]
    for pair in pairs:
        if pair in by_pair:
            return (by_pair[pair],)
    pivots = sorted({end for _, end in by_pair}, key=lambda code: (code != _PIVOT, code))
    for start, end in pairs:
        for pivot in pivots:
            legs = ((start, pivot), (pivot, end))
            if all(leg in by_pair for leg in legs):
                return tuple(by_pair[leg] for leg in legs)
    return ()

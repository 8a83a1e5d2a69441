"""Find Apertium on this machine and read its modes: what programs make a pair, in which order."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from lingopress_translate.engines.apertium.languages import MASKED, PIVOTS, codes, language

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_PREFIX = Path(sys.prefix) / "share" / "lingopress" / "apertium"
"""Where `fetch` puts Apertium: it belongs to the Python environment, not to a publication."""

PREFIX_VARIABLE = "LINGOPRESS_APERTIUM"
_SYSTEM = Path("/usr")


@dataclass(frozen=True, slots=True)
class Mode:
    """A pair of languages that is installed, ready to be started."""

    name: str
    """Languages passed through, such as ``eng-spa`` or ``eng-cat-fra``."""
    stages: tuple[tuple[str, ...], ...]
    """The programs of the chain with their arguments."""
    environment: Mapping[str, str]
    """Everything the programs see of the environment."""
    wordbound: bool
    """Whether every step carries word-bound blanks faithfully."""

    def fingerprint(self) -> str:
        """Tell one state of the programs and dictionaries from another, by their sizes.

        Neither has a number that can be had without asking a package manager; a file that was
        built anew from other words is of another size.
        """
        digest = sha256()
        for stage in self.stages:
            for word in stage:
                path = Path(word)
                size = path.stat().st_size if path.is_absolute() and path.is_file() else 0
                digest.update(f"{path.name}\0{size}\0".encode())
        return digest.hexdigest()[:16]


def find(source: str, target: str, prefix: Path | None = None) -> Mode | None:
    """Find the chain for a pair of BCP 47 tags, direct or through one other language.

    Looks below ``prefix`` alone if it is given; else where `PREFIX_VARIABLE` says, in
    `DEFAULT_PREFIX` and in the system, and takes the first that has the pair.
    """
    for usr in _places(prefix):
        modes = {path.stem: path for path in sorted(usr.glob("share/apertium/modes/*.mode"))}
        for legs in _legs(source, target):
            paths = [_pick(modes, *leg) for leg in legs]
            chain = [path for path in paths if path]
            if len(chain) == len(legs):
                mode = _mode(usr, chain, legs)
                if mode:
                    return mode
    return None


def _places(prefix: Path | None) -> list[Path]:
    chosen = os.environ.get(PREFIX_VARIABLE)
    roots = [prefix] if prefix else [Path(chosen)] if chosen else []
    if not prefix:
        roots += [DEFAULT_PREFIX, _SYSTEM]
    # An unpacked package tree has a usr of its own; an ordinary installation does not.
    roots = [root.absolute() for root in roots]
    return [root / "usr" if (root / "usr" / "share").is_dir() else root for root in roots]


def _legs(source: str, target: str) -> list[list[tuple[str, str]]]:
    through = [pivot for pivot in PIVOTS if pivot not in {language(source), language(target)}]
    return [[(source, target)], *([(source, pivot), (pivot, target)] for pivot in through)]


def _pick(modes: Mapping[str, Path], source: str, target: str) -> Path | None:
    names = (f"{a}-{b}" for b in codes(target) for a in codes(source))
    return next((modes[name] for name in names if name in modes), None)


def _mode(usr: Path, paths: list[Path], legs: list[tuple[str, str]]) -> Mode | None:
    """Join the modes of all legs to one chain; None if one of its programs is missing."""
    environment = _environment(usr)
    stages: list[tuple[str, ...]] = []
    for path in paths:
        for stage in read_stages(path.read_text(encoding="utf-8")):
            program = shutil.which(stage[0], path=environment["PATH"])
            if not program:
                return None
            stages.append((program, *(_relocate(usr, word) for word in stage[1:])))
    ends = [path.stem.split("-", 1) for path in paths]
    return Mode(
        name="-".join([ends[0][0], *(end[1] for end in ends)]),
        stages=tuple(stages),
        environment=environment,
        wordbound=not any((language(a), language(b)) in MASKED for a, b in legs),
    )


def read_stages(mode: str) -> list[list[str]]:
    """Split a mode file into its programs, set for requests that end in NUL.

    The blanks bound to words join after the analysis and leave before the generation.
    """
    stages = [shlex.split(part) for part in mode.split("|")]
    generator = max(i for i, stage in enumerate(stages) if "$1" in stage)
    chain: list[list[str]] = []
    for i, (program, *words) in enumerate(stages):
        if i == 1:
            chain.append(["apertium-wblank-attach", "-z"])
        if i == generator:
            chain.append(["apertium-wblank-detach", "-z"])
        # $1 is how to show words without a form: plainly. $2, how the tagger ends, is optional.
        arguments = ["-n" if word == "$1" else word for word in words if word != "$2"]
        chain.append([program, "-z", *arguments])
    return chain


def _relocate(usr: Path, word: str) -> str:
    """Point a path from a mode file, which is absolute, into the tree it was unpacked to."""
    if not word.startswith("/usr/"):
        return word
    moved = usr / word.removeprefix("/usr/")
    return str(moved) if moved.exists() else word


def _environment(usr: Path) -> dict[str, str]:
    path = os.environ.get("PATH", os.defpath)
    environment = {"LC_ALL": "C.UTF-8", "PATH": path}
    if usr != _SYSTEM:
        environment["PATH"] = f"{usr / 'bin'}{os.pathsep}{path}"
        folders = [usr / "lib", *usr.glob("lib/*-linux-*"), *usr.parent.glob("lib/*-linux-*")]
        environment["LD_LIBRARY_PATH"] = os.pathsep.join(
            str(folder) for folder in folders if folder.is_dir()
        )
    return environment

"""Install Apertium below a folder, without root, on systems with Debian's package tools."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from lingopress_i18n.errors import EngineError
from lingopress_translate.engines.apertium.languages import PACKAGES as PAIRS
from lingopress_translate.engines.apertium.modes import find
from lingopress_translate.engines.apertium.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

PACKAGES = ("apertium-eng-spa", "apertium-eng-cat", "apertium-fra-cat")
"""English into Spanish and Catalan, and through Catalan into French."""

_UNUSED = {"gawk", "libxml2-utils", "perl", "xsltproc"}
"""Needed only by scripts, such as ``apertium`` itself, that we do not run."""

_TOOLS = ("apt-get", "apt-cache", "dpkg-query", "dpkg-deb")
_PATIENCE = 900.0  # seconds for one program; the archives have 14 MB
_SAMPLES = {"ca": "La casa és verda.", "en": "The house is green.", "es": "La casa es verde."}


def fetch(
    prefix: Path,
    packages: Sequence[str] = PACKAGES,
    say: Callable[[str], None] = lambda _line: None,
) -> None:
    """Download packages and what they depend on, and unpack them into ``prefix``, replacing it.

    ``say`` is told, a line at a time, what happens. All or nothing: until the new tree has
    translated a word, ``prefix`` stays as it was. Raises EngineError, which says what to do: no
    Debian, no package lists, no network, no space, a tree that does not run.
    """
    prefix = prefix.absolute()
    try:
        if _foreign(prefix):
            raise EngineError("not empty, and not Apertium's", where=str(prefix))
        missing = [tool for tool in _TOOLS if not shutil.which(tool)]
        if missing:
            raise EngineError(
                f"cannot fetch Apertium: there is no {missing[0]}",
                hint="only Debian and its kin; elsewhere install it and set LINGOPRESS_APERTIUM",
            )
        wanted = _closure(packages)
        prefix.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".apertium-", dir=prefix.parent) as folder:
            tree, archives = Path(folder, "tree"), Path(folder, "archives")
            archives.mkdir()
            say(f"downloading {len(wanted)} packages: {' '.join(wanted)}")
            _run("apt-get", "-qq", "download", *wanted, cwd=archives)
            for archive in sorted(archives.glob("*.deb")):
                say(f"unpacking {archive.name}")
                _run("dpkg-deb", "-x", str(archive), str(tree))
            for unused in ("doc", "man", "lintian"):
                shutil.rmtree(tree / "usr" / "share" / unused, ignore_errors=True)
            _probe(tree, packages)
            _swap(tree, prefix, Path(folder, "old"))
    except OSError as error:
        raise EngineError(f"cannot fetch Apertium: {error}", where=str(prefix)) from error
    say(f"Apertium is in {prefix}")


def _foreign(prefix: Path) -> bool:
    """Whether a folder has something in it that no fetch has put there."""
    return (
        prefix.exists()
        and any(prefix.iterdir())
        and not (prefix / "usr" / "share" / "apertium").is_dir()
    )


def _closure(packages: Sequence[str]) -> list[str]:
    """List packages with everything they depend on that the system does not have."""
    wanted: dict[str, None] = {}
    queue = list(packages)
    while queue:
        wanted.update(dict.fromkeys(queue))
        choices = _choices(_run("apt-cache", "depends", "--important", *queue))
        settled = (
            _installed({name for names in choices for name in names}) | _UNUSED | wanted.keys()
        )
        queue = list(dict.fromkeys(names[0] for names in choices if not settled & set(names)))
    return list(wanted)


def _choices(depends: str) -> list[list[str]]:
    """Read apt-cache's list of dependencies: the packages any one of which satisfies each."""
    choices: list[list[str]] = []
    more = False  # the line before said: or the next one
    for line in depends.splitlines():
        field, _, name = line.partition("Depends: ")
        if name:
            if not more:
                choices.append([])
            more = field.endswith("|")
            if not name.startswith("<"):
                choices[-1].append(name)
        elif line.startswith("    ") and choices:  # who provides a virtual package
            choices[-1].append(line.strip())
    return [names for names in choices if names]


def _installed(names: Iterable[str]) -> set[str]:
    form = "-f=${db:Status-Abbrev} ${Package}\\n"
    known = _run("dpkg-query", "-W", form, *sorted(names), accept={0, 1}) if names else ""
    return {line.split()[-1] for line in known.splitlines() if line.startswith("ii ")}


def _run(*command: str, cwd: Path | None = None, accept: Iterable[int] = (0,)) -> str:
    """Run a package tool and return what it prints. Raises EngineError with its last words."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed programs, package names as single words
            command,
            cwd=cwd,
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise EngineError(f"{command[0]} did not finish", hint="is the network slow?") from error
    if done.returncode not in accept:
        words = [line for line in done.stderr.splitlines() if line.startswith("E:")]
        raise EngineError(
            f"{command[0]} failed: {' '.join(words[:1])[:200]}", hint=_advice(done.stderr)
        )
    return done.stdout


def _advice(words: str) -> str:
    if "Unable to locate" in words or "No packages found" in words or "no candidate" in words:
        return "the package lists are empty or do not have it; as root: apt-get update"
    if "Failed to fetch" in words or "resolv" in words:
        return "the package archive cannot be reached; try again with a network"
    return "or install it as root: apt-get install --no-install-recommends apertium-eng-spa"


def _probe(tree: Path, packages: Sequence[str]) -> None:
    """Translate a sentence with every pair just unpacked."""
    for (source, target), package in PAIRS.items():
        if package not in packages:
            continue
        mode = find(source, target, tree)
        if not mode:
            raise EngineError(f"{package} has no usable mode {source}-{target}")
        pipeline = Pipeline(mode.stages, mode.environment)
        try:
            answer = pipeline.ask(_SAMPLES[source])
        finally:
            pipeline.close()
        if not answer or answer == _SAMPLES[source]:
            raise EngineError(f"{package} was unpacked but does not translate", where=str(tree))


def _swap(tree: Path, prefix: Path, old: Path) -> None:
    if prefix.exists():
        prefix.rename(old)
    try:
        tree.rename(prefix)
    except OSError:
        if old.exists():
            old.rename(prefix)
        raise

"""Publishing: ``lingopress publish`` beside Hugo, Pelican and MkDocs.

Everybody makes pages in the same locales of the same generated articles. Hugo, Pelican and MkDocs
get them translated, a file a locale, and bare templates; we get the source and its catalogs, and
make templates, .mo files and the default theme's pages, too. All processors are free to all.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import corpus, machine, sites
from benchmarks.measure import Contestant, compete, median

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.measure import Run

_LOCALES = ("de", "fr", "es", "ru", "ar")
_OURS = str(Path(sys.executable).with_name("lingopress"))
_FIRST = "a00000"
"""Name of the article that is edited."""


def main() -> None:
    """Measure a cold publish, one of nothing new, of one article, and of one catalog."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", type=Path, default=Path(".venv/peers"), help="environments")
    parser.add_argument("--peers-most", type=int, default=100, help="Pelican, MkDocs sit out more")
    chosen = parser.parse_args()
    print(machine.describe("lingopress", "pyromark", "jinja2"))
    cores = os.sched_getaffinity(0)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        root = corpus.publication(folder, chosen.articles, ",".join(_LOCALES))
        corpus.generate(
            "articles",
            str(folder / "generated"),
            *("--n", str(chosen.articles), "--locales", ",".join(_LOCALES)),
        )
        _translate(root)
        ours = (_OURS, "-C", str(root), "publish")
        cold = {"lingopress": Contestant(ours, folder, lambda: _forget(root))}
        small = chosen.articles <= chosen.peers_most
        peers = sites.peers(folder, ("en", *_LOCALES), chosen.peers.resolve(), all_of_them=small)
        _table("cold", compete({**cold, **peers}, chosen.rounds, cores))
        same = {name: Contestant(each.command, each.folder) for name, each in peers.items()}
        again = {"lingopress": Contestant(ours, folder)}
        _table("nothing changed", compete({**again, **same}, chosen.rounds, cores))
        article = root / f"articles/{_FIRST}.md"
        again = {
            "lingopress": Contestant(ours, folder, lambda: _edit(article, "\n", "\nNew, too.\n"))
        }
        _table("one article changed", compete({**again, **same}, chosen.rounds, cores))
        catalog = root / f"locales/fr/LC_MESSAGES/{_FIRST}.po"
        again = {"lingopress": Contestant(ours, folder, lambda: _edit(catalog, 'msgstr "', "x "))}
        _table("one .po changed", compete({**again, **same}, chosen.rounds, cores))


def _translate(root: Path) -> None:
    """Fill the catalogs of a publication that has none."""
    subprocess.run((_OURS, "-C", str(root), "update"), check=True, capture_output=True)  # noqa: S603 - our own program
    fill = corpus.filler()
    for locale in _LOCALES:
        for path in sorted((root / f"locales/{locale}/LC_MESSAGES").glob("a*.po")):
            head, blank, rest = path.read_text("utf-8").partition("\n\n")
            path.write_text(head + blank + fill(rest, locale), "utf-8")


def _forget(root: Path) -> None:
    """Delete what publishing makes."""
    for name in ("public", ".lingopress", "locales/pot"):
        shutil.rmtree(root / name, ignore_errors=True)
    for path in (root / "locales").rglob("*.mo"):
        path.unlink()


def _edit(path: Path, after: str, more: str) -> None:
    """Put some text into a file: behind the last place of some other text."""
    before, found, rest = path.read_text("utf-8").rpartition(after)
    path.write_text(before + found + more + rest, "utf-8")


def _table(title: str, runs: Mapping[str, Sequence[Run]]) -> None:
    print(f"\n{title}\n{'':12}{'wall s':>10}{'cpu s':>10}{'peak MiB':>10}  wall, of ours")
    wall = median(runs["lingopress"], "wall")
    for name, each in runs.items():
        figures = f"{median(each, 'wall'):10.2f}{median(each, 'cpu'):10.2f}"
        print(f"{name:12}{figures}{median(each, 'peak'):10.0f}  {median(each, 'wall') / wall:.1f}x")


if __name__ == "__main__":
    main()

"""Publishing: ``lingopress publish`` beside Hugo, Pelican and MkDocs.

Everybody makes pages in the same locales of the same generated articles. Hugo, Pelican and MkDocs
get them translated, a file a locale; we get the source and its catalogs, and make templates and .mo
files, too. We run twice, with a theme as bare as the peers' layouts and with the default theme; so
does Hugo, with a bare layout and with layouts that make what our default theme makes. All
processors are free to all. A cold publish stands beside its floor, too: the same files of the site,
with the default theme, written by one plain loop.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import machine, sites
from benchmarks.attic import clear, put_away
from benchmarks.measure import Contestant, compete, median

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from benchmarks.measure import Run
    from benchmarks.sites import Publication

_COMPARED = {sites.SAME_PAGES: sites.OURS, sites.FLOOR: sites.OURS}
"""Who makes what our default theme makes; others stand beside our bare one."""


def main() -> None:
    """Measure a cold publish, one of nothing new, of one article, and of one translation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", type=Path, default=Path(".venv/peers"), help="environments")
    parser.add_argument("--peers-most", type=int, default=200, help="Pelican, MkDocs sit out more")
    chosen = parser.parse_args()
    print(machine.describe("lingopress", "pyromark", "jinja2"))
    with tempfile.TemporaryDirectory() as place:
        for articles in chosen.articles:
            folder = Path(place, str(articles))
            folder.mkdir()
            found = sites.publications(
                folder, articles, chosen.peers.resolve(), all_of_them=articles <= chosen.peers_most
            )
            print(f"\n{articles} articles, medians of {chosen.rounds} rounds")
            runs = {
                title: _measure(title, found, partial(prepare, folder / "attic"), chosen.rounds)
                for title, prepare in _CASES.items()
            }
            _summary(found, runs)
        clear(Path(place))


def _forget(attic: Path, each: Publication) -> None:
    put_away(chain((each.site,), each.beside()), attic)


def _leave(attic: Path, each: Publication) -> None:
    del attic, each


def _edit_article(attic: Path, each: Publication) -> None:
    del attic
    _append(each.article)


def _edit_translation(attic: Path, each: Publication) -> None:
    del attic
    path = each.translation
    if path and path.suffix == ".po":
        before, found, rest = path.read_text("utf-8").rpartition('msgstr "')
        path.write_text(f"{before}{found}x {rest}", "utf-8")
    else:
        _append(path)


def _append(path: Path | None) -> None:
    if path:
        with path.open("a", encoding="utf-8") as file:
            file.write("\nNew, too.\n")


_CASES: Mapping[str, Callable[[Path, Publication], None]] = {
    "cold": _forget,
    "nothing changed": _leave,
    "one article changed": _edit_article,
    "one translation changed": _edit_translation,
}
"""What is measured, and what comes before it."""


def _measure(
    title: str,
    found: Mapping[str, Publication],
    prepare: Callable[[Publication], None],
    rounds: int,
) -> Mapping[str, Sequence[Run]]:
    """Let everybody publish, and print what it took."""
    contestants = {
        name: Contestant(each.command, each.folder, partial(prepare, each))
        for name, each in found.items()
        if title == "cold" or each.article
    }
    runs = compete(contestants, rounds, os.sched_getaffinity(0))
    columns = "".join(f"{each:>9}" for each in ("wall s", "user s", "sys s", "peak MiB"))
    print(f"\n{title:24}{columns}  wall, of ours; sys s by round")
    for name, each in runs.items():
        figures = "".join(f"{median(each, of):9.2f}" for of in ("wall", "user", "sys"))
        ours = _COMPARED.get(name, sites.BARE if name != sites.OURS else sites.OURS)
        ratio = median(each, "wall") / median(runs[ours], "wall")
        by_round = " ".join(f"{run.sys:.2f}" for run in each)
        print(f"{name:24}{figures}{median(each, 'peak'):9.0f}  {ratio:.2f}x; {by_round}")
    return runs


def _summary(
    found: Mapping[str, Publication], runs: Mapping[str, Mapping[str, Sequence[Run]]]
) -> None:
    """Print a table as the README has it, and what was made."""
    print(f"\n| | files | MB | {' | '.join(runs)} |\n|{'---|' * (3 + len(runs))}")
    for name, each in found.items():
        files, size = _content([each.site])
        cells = (_cell(case[name]) if name in case else "" for case in runs.values())
        print(f"| {name} | {files} | {size / 1e6:.1f} | {' | '.join(cells)} |")
    catalogs = (each for each in found[sites.OURS].beside() if each.name != ".lingopress")
    files, size = _content(catalogs)
    print(f"\nlingopress has made {files} templates and .mo files, too: {size / 1e6:.1f} MB")


def _cell(runs: Sequence[Run]) -> str:
    """Give wall, user and system seconds, and the peak."""
    figures = (f"{median(runs, of):.2f}" for of in ("wall", "user", "sys"))
    return f"{' / '.join(figures)} / {median(runs, 'peak'):.0f}"


def _content(made: Iterable[Path]) -> tuple[int, int]:
    """Count files and those in folders, and their bytes."""
    every = chain.from_iterable((path, *path.rglob("*")) for path in made)
    sizes = [path.stat().st_size for path in every if path.is_file()]
    return len(sizes), sum(sizes)


if __name__ == "__main__":
    main()

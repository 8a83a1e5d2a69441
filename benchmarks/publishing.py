"""Publishing: ``lingopress publish`` beside Hugo, Pelican and MkDocs.

Everybody makes pages in the same locales of the same generated articles. Hugo, Pelican and MkDocs
get them translated, a file a locale, and bare templates; we get the source and its catalogs, and
make templates and .mo files, too: once with a theme as bare as theirs, once with the default theme.
All processors are free to all. A cold publish stands beside its floor, too: the same files of the
site, with the default theme, written by one plain loop.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import corpus, floor, machine, sites
from benchmarks.measure import Contestant, compete, median

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from benchmarks.measure import Run

_LOCALES = ("de", "fr", "es", "ru", "ar")
_OURSELVES = "lingopress"
_OURS = str(Path(sys.executable).with_name("lingopress"))
_BARE = """\
<!doctype html><html lang="{{ page.tag }}" dir="{{ page.direction }}">
<head><meta charset="utf-8"><title>{{ page.title.plain }}</title>
{% for each in page.alternates %}
<link rel="alternate" hreflang="{{ each.tag }}" href="{{ each.absolute_url }}">
{% endfor %}</head><body><nav>
{% for each in page.alternates %}<a href="{{ each.url }}">{{ each.tag }}</a>
{% endfor %}</nav><main>{% if not page.is_title_in_body %}<h1>{{ page.title.html }}</h1>{% endif %}
{{ page.body }}</main></body></html>
"""
"""Our counterpart of the peers' layouts."""
_FIRST = "a00000"
"""Name of the article that is edited."""


def main() -> None:
    """Measure a cold publish, one of nothing new, of one article, and of one catalog."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", type=Path, default=Path(".venv/peers"), help="environments")
    parser.add_argument("--peers-most", type=int, default=200, help="Pelican, MkDocs sit out more")
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
        bare = Path(shutil.copytree(root, folder / "bare"))
        (bare / "theme/templates").mkdir(parents=True)
        (bare / "theme/templates/base.html").write_text(_BARE, "utf-8")
        roots = {_OURSELVES: bare, "default theme": root}
        small = chosen.articles <= chosen.peers_most
        peers = sites.peers(folder, ("en", *_LOCALES), chosen.peers.resolve(), all_of_them=small)
        same = {
            name: Contestant(each.command, each.folder)
            for name, each in peers.items()
            if name not in sites.ALWAYS_ANEW
        }
        floors = {"floor": _floor(folder, root)}
        for title, prepare in _EDITS.items():
            ours = {
                name: Contestant((_OURS, "-C", str(at), "publish"), folder, partial(prepare, at))
                for name, at in roots.items()
            }
            others = {**floors, **peers} if prepare is _forget else same
            _table(title, compete({**ours, **others}, chosen.rounds, cores))


def _floor(folder: Path, root: Path) -> Contestant:
    """Publish once, and give what writes the same files."""
    subprocess.run((_OURS, "-C", str(root), "publish"), check=True, capture_output=True)  # noqa: S603 - our own program
    packed, target = folder / "packed", folder / "floor"
    floor.pack(root / "public", packed)
    command = (sys.executable, "-m", "benchmarks.floor", str(packed), str(target))
    return Contestant(command, Path.cwd(), partial(shutil.rmtree, target, ignore_errors=True))


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


def _edit_article(root: Path) -> None:
    _edit(root / f"articles/{_FIRST}.md", "\n", "\nNew, too.\n")


def _edit_catalog(root: Path) -> None:
    _edit(root / f"locales/fr/LC_MESSAGES/{_FIRST}.po", 'msgstr "', "x ")


def _nothing(root: Path) -> None:
    del root


_EDITS: Mapping[str, Callable[[Path], None]] = {
    "cold": _forget,
    "nothing changed": _nothing,
    "one article changed": _edit_article,
    "one .po changed": _edit_catalog,
}
"""What is measured, and what comes before it."""


def _table(title: str, runs: Mapping[str, Sequence[Run]]) -> None:
    print(f"\n{title}\n{'':14}{'wall s':>10}{'cpu s':>10}{'peak MiB':>10}  wall, of ours")
    wall = median(runs[_OURSELVES], "wall")
    for name, each in runs.items():
        figures = f"{median(each, 'wall'):10.2f}{median(each, 'cpu'):10.2f}"
        print(f"{name:14}{figures}{median(each, 'peak'):10.0f}  {median(each, 'wall') / wall:.1f}x")


if __name__ == "__main__":
    main()

"""The preview: how long after a save the browser is told, and the page has what was saved.

``lingopress serve`` runs as a process of its own; the client is on the same machine, with a stream
of events open, as a browser has. Once told, it asks for the page, as a browser does that reloads.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import subprocess
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from benchmarks import machine, sites
from lingopress_i18n.render.folders import THEME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PAGE = f"/fr/{sites.EDITED}/"
_REST = 0.3
"""Seconds between a page and the next save, so that one is not taken for a part of the other."""


def main() -> None:
    """Save each kind of file again and again, and print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=15)
    chosen = parser.parse_args()
    print(machine.describe("lingopress", "watchfiles", "jinja2"))
    with tempfile.TemporaryDirectory() as folder:
        root = sites.translated(Path(folder), chosen.articles)
        template = root / "theme/templates/base.html"
        template.parent.mkdir(parents=True)
        template.write_text((THEME / "templates/base.html").read_text("utf-8"), "utf-8")
        with _serving(root) as port:
            started = time.perf_counter()
            _fetch(port)
            print(f"\n{chosen.articles} articles in six locales, medians of {chosen.rounds} saves")
            print(f"the first page: {time.perf_counter() - started:.2f} s")
            print(f"\n{'saved':12}{'told after ms':>16}{'page after ms':>16}")
            for name, (path, before) in _saved(root, template).items():
                runs = [_save(port, path, before, f"x{name}{n}x") for n in range(chosen.rounds)]
                told, there = (statistics.median(each) * 1000 for each in zip(*runs, strict=True))
                print(f"{name:12}{told:16.0f}{there:16.0f}")


def _saved(root: Path, template: Path) -> Mapping[str, tuple[Path, str]]:
    """Name files of which the page is made, and the text before which something is put.

    The catalog first: what is new in the source is not translated.
    """
    return {
        "catalog": (root / f"locales/fr/LC_MESSAGES/{sites.EDITED}.po", '"\n'),
        "source": (root / f"articles/{sites.EDITED}.md", "\n"),
        "template": (template, "</body>"),
    }


@contextmanager
def _serving(root: Path) -> Iterator[int]:
    """Run the preview on some port."""
    command = (sites.PROGRAM, "-C", root, "serve", "--port", "0")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own program
        try:
            said = process.stdout.readline() if process.stdout else ""
            yield urlsplit(said.strip()).port or 0
        finally:
            process.terminate()


def _save(port: int, path: Path, before: str, new: str) -> tuple[float, float]:
    """Save a file with something new; give seconds until it was told, and until it was there."""
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("GET", "/_preview/events")
        stream = connection.getresponse()
        while b"ready" not in stream.readline():
            pass
        time.sleep(_REST)
        text = path.read_text("utf-8")
        head, found, rest = text.rpartition(before)
        started = time.perf_counter()
        path.write_text(f"{head} {new}{found}{rest}", "utf-8")
        while b"change" not in stream.readline():
            pass
        told = time.perf_counter() - started
        while new.encode() not in _fetch(port):
            pass
        return told, time.perf_counter() - started


def _fetch(port: int) -> bytes:
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("GET", _PAGE)
        return connection.getresponse().read()


if __name__ == "__main__":
    main()

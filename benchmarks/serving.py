"""The preview: how long after a save the browser is told, and the page has what was saved.

``lingopress serve`` beside ``hugo server`` with the same pages, a process each; the client is on
the same machine. Once it is told, by a stream of events as a browser has it, it asks for the page,
as a browser does that reloads. Hugo tells by a web socket, which nobody listens to here: its page
is asked for again and again.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import machine, sites
from lingopress_i18n.render.folders import THEME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PAGE = f"/fr/{sites.EDITED}/"
_REST = 0.3
"""Seconds between a page and the next save, so that one is not taken for a part of the other."""
_AGAIN = 0.01
"""Seconds between two requests of a client that nobody tells."""
_HOST = "127.0.0.1"


@dataclass(frozen=True)
class _Preview:
    """A server of a publication's pages as they are now."""

    command: Sequence[str]
    """Program and arguments; the port comes last."""
    saved: Mapping[str, tuple[Path, str]]
    """Files that a page is made of, and the text in them before which something new is put."""
    events: str = ""
    """The address of its stream of events."""


def main() -> None:
    """Save each kind of file again and again, and print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=15)
    chosen = parser.parse_args()
    print(machine.describe("lingopress", "watchfiles", "jinja2"))
    print(f"\n{chosen.articles} articles in six locales, medians of {chosen.rounds} saves")
    print(f"\n{'':20}{'saved':>12}{'told after ms':>16}{'page after ms':>16}")
    with tempfile.TemporaryDirectory() as place:
        for name, preview in _previews(Path(place), chosen.articles).items():
            _measure(name, preview, chosen.rounds)


def _measure(name: str, preview: _Preview, rounds: int) -> None:
    started = time.perf_counter()
    with _serving(preview) as port:
        print(f"{name:20}first page {time.perf_counter() - started:.2f} s after the start")
        for kind, (path, before) in preview.saved.items():
            runs = [
                _save(preview, port, path, before, f"x{kind}{number}x") for number in range(rounds)
            ]
            told, there = (statistics.median(each) * 1000 for each in zip(*runs, strict=True))
            heard = f"{told:.0f}" if preview.events else "–"
            print(f"{'':20}{kind:>12}{heard:>16}{there:16.0f}")


def _previews(place: Path, articles: int) -> Mapping[str, _Preview]:
    """Write publications of so many articles.

    Translations are saved before sources: what is new in a source is not translated.
    """
    root = sites.translated(place, articles)
    template = root / "theme/templates/base.html"
    template.parent.mkdir(parents=True)
    shutil.copy(THEME / "templates/base.html", template)
    saved = {
        "translation": (root / f"locales/fr/LC_MESSAGES/{sites.EDITED}.po", '"\n'),
        "source": (root / f"articles/{sites.EDITED}.md", "\n"),
        "template": (template, "</body>"),
    }
    command = (sites.PROGRAM, "-C", str(root), "serve", "--port")
    found = {"lingopress serve": _Preview(command, saved, "/_preview/events")}
    if shutil.which("hugo"):
        sites.generate(place, articles)
        root = sites.hugo_same_pages(place).folder
        saved = {
            "translation": (root / f"content/fr/{sites.EDITED}.md", "\n"),
            "template": (root / "layouts/_default/baseof.html", "</body>"),
        }
        hugo = ("hugo", "server", "--quiet", "-s", str(root), "--bind", _HOST, "--port")
        found["hugo server"] = _Preview(hugo, saved)
    return found


@contextlib.contextmanager
def _serving(preview: _Preview) -> Iterator[int]:
    """Run a server on a free port, and give that when it has answered with the page."""
    with closing(socket.create_server((_HOST, 0))) as free:
        port: int = free.getsockname()[1]
    command = (*preview.command, str(port))
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - as found
        try:
            _wait_for(port, "</html>")
            yield port
        finally:
            process.terminate()


def _save(preview: _Preview, port: int, path: Path, before: str, new: str) -> tuple[float, float]:
    """Save a file with something new; give seconds until it was told, and until it was there."""
    head, found, rest = path.read_text("utf-8").rpartition(before)
    with closing(http.client.HTTPConnection(_HOST, port)) as connection:
        stream = None
        if preview.events:
            connection.request("GET", preview.events)
            stream = connection.getresponse()
            _read_to(stream, b"ready")
        time.sleep(_REST)
        started = time.perf_counter()
        path.write_text(f"{head} {new}{found}{rest}", "utf-8")
        if stream:
            _read_to(stream, b"change")
        told = time.perf_counter() - started
        _wait_for(port, new)
        return told, time.perf_counter() - started


def _read_to(stream: http.client.HTTPResponse, event: bytes) -> None:
    for line in stream:
        if event in line:
            return


def _wait_for(port: int, text: str) -> None:
    """Ask for the page until it has a text."""
    while True:
        with (
            contextlib.suppress(ConnectionRefusedError),  # it has only just begun
            closing(http.client.HTTPConnection(_HOST, port)) as connection,
        ):
            connection.request("GET", _PAGE)
            if text.encode() in connection.getresponse().read():
                return
        time.sleep(_AGAIN)


if __name__ == "__main__":
    main()

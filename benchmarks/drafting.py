"""Drafting through a service that takes 50 ms: ours beside deep-translator, whole processes.

The service is on loopback, in a process of its own. deep-translator is asked one text after the
other, as its ``translate_batch`` does, and from a pool of threads with a translator for each text.
Ours is ``lingopress draft``: it also reads and writes catalogs, looks into the memory, protects and
checks markup, and keeps a journal. The ceiling is workers / latency: what a client could do that
takes no time itself, with one text a request.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import machine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PROVIDER = Path(__file__).parent.parent / "tests" / "provider.py"
_CONFIG = """\
[site]
title = "Drafting"
base_url = "https://example.org/"
source_locale = "en"
locales = ["es"]

[engines.libretranslate]
url = "http://127.0.0.1:{port}"
workers = {workers}
"""
_PEER = """\
import sys
from concurrent.futures import ThreadPoolExecutor
from deep_translator import LibreTranslator

port, workers, *texts = sys.argv[1:]

def make():
    url = f"http://127.0.0.1:{port}/"
    return LibreTranslator(source="en", target="es", api_key="none", custom_url=url)

if workers == "1":
    answers = make().translate_batch(texts)
else:
    with ThreadPoolExecutor(int(workers)) as pool:
        answers = list(pool.map(lambda text: make().translate(text), texts))
assert len(answers) == len(texts) and all(answers)
"""


def main() -> None:
    """Measure everybody in turn, with one text a request; then ours with lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=600)
    parser.add_argument("--workers", type=int, nargs="+", default=[8, 16])
    parser.add_argument("--latency", type=float, default=0.05)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    print(machine.describe("lingopress", "deep-translator", "urllib3"))
    print(
        f"\n{chosen.messages} messages, {chosen.latency * 1000:.0f} ms, the best of {chosen.rounds}"
    )
    print(f"{'':42}{'wall s':>8}{'texts/s':>9}{'of ceiling':>12}")
    texts = [
        f"The treaty has {number} parties in its year {number * 7919}."
        for number in range(chosen.messages)
    ]
    _show("deep-translator translate_batch", chosen, 1, [_peer(chosen, 1, texts)])
    for workers in chosen.workers:
        pool = [_peer(chosen, workers, texts) for _ in range(chosen.rounds)]
        _show(f"deep-translator, {workers} threads", chosen, workers, pool)
        ours = [_own(chosen, workers, texts, "--single") for _ in range(chosen.rounds)]
        _show(f"lingopress, {workers} workers", chosen, workers, ours)
        lists = [_own(chosen, workers, texts) for _ in range(chosen.rounds)]
        _show(f"lingopress, {workers} workers, 25 a request", chosen, workers, lists)


def _show(name: str, chosen: argparse.Namespace, workers: int, walls: Sequence[float]) -> None:
    rate = chosen.messages / min(walls)
    print(f"{name:42}{min(walls):8.2f}{rate:9.0f}{rate * chosen.latency / workers:12.0%}")


def _peer(chosen: argparse.Namespace, workers: int, texts: Sequence[str]) -> float:
    with _serving(chosen.latency) as port:
        return _took([sys.executable, "-c", _PEER, str(port), str(workers), *texts])


def _own(chosen: argparse.Namespace, workers: int, texts: Sequence[str], *options: str) -> float:
    with _serving(chosen.latency, *options) as port, tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "articles").mkdir()
        config = _CONFIG.format(port=port, workers=workers)
        (root / "lingopress.toml").write_text(config, "utf-8")
        for at in range(0, len(texts), 40):
            body = "\n\n".join(texts[at : at + 40])
            (root / "articles" / f"a{at}.md").write_text(f"# Article {at}\n\n{body}\n", "utf-8")
        program = [sys.executable, "-m", "lingopress_translate", "-q", "-C", folder]
        _took([*program, "update"])
        return _took([*program, "draft", "-l", "es", "--engine", "libretranslate"])


def _took(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True)  # noqa: S603 - the benchmark's own commands
    return time.perf_counter() - started


@contextmanager
def _serving(latency: float, *options: str) -> Iterator[int]:
    command = [sys.executable, str(_PROVIDER), "--latency", str(latency), *options]
    with subprocess.Popen(  # noqa: S603 - likewise
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        yield int(process.stdout.readline()) if process.stdout else 0
        process.kill()


if __name__ == "__main__":
    main()

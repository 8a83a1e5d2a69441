"""The translation memory beside a comparison with everything (rapidfuzz) and SQLite's FTS5.

All get the same texts and are asked for the best match of at least 75. What counts is how much
processor time a question takes, and how often the answer is as good as the best there is.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from benchmarks import corpus, machine, prose
from lingopress_i18n import site
from lingopress_i18n.catalog import store
from lingopress_i18n.catalog.po import Catalog, Entry
from lingopress_i18n.tokens import tokens
from lingopress_translate.memory import open_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Ask = Callable[[str], float | None]
    Query = tuple[str, str]

_CONFIG = '[site]\ntitle = "T"\nbase_url = "https://example.org/"\nlocales = ["de"]\n'
_CATALOG = 100
"""Messages of a catalog: what an article has."""
_BLOCK = 50
"""Questions that one contestant gets before it is the next one's turn."""
_LEAST = 75


def main() -> None:
    """Measure every size, on generated text and on real text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--text", choices=["generated", "real", "programs"], nargs="+")
    chosen = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(machine.describe("lingopress", "rapidfuzz"), f"SQLite {sqlite3.sqlite_version}", sep="; ")
    for kind in chosen.text or ("generated", "real"):
        for number in chosen.sentences:
            texts, queries = _texts(kind, number, chosen.queries)
            with tempfile.TemporaryDirectory() as folder:
                _compare(Path(folder), texts, queries)


def _texts(kind: str, number: int, wanted: int) -> tuple[list[str], list[Query]]:
    """Give sentences, and what is looked for among them, of what kind each is."""
    if kind == "generated":
        with tempfile.TemporaryDirectory() as folder:
            size = ("--segments", str(number), "--queries", str(wanted))
            corpus.generate("tm", folder, *size)
            rows = [_columns(line) for line in _lines(Path(folder, "tm.tsv"))]
            asked = [_columns(line) for line in _lines(Path(folder, "queries.tsv"))]
        print(f"\ngenerated text: {number} sentences")
        return list(dict.fromkeys(row[0] for row in rows)), [(row[0], row[1]) for row in asked]
    every = prose.sentences()
    if kind == "programs":
        every = {name: texts for name, texts in every.items() if "catalogs" in name}
    total = sum(map(len, every.values()))
    share = min(1.0, number / (total - wanted // 4))
    known = {name: texts[: int(len(texts) * share)] for name, texts in every.items()}
    texts = [text for some in known.values() for text in some]
    new = [text for name, some in every.items() for text in some[len(known[name]) :]]
    words = [word for text in texts[:: max(1, len(texts) // 5000)] for word in text.split()]
    rng = random.Random(3)  # noqa: S311 - the same every time
    unseen = rng.sample(new, min(len(new), wanted // 4))
    queries = [
        *prose.edits(texts, words, wanted - len(unseen)),
        *(("new", each) for each in unseen),
    ]
    rng.shuffle(queries)
    print(f"\nreal text: {len(texts)} sentences")
    print("".join(f"  {len(some):7} from {name}\n" for name, some in known.items()), end="")
    return texts, queries


def _compare(folder: Path, texts: Sequence[str], queries: Sequence[Query]) -> None:
    length = statistics.mean(map(len, texts))
    short = sum(len(text) <= 24 for text in texts) / len(texts)  # noqa: PLR2004 - as the memory has it
    print(f"  {length:.0f} characters on average, {short:.0%} of at most 24")
    contestants: dict[str, Ask] = {
        "lingopress": _memory(folder, texts),
        "rapidfuzz, all": _brute(texts),
        "FTS5, 6 longest": _fts(texts),
    }
    took: dict[str, list[float]] = {name: [] for name in contestants}
    answers: dict[str, list[float | None]] = {name: [] for name in contestants}
    for at in range(0, len(queries), _BLOCK):
        block = queries[at : at + _BLOCK]
        for name, ask in contestants.items():
            started = time.process_time()
            answers[name] += [ask(text) for _, text in block]
            took[name].append((time.process_time() - started) / len(block))
    best = answers["rapidfuzz, all"]
    print(f"{'':20}{'questions/s':>12}{'median ms':>11}{'recall':>9}  times rapidfuzz's speed")
    for name, each in took.items():
        hits = sum(_is_as_good(one, most) for one, most in zip(answers[name], best, strict=True))
        ratios = sorted(b / a for a, b in zip(each, took["rapidfuzz, all"], strict=True))
        ratio = f"{statistics.median(ratios):.1f}x [{ratios[0]:.1f} to {ratios[-1]:.1f}]"
        recall = hits / sum(most is not None for most in best)
        speed = 1 / statistics.mean(each)
        middle = statistics.median(each) * 1000
        print(f"  {name:18}{speed:12.0f}{middle:11.2f}{recall:9.4f}  {ratio}")
    _print_kinds(queries, answers["lingopress"], best)


def _print_kinds(
    queries: Sequence[Query], ours: Sequence[float | None], best: Sequence[float | None]
) -> None:
    there: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for (kind, _), one, most in zip(queries, ours, best, strict=True):
        there[kind] += most is not None
        found[kind] += _is_as_good(one, most)
    kinds = ", ".join(f"{kind} {found[kind]}/{there[kind]}" for kind in sorted(there))
    print(f"  found by lingopress: {kinds}")


def _is_as_good(one: float | None, most: float | None) -> bool:
    """Tell whether an answer is the best there is; our scores are rounded down."""
    return most is not None and one is not None and one >= int(most + 1e-9)


def _memory(folder: Path, texts: Sequence[str]) -> Ask:
    """Write a publication with these texts translated, build its memory, and ask that."""
    (folder / site.CONFIG_NAME).write_text(_CONFIG, "utf-8")
    config = site.load(folder)
    (locale,) = config.locales
    header = Entry("", "Content-Type: text/plain; charset=UTF-8\n")
    path = Path()
    for at in range(0, len(texts), _CATALOG):
        entries = tuple(Entry(text, text.swapcase()) for text in texts[at : at + _CATALOG])
        path = store.catalog_path(config, locale, f"article-{at:07}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(Catalog(path.name, header, entries, width=0).encode())
        os.utime(path, (10**9, 10**9))
    memory = open_memory(config)
    figures: list[tuple[float, int]] = []
    for edited in ([], [], [path]):
        for each in edited:
            _edit(each)
        started = time.perf_counter()
        done = memory.refresh(locale)
        figures.append((time.perf_counter() - started, len(done.read)))
    started = time.perf_counter()
    memory.fuzzy(locale, texts[0])
    loaded = time.perf_counter() - started
    size = _size(config.state / "memory.sqlite")
    print(
        f"  memory built in {figures[0][0]:.2f} s ({size / 1e6:.1f} MB), refreshed in "
        f"{figures[1][0]:.3f} s, with {figures[2][1]} of {figures[0][1]} catalogs edited "
        f"{figures[2][0]:.3f} s; first question {loaded:.3f} s"
    )

    def ask(text: str) -> float | None:
        found = memory.fuzzy(locale, text, _LEAST, 1)
        return found[0].score if found else None

    return ask


def _size(path: Path) -> int:
    """Give a database's size with what is in its log."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return int(
            connection.execute(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            ).fetchone()[0]
        )


def _edit(path: Path) -> None:
    """Change the last translation of a catalog."""
    path.write_bytes(path.read_bytes().rstrip(b'"\n') + b' edited"\n')


def _brute(texts: Sequence[str]) -> Ask:
    def ask(text: str) -> float | None:
        found = process.extractOne(text, texts, scorer=fuzz.ratio, score_cutoff=_LEAST)
        return found[1] if found else None

    return ask


def _fts(texts: Sequence[str]) -> Ask:
    """Ask FTS5 for the 50 texts that have most of the 6 longest words, and compare those."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (text)")
    connection.executemany("INSERT INTO t VALUES (?)", ((text,) for text in texts))

    def ask(text: str) -> float | None:
        words = sorted(set(tokens(text)), key=lambda word: (-len(word), word))[:6]
        phrase = " OR ".join('"{}"'.format(word.replace('"', '""')) for word in words)
        if not phrase:
            return None
        rows = connection.execute(
            "SELECT text FROM t WHERE t MATCH ? ORDER BY rank LIMIT 50", (phrase,)
        )
        some = [row[0] for row in rows]
        found = process.extractOne(text, some, scorer=fuzz.ratio, score_cutoff=_LEAST)
        return found[1] if found else None

    return ask


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def _columns(line: str) -> list[str]:
    return line.split("\t")


if __name__ == "__main__":
    main()

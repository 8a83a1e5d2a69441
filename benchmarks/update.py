"""Update of one catalog to a new template: ours beside msgmerge and pot2po.

A twentieth of the messages is reworded. Everybody reads both files, merges with fuzzy matching and
writes the result, on one core. Others grow with the square of the size, so that they can be told to
sit out the large ones.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import corpus, machine
from benchmarks.measure import Contestant, compete, median, ratio

_LOCALE = "de"


def main() -> None:
    """Measure every size, and say how each grows from one to the next."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, nargs="+", default=[1_000, 10_000, 40_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pot2po", default="pot2po", help="its program, where it is installed")
    parser.add_argument("--pot2po-most", type=int, default=10_000, help="sits out larger sizes")
    chosen = parser.parse_args()
    print(machine.describe("lingopress", "rapidfuzz"))
    last: dict[str, float] = {}
    for messages in chosen.messages:
        with tempfile.TemporaryDirectory() as folder:
            last = _compare(Path(folder), messages, chosen, last)


def _compare(
    folder: Path, messages: int, chosen: argparse.Namespace, last: dict[str, float]
) -> dict[str, float]:
    size = ("--messages", str(messages), "--locale", _LOCALE, "--edit", "0.05")
    corpus.generate("catalog", str(folder), *size)
    old, new, out = folder / f"{_LOCALE}.po", folder / "new.pot", folder / "out.po"
    _settle(old, folder / "old.pot")
    own = (sys.executable, "-m", "benchmarks.merging", str(old), str(new), str(out), _LOCALE)
    contestants = {"lingopress": Contestant(own, Path.cwd())}
    if shutil.which("msgmerge"):
        contestants["msgmerge"] = Contestant(
            ("msgmerge", "-q", "--previous", "-o", str(out), str(old), str(new)), folder
        )
    if shutil.which(chosen.pot2po) and messages <= chosen.pot2po_most:
        contestants["pot2po"] = Contestant(
            (chosen.pot2po, "--progress=none", "-t", str(old), str(new), str(out)),
            folder,
            lambda: out.unlink(missing_ok=True),
        )
    runs = compete(contestants, chosen.rounds)
    print(f"\n{messages} messages, medians of {chosen.rounds} runs, one core")
    print(f"{'':12}{'cpu s':>10}{'wall s':>10}{'peak MiB':>10}{'growth':>10}  took")
    took = {name: median(each, "cpu") for name, each in runs.items()}
    for name, each in runs.items():
        growth = f"x{took[name] / last[name]:.1f}" if name in last else "–"
        figures = f"{took[name]:10.2f}{median(each, 'wall'):10.2f}{median(each, 'peak'):10.0f}"
        print(f"{name:12}{figures}{growth:>10}  {ratio(runs['lingopress'], each)}")
    return took


def _settle(catalog: Path, template: Path) -> None:
    """Bring a catalog into the form that the update before would have left: no line numbers."""
    command = (sys.executable, "-m", "benchmarks.merging", catalog, template, catalog, _LOCALE)
    subprocess.run(command, check=True)  # noqa: S603 - our own program


if __name__ == "__main__":
    main()

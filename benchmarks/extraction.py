"""Extraction of articles to templates: ``lingopress extract`` beside mdpo and po4a.

Each reads the same Markdown files and writes its templates anew, on one core. mdpo's time grows
with the square of the number of files, so that it sits out the large sizes.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks import corpus, machine
from benchmarks.measure import Contestant, compete, median, ratio


def main() -> None:
    """Measure every size and print a table of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[50, 100, 1000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--mdpo", default="md2po", help="its program, in an environment of its own")
    parser.add_argument("--mdpo-most", type=int, default=100, help="sits out larger sizes")
    chosen = parser.parse_args()
    print(machine.describe("lingopress", "pyromark", "sentencex"))
    for articles in chosen.articles:
        with tempfile.TemporaryDirectory() as folder:
            _compare(Path(folder), articles, chosen)


def _compare(folder: Path, articles: int, chosen: argparse.Namespace) -> None:
    root = corpus.publication(folder, articles)
    files = sorted(str(path) for path in (root / "articles").iterdir())
    po = folder / "out.pot"
    contestants = {
        "lingopress": Contestant(
            (str(Path(sys.executable).with_name("lingopress")), "extract"),
            root,
            lambda: shutil.rmtree(root / "locales", ignore_errors=True),
        )
    }
    if shutil.which(chosen.mdpo) and articles <= chosen.mdpo_most:
        contestants["mdpo"] = Contestant(
            (chosen.mdpo, str(root / "articles" / "*.md"), "--save", "-p", str(po), "-q"),
            folder,
            lambda: po.unlink(missing_ok=True),
        )
    if shutil.which("po4a-updatepo"):
        masters = [argument for file in files for argument in ("-m", file)]
        options = ("-f", "text", "-M", "UTF-8", "-o", "markdown", "-o", "yfm_keys=title,summary")
        contestants["po4a"] = Contestant(
            ("po4a-updatepo", *options, *masters, "-p", str(po)),
            folder,
            lambda: po.unlink(missing_ok=True),
        )
    runs = compete(contestants, chosen.rounds)
    ours = runs["lingopress"]
    print(f"\n{articles} articles, medians of {chosen.rounds} runs, one core")
    print(f"{'':12}{'articles/s':>12}{'cpu s':>10}{'wall s':>10}{'peak MiB':>10}  took")
    for name, each in runs.items():
        cpu = median(each, "cpu")
        figures = f"{articles / cpu:12.0f}{cpu:10.2f}{median(each, 'wall'):10.2f}"
        print(f"{name:12}{figures}{median(each, 'peak'):10.0f}  {ratio(ours, each)}")


if __name__ == "__main__":
    main()

"""Catalogs read, written and compiled, beside polib, Babel and GNU msgfmt.

Every contestant is a process of its own, from start to end: what is written was read before.
Babel's and polib's compilers take time by the square of the messages, and sit out large sizes.
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

_CONFIG = '[site]\ntitle = "T"\nbase_url = "https://example.org/"\nlocales = ["de"]\n'
_OURS = """\
import sys
from dataclasses import replace
from pathlib import Path
from lingopress_i18n.catalog import po
catalog = po.parse(Path(sys.argv[1]).read_bytes(), sys.argv[1])
"""
_POLIB = "import polib, sys\ncatalog = polib.pofile(sys.argv[1])\n"
_BABEL = """\
import sys
from babel.messages.pofile import read_po, write_po
with open(sys.argv[1], "rb") as file:
    catalog = read_po(file)
"""
_READ = {"lingopress": _OURS, "polib": _POLIB, "Babel": _BABEL}
_SAVE = {
    "polib": "catalog.save(sys.argv[2])\n",
    "Babel": "with open(sys.argv[2], 'wb') as file:\n    write_po(file, catalog)\n",
}
_EDIT_EVERY_20TH = {
    "lingopress": """\
entries = tuple(
    entry if at % 20 else po.edit(entry, catalog, msgstr=entry.msgstr + " Neu.")
    for at, entry in enumerate(catalog.entries)
)
Path(sys.argv[2]).write_bytes(replace(catalog, entries=entries).encode())
""",
    "polib": "for entry in catalog[::20]:\n    entry.msgstr += ' Neu.'\n",
    "Babel": "for message in list(catalog)[1::20]:\n    message.string += ' Neu.'\n",
}
_WRITE_ALL_ANEW = """\
entries = tuple(replace(entry, raw="", line=0) for entry in catalog.entries)
Path(sys.argv[2]).write_bytes(replace(catalog, entries=entries, width=79).encode())
"""


def main() -> None:
    """Measure every size and print a table of each task."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, nargs="+", default=[1_000, 10_000, 40_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quadratic-most", type=int, default=10_000, metavar="MESSAGES")
    chosen = parser.parse_args()
    print(machine.describe("lingopress", "polib", "babel"))
    if shutil.which("msgfmt"):
        done = subprocess.run(["msgfmt", "--version"], capture_output=True, check=True)  # noqa: S607 - as found
        print(done.stdout.decode().splitlines()[0])
    for messages in chosen.messages:
        with tempfile.TemporaryDirectory() as folder:
            corpus.generate("catalog", folder, "--messages", str(messages), "--locale", "de")
            _compare(Path(folder), messages, chosen)


def _compare(folder: Path, messages: int, chosen: argparse.Namespace) -> None:
    size = (folder / "de.po").stat().st_size / 1e6
    print(f"\n{messages} messages, {size:.1f} MB; medians of {chosen.rounds} runs, one core")
    _table("read", _scripts(folder, _READ), chosen.rounds)
    edited = {name: _READ[name] + _EDIT_EVERY_20TH[name] + _SAVE.get(name, "") for name in _READ}
    _table("read, edit every 20th, write", _scripts(folder, edited), chosen.rounds)
    anew = {name: _READ[name] + _SAVE.get(name, _WRITE_ALL_ANEW) for name in _READ}
    _table("read, write every entry anew", _scripts(folder, anew), chosen.rounds)
    _table("compile", _compilers(folder, messages, chosen), chosen.rounds)


def _scripts(folder: Path, codes: dict[str, str]) -> dict[str, Contestant]:
    """Make contestants of Python code that gets the catalog and the place to write to."""
    return {
        name: Contestant((sys.executable, "-c", code, "de.po", "out.po"), folder)
        for name, code in codes.items()
    }


def _compilers(folder: Path, messages: int, chosen: argparse.Namespace) -> dict[str, Contestant]:
    root = folder / "publication"
    catalogs = root / "locales" / "de" / "LC_MESSAGES"
    catalogs.mkdir(parents=True)
    (root / "articles").mkdir()
    (root / "lingopress.toml").write_text(_CONFIG, "utf-8")
    shutil.copy(folder / "de.po", catalogs / "a.po")
    programs = Path(sys.executable).parent
    contestants = {
        "lingopress": Contestant(
            (str(programs / "lingopress"), "-q", "compile"),
            root,
            lambda: (catalogs / "a.mo").unlink(missing_ok=True),
        )
    }
    if shutil.which("msgfmt"):
        contestants["msgfmt"] = Contestant(("msgfmt", "de.po", "-o", "out.mo"), folder)
        checking = ("msgfmt", "--check", "de.po", "-o", "out.mo")
        contestants["msgfmt -c"] = Contestant(checking, folder)
    if messages <= chosen.quadratic_most:
        babel = (str(programs / "pybabel"), "-q", "compile", "-i", "de.po", "-o", "out.mo")
        contestants["Babel"] = Contestant((*babel, "-l", "de"), folder)
        code = f"{_POLIB}catalog.save_as_mofile('out.mo')\n"
        contestants["polib"] = Contestant((sys.executable, "-c", code, "de.po"), folder)
    return contestants


def _table(task: str, contestants: dict[str, Contestant], rounds: int) -> None:
    runs = compete(contestants, rounds)
    print(f"{task:32}{'cpu s':>10}{'wall s':>10}{'peak MiB':>10}  took")
    for name, each in runs.items():
        figures = f"{median(each, 'cpu'):10.2f}{median(each, 'wall'):10.2f}"
        print(
            f"  {name:30}{figures}{median(each, 'peak'):10.0f}  {ratio(runs['lingopress'], each)}"
        )


if __name__ == "__main__":
    main()

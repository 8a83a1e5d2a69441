"""Law 9, all or nothing: kill the process at any point, and run it again.

After the kill every file is the old one or the new one, whole. After the rerun everything is as
if nothing had happened, and nothing of the killed run lies about. ``killing.py`` counts changes of
the file system: a file takes three (made, its mode set, renamed), so a stride that three does not
divide comes by all of them. With ``LINGOPRESS_KILL_STRIDE=1`` every single one is tried: minutes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lingopress_i18n.catalog import po
from trial import CONFIG, Trial

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="killing.py forks")

OLD = {
    "lingopress.toml": CONFIG.replace('"es", ', ""),
    "articles/index.md": "# Welcome\n\nThis is home. Read on, please.\n",
    "articles/gone.md": "# Gone\n\nThis article will be removed. This is home.\n",
    "articles/kept/same.md": "# Same\n\nNothing changes here.\n",
}
NEW = {
    "articles/index.md": "# Welcome\n\nThis is home. Read on, dear reader, please.\n",
    "articles/kept/new.md": "# New\n\nThis is home. This article is new.\n",
}
CATALOGS = "locales/zh_Hans/LC_MESSAGES"
TRANSLATED = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Welcome"
msgstr "欢迎"

msgid "This is home."
msgstr "这是首页。"

msgid "Read on, please."
msgstr "请读下去。"
"""

STRIDES = {"publish": 25, "update": 7, "extract": 7, "compile": 4, "draft": 2}
"""How many changes lie between two kills."""

Files = dict[str, bytes]
_OF_RUNS = (
    r"\.lingopress/(?:(?:manifest|announced)\.json|published|staged/.*|draft-.*\.lock"
    r"|(?:journal|memory)\.sqlite.*)"
)


def content(root: Path) -> Files:
    """Map all files but those that tell of times and runs, which no two runs have alike."""
    return {
        name: data
        for name, (_, data) in Trial(root).snapshot().items()
        if not re.fullmatch(_OF_RUNS, name)
    }


def is_temporary(name: str) -> bool:
    path = Path(name)
    return path.name.startswith(".") and path.suffix == ".tmp"


@pytest.fixture(params=STRIDES)
def args(request: pytest.FixtureRequest) -> list[str]:
    command: str = request.param
    return [command, "-l", "zh-Hans"] if command == "draft" else [command]


@pytest.fixture
def site(tmp_path: Path, args: list[str]) -> Trial:
    """Make a publication that is up to date but for what the command has to do."""
    made = Trial(tmp_path / "site")
    made.write({**OLD, f"{CATALOGS}/index.po": TRANSLATED})
    assert made.run("publish").code == 0
    made.write(NEW)
    (made.root / "articles/gone.md").unlink()
    if args[0] in ("compile", "draft"):
        assert made.run("update").code == 0
    return made


def kill(
    site: Trial, work: Path, args: list[str], stride: int | None = None
) -> list[tuple[str, Path]]:
    """Kill the command at many steps; give each step's name and folder."""
    script = Path(__file__).with_name("killing.py")
    often = os.environ.get("LINGOPRESS_KILL_STRIDE", str(stride or STRIDES[args[0]]))
    done = subprocess.run(
        [sys.executable, str(script), str(site.root), str(work), often, "SIGKILL", *args],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return [(line, work / line.split()[0]) for line in done.stdout.splitlines()]


def test_every_file_is_whole_and_a_rerun_finishes(
    tmp_path: Path, site: Trial, args: list[str]
) -> None:
    old = content(site.root)
    steps = kill(site, tmp_path / "work", args)
    assert site.run(*args).code == 0
    new = content(site.root)
    assert old != new
    assert len(steps) > 1
    for step, folder in steps:
        for name, data in content(folder / "faulty").items():
            assert is_temporary(name) or data in (old.get(name), new.get(name)), (step, name)
            if name.endswith((".po", ".pot")):
                po.parse(data, name)
        assert content(folder / "rerun") == new, step


def test_readers_get_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    """Whenever a publish is killed, no page of the one stands beside pages of the other."""
    site = Trial(tmp_path / "site")
    site.write({**OLD, f"{CATALOGS}/index.po": TRANSLATED})
    assert site.run("publish").code == 0
    site.write({**NEW, "public/CNAME": "example.org\n", "public/a/google1.html": "proof"})
    assert site.run("publish").code == 0  # from here on there is a second tree
    (site.root / "articles/gone.md").unlink()
    site.write(
        {"articles/index.md": "# Welcome\n\nThis is home.\n", "articles/kept/last.md": "# L\n"}
    )
    old = published(site.root)
    steps = kill(site, tmp_path / "work", ["publish"], stride=11)
    assert site.run("publish").code == 0
    new = published(site.root)
    found = [published(folder / "faulty") for _, folder in steps]
    assert [
        step for (step, _), each in zip(steps, found, strict=True) if each not in (old, new)
    ] == []
    assert old in found
    assert all(published(folder / "rerun") == new for _, folder in steps)
    assert new["a/google1.html"] == b"proof"


def published(root: Path) -> Files:
    """Map the files of the site, but for what nobody's address leads to."""
    every = {name: data for name, (_, data) in Trial(root / "public").snapshot().items()}
    return {name: data for name, data in every.items() if not is_temporary(name)}


def test_a_running_writer_keeps_its_temporary_file(tmp_path: Path) -> None:
    """What another process that still runs is writing is not swept away."""
    trial = Trial(tmp_path / "site")
    trial.write(OLD)
    own = f"locales/pot/.index.pot.{os.getpid()}.abc.tmp"
    other = "locales/pot/.mine.tmp"
    trial.write({own: "half", other: "not ours"})
    assert trial.run("extract").code == 0
    assert trial.read(own) == "half"
    assert trial.read(other) == "not ours"

"""What the system refuses a publish: a plain line, the old site whole, and the next one makes good.

``laws/killing.py`` lets it refuse at every so manieth step; that a disk is full, or files may not
be as large, is real.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from trial import CONFIG, REPOSITORY, Trial

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="killing.py forks")

TRANSLATED = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Welcome"
msgstr "欢迎"
"""
OLD = {
    "lingopress.toml": CONFIG.replace('"es", ', "") + "search = true\n",
    "articles/index.md": "# Welcome\n\nThis is home. Read on, please.\n",
    "articles/gone.md": "# Gone\n\nThis article will be removed.\n",
    "articles/kept/same.md": "# Same\n\nA picture: ![of nothing](p.png)\n",
    "articles/kept/p.png": "one picture",
    "locales/zh_Hans/LC_MESSAGES/index.po": TRANSLATED,
    "theme/static/logo.svg": "<svg/>",
}
NEW = {
    "articles/index.md": "# Welcome\n\nThis is home. Read on, dear reader, please.\n",
    "articles/kept/new.md": "# New\n\nThis is home. This article is new.\n",
    "articles/kept/p.png": "another picture",
}
FAULTS = {
    "ENOSPC": (29, 2, "ROOT/…: cannot be written: … (make room on the disk, then run it again)"),
    "EROFS": (53, 2, "ROOT/…: cannot be (written|removed): … (what it is on can only be read: …)"),
    "EACCES": (47, 2, "ROOT/…: cannot be (written|removed): … (check the folder's permissions)"),
    "vanished": (7, 1, "…: cannot be read: … (look whether it is there, then run it again)"),
}
"""How many steps lie between two faults, the exit code, and the line; … is any words."""
Files = dict[str, bytes]


@pytest.fixture
def site(tmp_path: Path) -> Trial:
    made = Trial(tmp_path / "site")
    made.write(OLD)
    assert made.run("publish").code == 0
    made.write(NEW)
    (made.root / "articles/gone.md").unlink()
    return made


def published(root: Path) -> Files:
    return {name: data for name, (_, data) in Trial(root / "public").snapshot().items()}


def fresh(root: Path, folder: Path) -> Files:
    """Publish the same articles and catalogs where nothing was published before."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns("public", ".lingopress", ".git"))
    assert Trial(folder).run("publish").code == 0
    return published(folder)


def of_target(files: Files) -> Files:
    return {name: data for name, data in files.items() if name.startswith("zh-Hans/")}


def steps(site: Trial, work: Path, fault: str, stride: int) -> list[Path]:
    """Publish with a fault at many steps; give the folder of each."""
    often = os.environ.get("LINGOPRESS_KILL_STRIDE", str(stride))
    script = str(REPOSITORY / "tests/laws/killing.py")
    done = subprocess.run(
        [sys.executable, script, str(site.root), str(work), often, fault, "publish"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return [work / line.split()[0] for line in done.stdout.splitlines()]


def is_line(pattern: str, text: str, root: Path) -> bool:
    words = re.escape(pattern).replace("…", "[^\n]+").replace("ROOT", re.escape(str(root)))
    words = re.sub(r"\\\((\w+)\\\|(\w+)\\\)", r"(?:\1|\2)", words)
    return re.fullmatch(f"error: {words}\n", text) is not None


@pytest.mark.parametrize("fault", FAULTS)
def test_what_the_system_refuses_is_said_and_made_good(
    fault: str, site: Trial, tmp_path: Path
) -> None:
    stride, code, line = FAULTS[fault]
    old, new = published(site.root), fresh(site.root, tmp_path / "fresh")
    found = steps(site, tmp_path / "work", fault, stride)
    assert len(found) > 2
    codes = set()
    for folder in found:
        said, faulty = (folder / "stderr").read_text("utf-8"), folder / "faulty"
        codes.add((folder / "code").read_text("utf-8"))  # 0: what vanished had been read before
        assert not said or is_line(line, said, faulty), said
        if fault == "vanished":  # a locale without its catalog keeps its pages, others get theirs
            left = fresh(faulty, folder / "fresh")  # what had gone before it was looked for
            assert of_target(published(faulty)) in map(of_target, (old, new, left)), folder
            assert published(folder / "rerun") == left, folder
        else:
            assert published(faulty) in (old, new), folder
            assert published(folder / "rerun") == new, folder
        assert fault != "ENOSPC" or not list(faulty.rglob(".*.tmp"))
    assert str(code) in codes
    assert codes <= {"0", str(code)}


def test_a_site_that_is_replaced_file_by_file_is_whole_when_the_disk_is_full(
    site: Trial, tmp_path: Path
) -> None:
    (site.root / "public/.git").mkdir()  # folders that hold a repository do not change places
    old, new = published(site.root), fresh(site.root, tmp_path / "fresh")
    found = steps(site, tmp_path / "work", "ENOSPC", 19)
    kinds = [published(folder / "faulty") for folder in found]
    assert all(each in (old, new) for each in kinds)
    assert old in kinds
    assert all(published(folder / "rerun") == new for folder in found)


LIMITED = """
import resource, sys
from lingopress_translate.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
main(sys.argv[1:])
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_page_that_is_too_large_for_the_system_is_named(
    site: Trial, jobs: str, tmp_path: Path
) -> None:
    """Pages are larger than catalogs here: each line of the source is on them as it is."""
    before = published(site.root)
    site.write({"articles/large.md": "# Large\n\n<pre>\n" + "word " * 10_000 + "\n</pre>\n"})
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, "-C", str(site.root), "-q", "publish", "-j", jobs],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )
    line = "ROOT/…large…: cannot be written: … (files may not be as large here: see ulimit -f)"
    assert is_line(line, done.stderr, site.root), done.stderr
    assert done.returncode == 2
    assert published(site.root) == before
    assert site.run("publish").code == 0
    assert published(site.root) == fresh(site.root, tmp_path / "fresh")


FULL = """
set -e
mount -t tmpfs -o size=4m tmpfs "$1"
cp -r "$2"/. "$1"
cd "$1"
"$3" -m lingopress_translate -q publish
cp -r public before
rm articles/gone.md
for at in 1 2 3 4 5 6 7 8 9; do cp articles/kept/same.md articles/kept/again$at.md; done
head -c 5m /dev/zero > filler || true
! "$3" -m lingopress_translate -q publish
diff -r before public
rm filler
"$3" -m lingopress_translate -q publish
mkdir fresh
cp -r articles locales theme lingopress.toml fresh
"$3" -m lingopress_translate -C fresh -q publish
diff -r public fresh/public
"""


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    made = Trial(tmp_path / "site")
    made.write(OLD)
    disk = tmp_path / "disk"
    disk.mkdir()
    unshare = shutil.which("unshare") or "unshare"
    own = [unshare, "--map-root-user", "--mount"]
    if not is_allowed([*own, "mount", "-t", "tmpfs", "tmpfs", str(disk)]):
        pytest.skip("this system does not let us mount a disk of our own")
    done = subprocess.run(
        [*own, "sh", "-c", FULL, "sh", disk, made.root, sys.executable],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )
    said = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert done.returncode == 0, done.stderr + done.stdout
    assert len(said) == 1
    assert said[0].endswith("(make room on the disk, then run it again)")


def is_allowed(command: list[str]) -> bool:
    try:
        return not subprocess.run(command, capture_output=True, check=False).returncode
    except FileNotFoundError:
        return False


def test_where_names_of_files_are_not_utf_8_that_is_said(tmp_path: Path) -> None:
    """An address in the language's own letters is the name of a folder."""
    site = Trial(tmp_path / "site")
    site.write({**OLD, "articles/a.md": "---\nslug: actualités\n---\nText.\n"})
    done = site.run(
        "publish", env={"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    )
    assert (done.code, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert line.startswith("error: ")
    assert "UTF-8" in line
    assert site.run("publish").code == 0

"""The step from the old site to the new one, and what others have put into public/."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingopress_i18n import exchange as exchanging
from lingopress_i18n.publish import publish, staging, trees
from trial import CONFIG, Trial

ARTICLES = {
    "articles/index.md": "# Home\n\nWelcome.\n",
    "articles/a.md": "# A\n\nOne.\n",
    "articles/b.md": "# B\n\nTwo.\n",
}
WAYS = ("in one step", "file by file", "without links")


@pytest.fixture
def site(tmp_path: Path) -> Trial:
    made = Trial(tmp_path / "site")
    made.write({"lingopress.toml": CONFIG, **ARTICLES})
    publish(made.root)
    return made


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Take from the system the steps that it may not have."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    name: str = request.param
    if name != WAYS[0]:
        monkeypatch.setattr(staging, "exchange", lambda _one, _other: False)
    if name == WAYS[2]:
        monkeypatch.setattr(trees, "mirror", refuse)
    return name


def files(trial: Trial) -> dict[str, bytes]:
    public = Trial(trial.root / "public").snapshot()
    return {name: data for name, (_, data) in public.items()}


def fresh(trial: Trial, folder: Path) -> dict[str, bytes]:
    """Publish the same articles where nothing was published before."""
    shutil.copytree(trial.root / "articles", folder / "articles")
    other = Trial(folder)
    other.write({"lingopress.toml": CONFIG})
    publish(folder)
    return files(other)


def test_what_others_put_into_the_site_survives_every_publish(
    site: Trial, way: str, tmp_path: Path
) -> None:
    del way
    foreign = {"CNAME": "example.org", "es/a/proof.html": "google", ".git": "gitdir: x"}
    site.write({f"public/{name}": text for name, text in foreign.items()})
    (site.root / "public/empty/folder").mkdir(parents=True)
    for number in range(3):
        site.write({"articles/a.md": f"# A {number}\n\nOne.\n"})
        publish(site.root)
        (site.root / "articles/b.md").unlink(missing_ok=True)
        found = files(site)
        for name, text in foreign.items():
            assert found.pop(name) == text.encode()
        assert found == fresh(site, tmp_path / str(number)) or number == 0
        assert (site.root / "public/empty/folder").is_dir()
    (site.root / "public/CNAME").unlink()
    site.write({"articles/a.md": "# A\n\nNow three.\n\nAnd four.\n"})
    publish(site.root)
    assert "CNAME" not in files(site)


def test_links_in_the_site_are_followed_and_stay(site: Trial, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (site.root / "public/es").rename(elsewhere)
    (site.root / "public/es").symlink_to(elsewhere)
    site.write({"articles/a.md": "# Another title\n\nOne.\n"})
    publish(site.root)
    assert (site.root / "public/es").is_symlink()
    here = {name: data for name, data in files(site).items() if not name.startswith("es/")}
    there = {f"es/{name}": data for name, (_, data) in Trial(elsewhere).snapshot().items()}
    assert {**here, **there} == fresh(site, tmp_path / "fresh")


def test_a_site_that_is_a_link_stays_one(site: Trial, tmp_path: Path) -> None:
    (site.root / "public").rename(tmp_path / "www")
    (site.root / "public").symlink_to(tmp_path / "www")
    site.write({"articles/a.md": "# Another title\n\nOne.\n"})
    publish(site.root)
    assert (site.root / "public").is_symlink()
    assert files(site) == fresh(site, tmp_path / "fresh")


def test_a_repository_is_published_into_file_by_file(site: Trial, tmp_path: Path) -> None:
    (site.root / "public/.git").mkdir()
    before = (site.root / "public").stat().st_ino
    site.write({"articles/a.md": "# Another title\n\nOne.\n"})
    publish(site.root)
    assert (site.root / "public").stat().st_ino == before
    assert files(site) == fresh(site, tmp_path / "fresh")


def test_files_that_do_not_change_keep_their_times_and_modes(site: Trial) -> None:
    page, folder = site.root / "public/es/b/index.html", site.root / "public/es/b"
    changed = site.root / "public/es/a/index.html"
    page.chmod(0o604)
    changed.chmod(0o640)
    folder.chmod(0o705)
    was = page.stat().st_mtime_ns
    for number in range(3):
        site.write({"articles/a.md": f"# A\n\nOne.\n\nNumber {number}.\n"})
        publish(site.root)
        assert (page.stat().st_mode & 0o777, page.stat().st_mtime_ns) == (0o604, was)
        assert changed.stat().st_mode & 0o777 == 0o640
        assert folder.stat().st_mode & 0o777 == 0o705


def test_nothing_of_a_publish_that_fails_is_seen(site: Trial) -> None:
    before = files(site)
    site.write({"articles/a.md": "# New\n\nOne.\n", "theme/templates/404.html": "{{ 1 // 0 }}"})
    done = site.run("publish")
    assert done.code != 0
    assert "Traceback" not in done.err
    assert files(site) == before


def test_a_page_of_a_killed_publish_goes_with_its_article(
    site: Trial, way: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The article is new, its pages are on the site, and nothing but an announcement says so."""
    del way
    site.write({"articles/new/c.md": "# C\n\nThree.\n"})
    with monkeypatch.context() as patch:
        patch.setattr("lingopress_i18n.publish.manifest.save", _end)
        with pytest.raises(KeyboardInterrupt):
            publish(site.root)
    assert "es/new/c/index.html" in files(site)
    shutil.rmtree(site.root / "articles/new")
    publish(site.root)
    assert files(site) == fresh(site, tmp_path / "fresh")


def _end(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_is_put_into_the_site_at_the_last_moment_is_kept(
    site: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = exchanging.exchange

    def exchange(one: Path, other: Path) -> bool:
        site.write({"public/late/CNAME": "late"})
        return real(one, other)

    monkeypatch.setattr(staging, "exchange", exchange)
    site.write({"articles/a.md": "# Another title\n\nOne.\n"})
    publish(site.root)
    assert site.read("public/late/CNAME") == "late"


def test_a_second_tree_that_somebody_has_changed_is_mended(site: Trial, tmp_path: Path) -> None:
    for number in range(2):
        site.write({"articles/a.md": f"# Another title {number}\n\nOne.\n"})
        publish(site.root)
    tree = site.root / ".lingopress/staged/site"
    (tree / "es/b/index.html").unlink()
    (tree / "es/index.html").unlink()
    (tree / "es/index.html").write_text("other", "utf-8")
    (tree / "more").mkdir()
    (tree / "more/link").symlink_to(tmp_path)
    site.write({"articles/a.md": "# Another title, again\n\nOne.\n"})
    publish(site.root)
    assert files(site) == fresh(site, tmp_path / "fresh")


def test_publishes_at_once_take_turns(site: Trial, tmp_path: Path) -> None:
    site.write({"articles/a.md": "# Another title\n\nOne.\n", "articles/c.md": "# C\n"})
    command = [sys.executable, "-m", "lingopress_translate", "-q", "-C", str(site.root), "publish"]
    running = [subprocess.Popen([*command, "--jobs", str(jobs)]) for jobs in (1, 3, 2)]
    assert [each.wait(60) for each in running] == [0, 0, 0]
    assert files(site) == fresh(site, tmp_path / "fresh")
    assert publish(site.root) is None


def test_the_twin_of_a_tree_shares_its_files(tmp_path: Path) -> None:
    one, two = Trial(tmp_path / "one"), tmp_path / "two"
    one.write({"a/b": "1", "c": "2"})
    trees.mirror(one.root, trees.scan(one.root), two)
    assert trees.scan(two) == trees.scan(one.root)
    one.write({"d/e": "3"})
    shutil.rmtree(one.root / "a")
    trees.mirror(one.root, trees.scan(one.root), two)
    assert trees.scan(two) == trees.scan(one.root)


def test_trees_that_are_noted_are_known_once(tmp_path: Path) -> None:
    one, note = Trial(tmp_path / "one"), tmp_path / "note.json"
    one.write({"a/b": "1", "c": "2"})
    tree = trees.scan(one.root)
    trees.save(note, tree, tree.times, {"": "1 2"})
    assert trees.noted(note) == [tree, tree]
    one_look, other = trees.load(note)
    assert one_look == other == tree
    assert (one_look.times, other.times) == (tree.times, {"": "1 2", "a": ""})
    assert trees.load(note) == []


@pytest.mark.parametrize(
    "note",
    ["", "[]", "{}", "[1, 1]", "[1, 1]\0\0a b c\0t", "[1, 1]\0\0001 2 3\0t\0file\0inode"],
)
def test_a_note_that_makes_no_sense_is_none(tmp_path: Path, note: str) -> None:
    (tmp_path / "note.json").write_text(note, "utf-8")
    assert trees.load(tmp_path / "note.json") == []


def test_folders_that_have_not_changed_are_not_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Trial(tmp_path / "one")
    one.write({"a/b/c": "1", "d/e/f": "2", "d/g/h": "3", "i": "4"})
    tree = _settled(one.root)
    opened = []
    real = os.scandir

    def scandir(folder: str) -> object:
        opened.append(os.path.relpath(folder, one.root))
        return real(folder)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", scandir)
        assert trees.scan(one.root, tree) == tree
    assert opened == []
    one.write({"d/e/new": "5"})
    shutil.rmtree(one.root / "d/g")
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", scandir)
        found = trees.scan(one.root, tree)
    assert sorted(opened) == ["d", "d/e"]
    assert found == trees.scan(one.root)


def _settled(root: Path) -> trees.Tree:
    """Look at a tree when the file system's clock has gone on, so that its times tell."""
    tree = trees.scan(root)
    found = {path: (root / path).stat() for path in tree.folders}
    tree.times = {path: f"{each.st_ino} {each.st_ctime_ns}" for path, each in found.items()}
    newest = max(each.st_ctime_ns for each in found.values())
    probe = root.with_name("probe")
    while not probe.exists() or probe.stat().st_ctime_ns <= newest:
        probe.touch()
    return tree


def _meddle(root: Path, how: str, name: str, other: str) -> None:
    """Do something to a tree, if it can be done."""
    path = root / name
    with contextlib.suppress(OSError, shutil.Error):
        if how == "file":
            path.write_text(other, "utf-8")
        elif how == "folder":
            path.mkdir()
        elif how == "link":
            path.symlink_to(root / other)
        elif how == "move":
            path.rename(root / other)
        elif path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


_MEDDLING = st.lists(
    st.tuples(
        st.sampled_from(["file", "file", "folder", "folder", "remove", "move", "link"]),
        *[st.sampled_from(["a", "b", "a/b", "a/c", "a/b/c", "d"])] * 2,
    ),
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(_MEDDLING, _MEDDLING)
def test_a_second_look_sees_what_a_first_one_would(
    first: list[tuple[str, str, str]], second: list[tuple[str, str, str]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name, "site")
        root.mkdir()
        for each in first:
            _meddle(root, *each)
        tree = _settled(root)
        for each in second:
            _meddle(root, *each)
        assert trees.scan(root, tree) == trees.scan(root)


def test_what_is_put_into_a_tree_is_found_wherever_it_is(tmp_path: Path) -> None:
    one = Trial(tmp_path / "one")
    one.write({"a/b": "1", "c": "2", "d/e/f": "3"})
    for folder in ("a", "d/e", "d", "."):
        os.utime(one.root / folder, (1_000_000, 1_000_000))
    tree = trees.scan(one.root)
    assert trees.strays(tree, one.root) == set()
    shutil.rmtree(one.root / "a")
    one.write({"d/e/new": "4", "d/f/g/h": "5"})
    assert trees.strays(tree, one.root) == {"d/e/new", "d/f/g/h"}


def test_a_second_tree_that_somebody_has_touched_is_looked_at(site: Trial, tmp_path: Path) -> None:
    for number in range(2):
        site.write({"articles/a.md": f"# A {number}\n\nOne.\n"})
        publish(site.root)
    shutil.rmtree(site.root / ".lingopress/staged/site")
    site.write({"articles/a.md": "# Another\n\nOne.\n"})
    publish(site.root)
    assert files(site) == fresh(site, tmp_path / "fresh")


@pytest.mark.parametrize("threads", [1, 2], ids=["a fork", "no fork"])
def test_what_is_put_into_the_site_after_a_look_ahead_stays(
    site: Trial, monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    for number in range(2):
        site.write({"articles/a.md": f"# A {number}\n\nOne.\n"})
        publish(site.root)
    look = trees.changes

    def look_and_put(root: Path, known: trees.Tree) -> list[str]:
        found = look(root, known)
        site.write({"public/es/proof.txt": "mine"})
        return found

    with monkeypatch.context() as patch:
        patch.setattr(trees, "changes", look_and_put)
        site.write({"articles/a.md": "# Another\n\nOne.\n"})
        publish(site.root)
    for number in range(2):
        assert site.read("public/es/proof.txt") == "mine"
        assert "Another" in site.read("public/en/a/index.html")
        site.write({"articles/a.md": f"# Another {number}\n\nOne.\n"})
        publish(site.root)

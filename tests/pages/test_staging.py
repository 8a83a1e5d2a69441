"""The step from the old site to the new one, and what others have put into public/."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n import exchange as exchanging
from lingopress_i18n.publish import publish, staging, trees
from trial import CONFIG, Trial

if TYPE_CHECKING:
    from pathlib import Path

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


def test_a_tree_that_is_noted_is_known_once_and_by_its_folder(tmp_path: Path) -> None:
    one, note = Trial(tmp_path / "one"), tmp_path / "note.json"
    one.write({"a/b": "1", "c": "2"})
    tree = trees.scan(one.root)
    trees.save(tree, one.root, note)
    assert trees.load(one.root, note) == tree
    assert trees.load(one.root, note) is None
    trees.save(tree, one.root, note)
    assert trees.load(tmp_path, note) is None


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

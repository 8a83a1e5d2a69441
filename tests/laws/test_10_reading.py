"""Law 10, locality, counted: which files a publish opens, and which folders it looks into."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n.publish import publish
from trial import CONFIG, Trial

if TYPE_CHECKING:
    from pathlib import Path

OTHERS = [f"other-{number}" for number in range(4)]
LOCALES = ("es", "zh_Hans")
WATCH = """
import pathlib, sys
from lingopress_i18n.publish import publish

def note(event, arguments):
    if event in {"open", "os.scandir", "os.listdir"} and isinstance(arguments[0], str):
        print(event, arguments[0])

sys.addaudithook(note)
result = publish(pathlib.Path(sys.argv[1]))
print("did", result is not None)
"""
"""Says what it opens, by Python's own audit events."""


@pytest.fixture
def site(tmp_path: Path) -> Trial:
    trial = Trial(tmp_path / "site")
    articles = {f"articles/{each}.md": f"# {each}\n\nA sentence of {each}.\n" for each in OTHERS}
    trial.write({"lingopress.toml": CONFIG, "articles/this.md": "# This\n\nOne.\n", **articles})
    publish(trial.root)
    for each in ("this", *OTHERS):
        for posix in LOCALES:
            translate(trial, each, "Uno", posix)
    publish(trial.root)
    publish(trial.root)
    return trial


def translate(trial: Trial, name: str, text: str, posix: str = "es") -> None:
    path = f"locales/{posix}/LC_MESSAGES/{name}.po"
    head, _, last = trial.read(path).rpartition("msgstr ")
    assert last.startswith('"')
    trial.write({path: f'{head}msgstr "{text}"\n'})


def everything_opened(trial: Trial) -> list[str]:
    """Publish; name the files and folders that were opened."""
    done = subprocess.run(
        [sys.executable, "-c", WATCH, trial.root],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    *lines, last = done.stdout.splitlines()
    assert last == "did True"
    return [line.partition(" ")[2] for line in lines]


def opened(trial: Trial) -> set[str]:
    """Name those of the publication, by path from its root, but for our own record."""
    start = f"{trial.root}{os.sep}"
    paths = {path for path in everything_opened(trial) if path.startswith(start)}
    found = {path.removeprefix(start).replace(os.sep, "/") for path in paths}
    return {path for path in found if not path.startswith(".lingopress/")}


def test_what_cldr_says_of_the_locales_is_not_read_again(
    site: Trial,
) -> None:
    site.write({"articles/this.md": "---\ndate: 2020-04-28\n---\n# This\n\nOne.\n"})
    publish(site.root)
    before = site.read("public/es/this/index.html")
    assert "28 de abril de 2020" in before
    site.write({"articles/this.md": "---\ndate: 2020-04-28\n---\n# This\n\nOne, again.\n"})
    assert not [path for path in everything_opened(site) if "locale-data" in path]
    assert "28 de abril de 2020" in site.read("public/es/this/index.html")
    site.write({"articles/this.md": "---\ndate: 2020-04-29\n---\n# This\n\nOne, again.\n"})
    assert [path for path in everything_opened(site) if "locale-data" in path]


def own(kind: str) -> set[str]:
    """Name the catalogs of the article that changes."""
    return {f"locales/{posix}/LC_MESSAGES/this.{kind}" for posix in LOCALES}


def of_others(paths: set[str]) -> set[str]:
    """Choose the files of other articles; folders of the site are another test's."""
    return {path for path in paths if "other-" in path and not path.startswith("public/")}


def test_a_catalog_is_read_with_its_article_and_nothing_else(site: Trial) -> None:
    translate(site, "this", "Otro")
    found = opened(site)
    assert found >= {"locales/es/LC_MESSAGES/this.po", "articles/this.md"}
    assert of_others(found) == set()


def test_a_catalog_makes_the_page_of_its_locale_and_no_other(site: Trial) -> None:
    translate(site, "this", "Otro")
    pages = {path for path in opened(site) if path.endswith(".html")}
    assert pages == {"public/es/this/index.html"}


def test_an_article_is_read_with_its_catalogs_and_nothing_else(site: Trial) -> None:
    site.write({"articles/this.md": "# This\n\nOne.\n\nTwo, too.\n"})
    found = opened(site)
    assert found >= own("po") | own("mo") | {"articles/this.md", "locales/pot/this.pot"}
    assert of_others(found) == set()


def test_a_new_sentence_is_looked_for_in_templates_of_others_alone(site: Trial) -> None:
    site.write({"articles/this.md": "# This\n\nOne.\n\nA sentence of five words.\n"})
    assert of_others(opened(site)) == {f"locales/pot/{each}.pot" for each in OTHERS}


def test_catalogs_of_others_are_read_that_have_the_very_sentence(site: Trial) -> None:
    site.write({"articles/this.md": "# This\n\nOne.\n\nA sentence of other-2.\n"})
    assert of_others(opened(site)) - {f"locales/pot/{each}.pot" for each in OTHERS} == {
        *(f"locales/{posix}/LC_MESSAGES/other-2.po" for posix in LOCALES),
    }


def test_catalogs_of_an_article_that_is_gone_are_looked_into_and_nothing_else(site: Trial) -> None:
    (site.root / "articles/other-0.md").unlink()
    publish(site.root)
    assert not (site.root / "locales/pot/other-0.pot").exists()
    site.write({"articles/this.md": "# This\n\nOne.\n\nA sentence of five words.\n"})
    assert of_others(opened(site)) == {
        *(f"locales/pot/{each}.pot" for each in OTHERS[1:]),
        *(f"locales/{posix}/LC_MESSAGES/other-0.po" for posix in LOCALES),
    }

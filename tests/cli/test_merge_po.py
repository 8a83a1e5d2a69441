"""Two translators' branches meet in git, with `lingopress merge-po` as its merge driver."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n.catalog import po
from trial import demand

if TYPE_CHECKING:
    from pathlib import Path

    from trial import Trial

PO = "locales/es/LC_MESSAGES/a.po"
TEXTS = ["One is here.", "Two is here.", "Three is here."]


class Repository:
    """A publication in git, with the driver that `.gitattributes` names."""

    def __init__(self, trial: Trial) -> None:
        self._git = demand("git", part_of="git")
        self.trial = trial
        driver = f"{sys.executable} -m lingopress_translate merge-po %O %A %B %P"
        self("init", "-q", "-b", "main")
        self("config", "merge.lingopress.driver", driver)
        self("config", "user.name", "A")
        self("config", "user.email", "a@example.org")
        self.commit()

    def __call__(self, *args: str, code: int = 0) -> str:
        done = subprocess.run(
            [self._git, *args],
            cwd=self.trial.root,
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        )
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr

    def commit(self) -> None:
        self("add", "-A")
        self("commit", "-q", "-m", "work")

    def translate(self, **texts: str) -> None:
        """Translate messages, by the first word of each, and commit."""
        path = self.trial.root / PO
        catalog = po.parse(path.read_bytes(), PO)
        data = path.read_bytes()
        for entry in catalog.entries:
            text = texts.get(entry.msgid.split()[0])
            if text:
                new = po.edit(entry, catalog, msgstr=text)
                data = data.replace(entry.raw.encode(), new.raw.encode())
        path.write_bytes(data)
        self.commit()

    def texts(self) -> dict[str, str]:
        catalog = po.parse((self.trial.root / PO).read_bytes(), PO)
        return {entry.msgid: entry.msgstr for entry in catalog.entries}


@pytest.fixture
def repository(trial: Trial) -> Repository:
    (trial.root / "lingopress.toml").unlink()
    done = trial.run("init", "-l", "es")
    assert ".gitattributes" in done.err
    trial.write({"articles/a.md": " ".join(TEXTS) + "\n"})
    assert trial.run("update").code == 0
    return Repository(trial)


def test_neighbouring_translations_of_two_branches_meet_without_conflict(
    repository: Repository,
) -> None:
    repository("switch", "-q", "-c", "other")
    repository.translate(Two="Dos está aquí.")
    repository("switch", "-q", "main")
    repository.translate(One="Uno está aquí.", Three="Tres está aquí.")
    repository("merge", "-q", "--no-edit", "other")
    texts = repository.texts()
    assert [texts[text] for text in TEXTS] == [
        "Uno está aquí.",
        "Dos está aquí.",
        "Tres está aquí.",
    ]
    assert "fuzzy" not in repository.trial.read(PO)


def test_one_message_translated_twice_stops_the_merge_and_keeps_both(
    repository: Repository,
) -> None:
    repository("switch", "-q", "-c", "other")
    repository.translate(Two="Hay dos.", Three="Hay tres.")
    repository("switch", "-q", "main")
    repository.translate(Two="Dos está aquí.")
    said = repository("merge", "--no-edit", "other", code=1)
    line = 1 + repository.trial.read(PO).splitlines().index("# other branch: Hay dos.")
    assert f"{PO}:{line}: translated on both branches: Two is here." in said
    text = repository.trial.read(PO)
    assert "<<<<" not in text
    assert "# other branch: Hay dos.\n" in text
    assert repository.texts()["Two is here."] == "Dos está aquí."
    assert repository.texts()["Three is here."] == "Hay tres."
    assert repository("status", "--porcelain").startswith("UU")
    assert repository.trial.run("publish").code == 0


def test_a_broken_catalog_is_left_to_a_person(repository: Repository, trial: Trial) -> None:
    repository("switch", "-q", "-c", "other")
    repository.translate(Two="Hay dos.")
    repository("switch", "-q", "main")
    before = trial.read(PO).replace('msgid "Two', "msgid Two")
    trial.write({PO: before})
    repository.commit()
    said = repository("merge", "--no-edit", "other", code=1)
    assert f"error: {PO}:" in said
    assert trial.read(PO) == before


def test_a_file_that_is_not_there(trial: Trial, tmp_path: Path) -> None:
    done = trial.run("merge-po", "no.po", str(tmp_path / "no.po"), "no.po")
    assert (done.code, done.out) == (1, "")
    assert "cannot be read" in done.err

"""A publication with a sentence of every state, and a preview of it on loopback."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import polib
import pytest

from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.catalog.state import mt_comment
from lingopress_translate.preview import Preview
from trial import CONFIG, Trial

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARTICLE = """\
---
title: The forum
---

Reviewed one. Draft "two" <b>bold</b>. Stale three. Missing four.

[News](news/b.md) ![](figure.png)
"""
DRAFT = 'Draft "two" <b>bold</b>.'
TRANSLATIONS = {
    "The forum": ("El foro", ""),
    "Reviewed one.": ("Revisada una.", ""),
    DRAFT: ('Borrador "dos" <b>negrita</b>.', "draft"),
    "Stale three.": ("Tres <script>alert(1)</script>.", "stale"),
}
CATALOG = "locales/es/LC_MESSAGES/forum.po"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Make the publication: one article with a sentence of each state in Spanish."""
    trial = Trial(tmp_path_factory.mktemp("preview"))
    trial.write(
        {
            "lingopress.toml": CONFIG,
            "articles/forum.md": ARTICLE,
            "articles/news/b.md": "# News\n",
            "articles/figure.png": b"\x89PNG",
            "articles/.secret": "hidden",
            "theme/static/own.js": "'use strict';\n",
        }
    )
    assert trial.run("update").code == 0
    catalog = polib.pofile(str(trial.root / CATALOG), wrapwidth=0)
    for entry in catalog:
        entry.msgstr, state = TRANSLATIONS.get(entry.msgid, ("", ""))
        if state:
            entry.flags.append("fuzzy")
        if state == "draft":
            own = Entry(entry.msgid, entry.msgstr)
            entry.tcomment = mt_comment("apertium:en-es", own)
        if state == "stale":
            entry.previous_msgid = 'Stale "> 3.'
    catalog.save()
    return trial


@pytest.fixture
def site(made: Trial, tmp_path: Path) -> Trial:
    """Copy it, to be changed."""
    root = tmp_path / "site"
    shutil.copytree(made.root, root)
    return Trial(root)


@pytest.fixture
def preview(site: Trial) -> Iterator[Preview]:
    """Serve it on any free port."""
    with Preview(site.root, 0, "es") as running:
        yield running

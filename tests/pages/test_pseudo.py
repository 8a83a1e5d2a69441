"""Pseudo-locales: pages to try a theme with, which no reader and no search engine is led to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from trial import Trial

FILES = {
    "lingopress.toml": """\
[site]
title = "Trial"
base_url = "https://example.org/"
locales = ["es", "en-XA", "ar-XB"]
""",
    "articles/index.md": "# Welcome\n\nRead [the terms](terms.md) and `code`. Now.\n",
    "articles/terms.md": "# Terms\n\n| Word |\n|---|\n| cell |\n",
}
LETTERS = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture
def published(trial: Trial) -> Trial:
    trial.write(FILES)
    assert trial.run("publish").code == 0
    return trial


def test_every_message_is_accented(published: Trial) -> None:
    page = published.read("public/en-XA/index.html")
    assert '<html lang="en-XA" dir="ltr">' in page
    body = page.partition("<body")[2].partition(">")[2]
    shown = re.sub(r"<code>.*?</code>|lang=\"en\".*?</a>|<[^>]*>", " ", body)
    shown = re.sub(r"English|(Accented|Mirrored) \([\w-]+\)|Espa\S+", " ", shown)
    assert not LETTERS.search(shown)
    assert '<a href="../en-XA/terms/">ţĥéé ţééŕɱš</a>' in page
    assert "<code>code</code>" in page


def test_a_page_is_mirrored(published: Trial) -> None:
    page = published.read("public/ar-XB/terms/index.html")
    assert '<html lang="ar-XB" dir="rtl">' in page
    assert "\u2067cell\u2069" in page


@pytest.mark.parametrize("tag", ["en-XA", "ar-XB"])
def test_a_pseudo_page_is_never_announced(published: Trial, tag: str) -> None:
    page = published.read(f"public/{tag}/index.html")
    assert '<meta name="robots" content="noindex">' in page
    assert '<link rel="canonical" href="https://example.org/en/">' in page
    assert '<link rel="alternate"' not in page
    for name in ("index.html", "en/index.html", "es/index.html", "en/terms/index.html"):
        assert tag not in published.read(f"public/{name}")
    assert f'hreflang="{tag}"' not in page


def test_no_catalog_is_made(published: Trial) -> None:
    assert sorted(path.name for path in (published.root / "locales").iterdir()) == ["es", "pot"]
    drafted = published.run("draft", "-l", "en-XA")
    assert (drafted.code, drafted.err) == (0, "en-XA: a pseudo-locale needs no drafts\n")
    for command in ("update", "compile"):
        assert published.run(command, "-l", "ar-XB").code == 0
    assert "XB" not in published.run("status").out
    assert "XA" not in published.run("engines", "list").out
    assert sorted(path.name for path in (published.root / "locales").iterdir()) == ["es", "pot"]
    assert published.run("publish").err == "publish: nothing has changed\n"

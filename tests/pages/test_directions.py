"""Text in a language of the other direction than the page's says how it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trial import Trial

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
[site]
title = "T"
base_url = "https://example.org/"
locales = ["ar", "fr"]
"""
BODY = (
    '# Title\n\n<p class="x" lang="fr-CA">Mot.</p>\n\n'
    '<p lang="ar">كلمة</p>\n\nA <span lang="fr" dir="auto">mot</span> and <i lang="zzz">z</i>.\n'
)


def test_elements_of_an_author_get_the_direction_that_they_need(tmp_path: Path) -> None:
    trial = Trial(tmp_path)
    trial.write({"lingopress.toml": CONFIG, "articles/index.md": BODY})
    assert trial.run("publish").code == 0
    pages = {tag: trial.read(f"public/{tag}/index.html") for tag in ("ar", "en", "fr")}
    assert '<p class="x" dir="ltr" lang="fr-CA">' in pages["ar"]
    assert '<p class="x" lang="fr-CA">' in pages["en"]
    assert '<p lang="ar">' in pages["ar"]
    for page in pages.values():
        assert '<span lang="fr" dir="auto">' in page
        assert '<i lang="zzz">' in page
    for tag in ("en", "fr"):
        assert '<p dir="rtl" lang="ar">' in pages[tag]
    assert "direction" not in trial.run("inspect").out

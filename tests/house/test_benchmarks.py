"""The benchmarks' sites of Hugo name what they take from our theme."""

from __future__ import annotations

import re
import tomllib

from lingopress_i18n.catalog import po
from lingopress_i18n.render.folders import THEME
from trial import REPOSITORY

LAYOUTS = REPOSITORY / "benchmarks/layouts"
SAME_PAGES = LAYOUTS / "hugo-same-pages"


def test_words_in_the_layouts_are_words_of_our_theme() -> None:
    """Hugo prints nothing for a word that it does not know."""
    catalog = po.parse((THEME / "locales/fr.po").read_bytes(), "fr.po")
    texts = [path.read_text("utf-8") for path in SAME_PAGES.rglob("*.html")]
    used = {word for text in texts for word in re.findall(r'i18n "([^"]+)"', text)}
    assert "Skip to content" in used
    assert used <= {entry.msgid for entry in catalog.entries}


def test_both_sites_of_hugo_have_the_same_languages_and_markup() -> None:
    bare, same = (
        tomllib.loads((folder / "config.toml").read_text("utf-8"))
        for folder in (LAYOUTS / "hugo", SAME_PAGES)
    )
    assert bare["languages"].keys() == same["languages"].keys()
    assert bare["markup"] == same["markup"]

"""Words of the theme: in the page's language, or saying that they are English."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import polib
import pytest

from built import Page, text_of
from trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from built import Built

MARKS = re.compile(rb"[\x0e\x0f]|\\u000[ef]|=\"[^\"]*&lt;span")
"""What must never reach a page."""


def _texts(element: Element, lang: str) -> Iterator[tuple[str, str]]:
    """Go through the texts of an element, each with the language that it is said to be in."""
    lang = element.get("lang", lang)
    yield lang, (element.text or "").strip()
    for child in element:
        yield from _texts(child, lang)
        yield lang, (child.tail or "").strip()


def test_words_that_a_language_lacks_say_that_they_are_english(patchy: Built) -> None:
    template = polib.pofile(str(patchy.trial.root / "locales/pot/theme.pot"))
    english = {each.msgid for each in template if "%(" not in each.msgid}
    every = [*patchy.pages, *patchy.lost, *patchy.moved]
    pages = [page for page in every if page.tag in {"ps", "sw-KE"}]

    def wrong(page: Page) -> list[str]:
        body = page.one("body")
        return [text for lang, text in _texts(body, page.tag) if text in english and lang != "en"]

    assert patchy.where(wrong, pages) == {}
    said = {text for page in pages for lang, text in _texts(page.one("body"), page.tag)}
    assert len(said & english) > len(english) / 3


def test_attributes_and_titles_have_the_words_alone(patchy: Built) -> None:
    for path, data in patchy.files.items():
        if path.endswith((".html", ".xml", ".json")):
            assert not MARKS.search(data), path
    lost = next(page for page in patchy.lost if page.tag == "ps")
    assert text_of(lost.one("head/title")).startswith("Page not found – ")


ARABIC = """\
[site]
title = "مجلة"
base_url = "https://example.org/"
source_locale = "ar"
locales = ["en-GB", "fr-CA", "zh", "yue", "yi"]
search = true
"""
ARTICLE = "---\ntitle: أهلا\ntags: [كتب]\n---\n\nجملة واحدة.\n"


@pytest.fixture
def arabic(tmp_path: Path) -> Trial:
    """Publish a publication whose source is not the language of the theme."""
    trial = Trial(tmp_path)
    trial.write({"lingopress.toml": ARABIC, "articles/index.md": ARTICLE})
    done = trial.run("publish")
    assert done.code == 0, done.err
    return trial


def test_english_and_what_the_theme_speaks_in_another_spelling_lack_no_words(arabic: Trial) -> None:
    rows = [json.loads(line) for line in arabic.run("status", "--json").out.splitlines()]
    missing = {
        each["locale"]: each["messages"]["missing"] for each in rows if each["domain"] == "theme"
    }
    assert {tag for tag, count in missing.items() if count} == {"yue", "yi"}
    assert "未翻译" in arabic.read("public/zh/index.html")
    assert 'lang="en" dir="ltr">Skip to content' in arabic.read("public/yi/index.html")
    assert '<span lang="en"' not in arabic.read("public/en-GB/index.html")


def test_the_search_page_of_a_language_without_words_counts_in_english(arabic: Trial) -> None:
    arabic.write({"articles/index.md": ARTICLE, "lingopress.toml": ARABIC})
    catalog = polib.pofile(str(arabic.root / "locales/yi/LC_MESSAGES/index.po"))
    for entry in catalog:
        entry.msgstr = "שלום"
    catalog.save()
    assert arabic.run("publish").code == 0
    page = Page("yi/search/index.html", arabic.read("public/yi/search/index.html").encode())
    (count,) = page.one("p[@class='count']")
    assert (count.get("lang"), text_of(count)) == ("en", "1 page")
    forms = page.one("form").get("data-forms")
    assert json.loads(forms or "") == ["# pages", "# page"]


def test_words_of_the_theme_and_of_cldr_are_set_as_printers_do(sample: Built) -> None:
    """A Russian word of one letter goes with the next one."""
    every = [page for page in sample.pages if page.tag == "ru"]
    texts = [text for page in every for _, text in _texts(page.one("body"), page.tag)]
    wanted = {"с\u00a0тех пор", "и\u00a0Принсипи"}
    assert {each for each in wanted if any(each in text for text in texts)} == wanted
    plain = {each.replace("\u00a0", " ") for each in wanted}
    assert not any(each in text for each in plain for text in texts)


def test_the_page_that_offers_the_languages_is_set_as_printers_do(trial: Trial) -> None:
    config = '[site]\ntitle = "Boussole : le guide"\nbase_url = "https://example.org/"\n'
    config += 'source_locale = "fr"\nlocales = ["en"]\ntypography = true\n'
    trial.write({"articles/index.md": "# Accueil\n", "lingopress.toml": config})
    assert trial.run("publish").code == 0
    page = Page("index.html", trial.read("public/index.html").encode())
    assert text_of(page.one("h1")) == text_of(page.one("head/title")) == "Boussole\u00a0: le guide"
    assert trial.run("inspect", "--strict").out == ""

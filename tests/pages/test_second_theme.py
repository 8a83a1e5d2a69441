"""The theme of the docs: it is published, and its page names all that templates see."""

from __future__ import annotations

import dataclasses
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from built import Built, copy_sample, text_of
from lingopress_i18n.render.view import Page as View
from trial import REPOSITORY, Trial

if TYPE_CHECKING:
    from built import Page

DOCS = REPOSITORY / "docs"
ORIGINAL = "articles/introduction.md"


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Publish the sample with the theme of the docs, one article of it edited."""
    trial = Trial(tmp_path_factory.mktemp("second"))
    copy_sample(trial, REPOSITORY)
    shutil.copytree(DOCS / "theme", trial.root / "theme")
    trial.write({ORIGINAL: trial.read(ORIGINAL) + "\nNobody has translated this sentence.\n"})
    assert trial.run("publish").code == 0
    return Built(trial)


def test_its_pages_are_valid_and_laid_out_by_it(second: Built) -> None:
    for page in second.pages:
        assert page.root.get("lang") == page.tag  # parsing is strict: see built.py
        assert page.one("footer[@id='_more']") is not None
        assert len(page.all("main")) == 1
        assert len(page.all("h1")) == 1


def test_its_pages_say_what_the_default_themes_say(second: Built) -> None:
    def is_wrong(page: Page) -> bool:
        versions = {each.get("hreflang") for each in page.all("nav[@class='switcher']//a")}
        is_whole = second.state(page) in ("source", "reviewed")
        return (
            versions != set(second.tags)
            or set(page.alternates()) < {page.tag, "x-default"}
            or bool(page.all("div[@class='notice']")) == is_whole
        )

    assert second.where(is_wrong) == {}
    assert second.in_state("partly")


def test_alternates_lead_back(second: Built) -> None:
    for page in second.pages:
        for tag, address in page.alternates().items():
            other = second.page_at(address)
            if tag != "x-default":
                assert other is not None
                assert second.address(page) in other.alternates().values()


def test_its_own_words_are_for_translators(second: Built) -> None:
    text = second.trial.read("locales/fr/LC_MESSAGES/theme.po")
    assert 'msgid "More on this site"\nmsgstr ""' in text
    home = next(page for page in second.pages if page.tag == "fr")
    assert "More on this site" in text_of(home.root)


def test_the_docs_name_all_that_templates_see_and_nothing_else() -> None:
    told = set(re.findall(r"`page\.(\w+)`", (DOCS / "theme.md").read_text("utf-8")))
    assert told == {each.name for each in dataclasses.fields(View)}


def test_every_file_that_the_docs_name_is_there() -> None:
    text = (DOCS / "theme.md").read_text("utf-8")
    templates = REPOSITORY / "i18n/lingopress_i18n/render/theme/templates"
    named = set(re.findall(r"`(?:theme/templates/)?(_?\w+\.html)`", text))
    assert len(named) > 10
    assert {each for each in named if not (templates / each).is_file()} == set()

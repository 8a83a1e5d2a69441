"""What an author has changed since an article appeared: who is told, and who has that change."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import polib
import pytest

from built import Page, text_of

if TYPE_CHECKING:
    from trial import Trial

CONFIG = """\
[site]
title = "Trial"
base_url = "https://example.org/"
source_locale = "en"
locales = ["es", "fr"]
"""
ARTICLE = """\
---
title: Forum
date: 2026-11-20
updated: 2026-11-25
---

One sentence. Two sentences.
"""
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FIRST, LAST = "2026-11-20", "2026-11-25"


def _review(trial: Trial, tag: str) -> None:
    catalog = polib.pofile(str(trial.root / f"locales/{tag}/LC_MESSAGES/forum.po"))
    for entry in catalog:
        entry.flags, entry.previous_msgid = [], None
        entry.msgstr = f"{tag} {entry.msgid}"
    catalog.save()


@pytest.fixture
def site(trial: Trial) -> Trial:
    """Make a site whose Spanish article is reviewed, and whose French one is out of date."""
    first = ARTICLE.replace("updated: 2026-11-25\n", "").replace("Two sentences.", "Two.")
    trial.write({"lingopress.toml": CONFIG, "articles/index.md": "# Home\n"})
    trial.write({"articles/forum.md": first})
    assert trial.run("update").code == 0
    _review(trial, "fr")
    assert trial.run("publish").code == 0
    trial.write({"articles/forum.md": ARTICLE})
    assert trial.run("update").code == 0
    _review(trial, "es")
    assert trial.run("publish").code == 0
    return trial


def _page(site: Trial, tag: str) -> Page:
    path = f"{tag}/forum/index.html"
    return Page(path, site.read(f"public/{path}").encode())


def _told(site: Trial, tag: str) -> dict[str, str | None]:
    """Say where a page, and what lists it, name the day of the last change."""
    page = _page(site, tag)
    (shown,) = [
        [each.get("datetime") for each in header.findall(".//time")]
        for header in page.all("header[@class='page-header']")
    ]
    (data,) = [each.text or "" for each in page.all("script")]
    feed = ET.fromstring(site.read(f"public/{tag}/feed.xml"))  # noqa: S314 - our own file
    (item,) = json.loads(site.read(f"public/{tag}/feed.json"))["items"]
    urls = ET.fromstring(site.read("public/sitemap.xml"))  # noqa: S314 - our own file
    url = f"https://example.org/{tag}/forum/"
    (place,) = [each for each in urls if each.findtext(f"{SITEMAPS}loc") == url]
    assert {shown[0], item["date_published"][:10], page.meta("article:published_time")} == {FIRST}
    assert feed.findtext(f"{ATOM}entry/{ATOM}published") == f"{FIRST}T00:00:00Z"
    assert feed.findtext(f"{ATOM}updated") == feed.findtext(f"{ATOM}entry/{ATOM}updated")
    return {
        "header": shown[1] if shown[1:] else None,
        "json-ld": json.loads(data).get("dateModified"),
        "open graph": page.meta("article:modified_time"),
        "feed": (feed.findtext(f"{ATOM}updated") or "")[:10],
        "json feed": item.get("date_modified", "")[:10] or None,
        "sitemap": place.findtext(f"{SITEMAPS}lastmod"),
    }


def test_the_original_and_what_follows_it_say_when_it_was_changed(site: Trial) -> None:
    for tag in ("en", "es"):
        assert {*_told(site, tag).values()} == {LAST}, tag
    assert "Actualizado: 25 de noviembre de 2026" in text_of(_page(site, "es").one("article"))


def test_a_translation_that_is_out_of_date_lacks_the_change_and_says_so(site: Trial) -> None:
    told = _told(site, "fr")
    assert told.pop("feed") == FIRST
    assert {*told.values()} == {None}
    notice = _page(site, "fr").one("div[@class='notice']")
    assert [each.get("datetime") for each in notice.findall(".//time")] == [LAST]


def test_a_translation_gets_the_day_with_its_review_and_loses_it(site: Trial) -> None:
    """And whatever came before, the site is as a fresh publish makes it (law 10)."""
    _review(site, "fr")
    assert site.run("publish").code == 0
    assert {*_told(site, "fr").values()} == {LAST}
    for edited in (ARTICLE.replace(LAST, "2026-11-26"), ARTICLE.replace(f"updated: {LAST}\n", "")):
        site.write({"articles/forum.md": edited})
        assert site.run("publish").code == 0
        grown = site.snapshot()
        for folder in ("public", ".lingopress"):
            shutil.rmtree(site.root / folder)
        assert site.run("publish").code == 0
        fresh = site.snapshot()
        names = [name for name in {*grown, *fresh} if name.startswith("public/")]
        assert [name for name in names if grown.get(name, "")[1:] != fresh.get(name, "")[1:]] == []
        assert ("2026-11-26" in site.read("public/sitemap.xml")) == ("2026-11-26" in edited)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("updated: yesterday", "articles/forum.md:4: updated: 'yesterday' is no date"),
        ("updated: 2026-11-19", "articles/forum.md:4: updated: 2026-11-19 is before date: 2026"),
    ],
)
def test_what_cannot_be_is_named(trial: Trial, line: str, said: str) -> None:
    trial.write({"articles/forum.md": ARTICLE.replace(f"updated: {LAST}", line)})
    done = trial.run("publish")
    assert done.code == 1
    assert said in done.err


@pytest.mark.parametrize("line", ["updated:", "updated: false", f"updated: {FIRST}"])
def test_what_says_nothing_changes_nothing(trial: Trial, line: str) -> None:
    trial.write({"articles/forum.md": ARTICLE.replace(f"updated: {LAST}", line)})
    assert trial.run("publish").code == 0
    assert "pdated" not in trial.read("public/en/forum/index.html")

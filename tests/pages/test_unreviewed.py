"""What nobody has reviewed: shown where a gate lets it, and taken for reviewed nowhere.

The publication is that of ``unreviewed.py``: each of its drafts has a word that is nowhere else.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from built import text_of
from gated import strings
from unreviewed import DRAFTED, EXCEPTION, MARK, WHOLE

if TYPE_CHECKING:
    from built import Built, Page

LISTING = "fr", "index"
"""A page whose own text is reviewed, and which lists or names others."""


def _pages(site: Built) -> list[Page]:
    return [site.page_of(*each) for each in DRAFTED]


def test_drafts_stand_on_the_page_of_their_article_and_in_no_other_file(unreviewed: Built) -> None:
    """Neither in lists and navigation of others, nor in feeds, sitemap or search."""
    mark = MARK.lower().encode()
    having = {path for path, data in unreviewed.files.items() if mark in data.lower()}
    assert having == {page.path for page in _pages(unreviewed)}


def test_search_engines_are_asked_to_leave_such_a_page(unreviewed: Built) -> None:
    for page in _pages(unreviewed):
        own = unreviewed.address(page)
        (canonical,) = page.links("canonical")
        assert (page.meta("robots"), canonical.get("href")) == ("noindex", own)
        assert page.alternates() == {}
        assert own not in {
            each for other in unreviewed.pages for each in other.alternates().values()
        }
        feed = json.loads(unreviewed.files[f"{page.tag}/feed.json"])
        assert own not in {item["url"] for item in feed["items"]}
        assert f"<loc>{own}</loc>".encode() not in unreviewed.files["sitemap.xml"]


def test_every_run_of_drafts_says_so_before_it_in_the_page_s_language(unreviewed: Built) -> None:
    for page in _pages(unreviewed):
        label = strings(page.tag.replace("-", "_"))["[not reviewed]"]
        runs = page.all("body//span[@class='draft']")
        assert runs
        said = [text_of(run) for run in runs]
        assert all(text.startswith(f"{label} {MARK}.") for text in said), page.path
        in_runs = sum(text.count(MARK) for text in said)
        assert in_runs == text_of(page.one("body")).count(MARK), "a draft without a label"
        assert text_of(page.one("div[@class='notice']")).count(label) == 1


def test_what_machines_read_of_such_a_page_says_so_too(unreviewed: Built) -> None:
    """Where markup can say nothing, the label does: in titles, descriptions, JSON-LD."""
    for page in [unreviewed.page_of(*each) for each in WHOLE]:
        label = strings(page.tag.replace("-", "_"))["[not reviewed]"]
        values = [each.get("content", "") for each in page.all("head/meta")]
        values.append(page.text("head/title"))
        data = json.loads(page.one("script[@type='application/ld+json']").text or "")
        assert data["creativeWorkStatus"] == "Draft"
        values += [each for each in data.values() if isinstance(each, str)]
        drafts = [each for each in values if MARK in each]
        assert len(drafts) > 3
        assert all(each.startswith(f"{label} {MARK}") for each in drafts), page.path


def test_no_draft_is_compiled(unreviewed: Built) -> None:
    compiled = sorted((unreviewed.trial.root / "locales").rglob("*.mo"))
    assert compiled
    assert [path for path in compiled if MARK.encode() in path.read_bytes()] == []
    sources = [path.read_bytes() for path in (unreviewed.trial.root / "locales").rglob("*.po")]
    assert sum(MARK.encode() in each for each in sources) == len(DRAFTED) + 1


def test_the_switcher_of_other_pages_tells_drafts_from_translations(unreviewed: Built) -> None:
    for tag, name in DRAFTED:
        source = unreviewed.page_of(unreviewed.source, name)
        links = source.one("nav[@class='switcher']").findall(".//a")
        marked = {
            each.get("hreflang") for each in links if each.get("aria-describedby") == "_drafts"
        }
        assert marked == {tag}


def test_a_gate_of_its_own_keeps_the_drafts_of_an_article_back(unreviewed: Built) -> None:
    page = unreviewed.page_of(*EXCEPTION)
    assert not page.all("span[@class='draft']")
    assert page.meta("robots") == "noindex"  # nothing of it is reviewed
    assert text_of(page.one("div[@class='prose']")) == text_of(
        unreviewed.page_of(unreviewed.source, EXCEPTION[1]).one("div[@class='prose']")
    )


def test_a_page_that_is_reviewed_may_be_kept(unreviewed: Built) -> None:
    page = unreviewed.page_of(*LISTING)
    assert page.meta("robots") is None
    assert not page.all("span[@class='draft']")
    assert re.search(
        rf"<loc>{unreviewed.address(page)}</loc>".encode(), unreviewed.files["sitemap.xml"]
    )

"""Pages in a real browser: nothing scrolls sideways, and Arabic pages are mirrored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from browser import look
from built import text_of

if TYPE_CHECKING:
    from built import Built

WIDTHS = (320, 360, 1280)
"""In CSS pixels: the narrowest that WCAG 1.4.10 asks for, a telephone, a desk."""
LANGUAGES = ("ar", "en", "fr", "ru", "zh-Hans")
ARTICLES = ("", "news/2025-forty-eight-parties/", "treaty/", "parties/")

PROBE = """\
<!doctype html><meta charset="utf-8"><title>Probe</title>
<style>body { margin: 0 } iframe { display: block; block-size: 600px; border: 0 }</style>
<pre id="result"></pre>
<script>
const frames = FRAMES;
const side = (doc, selector) => {
  const box = doc.querySelector(selector)?.getBoundingClientRect();
  return box ? [box.left, box.right] : null;
};
const measure = (frame) => {
  const doc = frame.contentDocument, root = doc.scrollingElement;
  const number = doc.querySelector('td[style="text-align: right"]');
  return {
    title: doc.title,
    styled: doc.styleSheets.length > 0 && getComputedStyle(doc.body).margin === "0px",
    client: root.clientWidth,
    scroll: root.scrollWidth,
    siteTitle: side(doc, ".masthead .site-title a"),
    firstHeading: side(doc, "h1"),
    skip: side(doc, ".skip"),
    numbers: number ? getComputedStyle(number).textAlign : null,
  };
};
Promise.all(frames.map(({ url, width }) => new Promise((resolve) => {
  const frame = document.createElement("iframe");
  frame.style.inlineSize = `${width}px`;
  frame.onload = () => resolve(measure(frame));
  frame.src = url;
  document.body.append(frame);
}))).then((found) => { document.getElementById("result").textContent = JSON.stringify(found); });
</script>
"""
"""Opens every page in a frame of its width and writes what it measures into itself."""


@dataclass(frozen=True)
class View:
    """What the browser measured of one page at one width."""

    path: str
    width: int
    seen: dict[str, Any]
    """See the probe above; lengths in CSS pixels."""


def _path(site: Built, tag: str, slug: str) -> str:
    """Give the path of a page in a language, by the source's address."""
    return site.versions(site.by_path[f"{site.source}/{slug}index.html"])[tag].path


def views_of(site: Built, folder: pytest.TempPathFactory) -> list[View]:
    work = folder.mktemp("browser")
    asked = [
        (_path(site, tag, slug), width)
        for tag in LANGUAGES
        for slug in ARTICLES
        for width in WIDTHS
    ]
    asked += [("index.html", width) for width in WIDTHS]
    frames = [{"url": (site.public / path).as_uri(), "width": width} for path, width in asked]
    probe = work / "probe.html"
    probe.write_text(PROBE.replace("FRAMES", json.dumps(frames)), encoding="utf-8")
    measured = look(probe)
    views = [View(*each, seen) for each, seen in zip(asked, measured, strict=True)]
    for view in views:
        assert view.seen["title"] == text_of(site.by_path[view.path].one("head/title"))
        assert view.seen["styled"], view.path
    return views


@pytest.fixture(scope="module")
def views(sample: Built, patchy: Built, tmp_path_factory: pytest.TempPathFactory) -> list[View]:
    """Look at the sample, and at the sample with gaps, at every width."""
    return views_of(sample, tmp_path_factory) + views_of(patchy, tmp_path_factory)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(views: list[View], width: int) -> None:
    found = [view for view in views if view.width == width]
    assert found
    assert all(view.seen["client"] > width - 20 for view in found)  # minus a scroll bar
    assert [view for view in found if view.seen["scroll"] > view.seen["client"]] == []


@pytest.mark.parametrize("part", ["siteTitle", "firstHeading"])
def test_pages_begin_on_the_side_where_their_language_begins(views: list[View], part: str) -> None:
    wide = [view for view in views if view.width == max(WIDTHS) and view.path != "index.html"]
    for view in wide:
        left, right = view.seen[part]
        gaps = left, view.seen["client"] - right
        begins_right = view.path.startswith("ar/")
        if part == "siteTitle":
            assert (gaps[0] > gaps[1]) == begins_right, view
        assert min(gaps) >= 0, view


def test_arabic_is_the_mirror_image_of_english(views: list[View]) -> None:
    """The distance from the side where reading begins is the same."""
    wide = {view.path: view for view in views if view.width == max(WIDTHS)}
    for slug in ARTICLES:
        english, arabic = wide[f"en/{slug}index.html"].seen, wide[f"ar/{slug}index.html"].seen
        indent = english["siteTitle"][0], arabic["client"] - arabic["siteTitle"][1]
        assert abs(indent[0] - indent[1]) < 0.1 * english["client"], slug


def test_columns_to_the_right_end_where_the_line_ends(views: list[View]) -> None:
    """Markdown says right; a page from right to left needs the other side."""
    said = {view.seen["numbers"] for view in views if "forty-eight" in view.path}
    assert said == {"end"}

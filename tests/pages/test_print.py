"""Pages on paper, in a real browser: what only a screen needs is gone, what one reads is there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from built import is_external
from devtools import browser

if TYPE_CHECKING:
    from pathlib import Path

    from built import Built
    from devtools import Tab

PAPER = {"A4": 718, "A5": 483}
"""Widths between the margins that browsers leave, in CSS pixels."""
ASIDE = (".skip", ".switcher", ".breadcrumbs", ".masthead nav", "form.search")
"""What leads elsewhere, and what is typed into."""
READ = ("h1", ".masthead .site-title", ".notice", ".data-table thead", ".draft-label", ".prose")
"""What is there for readers, where a page has it."""
INKS = {"rgb(0, 0, 0)", "rgb(68, 68, 68)"}
"""Of text, and of quotations."""
PROBE = """(() => {
  const seen = (each) => each.checkVisibility({ contentVisibilityAuto: true });
  const boxes = (selector) => [...document.querySelectorAll(selector)];
  const root = document.scrollingElement;
  return {
    there: Object.fromEntries(PARTS.map((part) => [part, boxes(part).map(seen)])),
    folded: boxes("details > :not(summary)").map(seen),
    links: boxes(".prose a").map((each) => [
      each.getAttribute("href"), getComputedStyle(each, "::after").content]),
    wide: [root.scrollWidth, root.clientWidth],
    scrolls: boxes(".prose table, .data-table").filter(
      (each) => !/visible/.test(getComputedStyle(each).overflowX)).length,
    rows: boxes(".data-table tbody tr").map((each) => getComputedStyle(each).display),
    ink: boxes("h1, .prose p, .notice p").map((each) => getComputedStyle(each).color),
    paper: getComputedStyle(document.body).backgroundColor,
  };
})()"""
PAGES = {
    "en": ("treaty", "parties", "news", "search"),
    "ar": ("treaty", "parties"),
    "es": ("treaty", "news/2025-forty-eight-parties"),
    "fr": ("traité",),
    "ru": ("новости",),
    "zh-Hans": ("treaty",),
}
"""Pages in each language, by address: with a notice and drafts, a table, a list, a form."""
CONTROL = """\
.skip, .switcher, .masthead nav { display: block !important }
h1 { display: none }
details::details-content { content-visibility: hidden !important; block-size: 0 !important }
.prose a::after { content: none !important }
"""
"""Styles that turn everything around, which proves that the probe is awake."""


Paper = dict[tuple[str, str], dict[str, Any]]
"""What was measured, by size of paper and page."""


@pytest.fixture(scope="module")
def paper(printed: Built, tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """Print every page, and one with the styles of ``CONTROL``."""
    return on_paper(printed, tmp_path_factory.mktemp("profile"))


def on_paper(site: Built, profile: Path) -> Paper:
    """Measure every page on every paper, for a reader whose screen is dark."""
    found = {}
    with browser(profile) as tab:
        tab.media("print", scheme="dark")
        for name, width in PAPER.items():
            for tag, addresses in PAGES.items():
                for address in addresses:
                    page = f"{tag}/{address}"
                    tab.open(site.public / page / "index.html", width=width)
                    found[name, page] = _measure(tab)
        found["A4", "control"] = _turned(tab)
    return found


def _measure(tab: Tab) -> dict[str, Any]:
    measured: dict[str, Any] = tab.run(PROBE.replace("PARTS", json.dumps([*ASIDE, *READ])))
    return measured


def _turned(tab: Tab) -> dict[str, Any]:
    """Measure the last page with the styles of ``CONTROL``."""
    tab.add_style(CONTROL)
    return _measure(tab)


def _wrong(measured: dict[str, Any]) -> list[str]:
    """Say what is wrong with a page on paper."""
    there, (wide, window) = measured["there"], measured["wide"]
    links = measured["links"]
    return [
        *(f"{part} is printed" for part in ASIDE if any(there[part])),
        *(f"{part} is not printed" for part in READ if not all(there[part])),
        *(f"{href}: {said}" for href, said in links if is_external(href) != (href in said)),
        *["something stays folded"] * (not all(measured["folded"])),
        *["something is cut off"] * (wide > window or measured["scrolls"] > 0),
        *["rows of a table are cards"] * ({*measured["rows"]} > {"table-row"}),
        *["ink is pale"] * (not {*measured["ink"]} <= INKS),
        *["paper is dark"] * (measured["paper"] != "rgb(255, 255, 255)"),
    ]


def test_what_is_printed_is_what_there_is_to_read(
    paper: Paper,
) -> None:
    found = {page: _wrong(each) for page, each in paper.items() if page[1] != "control"}
    assert {page: wrong for page, wrong in found.items() if wrong} == {}


def test_every_part_is_on_some_page(paper: Paper) -> None:
    for part in (*ASIDE, *READ):
        assert any(each["there"][part] for each in paper.values()), part
    for kind in ("folded", "rows"):
        assert any(each[kind] for each in paper.values()), kind
    hrefs = {href for each in paper.values() for href, _ in each["links"]}
    assert {is_external(href) for href in hrefs} == {True, False}


def test_other_styles_would_be_found(paper: Paper) -> None:
    wrong = _wrong(paper["A4", "control"])
    assert ".switcher is printed" in wrong
    assert "h1 is not printed" in wrong
    assert "something stays folded" in wrong
    assert "https://example.org/folded: none" in wrong

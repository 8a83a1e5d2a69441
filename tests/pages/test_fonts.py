"""Fonts: every character of every page has one on the machine that runs this, no box in its place.

What this can tell: with the fonts that are installed here (in CI those of ``.ci/run``), the
theme's stacks give each script a font that has its characters, and Chromium takes one. What it
cannot: which fonts a reader has. The stacks end in a generic family, where a system chooses.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from devtools import browser
from trial import demand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from built import Built
    from devtools import Tab

LOOKED_AT = ("index", "treaty", "parties", "news/2025-forty-eight-parties")
"""Articles that Chromium draws in every language."""
FAMILIES = {
    "ar": r"Noto(Naskh|Sans)Arabic",
    "ru": r"Noto(Serif|Sans)-|PTSerif|DejaVu",
    "zh-Hans": r"Noto(Sans|Serif)CJKsc",
}
"""Fonts of which most of each language's text is set: no Japanese forms on a Chinese page."""
TEXTS = """[...document.querySelectorAll("body *")].map((each) =>
  [each.closest("[lang]").lang, [...each.childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE && each.checkVisibility())
    .map((node) => node.data).join("")])"""
"""The language and the own text of every element, in the order of the document."""

Drawn = list[tuple[str, str, list[str]]]
"""Language, own text and fonts of every element of a page."""


@pytest.fixture(scope="module")
def coverage() -> Mapping[str, frozenset[int]]:
    """Map the fonts of this machine, by PostScript name, to the characters that they have."""
    return read_coverage()


def read_coverage() -> Mapping[str, frozenset[int]]:
    demand("fc-list", part_of="chromium")
    done = subprocess.run(
        ["fc-list", "--format", "%{postscriptname}\t%{charset}\n"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    found: defaultdict[str, set[int]] = defaultdict(set)
    for line in done.stdout.splitlines():
        name, _, ranges = line.partition("\t")
        for each in ranges.split():
            first, _, last = each.partition("-")
            found[name].update(range(int(first, 16), int(last or first, 16) + 1))
    return {name: frozenset(each) for name, each in found.items()}


@pytest.fixture(scope="module")
def drawn(
    sample: Built, patchy: Built, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Drawn]:
    """Let Chromium draw pages of both publications, and one with a character that has no font."""
    pages = pages_of(sample) | {
        f"gaps/{tag}": patchy.public / patchy.page_of(tag, "treaty").path for tag in patchy.tags
    }
    return draw(pages, tmp_path_factory.mktemp("profile"))


def pages_of(site: Built) -> dict[str, Path]:
    found = [site.page_of(tag, name).path for tag in site.tags for name in LOOKED_AT]
    return {path: site.public / path for path in found}


def draw(pages: Mapping[str, Path], profile: Path) -> dict[str, Drawn]:
    found = {}
    with browser(profile) as tab:
        for name, path in pages.items():
            tab.open(path)
            found[name] = _drawn(tab)
        tab.run("document.querySelector('h1').textContent += '\\ue123'")
        found["control"] = _drawn(tab)
    return found


def _drawn(tab: Tab) -> Drawn:
    texts = tab.run(TEXTS)
    return [(*text, fonts) for text, fonts in zip(texts, tab.fonts("body *"), strict=True)]


def _needs_a_glyph(character: str) -> bool:
    """Tell whether something is drawn for a character: not for spaces, joiners and controls."""
    return unicodedata.category(character) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}


def _boxes(page: Drawn, coverage: Mapping[str, frozenset[int]]) -> set[str]:
    """Find the characters that no font has with which their element was drawn."""
    return {
        character
        for _, text, fonts in page
        for character in filter(_needs_a_glyph, text)
        if not any(ord(character) in coverage[font] for font in fonts)
    }


def test_every_character_was_drawn_with_a_font_that_has_it(
    drawn: dict[str, Drawn], coverage: Mapping[str, frozenset[int]]
) -> None:
    found = {path: _boxes(page, coverage) for path, page in drawn.items()}
    assert found.pop("control") == {"\ue123"}
    assert {path: boxes for path, boxes in found.items() if boxes} == {}
    assert len(found) > len(FAMILIES) * len(LOOKED_AT)


@pytest.mark.parametrize("tag", FAMILIES)
def test_a_script_is_set_in_its_own_fonts(drawn: dict[str, Drawn], tag: str) -> None:
    """Of elements whose text has the script, by their number of characters."""
    letters: Counter[bool] = Counter()
    for page in drawn.values():
        for lang, text, fonts in page:
            own = [each for each in text if each.isalpha() and each > "\u0250"]
            if lang == tag and own:
                letters[any(re.match(FAMILIES[tag], font) for font in fonts)] += len(own)
    assert letters[True] > 1000
    assert letters[False] < 0.01 * letters[True]


def test_every_character_of_every_page_is_in_some_font(
    site: Built, coverage: Mapping[str, frozenset[int]]
) -> None:
    """What is drawn of other pages: their text, and what attributes say on small screens."""
    every = frozenset[int]().union(*coverage.values())
    for page in (*site.by_path.values(), *site.lost, *site.moved):
        said = [*page.root.itertext(), *(each.get("data-label", "") for each in page.root.iter())]
        letters = filter(_needs_a_glyph, "".join(said))
        assert [each for each in letters if ord(each) not in every] == [], page.path


def test_every_stack_of_fonts_ends_where_the_system_chooses(sample: Built) -> None:
    (css,) = (data.decode() for path, data in sample.files.items() if path.endswith(".css"))
    stacks = re.findall(r"--font-\w+: ([^;]+);", css)
    assert len(stacks) > len(FAMILIES)
    ends = {stack.rpartition(",")[2].strip() for stack in stacks}
    assert ends <= {"serif", "sans-serif", "monospace", "var(--font-text)"}
    assert "@font-face" not in css, "a font of one's own needs a unicode-range, and a test"

"""The styles of theme and status report: mirrored by direction, readable day and night, alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import lingopress_i18n

RENDER = Path(lingopress_i18n.__file__).parent / "render"
STYLES = {"theme": RENDER / "theme/style.css", "report": RENDER / "report/report.css"}

PHYSICAL = re.compile(
    r"(?:^|-)(?:left|right|top|bottom)(?:-|$)|^(?:min-|max-)?(?:width|height)$|^border-(?:top|bottom)"
)
"""Properties that name a side of the screen or an axis, where a logical one says the same."""
PHYSICAL_VALUES = re.compile(r"\b(?:left|right)\b")
SIDED = frozenset({"margin", "padding", "inset", "border-width", "border-style", "border-color"})
"""Shorthands whose fourth value is the left side: with four values they cannot be mirrored."""

READABLE = {
    "theme": [
        ("ink", "paper"),
        ("muted", "paper"),
        ("accent", "paper"),
        ("accent-strong", "paper"),
        ("paper", "accent"),  # the skip link
        ("ink", "raised"),
        ("muted", "raised"),
        ("accent", "raised"),
        ("ink", "mark"),
        ("accent", "mark"),
    ],
    "report": [
        ("ink", "paper"),
        ("muted", "paper"),
        ("accent", "paper"),
        ("reviewed", "paper"),
        ("stale", "paper"),
        ("ink", "raised"),
    ],
}
"""Text colours and what they stand on."""
VISIBLE = ("reviewed", "draft", "stale", "missing", "accent")
"""Colours of the report's bars and of what has the focus, which stand on paper."""


@pytest.fixture(params=STYLES)
def style(request: pytest.FixtureRequest) -> str:
    """Give each style in turn: what holds for one holds for the other."""
    return str(request.param)


def _css(style: str) -> str:
    """Read a style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", STYLES[style].read_text("utf-8"), flags=re.DOTALL)


def _declarations(style: str) -> list[tuple[str, str]]:
    """List the properties and values of all rules, strings left out."""
    css = re.sub(r'"[^"\n]*"', '""', _css(style))
    found = re.findall(r"([\w-]+)\s*:\s*([^;{}]+)(?=[;}])", css)
    assert len(found) > 100
    return found


def _schemes(style: str) -> dict[str, dict[str, str]]:
    """Map ``light`` and ``dark`` to the custom properties that they set on ``:root``."""
    css = _css(style)
    dark = re.search(
        r"@media screen and \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", css, re.DOTALL
    )
    light = re.search(r"^:root \{(.*?)\}", css, re.DOTALL | re.MULTILINE)
    assert dark
    assert light
    schemes = {"light": light[1], "dark": dark[1]}
    return {
        name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for name, block in schemes.items()
    }


def test_braces_and_quotes_are_balanced(style: str) -> None:
    css = re.sub(r'"[^"\n]*"', "", _css(style))
    assert '"' not in css
    assert css.count("{") == css.count("}") > 0


def test_no_property_is_physical(style: str) -> None:
    assert [name for name, _ in _declarations(style) if PHYSICAL.search(name)] == []


def test_no_value_is_physical(style: str) -> None:
    assert [pair for pair in _declarations(style) if PHYSICAL_VALUES.search(pair[1])] == []


def test_no_shorthand_has_four_sides(style: str) -> None:
    four = [pair for pair in _declarations(style) if pair[0] in SIDED and len(pair[1].split()) > 3]
    assert four == []


def test_nothing_is_loaded(style: str) -> None:
    assert (
        re.findall(r"url\(|@import|@font-face|image-set\(|src\(", _css(style), re.IGNORECASE) == []
    )


def test_no_script_is_spaced_out_or_slanted_by_rule(style: str) -> None:
    """Spacing letters tears Arabic apart, and neither Arabic nor Chinese has italics."""
    spaced = [pair for pair in _declarations(style) if pair[0] == "letter-spacing"]
    assert [*spaced, *(pair for pair in _declarations(style) if "italic" in pair[1])] == []


def test_used_custom_properties_are_set(style: str) -> None:
    css = _css(style)
    used, made = set(re.findall(r"var\((--[\w-]+)", css)), set(re.findall(r"(--[\w-]+):", css))
    assert used
    assert {name for name in used if not name.startswith("--by-")} == made  # a row brings its rank


def test_both_colour_schemes_set_the_same_colours(style: str) -> None:
    schemes = _schemes(style)
    assert schemes["light"].keys() == schemes["dark"].keys()
    assert schemes["light"] != schemes["dark"]
    assert ("color-scheme", "light dark") in _declarations(style)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("style", "text", "ground"),
    [(style, *pair) for style, pairs in READABLE.items() for pair in pairs],
)
def test_contrast_suffices_to_read(scheme: str, style: str, text: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1."""
    colours = _schemes(style)[scheme]
    assert _contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", VISIBLE)
def test_contrast_suffices_to_see_a_bar(scheme: str, part: str) -> None:
    """WCAG 2.2, 1.4.11: at least 3 to 1."""
    colours = _schemes("report")[scheme]
    assert _contrast(colours[part], colours["paper"]) >= 3


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted(map(_luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

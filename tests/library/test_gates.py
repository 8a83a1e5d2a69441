"""Which gate an article has, by the table ``[gates]``; what may be wrong in it is in tests/cli."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lingopress_i18n import gates
from lingopress_i18n.render.sitemap import sitemaps

TAGS = ("ar", "es", "fr")


def _cases() -> list[Any]:
    cases = tomllib.loads((Path(__file__).parent / "gates.toml").read_text("utf-8"))
    for name, case in cases.items():
        assert case.keys() == {"table", "gates"}, name
        assert case["gates"], name
    return [pytest.param(case, id=name) for name, case in cases.items()]


@pytest.mark.parametrize("case", _cases())
def test_what_is_said_nearest_to_an_article_wins(case: dict[str, Any]) -> None:
    found = gates.parse(tomllib.loads(case["table"]), TAGS, "lingopress.toml: gates")
    expected = [tuple(row) for row in case["gates"]]
    assert [(name, tag, found.of(name, tag).value) for name, tag, _ in expected] == expected
    assert {gate for _, _, gate in expected} <= {gate.value for gate in found.every}


def test_a_sitemap_that_would_hold_too_much_is_cut() -> None:
    base = "https://example.org/"
    days = ["2026-11-25", "", "", "", ""]
    addresses = [(f"{base}{number}/?a&b", day) for number, day in enumerate(days)]
    (whole,) = sitemaps(base, addresses, most=5)
    assert whole[0] == "sitemap.xml"
    assert whole[1].count(b"<url><loc>https://example.org/") == 5
    assert b"?a&amp;b</loc></url>" in whole[1]
    assert whole[1].count(b"</loc><lastmod>2026-11-25</lastmod></url>") == 1

    (index, *parts) = sitemaps(base, addresses, most=2)
    assert [name for name, _ in parts] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert all(f"<sitemap><loc>{base}{name}</loc>".encode() in index[1] for name, _ in parts)
    assert [data.count(b"<url>") for _, data in parts] == [2, 2, 1]

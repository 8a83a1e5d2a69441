"""Pictures that other sites show of links: each language's own, in its words, and copied."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

import pytest

from built import Page

if TYPE_CHECKING:
    from trial import Trial

FORUM = """\
---
title: Forum
image: ../art/a b.png
image_alt: Two *chairs* & a "table"
---

# Forum

Text.
"""
PROPERTIES = ("og:image", "og:image:width", "og:image:height", "og:image:alt", "twitter:card")


def _png(width: int, height: int) -> bytes:
    """Make as much of an image as its size is read from."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + struct.pack(">II", width, height) + bytes(9)


@pytest.fixture
def site(trial: Trial) -> Trial:
    config = trial.read("lingopress.toml").replace("example.org/", "example.org/base/")
    trial.write({"lingopress.toml": f'{config}image = "./seal.png"\n'})
    trial.write({"articles/a.md": "# A\n", "articles/news/forum.md": FORUM})
    (trial.root / "articles/art").mkdir()
    for name, size in {"seal": (1200, 630), "art/a b": (30, 20), "art/a b.es": (40, 20)}.items():
        (trial.root / f"articles/{name}.png").write_bytes(_png(*size))
    assert trial.run("update").code == 0
    return trial


def _said(site: Trial, path: str) -> dict[str, str]:
    """Publish; give what a page's head says of its picture."""
    done = site.run("publish")
    assert done.code == 0, done.err
    page = Page(path, (site.root / "public" / path).read_bytes())
    data = [json.loads(each.text or "") for each in page.all("head/script")]
    assert all(each.get("image") == page.meta("og:image") for each in data)
    return {name: said for name in PROPERTIES if (said := page.meta(name)) is not None}


def test_a_page_shows_its_own_picture(site: Trial) -> None:
    assert _said(site, "en/news/forum/index.html") == {
        "og:image": "https://example.org/base/media/art/a%20b.png",
        "og:image:width": "30",
        "og:image:height": "20",
        "og:image:alt": 'Two chairs & a "table"',
        "twitter:card": "summary_large_image",
    }
    found = (site.root / "public/media/art/a b.png").read_bytes()
    assert found == _png(30, 20)


def test_a_language_has_its_own_file_and_words(site: Trial) -> None:
    path = site.root / "locales/es/LC_MESSAGES/news/forum.po"
    key = 'msgid "Two *chairs* & a \\"table\\""\nmsgstr '
    text = path.read_text("utf-8")
    assert f'{key}""' in text
    path.write_text(text.replace(f'{key}""', f'{key}"Dos *sillas*"'), "utf-8")
    found = _said(site, "es/news/forum/index.html")
    assert found["og:image"].endswith("/media/art/a%20b.es.png")
    assert (found["og:image:width"], found["og:image:alt"]) == ("40", "Dos sillas")


def test_a_page_without_one_shows_the_sites(site: Trial) -> None:
    found = _said(site, "es/a/index.html")
    assert found["og:image"] == "https://example.org/base/media/seal.png"
    assert found["og:image:alt"] == "Trial"
    assert (site.root / "public/media/seal.png").is_file()


def test_a_picture_that_no_page_shows_any_more_goes(site: Trial) -> None:
    _said(site, "en/news/forum/index.html")
    site.write({"articles/news/forum.md": FORUM.replace("../art/a b.png", "../seal.png")})
    found = _said(site, "en/news/forum/index.html")
    assert found["og:image"] == "https://example.org/base/media/seal.png"
    assert not (site.root / "public/media/art").exists()


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://elsewhere.example/x.png", "https://elsewhere.example/x.png"),
        ("/x.png", "https://example.org/x.png"),
    ],
)
def test_an_address_is_one_on_the_web(site: Trial, written: str, address: str) -> None:
    site.write({"articles/news/forum.md": FORUM.replace("../art/a b.png", written)})
    found = _said(site, "en/news/forum/index.html")
    assert found["og:image"] == address
    assert "og:image:width" not in found


@pytest.mark.parametrize("image", ["{url: x.png}", "''"])
def test_what_is_no_path_is_somebody_elses(trial: Trial, image: str) -> None:
    text = f"---\ntitle: A\nimage: {image}\nimage_alt: Chairs\n---\nText.\n"
    trial.write({"articles/a.md": text})
    assert _said(trial, "en/a/index.html") == {"twitter:card": "summary"}

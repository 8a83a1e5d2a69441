"""Links: what an author writes as a path to a file leads to the right page in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lingopress_i18n.addresses import Addresses
from lingopress_i18n.facts import Facts
from lingopress_i18n.publication import load
from lingopress_i18n.render.links import Links, relative

if TYPE_CHECKING:
    from trial import Trial

ARTICLES: dict[str, str | bytes] = {
    "articles/index.md": "# Home\n",
    "articles/about.md": "# About\n",
    "articles/news/index.md": "# News\n",
    "articles/news/forum.md": "---\nslug: foro\n---\n# Forum\n",
    "articles/news/über uns.md": "# Us\n",
    "articles/news/note.txt": "Note\n\nText.\n",
    "articles/map.png": b"\x89PNG",
    "articles/news/a b.pdf": b"%PDF",
}


def rewrite(trial: Trial, target: str) -> tuple[str, set[str]]:
    """Rewrite a target of ``news/forum.md`` for Spanish; tell the media it uses, too."""
    trial.write(ARTICLES)
    loaded = load(trial.root)
    spanish = loaded.site.locales[0]
    links = Links(loaded, Addresses(loaded), lambda _, locale: locale, lambda _: True, Facts())
    article = loaded.articles["news/forum"]
    return links.rewriter(article, spanish)(target), links.media


@pytest.mark.parametrize(
    ("target", "page"),
    [
        ("../about.md", "es/about/"),
        ("forum.md", "es/news/foro/"),
        ("./note.txt", "es/news/note/"),
        ("index.md", "es/news/"),
        ("../news/", "es/news/"),
        (".", "es/news/"),
        ("..", "es/"),
        ("../index.md", "es/"),
        ("%C3%BCber%20uns.md", "es/news/%C3%BCber-uns/"),
        ("über uns.md", "es/news/%C3%BCber-uns/"),
    ],
)
def test_a_path_to_an_article_leads_to_its_page(trial: Trial, target: str, page: str) -> None:
    found, media = rewrite(trial, target)
    assert found == relative("es/news/foro/", page)
    assert rewrite(trial, f"{target}#part")[0] == f"{found}#part"
    assert rewrite(trial, f"{target}?a=b#part")[0] == f"{found}?a=b#part"
    assert not media


@pytest.mark.parametrize("target", [" ../about.md\n", "../ab\nout.md", "\x01../about.md "])
def test_what_browsers_ignore_in_an_address_is_ignored(trial: Trial, target: str) -> None:
    assert rewrite(trial, target)[0] == relative("es/news/foro/", "es/about/")
    assert rewrite(trial, target.replace("ut", "x"))[0] == target.replace("ut", "x")


@pytest.mark.parametrize(
    ("target", "copy"),
    [("../map.png", "media/map.png"), ("a%20b.pdf#page=2", "media/news/a%20b.pdf#page=2")],
)
def test_a_path_to_another_file_leads_to_its_copy(trial: Trial, target: str, copy: str) -> None:
    found, media = rewrite(trial, target)
    assert found == relative("es/news/foro/", copy)
    assert len(media) == 1


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/about.md",
        "//example.org/about.md",
        "mailto:a@example.org",
        "tel:+34",
        "#part",
        "?q=1",
        "",
        "/about.md",
        "nowhere.md",
        "../../lingopress.toml",
        "../../../etc/passwd",
        "javascript:void(0)",
        "forum.md:x",
        "https://[broken",
        "//[broken",
    ],
)
def test_whatever_else_stays_as_it_is(trial: Trial, target: str) -> None:
    assert rewrite(trial, target) == (target, set())


def test_links_hold_from_every_page_and_media_are_copied_once_used(trial: Trial) -> None:
    trial.write(ARTICLES)
    body = "# Forum\n\n[About](../about.md), [us](<über uns.md>), ![Map](../map.png).\n"
    trial.write({"articles/news/forum.md": body})
    assert trial.run("publish").code == 0
    page = trial.root / "public/es/news/forum/index.html"
    text = page.read_text("utf-8")
    for target in ("../../../es/about/", "../../../es/news/%C3%BCber-uns/"):
        assert f'href="{target}"' in text
    assert (page.parent / "../../../es/news/über-uns/index.html").is_file()
    assert 'src="../../../media/map.png"' in text
    assert (trial.root / "public/media/map.png").read_bytes() == ARTICLES["articles/map.png"]
    assert not (trial.root / "public/media/news").exists()


@pytest.mark.parametrize(
    ("page", "target", "expected"),
    [
        ("es/news/", "es/about/", "../../es/about/"),
        ("es/", "assets/style.css", "../assets/style.css"),
        ("", "es/", "es/"),
        ("", "", "./"),
    ],
)
def test_a_relative_link_goes_by_way_of_the_root(page: str, target: str, expected: str) -> None:
    assert relative(page, target) == expected

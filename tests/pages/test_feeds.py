"""Feeds, and the page for addresses where there is none: in each language, of what stands in it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import html5lib
import pytest

from built import ENDONYMS, direction, is_external, text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from built import Built
    from trial import Trial

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T00:00:00Z")
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}-\d{2}-\d{2}:[^\s]+")  # RFC 4151


def _atom(site: Built) -> dict[str, Element]:
    found = {
        path.partition("/")[0]: ET.fromstring(data)  # noqa: S314 - our own file
        for path, data in site.files.items()
        if path.endswith("/feed.xml")
    }
    assert found
    return found


def _json(site: Built, tag: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site.files[f"{tag}/feed.json"])
    return found


def _text(element: Element, name: str) -> str:
    (found,) = element.findall(f"{ATOM}{name}")
    return found.text or ""


def _links(element: Element) -> dict[str, str]:
    links = element.findall(f"{ATOM}link")
    return {each.get("rel", ""): each.get("href", "") for each in links}


def test_every_language_of_the_sample_has_feeds_and_an_empty_one_has_none(
    sample: Built, patchy: Built
) -> None:
    assert list(_atom(sample)) == sorted(sample.tags)
    assert "ps" in patchy.tags
    assert "ps" not in _atom(patchy)
    assert "fa/feed.json" not in patchy.files


def test_a_feed_says_its_language_and_its_own_address(site: Built) -> None:
    for tag, feed in _atom(site).items():
        home = f"{site.base}{tag}/"
        assert (feed.get(LANG), _text(feed, "id")) == (tag, home)
        assert _links(feed) == {"self": f"{home}feed.xml", "alternate": home}
        other = _json(site, tag)
        assert (other["language"], other["feed_url"]) == (tag, f"{home}feed.json")
        assert other["home_page_url"] == home
        said = site.say(tag, "site", "site title")
        assert _text(feed, "title") == other["title"] == said
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == said


def test_a_feed_has_all_that_atom_asks_of_an_entry(site: Built) -> None:
    for tag, feed in _atom(site).items():
        entries = feed.findall(f"{ATOM}entry")
        assert entries
        dates = [_text(each, "updated") for each in entries]
        assert dates == sorted(dates, reverse=True)
        assert _text(feed, "updated") == dates[0]
        for entry in entries:
            page = site.page_at(_links(entry)["alternate"])
            assert page is not None
            assert page.tag == tag
            assert INSTANT.fullmatch(_text(entry, "updated"))
            assert _text(entry, "published")[:10] == page.one("p[@class='date']/time").get(
                "datetime"
            )
            assert TAG_URI.fullmatch(_text(entry, "id"))
            assert _text(entry, "title") == page.text("h1")
            assert _text(entry, "summary") == page.meta("description")


def test_the_two_feeds_of_a_language_say_the_same(site: Built) -> None:
    for tag, feed in _atom(site).items():
        items = _json(site, tag)["items"]
        assert _json(site, tag)["version"] == "https://jsonfeed.org/version/1.1"
        assert [
            (
                _text(each, "id"),
                _links(each)["alternate"],
                _text(each, "title"),
                _text(each, "summary"),
                _text(each, "content"),
                _text(each, "published"),
            )
            for each in feed.findall(f"{ATOM}entry")
        ] == [
            (
                each["id"],
                each["url"],
                each["title"],
                each["summary"],
                each["content_html"],
                each["date_published"],
            )
            for each in items
        ]


def test_the_text_of_an_entry_is_the_pages_with_addresses_that_hold_anywhere(site: Built) -> None:
    parsed = 0
    for tag in _atom(site):
        for item in _json(site, tag)["items"]:
            page = site.page_at(item["url"])
            assert page is not None
            tree = html5lib.getTreeBuilder("etree")
            parser = html5lib.HTMLParser(tree, strict=True, namespaceHTMLElements=False)
            body = parser.parseFragment(item["content_html"])
            assert text_of(body) == page.text("div[@class='prose']")
            hrefs = [each.get("href", "") for each in body.findall(".//a")]
            assert [each for each in hrefs if not is_external(each)] == []
            own = [each for each in hrefs if each.startswith(site.base)]
            assert [each for each in own if site.page_at(each.partition("#")[0]) is None] == []
            parsed += 1
    assert parsed > len(site.config["locales"])


def test_every_page_leads_to_the_feeds_of_its_language(site: Built) -> None:
    with_feeds = set(_atom(site))
    for page in site.pages:
        found = {
            each.get("type"): page.resolve(each.get("href", ""))[0]
            for each in page.links("alternate")
            if each.get("type")
        }
        expected = {
            "application/atom+xml": f"{page.tag}/feed.xml",
            "application/feed+json": f"{page.tag}/feed.json",
        }
        assert found == (expected if page.tag in with_feeds else {}), page.path


def test_a_feed_holds_the_newest_twenty(trial: Trial) -> None:
    days = {f"articles/{day}.md": _dated(f"2020-01-{day:02}", "A & <b>") for day in range(1, 25)}
    trial.write({**days, "articles/undated.md": "# Never\n\nText.\n"})
    assert trial.run("publish").code == 0
    feed = json.loads(trial.read("public/en/feed.json"))
    found = [int(item["date_published"][8:10]) for item in feed["items"]]
    assert found == list(range(24, 4, -1))


@pytest.mark.parametrize("title", ["A & <b>", "]]> \u0001\ufffe", "\u202e{{ 7*7 }}"])
def test_no_title_breaks_a_feed(trial: Trial, title: str) -> None:
    trial.write({"articles/a.md": f"---\ndate: 2020-01-01\n---\n\n# {title}\n\nText {title}\n"})
    assert trial.run("publish").code == 0
    feed = ET.fromstring(trial.read("public/en/feed.xml"))  # noqa: S314 - our own file
    assert feed.findtext(f"{ATOM}entry/{ATOM}title")
    assert json.loads(trial.read("public/en/feed.json"))["items"]


def test_a_site_without_dates_has_no_feed(trial: Trial) -> None:
    trial.write({"articles/a.md": "# A\n\nText.\n"})
    assert trial.run("publish").code == 0
    assert not [*(trial.root / "public").rglob("feed.*")]
    assert "feed" not in trial.read("public/en/a/index.html")


def _dated(date: str, title: str) -> str:
    return f'---\ntitle: "{title}"\ndate: {date}\n---\n\nText.\n'


# Addresses where there is no page


def test_every_language_has_a_page_for_lost_readers_and_the_root_the_sources(site: Built) -> None:
    lost = {page.path: page for page in site.lost}
    assert set(lost) == {"404.html", *(f"{tag}/404.html" for tag in site.tags)}
    assert lost["404.html"].data == lost[f"{site.source}/404.html"].data
    for page in site.lost:
        tag = page.tag or site.source
        assert (page.root.get("lang"), page.root.get("dir")) == (tag, direction(tag))
        assert (page.meta("robots"), page.links("canonical")) == ("noindex", [])
        assert page.text("h1")


def test_links_of_a_lost_page_hold_at_any_address(site: Built) -> None:
    root = urlsplit(site.base).path
    for page in site.lost:
        for each in page.root.iter():
            href = each.get("href")
            if href is None or href.startswith("#"):
                continue
            assert href.startswith(root), page.path
            target = unquote(href.removeprefix(root))
            path = target if "." in target else f"{target}index.html"
            assert path in site.files, (page.path, href)


def test_a_lost_reader_finds_every_language_and_the_navigation(site: Built) -> None:
    for page in site.lost:
        switcher = page.one("nav[@class='switcher']").findall(".//a")
        assert {each.get("lang"): text_of(each) for each in switcher} == {
            tag: ENDONYMS[tag] for tag in site.tags
        }
        links = page.one("main").findall(".//nav//a")
        assert len(links) == len(site.config["navigation"])


def test_below_a_path_the_links_of_a_lost_page_begin_with_it(trial: Trial) -> None:
    config = trial.read("lingopress.toml")
    trial.write(
        {
            "lingopress.toml": config.replace("example.org/", "example.org/a/b/"),
            "articles/a.md": "# A\n\nText.\n",
        }
    )
    assert trial.run("publish").code == 0
    hrefs = re.findall(r'href="([^"]*)"', trial.read("public/es/404.html"))
    assert hrefs
    assert [each for each in hrefs if not each.startswith("/a/b/")] == []


# What other sites show of a link

OPEN_GRAPH = {
    "ar": "ar_EG",
    "en": "en_US",
    "es": "es_ES",
    "ps": "ps_AF",
    "fr": "fr_FR",
    "sw-KE": "sw_KE",
    "ru": "ru_RU",
    "zh-Hans": "zh_CN",
}
"""Language and likely territory, as CLDR has them."""


def test_a_page_tells_its_locale_and_the_others_that_it_is_translated_into(site: Built) -> None:
    for page in site.pages:
        others = [
            each.get("content")
            for each in page.all("head/meta")
            if each.get("property") == "og:locale:alternate"
        ]
        announced = [tag for tag in page.alternates() if tag not in ("x-default", page.tag)]
        assert page.meta("og:locale") == OPEN_GRAPH[page.tag]
        assert others == [OPEN_GRAPH[tag] for tag in announced], page.path
        assert page.meta("twitter:card") == "summary_large_image"

"""The ways from page to page: every link arrives, and nobody changes the language unasked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from built import ENDONYMS, direction, is_external, text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from built import Built, Page


def test_every_relative_link_leads_somewhere(site: Built) -> None:
    def wrong(page: Page) -> list[str]:
        hrefs = [
            href
            for each in page.root.iter()
            for name in ("href", "src")
            if (href := each.get(name)) is not None and not is_external(href)
        ]
        assert hrefs, page.path
        broken = []
        for href in hrefs:
            path, fragment = page.resolve(href)
            target = site.by_path.get(path)
            is_there = path in site.files and not href.startswith("/")
            if not is_there or (fragment and (target is None or fragment not in target.ids())):
                broken.append(href)
        return broken

    assert site.where(wrong, list(site.by_path.values())) == {}


def test_every_page_can_be_reached_from_the_chooser(site: Built) -> None:
    reached, queue = {"index.html"}, ["index.html"]
    while queue:
        page = site.by_path[queue.pop()]
        for each in page.all("a[@href]"):
            path, _ = page.resolve(each.get("href", ""))
            if path in site.by_path and path not in reached:
                reached.add(path)
                queue.append(path)
    assert set(site.by_path) == reached


def test_links_stay_in_the_language_unless_they_say_otherwise(site: Built) -> None:
    def wrong(page: Page) -> list[str]:
        return [
            href
            for each in page.all("body//a[@href]")
            if not is_external(href := each.get("href", ""))
            and page.resolve(href)[0].partition("/")[0] != each.get("hreflang", page.tag)
        ]

    assert site.where(wrong) == {}


def _switcher(page: Page) -> dict[str, Element]:
    links = page.one("nav[@class='switcher']").findall(".//a")
    found = {each.get("hreflang", ""): each for each in links}
    assert len(found) == len(links), page.path
    return found


def test_the_switcher_leads_to_the_same_article_in_every_language(site: Built) -> None:
    def is_wrong(page: Page) -> bool:
        found = {
            tag: page.resolve(each.get("href", ""))[0] for tag, each in _switcher(page).items()
        }
        return found != {tag: each.path for tag, each in site.versions(page).items()}

    assert site.where(is_wrong) == {}


def test_the_switcher_names_each_language_in_itself(site: Built) -> None:
    def wrong(page: Page) -> list[str]:
        return [
            tag
            for tag, each in _switcher(page).items()
            if (text_of(each), each.get("lang"), each.get("dir"))
            != (ENDONYMS[tag], tag, direction(tag))
        ]

    assert site.where(wrong) == {}


def test_the_switcher_marks_the_current_language_alone(site: Built) -> None:
    def is_wrong(page: Page) -> bool:
        marked = {tag: each.get("aria-current") for tag, each in _switcher(page).items()}
        return {tag: mark for tag, mark in marked.items() if mark} != {page.tag: "page"}

    assert site.where(is_wrong) == {}


def test_the_switcher_marks_what_is_not_translated(site: Built) -> None:
    def is_wrong(page: Page) -> bool:
        marked = {tag for tag, each in _switcher(page).items() if each.get("aria-describedby")}
        versions = site.versions(page).items()
        return marked != {tag for tag, each in versions if site.state(each) == "fallback"}

    assert site.where(is_wrong) == {}


def test_breadcrumbs_lead_from_home_down_to_the_page(site: Built) -> None:
    def is_wrong(page: Page) -> bool:
        items = page.one("nav[@class='breadcrumbs']").findall(".//li")
        parts = page.slug.rstrip("/").split("/")
        above = ["/".join([page.tag, *parts[:depth], "index.html"]) for depth in range(len(parts))]
        links = [each.find("a") for each in items[:-1]]
        way = [page.resolve(each.get("href", ""))[0] for each in links if each is not None]
        (here,) = items[-1].findall("*[@aria-current='page']")
        return (way, text_of(here)) != (above, page.text("h1"))

    assert site.where(is_wrong, [page for page in site.pages if page.slug]) == {}
    assert not any(page.all("nav[@class='breadcrumbs']") for page in site.pages if not page.slug)


def test_navigation_is_the_configured_one_in_words_of_the_page(site: Built) -> None:
    """The home page apart: the theme calls it by a word of its own. Search stands last."""
    configured = site.config["navigation"]

    def is_wrong(page: Page) -> bool:
        *links, last = page.one("div[@class='masthead']").findall("nav//a")
        has_search = page.tag in {each.tag for each in site.searches}
        if has_search != (last.get("rel") == "search"):
            return True
        links += [] if has_search else [last]
        found = {page.resolve(each.get("href", ""))[0]: text_of(each) for each in links}
        domains = [site.domain(site.by_path[path]) for path in found]
        expected = [site.say(page.tag, name, "title") for name in configured if name != "index"]
        said = [text for path, text in found.items() if path != f"{page.tag}/index.html"]
        return (domains, said) != (configured, expected)

    assert site.where(is_wrong) == {}


def test_navigation_marks_the_page_or_its_section(site: Built) -> None:
    def is_wrong(page: Page) -> bool:
        links = page.one("div[@class='masthead']").findall("nav//a")
        marks = {
            page.resolve(each.get("href", ""))[0]: mark
            for each in links
            if (mark := each.get("aria-current"))
        }
        targets = {page.resolve(each.get("href", ""))[0] for each in links}
        section = f"{page.tag}/{page.slug.partition('/')[0]}/index.html"
        expected = {page.path: "page"} if page.path in targets else {section: "true"}
        if site.domain(page).startswith("tags/"):
            expected = {}  # the navigation leads to no tags
        return marks != expected

    assert site.where(is_wrong) == {}


def test_the_chooser_offers_every_language_and_announces_translated_homes(site: Built) -> None:
    page = site.chooser
    links = {each.get("hreflang", ""): each for each in page.all("nav//a")}
    homes = {tag: site.by_path[f"{tag}/index.html"] for tag in site.tags}
    assert list(links) == site.tags
    for tag, each in links.items():
        assert page.resolve(each.get("href", ""))[0] == homes[tag].path
        assert (each.get("lang"), each.get("dir")) == (tag, direction(tag))
        assert text_of(each).startswith(ENDONYMS[tag])
    translated = {tag: site.address(h) for tag, h in homes.items() if site.state(h) != "fallback"}
    assert page.alternates() == {**translated, "x-default": site.base}
    assert [each.get("href") for each in page.links("canonical")] == [site.base]
    assert page.root.get("lang") == site.source


def test_articles_and_terms_lead_to_each_other_in_every_language(sample: Built) -> None:
    """Tags are links, in the author's order and the page's language; a term lists its articles."""
    tagged = {
        path.stem: re.findall(r"\w[\w ]*", line[1])
        for path in sorted((sample.trial.root / "articles/news").glob("*.md"))
        if (line := re.search(r"(?m)^tags: \[(.*)\]$", path.read_text("utf-8")))
    }
    assert len(tagged) > 2
    for tag in sample.tags:
        listed: dict[str, set[str]] = {}
        for name, terms in tagged.items():
            page = sample.page_of(tag, f"news/{name}")
            links = page.all("article//dl[@class='tags']//a[@rel='tag']")
            domains = [f"tags/{term.lower().replace(' ', '-')}" for term in terms]
            assert [text_of(each) for each in links] == [
                sample.say(tag, domain, "title") for domain in domains
            ]
            paths = [page.resolve(each.get("href", ""))[0] for each in links]
            assert paths == [sample.page_of(tag, domain).path for domain in domains]
            for path in paths:
                listed.setdefault(path, set()).add(page.path)
        for path, expected in listed.items():
            term = sample.by_path[path]
            teasers = term.all("ol[@class='teasers']//a")
            assert {term.resolve(each.get("href", ""))[0] for each in teasers} == expected
        index = sample.page_of(tag, "tags/index")
        teasers = index.all("ol[@class='teasers']//a")
        assert {index.resolve(each.get("href", ""))[0] for each in teasers} == {*listed}


def test_terms_are_listed_in_the_order_of_the_language(sample: Built) -> None:
    page = sample.page_of("ru", "tags/index")
    found = [text_of(each) for each in page.all("ol[@class='teasers']//a")]
    assert found == sorted(found)
    assert len(found) == 4


def test_terms_that_nobody_has_translated_lead_to_the_source_and_say_so(patchy: Built) -> None:
    page = patchy.page_of("ps", "news/2012-adoption")
    terms = page.all("dl[@class='tags']//a[@rel='tag']")
    assert [text_of(each) for each in terms] == ["Conferences", "Copyright"]
    assert [patchy.by_path[page.resolve(each.get("href", ""))[0]].tag for each in terms] == [
        each.get("hreflang", "ps") for each in terms
    ]
    assert all(each.find(".//*[@lang='en']") is not None for each in terms)

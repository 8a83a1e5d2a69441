"""What every page of a built site must be: valid, honest about its language, without dead ends.

The rules are the acceptance checks for localized pages. Each is checked on every page of two
publications: the sample, and the sample with gaps (see ``conftest.py``).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from built import direction, is_external, text_of, unescaped

if TYPE_CHECKING:
    from built import Built, Page

SCRIPT = re.compile(r"\.\./\.\./assets/search\.[0-9a-f]{10}\.js")
"""What search pages run, as they name it."""
HEADINGS = {f"h{level}" for level in range(1, 7)}


# The document


def test_pages_have_no_parse_errors(site: Built) -> None:
    for page in site.by_path.values():
        assert page.root.tag == "html", page.path  # parsing is strict: see built.py


def test_pages_are_utf_8_in_normal_form_and_say_so_early(site: Built) -> None:
    def is_wrong(page: Page) -> bool:
        text = page.data.decode("utf-8")
        start = page.data[:1024].lower()
        is_said = b'<meta charset="utf-8">' in start and start.startswith(b"<!doctype html>")
        return not (is_said and unicodedata.is_normalized("NFC", text) and text.endswith("\n"))

    assert site.where(is_wrong, list(site.by_path.values())) == {}


def test_a_page_has_the_language_and_direction_of_its_address(site: Built) -> None:
    def is_wrong(page: Page) -> bool:
        lang, dir_ = page.root.get("lang"), page.root.get("dir")
        return (lang, dir_) != (page.tag, direction(page.tag))

    assert site.where(is_wrong) == {}
    assert {page.tag for page in site.pages} == set(site.tags)


def test_every_lang_is_one_of_the_site_and_comes_with_its_dir(site: Built) -> None:
    def wrong(page: Page) -> list[tuple[str | None, str | None]]:
        found = [(each.get("lang"), each.get("dir")) for each in page.root.iter()]
        return [
            (lang, dir_)
            for lang, dir_ in found
            if (lang, dir_) != (None, None) and (lang not in site.tags or dir_ != direction(lang))
        ]

    assert site.where(wrong) == {}


def test_a_page_has_one_heading_of_level_1(site: Built) -> None:
    assert site.where(lambda page: len(page.all("h1")) != 1, list(site.by_path.values())) == {}


def test_headings_skip_no_level(site: Built) -> None:
    def wrong(page: Page) -> list[int]:
        levels = [int(each.tag[1]) for each in page.root.iter() if each.tag in HEADINGS]
        return [
            level for before, level in zip([0, *levels], levels, strict=False) if level > before + 1
        ]

    assert site.where(wrong) == {}


def test_ids_are_unique(site: Built) -> None:
    def wrong(page: Page) -> list[str]:
        return [each for each, count in Counter(page.ids()).items() if count > 1 or not each]

    assert site.where(wrong, list(site.by_path.values())) == {}


def test_ids_that_attributes_name_are_there(site: Built) -> None:
    def wrong(page: Page) -> set[str]:
        named = {
            name
            for attribute in ("aria-labelledby", "aria-describedby", "for", "headers")
            for each in page.all(f"*[@{attribute}]")
            for name in each.get(attribute, "").split()
        }
        return named - set(page.ids())

    assert site.where(wrong) == {}


def test_landmarks_of_a_kind_have_names_of_their_own(site: Built) -> None:
    def is_wrong(page: Page) -> bool:
        names = [each.get("aria-label") for each in page.all("nav")]
        return len(names) < 2 or len(set(names)) < len(names) or None in names

    assert site.where(is_wrong) == {}


def test_heading_ids_are_the_same_in_every_locale(site: Built) -> None:
    def ids(page: Page) -> list[tuple[str, str]]:
        return [(each.tag, each.get("id", "")) for each in page.one("main").findall(".//*[@id]")]

    assert site.where(lambda page: ids(page) != ids(site.versions(page)[site.source])) == {}


def test_headings_in_running_text_have_ids(site: Built) -> None:
    def wrong(page: Page) -> list[str]:
        return [
            text_of(each)
            for prose in page.all("div[@class='prose']")
            for each in prose.iter()
            if each.tag in HEADINGS and not each.get("id")
        ]

    assert site.where(wrong) == {}


def test_pages_of_an_article_have_the_same_elements_in_the_same_order(site: Built) -> None:
    def shape(page: Page) -> list[str]:
        prose = page.one("div[@class='prose']")
        return [each.tag for each in prose.iter() if each.tag not in {"span", "bdi"}]

    translated = [page for page in site.pages if page.all("div[@class='prose']")]
    assert (
        site.where(lambda page: shape(page) != shape(site.versions(page)[site.source]), translated)
        == {}
    )


def test_pages_of_an_article_have_the_same_links_and_code(site: Built) -> None:
    """Links lead to the same article, place and site; a language may put them in another order."""

    def kept(page: Page) -> Counter[tuple[str, str]]:
        prose = page.one("div[@class='prose']")
        links = (_target(site, page, each.get("href", "")) for each in prose.findall(".//a"))
        code = (text_of(each) for each in prose.findall(".//code"))
        return Counter([*(("link", each) for each in links), *(("code", each) for each in code)])

    translated = [page for page in site.pages if page.all("div[@class='prose']")]
    assert sum(len(kept(page)) for page in translated) > len(site.tags)
    differ = site.where(
        lambda page: kept(page) != kept(site.versions(page)[site.source]), translated
    )
    assert differ == {}


def _target(site: Built, page: Page, href: str) -> str:
    """Name what a link leads to, alike in all languages."""
    if is_external(href):
        return href
    path, fragment = page.resolve(href)
    return f"{site.domain(site.by_path[path])}#{fragment}"


# No powers


def test_pages_run_nothing_and_load_nothing_from_elsewhere(site: Built) -> None:
    announced = {"canonical", "alternate"}

    def wrong(page: Page) -> list[str]:
        found = [
            each.tag
            for each in page.root.iter()
            if each.tag in ("script", "style", "iframe", "base")
            and each.get("type") != "application/ld+json"  # data, which nothing runs
            and not (page in site.searches and SCRIPT.fullmatch(each.get("src", "")))
        ]
        for each in page.root.iter():
            found += [name for name in each.attrib if name.startswith("on")]
            found += [
                src
                for name in ("src", "srcset", "poster", "data")
                if (src := each.get(name)) and is_external(src)
            ]
            href = each.get("href", "")
            if each.tag == "link" and each.get("rel") not in announced and is_external(href):
                found.append(href)
            if is_external(href) and not href.startswith(("https://", "http://", "mailto:")):
                found.append(href)
        return found

    assert site.where(wrong, list(site.by_path.values())) == {}


def test_inline_styles_only_align_columns(site: Built) -> None:
    allowed = re.compile(r"text-align: (left|right|center)")  # as pulldown-cmark; style.css mirrors

    def wrong(page: Page) -> list[str]:
        styles = ((each.tag, each.get("style", "")) for each in page.all("*[@style]"))
        return [s for tag, s in styles if tag not in ("th", "td") or not allowed.fullmatch(s)]

    assert site.where(wrong) == {}


def test_no_text_overrides_the_order_of_characters(site: Built) -> None:
    """U+202A to U+202E are banned, isolates must be closed (UAX 9; WCAG technique H34)."""

    def is_wrong(page: Page) -> bool:
        text = unescaped(page.data)
        opened = len(re.findall("[\u2066\u2067\u2068]", text))
        return bool(re.search("[\u202a-\u202e]", text)) or opened != text.count("\u2069")

    assert site.where(is_wrong, list(site.by_path.values())) == {}


# The head


def test_title_and_descriptions_are_the_translated_ones(site: Built) -> None:
    def wrong(page: Page) -> dict[str, tuple[str | None, str | None]]:
        domain = site.domain(page)
        title = site.say(page.tag, domain, "title")
        is_term = domain.startswith("tags/")  # nobody has described these
        description = None if is_term else site.say(page.tag, domain, "description")
        of_site = site.say(page.tag, "site", "site title")
        expected: dict[str, str | None] = {
            "description": description,
            "og:title": title,
            "og:description": description,
            "og:site_name": of_site,
        }
        found: dict[str, str | None] = {name: page.meta(name) for name in expected}
        found |= {"title": page.text("head/title"), "h1": page.text("h1")}
        expected |= {"title": f"{title} – {of_site}" if page.slug else of_site, "h1": title}
        assert all(expected.values()) or is_term, page.path
        return {
            name: (found[name], value) for name, value in expected.items() if found[name] != value
        }

    assert site.where(wrong) == {}


@pytest.mark.parametrize(
    ("tag", "script"),
    [("ar", "[\u0620-\u064a]"), ("ru", "[а-яё]"), ("zh-Hans", "[\u4e00-\u9fff]")],
)
def test_a_reviewed_page_speaks_its_language_to_machines(
    sample: Built, tag: str, script: str
) -> None:
    pages = [page for page in sample.in_state("reviewed") if page.tag == tag]

    def wrong(page: Page) -> list[str]:
        names = ["og:title", "og:site_name"]
        names += ["og:description"] * (not sample.domain(page).startswith("tags/"))
        said = [page.meta(name) or "" for name in names]
        return [text for text in said if not re.search(script, text)]

    assert sample.where(wrong, pages) == {}


def test_a_translation_is_its_own_canonical_and_may_be_indexed(site: Built) -> None:
    def is_wrong(page: Page) -> bool:
        (canonical,) = page.links("canonical")
        own = site.address(page)
        return (canonical.get("href"), page.meta("og:url"), page.meta("robots")) != (own, own, None)

    assert site.where(is_wrong, site.in_state("source", "reviewed", "partly")) == {}


def test_a_fallback_page_stays_out_of_indexes_and_points_to_its_source(patchy: Built) -> None:
    def is_wrong(page: Page) -> bool:
        (canonical,) = page.links("canonical")
        source = patchy.address(patchy.versions(page)[patchy.source])
        robots, alternates = page.meta("robots"), page.alternates()
        return (canonical.get("href"), robots, alternates) != (source, "noindex", {})

    assert patchy.where(is_wrong, patchy.in_state("fallback")) == {}


def test_translations_and_they_alone_are_announced(site: Built) -> None:
    def is_wrong(page: Page) -> bool:
        expected = {
            tag: site.address(each)
            for tag, each in site.versions(page).items()
            if site.state(each) != "fallback"
        }
        return page.alternates() != {**expected, "x-default": site.base}

    assert site.where(is_wrong, site.in_state("source", "reviewed", "partly")) == {}


def test_announced_versions_announce_one_another(site: Built) -> None:
    """What search engines ask of hreflang, without a look at our catalogs."""

    def wrong(page: Page) -> list[str]:
        announced = page.alternates()
        return [
            tag
            for tag, address in announced.items()
            if (other := site.page_at(address)) is None
            or (
                tag != "x-default"
                and (other.root.get("lang"), other.alternates()) != (tag, announced)
            )
        ]

    assert site.where(wrong, site.in_state("source", "reviewed", "partly")) == {}

"""Thirty checks of a localized page, one table: ``thirty.toml`` tells each and who holds it."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from babel import Locale

from built import direction, text_of, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from built import Built, Page

HERE = Path(__file__).parent
TABLE: list[dict[str, Any]] = tomllib.loads((HERE / "thirty.toml").read_text("utf-8"))["check"]
STYLE = re.compile(r"assets/style\.\w{10}\.css")
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ADDRESS = r'"(?:@id|url)":"([^"]*)"'
"""What JSON-LD calls a page."""
ATOM = "{http://www.w3.org/2005/Atom}"

Findings = dict[str, object]
"""What is wrong, by where; empty where a check holds."""
CHECKS: dict[int, Callable[[Built], Findings]] = {}


def check(number: int) -> Callable[[Callable[[Built], Findings]], Callable[[Built], Findings]]:
    def enter(function: Callable[[Built], Findings]) -> Callable[[Built], Findings]:
        assert number not in CHECKS
        CHECKS[number] = function
        return function

    return enter


@check(2)
def _canonical_tags(site: Built) -> Findings:
    def is_wrong(page: Page) -> bool:
        tag = page.root.get("lang", "")
        return str(Locale.parse(tag, sep="-")).replace("_", "-") != tag

    return site.where(is_wrong)


@check(3)
def _direction_of_code_alone(site: Built) -> Findings:
    """In CSS, only code and printed addresses have a direction: these are in every page."""
    css = re.sub(r"/\*.*?\*/", "", _style(site), flags=re.DOTALL)
    rules = re.findall(r"([^{};]+)\{[^{}]*(?<![\w-])direction:[^{}]*\}", css)
    return {each: "" for each in map(str.strip, rules) if "code" not in each and "href" not in each}


@check(11)
def _sitemap_agrees_with_heads(site: Built) -> Findings:
    """Find pages to be indexed that are in no sitemap, and what sitemaps say that pages do not."""
    urls = _sitemap(site)
    heads = {site.address(each): each for each in site.pages if each.meta("robots") is None}
    found: Findings = {}
    for address in heads.keys() ^ {*urls} - {site.base}:
        found[address] = "in one of the two alone"
    for address, url in urls.items():
        said = _alternates(url)
        if address in heads and said and said != heads[address].alternates():
            found[address] = said
        date = url.findtext(f"{SITEMAPS}lastmod")
        if date and address in heads:
            dates = {each.get("datetime") for each in heads[address].all("header/p//time")}
            found |= {} if date in dates else {address: date}
    assert len(urls) < 50_000
    return found


@check(12)
def _tags_for_google(site: Built) -> Findings:
    known = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?|x-default")
    return site.where(lambda page: [tag for tag in page.alternates() if not known.fullmatch(tag)])


@check(13)
def _one_spelling_of_an_address(site: Built) -> Findings:
    """Every place that names a page of ours names it letter for letter as its own head does."""
    own = {site.address(page) for page in site.by_path.values()}
    found = {page.path: wrong for page in site.pages if (wrong := _addresses(site, page) - own)}
    other = [*_sitemap(site)]
    for tag in site.tags:
        if f"{tag}/feed.json" in site.files:
            feed = _json_feed(site, tag)
            other += [feed["home_page_url"], *(item["url"] for item in feed["items"])]
            atom = ET.fromstring(site.files[f"{tag}/feed.xml"])  # noqa: S314 - our own file
            links = [each.attrib for each in atom.iter(f"{ATOM}link")]
            other += [each["href"] for each in links if each["rel"] == "alternate"]
    return {**found, **{each: "" for each in other if each not in own}}


def _style(site: Built) -> str:
    """Give the site's only style sheet."""
    (path,) = filter(STYLE.fullmatch, site.files)
    return site.files[path].decode()


def _addresses(site: Built, page: Page) -> set[str]:
    """Collect the addresses of pages of ours that a page names, made absolute as browsers do."""
    scripts = page.all("script[@type='application/ld+json']")
    said = [each for data in scripts for each in re.findall(ADDRESS, data.text or "")]
    said += [page.meta("og:url") or "", *page.alternates().values()]
    said += [each.get("href", "") for each in (*page.links("canonical"), *page.all("body//a"))]
    every = {urljoin(site.address(page), each).partition("#")[0] for each in said}
    return {each for each in every if each.startswith(site.base)}


@check(14)
def _old_addresses_lead_on(site: Built) -> Findings:
    """Find earlier addresses that do not lead, at once, to a page of their language."""

    def is_wrong(page: Page) -> bool:
        (refresh,) = page.all("head/meta[@http-equiv='refresh']")
        wait, _, target = refresh.get("content", "").partition("; url=")
        now = site.by_path.get(page.resolve(target)[0])
        (canonical,) = page.links("canonical")
        return (
            now is None
            or (wait, now.tag, canonical.get("href")) != ("0", page.tag, site.address(now))
            or page.meta("robots") != "noindex"
        )

    return site.where(is_wrong, site.moved) if site.moved else {}


@check(16)
def _no_flags(site: Built) -> Findings:
    def is_wrong(page: Page) -> bool:
        switcher = page.one("nav[@class='switcher']")
        flags = re.search("[\U0001f1e6-\U0001f1ff\U0001f3f4]", text_of(switcher))
        return bool(flags or switcher.findall(".//img") or page.all("script[@src]"))

    return site.where(is_wrong)


@check(18)
def _no_numbered_anchors(site: Built) -> Findings:
    return site.where(lambda page: [each for each in page.ids() if re.fullmatch(r"_?\d+", each)])


SPOKEN = ("ar", "en", "es", "fr", "ru", "zh-Hans")
"""Languages that the theme speaks; in others its strings are English, and nothing can mark them."""


@check(22)
def _other_directions_are_isolated(site: Built) -> Findings:
    """Find runs of the other direction, and text of another language, that nothing isolates.

    CSS isolates what stands beside others in a line; code and printed addresses, too.
    """
    style = _style(site)
    needed = (
        ".breadcrumbs li { display: inline; unicode-bidi: isolate",
        "code, pre, .math { direction: ltr; unicode-bidi: isolate",
        'content: " <" attr(href) ">";\n    direction: ltr;\n    unicode-bidi: isolate',
    )
    found: Findings = {each: "not in the style sheet" for each in needed if each not in style}

    def is_wrong(page: Page) -> list[str]:
        is_rtl = direction(page.tag) == "rtl"
        other = "[A-Za-z\u00c0-\u024f]+" if is_rtl else "[\u0590-\u08ff]+"
        parts = _not_isolated(page.one("body")) if page.tag in SPOKEN else []
        loose = re.findall(other, "".join(parts))
        return loose + [
            text_of(each)
            for each in page.root.iter()
            if each.tag not in ("html", "a") and each.get("lang") and not each.get("dir")
        ]

    return {**found, **site.where(is_wrong, [*site.pages, *site.searches])}


def _not_isolated(element: Element) -> list[str]:
    """List the pieces of text that are ordered with the page's own."""
    found = [element.text or ""]
    for child in element:
        if child.get("dir") is None and child.tag not in ("bdi", "code", "pre"):
            found += _not_isolated(child)
        found.append(child.tail or "")
    return found


LATIN = {"ARIPO", "COVID", "JavaScript", "NCAC", "Tencent", "WCT", "WIPO", "WPPT"}
"""Names that are written in Latin letters in every script of the sample."""


@check(24)
def _no_latin_residue(site: Built) -> Findings:
    """In Arabic, Russian and Chinese, every Latin word of running text is a known name."""

    def is_wrong(page: Page) -> list[str]:
        text = "".join(_own_text(page.one("main")))
        return [each for each in re.findall("[A-Za-z]+", text) if each not in LATIN]

    found = site.in_state("reviewed", "partly")
    return site.where(is_wrong, [page for page in found if page.tag in ("ar", "ru", "zh-Hans")])


def _own_text(element: Element) -> list[str]:
    """List the pieces of text that are in the page's own language and no code."""
    found = [element.text or ""]
    for child in element:
        if child.get("lang") is None and child.tag not in ("code", "pre"):
            found += _own_text(child)
        found.append(child.tail or "")
    return found


TYPOGRAPHY = {
    "ar": r"[\u0620-\u064a] ?[,;?]|[“”„\"]",
    "es": r"[“”„\"]",
    "fr": (
        r"(?<![\s;:!?…])[;:!?](?=\s|$)|[ ][;:!?»]|[“”\"]"
        r"|«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»"
    ),
    "ru": r"[“”\"]| - ",
    "zh-Hans": r"[\u4e00-\u9fff]([,;:!?]|\.(?!\w))|[\u4e00-\u9fff] [\u4e00-\u9fff]|\"",
}
"""What each language does not write: marks without their space, marks of another script."""
BLOCKS = ("p", "li", "h1", "h2", "h3", "td", "th", "dt", "dd")


@check(25)
def _typography(site: Built) -> Findings:
    def is_wrong(page: Page) -> list[str]:
        wrong = TYPOGRAPHY.get(page.tag, r"(?!)")
        blocks = (
            each
            for each in page.one("body").iter()
            if each.tag in BLOCKS
            and not any(inner.tag in BLOCKS for inner in each.iter() if inner is not each)
        )
        texts = (words("".join(_own_text(each))) for each in blocks)
        return [text for text in texts if re.search(wrong, text)]

    return site.where(is_wrong, site.in_state("reviewed", "partly"))


DIGITS = {"arabext": "۰۱۲۳۴۵۶۷۸۹"}
"""Those of a language that a publication of the tests speaks, where they are not ours."""


@check(27)
def _one_system_of_digits(site: Built) -> Findings:
    """Find pages whose own language has other digits than CLDR gives it."""

    def is_wrong(page: Page) -> set[str]:
        own = "".join(_said_in(page.one("body"), page.tag, page.tag))
        system = Locale.parse(page.tag, sep="-").default_numbering_system
        digits = DIGITS.get(system, "0123456789")
        return {each for each in own if each.isdigit()} - {*digits}

    return site.where(is_wrong)


def _said_in(element: Element, lang: str, wanted: str) -> Iterator[str]:
    """Go through the texts of an element that are in a language, but for programs and data."""
    lang = element.get("lang", lang)
    if lang == wanted and element.tag != "script":
        yield element.text or ""
    for child in element:
        yield from _said_in(child, lang, wanted)
        if lang == wanted:
            yield child.tail or ""


@check(28)
def _linked_data(site: Built) -> Findings:
    """Find pages whose JSON-LD or ``og:locale`` tells another language, or another original."""

    def is_wrong(page: Page) -> bool:
        (script,) = page.all("script[@type='application/ld+json']")
        data = json.loads(script.text or "")
        versions = site.versions(page)
        source = site.address(versions[site.source])
        announced = {tag: each for tag, each in page.alternates().items() if tag != "x-default"}
        others = {each["@id"]: each["inLanguage"] for each in data.get("workTranslation", ())}
        origin = data.get("translationOfWork", {})
        is_original = page.tag == site.source
        locales = {page.meta("og:locale") or "", *_open_graph_alternates(page)}
        return not (
            (data["inLanguage"], data["@id"]) == (page.root.get("lang"), site.address(page))
            and len(locales) == len(announced)
            and all(re.fullmatch("[a-z]{2,3}_[A-Z]{2}", each) for each in locales)
            and others
            == {a: tag for tag, a in announced.items() if is_original and tag != page.tag}
            and (is_original or (origin["@id"], origin["inLanguage"]) == (source, site.source))
        )

    return site.where(is_wrong, site.in_state("source", "reviewed", "partly"))


def _open_graph_alternates(page: Page) -> list[str]:
    return [
        each.get("content", "")
        for each in page.all("head/meta")
        if each.get("property") == "og:locale:alternate"
    ]


@check(29)
def _feeds(site: Built) -> Findings:
    """Find feeds without a locale's dated pages, all but fallback, and ids that two share."""
    found: Findings = {}
    seen: set[str] = set()
    for tag in site.tags:
        published = [
            page for page in site.in_state("source", "reviewed", "partly") if page.tag == tag
        ]
        own = {site.address(each) for each in published if each.all("header/p[@class='date']")}
        if f"{tag}/feed.json" not in site.files:
            found |= {tag: "no feed"} if own else {}
            continue
        feed = _json_feed(site, tag)
        ids = {item["id"] for item in feed["items"]}
        if {item["url"] for item in feed["items"]} != own or feed["language"] != tag or ids & seen:
            found[tag] = feed
        seen |= ids
    return found


def _sitemap(site: Built) -> dict[str, Element]:
    """Map every address of the sitemap, or of those that its index names, to its element."""
    urls: dict[str, Element] = {}
    queue = ["sitemap.xml"]
    while queue:
        root = ET.fromstring(site.files[queue.pop()])  # noqa: S314 - our own file
        places = [each.findtext(f"{SITEMAPS}loc", "") for each in root]
        if root.tag == f"{SITEMAPS}sitemapindex":
            queue += [place.removeprefix(site.base) for place in places]
        else:
            assert len(places) == len(set(places))
            urls.update(zip(places, root, strict=True))
    return urls


def _alternates(url: Element) -> dict[str, str]:
    links = url.findall(f"{XHTML}link")
    return {each.get("hreflang", ""): each.get("href", "") for each in links}


def _json_feed(site: Built, tag: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(site.files[f"{tag}/feed.json"])
    return found


# The table


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['number']} {row['says']}")
def test_the_sample_holds(sample: Built, patchy: Built, row: dict[str, Any]) -> None:
    """Whole and with gaps."""
    own = CHECKS.get(row["number"])
    assert own or row.get("held_by"), "nobody holds it"
    if own:
        assert own(sample) == own(patchy) == {}


def test_there_are_old_addresses_in_every_language(patchy: Built) -> None:
    found = {(page.tag, page.slug) for page in patchy.moved}
    assert {tag for tag, _ in found} == set(patchy.tags)
    slugs = ("about/", "history/über-uns/", "news/2012/", "adoption/")
    assert found >= {(tag, slug) for slug in slugs for tag in patchy.tags}
    assert {
        ("fr", "news/"),
        ("ru", "news/2012-adoption/"),
        ("ru", "новости/2012-adoption/"),
    } <= found


def test_a_sitemap_has_no_fallback(patchy: Built) -> None:
    listed = _sitemap(patchy)
    assert [
        each.path for each in patchy.in_state("fallback") if patchy.address(each) in listed
    ] == []


def test_the_table_is_whole() -> None:
    assert [row["number"] for row in TABLE] == list(range(1, 31))
    assert {*CHECKS} <= {row["number"] for row in TABLE}
    assert {key for row in TABLE for key in row} == {"number", "says", "note", "held_by"}


@pytest.mark.parametrize("place", sorted({p for row in TABLE for p in row.get("held_by", ())}))
def test_who_holds_a_check_is_there(place: str) -> None:
    module, _, name = place.partition("::")
    text = (HERE / f"{module}.py").read_text("utf-8")
    assert re.search(rf"^def {name}\(", text, re.MULTILINE)

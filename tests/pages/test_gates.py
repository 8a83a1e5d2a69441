"""Gates: every state of a catalog under every gate, and all that people and machines are told.

What must be so is data (``gates.toml``); what is so is read from the built files.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
import pytest

from built import copy_sample, text_of, words
from gated import GATES, SOURCE, STATES, Site, fill, page_address, strings
from trial import REPOSITORY, Trial

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from built import Page

KEYS = {"state", "gate", "status", "page", "robots", "canonical", "listed", "notice"}
NOTICE = "div[@class='notice']"


def _rows() -> list[Any]:
    """Load the rows; one that is malformed, missing or twice there fails the collection."""
    rows = tomllib.loads((Path(__file__).parent / "gates.toml").read_text("utf-8"))["row"]
    for row in rows:
        assert KEYS - {"robots"} <= row.keys() <= KEYS, row
    named = [(row["state"], row["gate"]) for row in rows]
    assert sorted(named) == sorted((state, gate) for state in STATES for gate in GATES)
    return [pytest.param(row, id=f"{row['state']}-{row['gate']}") for row in rows]


@pytest.fixture(scope="module")
def gated(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Publish a page in every state under every gate."""
    trial = Trial(tmp_path_factory.mktemp("gated"))
    fill(trial)
    return Site(trial)


each_row = pytest.mark.parametrize("row", _rows())
each_page = pytest.mark.parametrize("row", [row for row in _rows() if row.values[0]["page"]])


def _name(row: dict[str, Any]) -> str:
    return f"{row['gate']}/{row['state']}"


def _there(gated: Site, row: dict[str, Any]) -> Page:
    page = gated.page("es", _name(row))
    assert page is not None
    return page


@each_row
def test_a_page_is_there_if_its_gate_lets_it(gated: Site, row: dict[str, Any]) -> None:
    assert (gated.page("es", _name(row)) is not None) == row["page"]
    said = gated.status["es", _name(row)]
    assert (said["status"], said["published"]) == (row["status"], row["page"])
    assert (said["gate"], said["indexed"]) == (row["gate"], row["listed"])
    assert f"es: {_name(row)} is held: " in gated.said or row["page"]


@each_row
def test_search_engines_are_told_one_thing(gated: Site, row: dict[str, Any]) -> None:
    """Robots, canonical, hreflang on all pages of the article, x-default and sitemap agree."""
    name = _name(row)
    own = page_address(f"es/{name}/index.html")
    source = gated.page(SOURCE, name)
    assert source is not None
    assert (own in gated.sitemap) == row["listed"]
    assert (source.alternates().get("es") == own) == row["listed"]
    page = gated.page("es", name)
    if page is not None:
        assert page.meta("robots") == row.get("robots")
        (canonical,) = page.links("canonical")
        expected = own if row["canonical"] == "own" else gated.address(source)
        assert canonical.get("href") == expected
        assert page.meta("og:url") == expected
        assert bool(page.alternates()) == row["listed"]


@each_page
def test_readers_are_told_in_their_language(gated: Site, row: dict[str, Any]) -> None:
    page = _there(gated, row)
    notices = page.all(NOTICE)
    assert len(notices) == bool(row["notice"])
    said = words(" ".join(map(text_of, notices)))
    for msgid, msgstr in strings("es").items():
        if msgid not in ("Home", "Languages"):
            is_said = any(msgid.startswith(each) for each in row["notice"])
            assert (words(msgstr) in said) == is_said or msgid in _ALWAYS, msgid
    for notice in notices:
        (link,) = notice.findall(".//a")
        assert page.resolve(link.get("href", ""))[0] == f"en/{_name(row)}/index.html"
        assert (link.get("hreflang"), link.get("lang")) == ("en", "en")


_ALWAYS = {
    "Original page:",
    "It appears in the language it was written in.",
    "Sentences that are not translated yet appear in the language they were written in.",
    "What nobody has reviewed is marked so:",
    "%(count)s page",  # empty in the singular: the search page's, which is not there
    "Sentences translated so far: %(reviewed)s of %(total)s",
    "Sentences reviewed so far: %(reviewed)s of %(total)s",
}
"""What goes with other words of a notice."""


@each_row
def test_the_switcher_says_what_it_leads_to(gated: Site, row: dict[str, Any]) -> None:
    source = gated.page(SOURCE, _name(row))
    assert source is not None
    links = source.one("nav[@class='switcher']").findall(".//a")
    spanish = [each for each in links if each.get("hreflang") == "es"]
    assert len(spanish) == row["page"]
    for each in spanish:
        marks = {"machine draft": "_drafts", "fallback": "_untranslated"}
        assert each.get("aria-describedby") == marks.get(row["status"])
        assert each.get("aria-describedby") in [None, *source.ids()]


@each_row
def test_json_ld_claims_no_translation_that_is_none(gated: Site, row: dict[str, Any]) -> None:
    source = gated.page(SOURCE, _name(row))
    assert source is not None
    (whole,) = _json_ld(source)
    own = page_address(f"es/{_name(row)}/index.html")
    named = [each["@id"] for each in whole.get("workTranslation", [])]
    assert (own in named) == row["listed"]
    page = gated.page("es", _name(row))
    if page is None or row["status"] == "fallback":
        assert page is None or _json_ld(page) == []
        return
    (data,) = _json_ld(page)
    assert data["inLanguage"] == page.tag == "es"
    assert data["translationOfWork"]["@id"] == whole["@id"] == gated.address(source)
    assert data["translationOfWork"]["version"] == whole["version"]
    assert data.get("creativeWorkStatus") == ("Draft" if row["status"] == "machine draft" else None)


def _json_ld(page: Page) -> list[Any]:
    found = [each for each in page.all("script") if each.get("type") == "application/ld+json"]
    return [json.loads(text_of(each)) for each in found]


@each_page
def test_what_nobody_reviewed_is_shown_under_drafts_alone_and_marked(
    gated: Site, row: dict[str, Any]
) -> None:
    page = _there(gated, row)
    text = page.data.decode()
    drafts = re.findall(r"(?:machine|doubt) (?:About|The)", text)
    assert bool(drafts) == (row["status"] == "machine draft")
    assert "human The fifth" not in text or row["state"] == "reviewed"
    label = strings("es")["[not reviewed]"]
    unmarked = re.sub(rf"{re.escape(label)} (?:machine|doubt) ", "", _labelled(page))
    assert not re.search(r"(?:machine|doubt) (?:About|The)", unmarked)


def _labelled(page: Page) -> str:
    """Give all text and attributes of a page; of a run of drafts its label and first sentence."""
    for run in page.all("span[@class='draft']"):
        assert (run.get("lang"), run.get("dir")) == ("es", "ltr")
        assert run[0].get("class") == "draft-label"
        assert text_of(run[0]) == strings("es")["[not reviewed]"]
    return " ".join(
        [_first(each) for each in page.all("body//*[@class='draft']")]
        + [value for each in page.root.iter() for value in each.attrib.values()]
        + [text_of(each) for each in page.all("title")]
        + [_without_drafts(page.one("body"))]
    )


def _first(run: Element) -> str:
    return text_of(run).partition(".")[0]


def _without_drafts(element: Element) -> str:
    if element.get("class") == "draft":
        return ""
    parts = [element.text or ""]
    for child in element:
        parts += [_without_drafts(child), child.tail or ""]
    return "".join(parts)


@each_page
def test_status_counts_what_the_page_shows(gated: Site, row: dict[str, Any]) -> None:
    said = gated.status["es", _name(row)]
    page = _there(gated, row)
    texts = [text_of(each) for each in page.all("main//*[@lang='en']") if each.get("dir")]
    counted = said["messages"]
    shown = len(re.findall(r"(?:machine|doubt) (?:About|The)", text_of(page.one("main"))))
    foreign = words(" ".join(texts))
    assert counted["draft"] == shown
    assert bool(counted["source"]) == ("sentence" in foreign)
    assert sum(counted.values()) == 6
    assert all((counted[each] == 0) == (said["words"][each] == 0) for each in counted)


def test_the_revision_is_the_same_in_all_locales_and_another_after_an_edit(gated: Site) -> None:
    by_article: dict[str, set[str]] = {}
    for (_, name), said in gated.status.items():
        by_article.setdefault(name, set()).add(said["source_revision"])
    assert all(len(each) == 1 for each in by_article.values())
    assert len({min(each) for each in by_article.values()}) == len(by_article)


def test_no_draft_is_in_the_catalogs_of_record(gated: Site) -> None:
    for path in sorted((gated.trial.root / "locales").rglob("*.mo")):
        assert not re.search(rb"machine (?:About|The)|doubt (?:About|The)", path.read_bytes()), path


def test_what_is_held_is_read_in_the_source_language(gated: Site) -> None:
    """Lists and links lead to the source's page, say so, and show no word of the translation."""
    page = gated.page("es", "hold/reviewed")
    assert page is not None
    links = {page.resolve(each.get("href", ""))[0]: each for each in page.all("main//a")}
    assert links["en/hold/missing/index.html"].get("hreflang") == SOURCE
    assert links["es/fallback/missing/index.html"].get("hreflang") is None

    section = gated.page("es", "hold")
    assert section is not None
    teasers = section.all("ol[@class='teasers']//a")
    held = [each for each in teasers if each.get("hreflang") == SOURCE]
    assert 0 < len(held) < len(teasers)
    for each in teasers:
        assert ("human" in text_of(each)) == (each not in held)


def test_a_draft_can_add_no_markup(trial: Trial) -> None:
    """Law 8 holds for what nobody has looked at above all: in text, titles, attributes, JSON-LD."""
    attack = '"></script><script>alert(1)</script><b onclick=x>[x](javascript:alert(1)) {{ 7*7 }}'
    trial.write(
        {
            "lingopress.toml": f'{trial.read("lingopress.toml")}[gates]\ndefault = "drafts"\n',
            "articles/a.md": "---\ntitle: T\ndescription: D\n---\n\nA *text*. ![Alt](a.png)\n",
            "articles/a.png": b"\x89PNG",
        }
    )
    assert trial.run("update").code == 0
    path = trial.root / "locales/es/LC_MESSAGES/a.po"
    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr = entry.msgid.replace("Alt", attack) if "Alt" in entry.msgid else attack
        entry.flags.append("fuzzy")
    catalog.save()
    page = Site(trial).pages["es/a/index.html"]
    assert len(page.all("span[@class='draft']")) == 4  # breadcrumb, title, lead, paragraph
    assert page.all("*[@onclick]") + page.all("b") == []
    assert [each.get("type") for each in page.all("script")] == ["application/ld+json"]
    assert not [each for each in page.all("a[@href]") if "javascript" in each.get("href", "")]
    (data,) = _json_ld(page)
    assert data["headline"].startswith("[sin revisar] ")


# What holds on every site


def _assert_one_story(site: Site) -> None:
    assert list(site.wrong_alternates()) == []
    assert list(site.broken_links()) == []
    assert list(site.unsaid_changes()) == []
    indexed = [
        site.address(page)
        for page in site.pages.values()
        if page.path != "index.html" and site.is_indexed(page)
    ]
    assert sorted(site.sitemap) == sorted(indexed)
    reached, queue = {"index.html"}, ["index.html"]
    while queue:
        page = site.pages[queue.pop()]
        for target, _ in site.links(page):
            if target in site.pages and target not in reached:
                reached.add(target)
                queue.append(target)
    moved = {
        path for path, page in site.pages.items() if page.all("head/meta[@http-equiv='refresh']")
    }
    assert reached == set(site.pages) - moved


def test_every_page_tells_one_story(gated: Site) -> None:
    _assert_one_story(gated)


@pytest.mark.parametrize("gate", GATES)
def test_every_page_of_the_sample_tells_one_story(trial: Trial, gate: str) -> None:
    copy_sample(trial, REPOSITORY)
    for name in ("ar/LC_MESSAGES/treaty.po", "ru/LC_MESSAGES/index.po"):  # a home page, too
        catalog = polib.pofile(str(trial.root / "locales" / name))
        for entry in list(catalog)[::2]:
            entry.flags.append("fuzzy")
        catalog.save()
    config = trial.read("lingopress.toml")
    trial.write({"lingopress.toml": f'{config}\n[gates]\ndefault = "{gate}"\n'})
    site = Site(trial)
    _assert_one_story(site)
    arabic = site.page("ar", "treaty")
    assert (arabic is None) == (gate == "hold")
    assert ("ru/index.html" in site.pages) == (gate != "hold")
    noted = {
        "ar/treaty/index.html",
        "ru/index.html",
        "es/news/2025-forty-eight-parties/index.html",  # the sample's own draft
    }
    drafts = {path for path, page in site.pages.items() if page.all("span[@class='draft']")}
    assert drafts == (noted if gate == "drafts" else set())


def test_a_locale_without_a_home_page_leads_to_the_sources(trial: Trial) -> None:
    trial.write({"articles/index.md": "# Home\n", "articles/a.md": "# Alpha\n"})
    trial.write({"lingopress.toml": f'{trial.read("lingopress.toml")}[gates]\ndefault = "hold"\n'})
    assert trial.run("update").code == 0
    path = trial.root / "locales/es/LC_MESSAGES/a.po"
    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr = "Alfa"
    catalog.save()
    site = Site(trial)
    assert [each for each in site.pages if each.startswith("es/")] == ["es/a/index.html"]
    page = site.pages["es/a/index.html"]
    (home,) = page.one("header[@class='site-header']").findall(".//p[@class='site-title']/a")
    assert page.resolve(home.get("href", ""))[0] == "en/index.html"
    assert home.get("hreflang") == "en"
    offered = [each.get("hreflang") for each in site.pages["index.html"].all("nav//a")]
    assert offered == ["en"]
    _assert_one_story(site)

"""Honest pages: what is not translated says so, to people and to machines, and nothing else does.

What the pages say is compared with ``lingopress status`` and with the catalogs as polib reads them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polib

from built import direction, text_of, words
from lingopress_i18n import inline

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from built import Built, Page


def test_the_publications_have_pages_in_every_state(sample: Built, patchy: Built) -> None:
    assert {sample.state(page) for page in sample.pages} >= {"source", "reviewed"}
    every = {"source", "reviewed", "partly", "fallback"}
    assert {patchy.state(page) for page in patchy.pages} == every


def test_status_counts_what_other_readers_of_the_catalogs_count(site: Built) -> None:
    def is_wrong(page: Page) -> bool:
        found = [
            each.translation is not None for each in site.messages(page.tag, site.domain(page))
        ]
        return site.counts(page) != (sum(found), len(found))

    assert site.where(is_wrong, [page for page in site.pages if page.tag != site.source]) == {}


def test_a_notice_stands_on_incomplete_pages_and_on_no_other(site: Built) -> None:
    def is_wrong(page: Page) -> bool:
        is_complete = site.state(page) in ("source", "reviewed")
        return len(page.all("div[@class='notice']")) != (0 if is_complete else 1)

    assert site.where(is_wrong) == {}


def test_a_notice_leads_to_the_original_page(site: Built) -> None:
    def is_wrong(page: Page) -> bool:
        for notice in page.all("div[@class='notice']"):
            (link,) = notice.findall(".//a")
            source = site.versions(page)[site.source].path
            found = (page.resolve(link.get("href", ""))[0], link.get("hreflang"), link.get("lang"))
            return found != (source, site.source, site.source)
        return False

    assert site.where(is_wrong) == {}


def test_a_notice_names_the_date_of_the_original(patchy: Built) -> None:
    def is_wrong(page: Page) -> bool:
        dates = [each.get("datetime") for each in page.all("header/p[@class='date']/time")]
        notices = page.all("div[@class='notice']")
        return [
            each.get("datetime") for notice in notices for each in notice.iter("time")
        ] != dates * len(notices)

    assert patchy.where(is_wrong) == {}
    assert any(page.all("div[@class='notice']//time") for page in patchy.pages)


def test_a_notice_counts_what_status_counts(patchy: Built) -> None:
    def is_wrong(page: Page) -> bool:
        paragraphs = page.one("div[@class='notice']").findall("p")
        plain = " ".join(text_of(each) for each in paragraphs if each.find(".//time") is None)
        said = [int(each) for each in re.findall(r"\d+", plain)]
        return said != list(patchy.counts(page))

    assert patchy.where(is_wrong, patchy.in_state("partly")) == {}


def test_the_body_of_a_fallback_page_is_in_the_source_language(patchy: Built) -> None:
    def is_wrong(page: Page) -> bool:
        prose = page.one("div[@class='prose']")
        source = patchy.versions(page)[patchy.source].one("div[@class='prose']")
        marked = (prose.get("lang"), prose.get("dir"))
        return marked != (patchy.source, direction(patchy.source)) or text_of(prose) != text_of(
            source
        )

    pages = [each for each in patchy.in_state("fallback") if each.all("div[@class='prose']")]
    assert patchy.where(is_wrong, pages) == {}


def _text_by_language(site: Built, page: Page) -> tuple[str, str]:
    """Give what stands in a page's content in the source language, and what in its own."""
    notice = {id(each) for found in page.all("div[@class='notice']") for each in found.iter()}
    foreign: list[str] = []
    own: list[str] = []

    def walk(element: Element, lang: str) -> None:
        lang = element.get("lang", lang)
        into = foreign if lang == site.source else own
        if id(element) not in notice:
            into.append(element.text or "")
            for child in element:
                walk(child, lang)
                into.append(child.tail or "")

    walk(page.one("main"), page.tag)
    return words(" ".join(foreign)), words(" ".join(own))


def _plain(markdown: str) -> str:
    return words(inline.plain(markdown))


def test_exactly_the_untranslated_sentences_are_marked_as_foreign(site: Built) -> None:
    """Every sentence that nobody reviewed carries the source's lang, and nothing else does."""

    def wrong(page: Page) -> list[str]:
        missing = _missing(site, page)
        foreign, own = (_unspaced(text) for text in _text_by_language(site, page))
        lost = [text for text in missing if _unspaced(text) not in foreign]
        unmarked = [text for text in missing if len(text.split()) > 3 and _unspaced(text) in own]
        around = {*_missing_teasers(site, page), *_theme_words(site)}
        for text in sorted({*missing, *around}, key=len, reverse=True):
            foreign = foreign.replace(_unspaced(text), "")
        return lost + unmarked + [foreign] * bool(foreign)

    translated = [page for page in site.pages if page.tag != site.source]
    assert site.where(wrong, translated) == {}


def _missing(site: Built, page: Page) -> list[str]:
    messages = site.messages(page.tag, site.domain(page))
    return [_plain(each.text) for each in messages if each.translation is None]


def _missing_teasers(site: Built, page: Page) -> list[str]:
    """List the titles and descriptions of other articles that a list of them may show."""
    if not page.all("ol[@class='teasers']") and not page.all("dl[@class='tags']"):
        return []
    return [
        _plain(each.text)
        for other in site.pages
        if other.tag == page.tag
        for each in site.messages(page.tag, site.domain(other))
        if each.context in ("title", "description") and each.translation is None
    ]


def _theme_words(site: Built) -> list[str]:
    """List the words of the theme, which are in English where a language lacks them."""
    template = polib.pofile(str(site.trial.root / "locales/pot/theme.pot"))
    return [each.msgid for each in template]


def _unspaced(text: str) -> str:
    return "".join(text.split())


def test_what_is_reviewed_stands_on_the_page_in_its_own_language(site: Built) -> None:
    def wrong(page: Page) -> list[str]:
        _, own = _text_by_language(site, page)
        reviewed = (each.translation for each in site.messages(page.tag, site.domain(page)))
        return [
            text
            for text in map(_plain, filter(None, reviewed))
            if _unspaced(text) not in _unspaced(own)
        ]

    assert site.where(wrong, site.in_state("reviewed", "partly")) == {}

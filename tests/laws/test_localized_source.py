"""Laws 1, 2 and 8 for localized sources: a Markdown article with its sentences translated.

Identity is byte for byte: with no translation, and with every msgstr equal to its msgid, the file
is the source, whatever its line ends. Read as a source again, a localized article says what the
article's page says in that locale.
"""

from __future__ import annotations

import itertools
import re
import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from laws.material import (
    EN,
    ES,
    article,
    commonmark_examples,
    document,
    elements,
    markdown_bodies,
    normalized,
    source_html,
)
from laws.test_2_structure import in_letters
from lingopress_i18n import files, publication, rewriting
from lingopress_i18n.catalog import mo, store
from lingopress_i18n.render.fill import Filling
from lingopress_i18n.sentences import Rules
from trial import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lingopress_i18n.publication import Publication

_FOREIGN = re.compile(r'<span lang="en" dir="ltr">(.*?)</span>', re.DOTALL)
_STAYS = re.compile(r"^[ \t>]*(?:</?[A-Za-z]|\|[ \t]*$)", re.MULTILINE)
"""A tag that makes the block around it raw HTML, a bar that keeps text out of the table above it:
a translation without them would be another block, and is not written."""

PREFIXED = "> - One\n>   two\\\n> three. Four.\n\n:::tip Five\nSix.\n:::\n\n!!! note\n\n    Seven\n"
RAW = '<div title="a">\nOne *two*.\n<img alt="b" src=c></div>\n\n<del>\n*foo*\n</del>\n'
OPENING = "A word\n---\n"


def shapes(body: str) -> list[bytes]:
    """Write a body as different editors do."""
    data = body.encode("utf-8", "replace")
    return [data, data.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + data]


def localized(data: bytes, translate: Callable[[str], str | None]) -> tuple[bytes, str]:
    """Translate a file's messages: give the file, and the body of its page with nothing marked."""
    text = data.decode()
    made = document(text)
    found = {each.key: translate(each.text) for each in made.messages()}
    translations = {key: own for key, own in found.items() if own is not None}
    filling = Filling(translations, ES, EN)
    out = rewriting.rewritten(data, article(text), made, Rules(EN), filling)
    return out, _FOREIGN.sub(r"\1", str(filling.body(made.parts, anchors=False)))


def reread(data: bytes) -> str:
    """Render a file as a source."""
    return source_html(document(data.decode()))


def alike(html: str) -> str:
    """Forget what no browser shows, and how a brace is written."""
    return normalized(html.replace("&#123;", "{"))


def test_every_example_of_the_specification_stays_byte_for_byte() -> None:
    wrong = [
        (case["example"], data)
        for case in commonmark_examples()
        for data in shapes(case["markdown"])
        if not localized(data, str)[0] == data == localized(data, lambda _: None)[0]
    ]
    assert wrong == []


@example(PREFIXED)
@example(RAW)
@settings(max_examples=300)
@given(markdown_bodies())
def test_any_markdown_stays_byte_for_byte(body: str) -> None:
    for data in shapes(body):
        assert localized(data, str)[0] == data == localized(data, lambda _: None)[0]


def test_every_example_of_the_specification_says_what_its_page_says() -> None:
    wrong = []
    for case in commonmark_examples():
        out, page = localized(case["markdown"].encode(), lambda text: in_letters("ж", text))
        if alike(reread(out)) != alike(page):
            wrong.append(case["example"])
    assert wrong == []


@example(body=PREFIXED, is_half=False)
@example(body=PREFIXED, is_half=True)
@example(body=RAW, is_half=False)
@settings(max_examples=300)
@given(body=markdown_bodies(), is_half=st.booleans())
def test_any_localized_markdown_says_what_its_page_says(body: str, *, is_half: bool) -> None:
    assume(not re.search(r"^[ \t>]*\|[ \t]*$", body, re.MULTILINE))
    count = itertools.count()

    def translate(text: str) -> str | None:
        return None if is_half and next(count) % 2 else in_letters("ж", text)

    out, page = localized(shapes(body)[0], translate)
    assert alike(reread(out)) == alike(page)


@example(OPENING, ["\\\n\n-"])
@example(OPENING, ["[a](javascript:b) {{ x }} <b>c</b>"])
@settings(max_examples=300)
@given(
    markdown_bodies(),
    st.lists(markdown_bodies().map(files.replaced).filter(str.strip), min_size=1, max_size=3),
)
def test_no_translation_adds_to_a_source_what_it_does_not_add_to_a_page(
    body: str, found: list[str]
) -> None:
    count = itertools.count()
    data = shapes(body)[0]
    out, page = localized(data, lambda _: found[next(count) % len(found)])
    if not _STAYS.search(body):
        assert alike(reread(out)) == alike(page)
    added = Counter(elements(reread(out))) - Counter(elements(page))
    assert added <= Counter(elements(reread(data)))  # of a block that stayed as it was


def _written(loaded: Publication) -> list[str]:
    """Name the articles that somebody wrote: pages of terms have no source."""
    found = loaded.articles.items()
    return [name for name, each in found if (loaded.site.root / each.where).is_file()]


@pytest.mark.parametrize("name", _written(publication.load(REPOSITORY)))
def test_the_sample_stays_byte_for_byte(name: str) -> None:
    loaded = publication.load(REPOSITORY)
    site, made = loaded.site, loaded.documents[name]
    data = (REPOSITORY / loaded.articles[name].where).read_bytes()
    rules = Rules(site.source, frozenset(site.abbreviations), site.segmentation)
    assert rewriting.localized(loaded, loaded.articles[name], site.source) == data
    for translations in ({each.key: each.text for each in made.messages()}, {}):
        filling = Filling(translations, ES, site.source, site.policy)
        assert rewriting.rewritten(data, loaded.articles[name], made, rules, filling) == data


@pytest.mark.parametrize("tag", ["ar", "es", "fr", "ru", "zh-Hans"])
def test_the_localized_sample_is_a_publication_that_says_what_its_pages_say(
    tag: str, tmp_path: Path
) -> None:
    loaded = publication.load(REPOSITORY)
    site = loaded.site
    (locale,) = site.choose((tag,))
    shutil.copytree(REPOSITORY / "articles", tmp_path / "articles")
    shutil.copy(REPOSITORY / "lingopress.toml", tmp_path)
    written = _written(loaded)
    for each in map(loaded.articles.__getitem__, written):
        out = rewriting.localized(loaded, each, locale)
        (tmp_path / each.where).write_bytes(out)
    again = publication.load(tmp_path)
    own = Filling({}, site.source, site.source)
    for name in written:
        made = loaded.documents[name]
        catalog = store.load(site, locale, name)
        assert catalog is not None
        filling = Filling(mo.reviewed(catalog), locale, site.source, site.policy)
        read = again.documents[name]
        page = _FOREIGN.sub(r"\1", str(filling.body(made.parts, anchors=False)))
        assert alike(str(own.body(read.parts, anchors=False))) == alike(page)
        assert own.text(read.title) == filling.text(made.title)
        assert (read.description is None) == (made.description is None)
        if read.description and made.description:
            assert own.text(read.description) == filling.text(made.description)

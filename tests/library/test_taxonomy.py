"""Taxonomies: which terms articles have, what pages these get; terms are ``taxonomy.toml``."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from lingopress_i18n import spellings
from lingopress_i18n.errors import ConfigError, ContentError
from lingopress_i18n.publication import load
from trial import CONFIG

if TYPE_CHECKING:
    from lingopress_i18n.publication import Publication
    from trial import Result, Trial

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_suffix("").with_name("taxonomy.toml").read_text("utf-8")
)["case"]
SETTING = 'taxonomies = ["tags"]\n'


def read(trial: Trial, articles: dict[str, str], setting: str = SETTING) -> Publication:
    """Load a publication of articles, each given by the lines of its front matter."""
    trial.write({"lingopress.toml": CONFIG + setting, "articles/index.md": "# Home\n"})
    trial.write({f"articles/{name}.md": f"---\n{text}\n---\n" for name, text in articles.items()})
    return load(trial.root)


def children(publication: Publication, name: str) -> list[str]:
    return [each.name for each in publication.children(publication.articles[name])]


def test_cases_are_whole() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES)
    for case in CASES:
        assert case.keys() - {"address", "error"} == {"name", "term"}
        assert len(case) == 3


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_term_has_a_good_address_or_a_plain_error(trial: Trial, case: dict[str, Any]) -> None:
    lines = f"title: A\ntags:\n  - Other\n  - {json.dumps(case['term'], ensure_ascii=False)}"
    if "error" in case:
        with pytest.raises(ContentError) as raised:
            read(trial, {"a": lines})
        assert raised.value.where == "articles/a.md:5"
        assert case["error"] in raised.value.message
        return
    found = read(trial, {"a": lines})
    article = found.articles[f"tags/{case['address']}"]
    assert article.slug == f"tags/{case['address']}/"
    assert article.title == " ".join(case["term"].split())
    assert children(found, article.name) == ["a"]


@pytest.mark.parametrize("value", ["film", "{a: b}", "[[a]]", "[{a: b}]"])
def test_what_is_no_list_of_texts_is_an_error_at_its_line(trial: Trial, value: str) -> None:
    with pytest.raises(ContentError, match="tags: must be a list of texts") as raised:
        read(trial, {"a": f"title: A\ntags: {value}"})
    assert raised.value.where == "articles/a.md:3"


@pytest.mark.parametrize("value", ["", "[]", "null # YAML's, in lower case"])
def test_no_terms_make_no_pages(trial: Trial, value: str) -> None:
    if value.startswith("null"):
        with pytest.raises(ContentError, match="must be a list of texts"):
            read(trial, {"a": f"tags: {value}"})
    else:
        assert list(read(trial, {"a": f"tags: {value}"}).articles) == ["a", "index"]


def test_terms_of_one_address_are_one_called_as_the_first_article_says(trial: Trial) -> None:
    found = read(
        trial,
        {"b": "tags: [FILM music, film-music]", "a": "date: 2020-01-02\ntags: [Film music]"},
    )
    assert found.articles["tags/film-music"].title == "Film music"
    assert children(found, "tags/film-music") == ["a", "b"]
    assert children(found, "tags/index") == ["tags/film-music"]


def test_languages_of_programs_are_different_terms(trial: Trial) -> None:
    found = read(trial, {"a": 'tags: [C, C++, "C#"]'})
    titles = {each.slug: each.title for each in found.articles.values() if each.is_term}
    assert titles == {"tags/c/": "C", "tags/c++/": "C++", "tags/c-sharp/": "C#"}


def test_other_spellings_of_a_term_are_named_once(trial: Trial) -> None:
    articles = {
        "a": "tags: [Film, caf\u00e9, own]",
        "b": "title: B\ntags:\n  - FILM\n  - cafe\u0301\n  - Own",
        "c": "tags: [FILM, film]",
        "tags/own": "title: An article of its own",
    }
    found = read(trial, articles)
    assert spellings.notes(found.site.taxonomies, found.articles) == [
        "articles/b.md:4, and 1 more: 'FILM' is the same term as 'Film' in articles/a.md:2",
        "articles/c.md:2: 'film' is the same term as 'Film' in articles/a.md:2",
    ]
    for done in (trial.run("publish"), _again(trial)):
        assert "publish: articles/c.md:2: 'film' is the same term as 'Film' in " in done.err
        assert done.code == 0
    assert spellings.notes((), found.articles) == []


def _again(trial: Trial) -> Result:
    """Publish once more, one article changed."""
    trial.write({"articles/a.md": trial.read("articles/a.md") + "\nMore.\n"})
    return trial.run("publish")


@pytest.mark.parametrize("name", ["Caf\u00e9", "cafe\u0301"])
def test_a_page_of_a_term_under_another_name_is_refused(trial: Trial, name: str) -> None:
    with pytest.raises(ContentError, match="the page of the term 'Café' has another name") as error:
        read(trial, {"a": "tags: [Caf\u00e9]", f"tags/{name}": "title: All about it"})
    assert error.value.hint == "rename it, if this is to be the term's page: café.md"
    assert error.value.where == f"articles/tags/{name}.md"


def test_an_article_of_its_own_takes_the_place_of_a_term_s_page(trial: Trial) -> None:
    own = "title: All about films\nslug: movies"
    found = read(trial, {"a": "tags: [film]", "tags/film": own, "tags/index": "title: Topics"})
    article = found.articles["tags/film"]
    assert (article.title, article.slug) == ("All about films", "tags/movies/")
    assert found.articles["tags/index"].title == "Topics"
    assert children(found, "tags/film") == ["a"]


@pytest.mark.parametrize("name", ["tags", "tags/other", "x"])
def test_another_article_at_the_address_is_refused(trial: Trial, name: str) -> None:
    slug = {"tags": "", "tags/other": "slug: film", "x": "slug: tags"}[name]
    with pytest.raises(ContentError, match="has the same address as articles/tags/"):
        read(trial, {"a": "tags: [film]", name: f"title: T\n{slug}"})


def test_terms_are_neither_in_the_navigation_nor_news(trial: Trial) -> None:
    found = read(trial, {"a": "tags: [film]"})
    assert [each.name for each in found.navigation()] == ["a"]
    assert [each.name for each in found.newest()] == ["a"]


def test_without_the_setting_a_field_is_a_field(trial: Trial) -> None:
    assert list(read(trial, {"a": "tags: {odd: 1}"}, "").articles) == ["a", "index"]


@pytest.mark.parametrize(
    ("setting", "key", "message"),
    [
        ('taxonomies = "tags"', "taxonomies", "list"),
        ('taxonomies = ["a/b"]', "taxonomies[0]", "no name of a field"),
        ('taxonomies = ["a.b"]', "taxonomies[0]", "no name of a field"),
        ('taxonomies = ["x", "date"]', "taxonomies[1]", "lists no terms"),
        ('taxonomies = ["x", "x"]', "taxonomies[1]", "stands twice"),
        ('taxonomies = ["tags"]\nfields = ["tags"]', "taxonomies[0]", "in site.fields, too"),
        ('taxonomies = ["tags"]\nfields = ["tags.name"]', "taxonomies[0]", "in site.fields, too"),
    ],
)
def test_wrong_settings_are_named(trial: Trial, setting: str, key: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as raised:
        read(trial, {}, f"{setting}\n")
    assert raised.value.where == f"lingopress.toml:6: site.{key}"

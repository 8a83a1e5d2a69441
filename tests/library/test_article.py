"""Articles: front matter, titles, addresses, and which files are articles at all."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n.errors import ContentError
from lingopress_i18n.publication import load

if TYPE_CHECKING:
    from lingopress_i18n.article import Article
    from trial import Trial

FRONT = "---\ntitle: A title\ndate: 2020-04-28\nslug: here\norder: 3\n---\n\nBody.\n"


def read(trial: Trial, text: str | bytes, name: str = "a.md") -> Article:
    trial.write({f"articles/{name}": text})
    return load(trial.root).articles[name.rpartition(".")[0]]


@pytest.mark.parametrize("name", ["A.MD", "b.Txt", "c.HTML", "d.Htm"])
def test_letter_case_of_a_suffix_is_no_matter(trial: Trial, name: str) -> None:
    assert read(trial, "<p>Text.</p>\n", name).where == f"articles/{name}"
    assert trial.run("publish").code == 0
    stem = name.partition(".")[0]
    trial.write({f"articles/{name}": "<p>Other.</p>\n"})
    assert trial.run("publish").code == 0
    assert "Other." in trial.read(f"public/es/{stem}/index.html")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_front_matter_is_read_from_any_editor(trial: Trial, ending: str, mark: str) -> None:
    article = read(trial, mark + FRONT.replace("\n", ending))
    assert (article.title, article.slug, article.order) == ("A title", "here/", 3)
    assert article.date == datetime.date(2020, 4, 28)
    assert (article.body, article.body_line) == ("\nBody.\n", 7)
    assert article.lines == {"title": 2, "date": 3, "slug": 4, "order": 5}


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nText after a rule.\n\n---\n",
        "---\nText\n---\n",
        "- - -\nText: x\n---\n",
    ],
)
def test_a_rule_at_the_start_is_no_front_matter(trial: Trial, text: str) -> None:
    article = read(trial, text)
    assert (article.body, article.body_line, article.title) == (text, 1, "")


def test_plain_text_has_no_front_matter(trial: Trial) -> None:
    assert read(trial, FRONT, "a.txt").body == FRONT


@pytest.mark.parametrize("closing", ["---", "...", "---  "])
def test_front_matter_may_be_all_there_is(trial: Trial, closing: str) -> None:
    article = read(trial, f"---\ntitle: T\n{closing}")
    assert (article.title, article.body) == ("T", "")


@pytest.mark.parametrize(
    "title", ["No", "1.10", "12:30", "2020-04-28", "null", "0x10", "1_000", "on", "~"]
)
def test_a_title_stays_as_the_author_wrote_it(trial: Trial, title: str) -> None:
    assert read(trial, f"---\ntitle: {title}\n---\n").title == title


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ('"Quoted: text"', "Quoted: text"),
        ("'It''s'", "It's"),
        (">\n  folded\n  text", "folded text"),
        ("a  # comment", "a"),
        ("كلمة", "كلمة"),
    ],
)
def test_yaml_has_its_own_ways_to_write_text(trial: Trial, title: str, expected: str) -> None:
    assert read(trial, f"---\ntitle: {title}\n---\n").title == expected


@pytest.mark.parametrize(
    "date", ["2020-04-28", "'2020-04-28'", "2020-04-28 23:30:00", "2020-04-28T23:30:00-11:00"]
)
def test_a_date_is_the_day_that_the_author_wrote(trial: Trial, date: str) -> None:
    assert read(trial, f"---\ndate: {date}\n---\n").date == datetime.date(2020, 4, 28)


def test_keys_without_values_are_as_good_as_absent(trial: Trial) -> None:
    article = read(trial, "---\ntitle:\ndate:\norder:\nslug:\ntable:\n---\n")
    assert (article.title, article.date, article.order) == ("", None, 0)
    assert (article.slug, article.table) == ("a/", None)


def test_keys_of_other_tools_are_left_alone(trial: Trial) -> None:
    assert read(trial, "---\ntags: [a, b]\nlayout: post\ntitle: T\n---\n").title == "T"


@pytest.mark.parametrize(
    "key", ["titles", "subtitle", "translator", "translation", "inscription", "tile: b\ntitle"]
)
def test_keys_that_resemble_ours_are_left_alone(trial: Trial, key: str) -> None:
    assert read(trial, f"---\n{key}: a\n---\n").body == ""


def test_spaces_that_bind_stay_in_a_title(trial: Trial) -> None:
    title = "10\u00a0km \u202f:\u3000x"
    text = f"---\ntitle: '{title}\n  y'\ndescription:  a  b\n---\n"
    assert read(trial, text).title == f"{title} y"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("index.md", ""),
        ("a.md", "a/"),
        ("news/index.md", "news/"),
        ("news/my_index.md", "news/my_index/"),
        ("news/my trip.md", "news/my-trip/"),
        ("新闻/论坛.md", "新闻/论坛/"),
        ("a.b.md", "a.b/"),
        ("50%.md", "50-/"),
    ],
)
def test_an_address_comes_from_the_path(trial: Trial, name: str, slug: str) -> None:
    assert read(trial, "Text.\n", name).slug == slug


def test_the_page_of_a_folder_may_be_called_as_for_hugo(trial: Trial) -> None:
    trial.write(
        {"articles/news/_index.md": "# News\n\nSee [it](a.md).\n", "articles/news/a.md": "A.\n"}
    )
    found = load(trial.root).articles
    assert (found["news/index"].where, found["news/index"].slug) == (
        "articles/news/_index.md",
        "news/",
    )
    trial.write({"articles/news/index.md": "# News\n"})
    with pytest.raises(ContentError, match="has the same address as"):
        load(trial.root)


@pytest.mark.parametrize(
    ("name", "slug"), [("news/a.md", "news/x/"), ("news/index.md", "x/"), ("index.md", "")]
)
def test_a_slug_replaces_the_last_part(trial: Trial, name: str, slug: str) -> None:
    assert read(trial, "---\nslug: x\n---\n", name).slug == slug


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("---\ntitle: *Front*\n---\n# Body\n".replace("*", ""), "a.md", "Front"),
        ("Text.\n\n# *Body*\n\n# Second\n", "a.md", "*Body*"),
        ("## Only a second level\n", "my-trip_home.md", "My trip home"),
        ("", "news/index.md", "News"),
        ("\n\n  First line \nSecond.\n", "a.txt", "First line"),
        ("2 * 3 * 4\n", "a.txt", "2 * 3 * 4"),
    ],
)
def test_a_title_comes_from_front_matter_or_heading_or_name(
    trial: Trial, text: str, name: str, title: str
) -> None:
    read(trial, text, name)
    found = load(trial.root).documents[name.rpartition(".")[0]].title
    assert [message.text for message in found.messages] == [title]


def test_only_articles_are_read(trial: Trial) -> None:
    trial.write(
        {
            "articles/a.md": "A\n",
            "articles/.hidden.md": b"\xff",
            "articles/.git/b.md": b"\xff",
            "articles/c.xhtml": "C\n",
            "articles/d.md~": b"\xff",
            "articles/e.mdown": b"\xff",
        }
    )
    assert list(load(trial.root).articles) == ["a", "index"]  # every folder has an index


def test_a_folder_without_an_index_gets_one_and_one_with_keeps_it(trial: Trial) -> None:
    trial.write(
        {
            "articles/my news/a.md": "A\n",
            "articles/deep/er/b.md": "B\n",
            "articles/own/index.md": "---\nslug: mine\ntitle: Mine\n---\n\nText.\n",
            "articles/taken.md": "---\nslug: given\n---\nC\n",
            "articles/Given/d.md": "D\n",
        }
    )
    found = {each.name: each.slug for each in load(trial.root).articles.values() if each.is_index}
    assert found == {
        "index": "",
        "my news/index": "my-news/",
        "deep/index": "deep/",
        "deep/er/index": "deep/er/",
        "own/index": "mine/",
    }
    assert load(trial.root).articles["own/index"].title == "Mine"

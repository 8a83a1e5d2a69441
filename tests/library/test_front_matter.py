"""Front matter: what of it is translated, in which shape templates see it, and what is refused."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n import front_matter
from lingopress_i18n.errors import ConfigError, ContentError
from lingopress_i18n.publication import load
from lingopress_i18n.site import parse
from trial import CONFIG, Trial

if TYPE_CHECKING:
    from pathlib import Path

CASE_39 = (
    '---\ntitle: "A: b"\ntags: [x, y]\nauthors:\n  - name: Jo\n    bio: |\n      line1\n'
    "      line2\ndraft: false\ndate: 2020-06-12\n---\n\nText\n"
)
CASE_40 = '+++\ntitle = "A"\ndate = 2024-02-02\n+++\n\nText\n'
CASE_41 = "---\n\nNot front matter.\n\n---\n\nText\n"

FIELDS = '["title", "description", "summary", "authors.bio", "tags"]'
TEMPLATE = """\
{% extends "base.html" %}
{% block content %}
{% for tag in page.fields.tags %}<i>{{ tag.html }}</i>{% endfor %}
{% for author in page.fields.authors %}<b>{{ author.name }}: {{ author.bio.html }}</b>{% endfor %}
{% for key in page.fields %}<u>{{ key }}</u>{% endfor %}
<s>{{ page.fields.draft }} {{ page.fields.date }} {{ page.fields.title.plain }}</s>
{% endblock %}
"""


@pytest.fixture
def fielded(trial: Trial) -> Trial:
    """Give a publication that translates more of its front matter."""
    trial.write({"lingopress.toml": f"{CONFIG}fields = {FIELDS}\n"})
    return trial


def offered(trial: Trial, text: str) -> list[tuple[str | None, str, int]]:
    """Give what the article's front matter and body offer: context, text, line."""
    trial.write({"articles/a.md": text})
    document = load(trial.root).documents["a"]
    found = {each.key: each for each in document.messages()}
    return [(each.context, each.text, each.line) for each in found.values()]


def test_case_39_only_the_chosen_keys_are_offered(fielded: Trial) -> None:
    assert offered(fielded, CASE_39) == [
        ("title", "A: b", 2),
        ("tags", "x", 3),
        ("tags", "y", 3),
        ("authors.bio", "line1\nline2", 6),
        (None, "Text", 13),
    ]


def test_case_39_title_and_description_are_offered_unasked(trial: Trial) -> None:
    assert [text for _, text, _ in offered(trial, CASE_39)] == ["A: b", "Text"]


def test_case_39_everything_else_reaches_the_page_as_written(fielded: Trial) -> None:
    fielded.write({"articles/a.md": CASE_39, "theme/templates/article.html": TEMPLATE})
    assert fielded.run("update", "-l", "es").code == 0
    path = fielded.root / "locales/es/LC_MESSAGES/a.po"
    catalog = polib.pofile(str(path))
    assert [entry.comment for entry in catalog][:4] == ["title", "tags", "tags", "authors.bio"]
    said = {"A: b": "T <1>", "x": "equis", "line1\nline2": "uno\ndos & tres"}
    for entry in catalog:
        entry.msgstr = said.get(entry.msgid, "")
    catalog.save()
    page = fielded.run("render", "a", "-l", "es").out
    assert '<i>equis</i><i><span lang="en" dir="ltr">y</span></i>' in page
    assert "<b>Jo: uno\ndos &amp; tres</b>" in page
    keys = re.findall("<u>(.*?)</u>", page)
    assert keys == ["title", "tags", "authors", "draft", "date"]
    assert "<s>false 2020-06-12 T &lt;1&gt;</s>" in page
    assert "<b>Jo: line1\nline2</b>" in fielded.run("render", "a", "-l", "en").out


def test_case_40_toml_is_front_matter_too(trial: Trial) -> None:
    assert offered(trial, CASE_40) == [("title", "A", 2), (None, "Text", 6)]
    article = load(trial.root).articles["a"]
    assert article.date == datetime.date(2024, 2, 2)
    assert article.meta == {"title": "A", "date": datetime.date(2024, 2, 2)}
    assert (article.body, article.body_line) == ("\nText\n", 5)


def test_case_41_a_rule_and_text_are_no_front_matter(trial: Trial) -> None:
    assert [text for _, text, _ in offered(trial, CASE_41)] == ["A", "Not front matter.", "Text"]


@pytest.mark.parametrize(
    "text",
    [
        "+++\nText.\n+++\n",
        "+++\n",
        "+++\ntitle = 'never closed'\n",
        "\n+++\na = 1\n+++\n",
        "++++\na = 1\n+++\n",
    ],
)
def test_plus_signs_alone_are_no_front_matter(text: str) -> None:
    assert front_matter.cut(text, "a.md") == front_matter.FrontMatter()


def test_toml_keys_have_lines_and_values_have_types(fielded: Trial) -> None:
    text = """+++
# about
"title" = "T"
order = 3
date = 2024-02-02T10:00:00Z
tags = [
  "x",
]
summary = '''
one
two'''
[[authors]]
name = "Jo"
[[authors]]
name = "Al"
bio = "B"
[extra.deep]
on = true
+++
"""
    assert offered(fielded, text) == [
        ("title", "T", 3),
        ("tags", "x", 6),
        ("summary", "one\ntwo", 9),
        ("authors.bio", "B", 16),
    ]
    article = load(fielded.root).articles["a"]
    assert (article.order, article.date) == (3, datetime.date(2024, 2, 2))
    assert article.meta["extra"] == {"deep": {"on": True}}


WRONG = [
    ("---\ntitle: T\ntags:\n  - a: b\n---\n", 4, "tags: must be text"),
    ("---\ntitle: T\nauthors:\n  - bio: {a: b}\n---\n", 4, "authors.bio: must be text"),
    ("+++\ntitle = 'T'\ntags = ['a', 1]\n+++\n", 3, "tags: must be text"),
    ("+++\ntitle = 'T'\n\nsummary = 2020-01-01\n+++\n", 4, "summary: must be text"),
    ("+++\ntitle = 1\n+++\n", 2, "title: must be text"),
    ("+++\na = 1\ndate = 'soon'\n+++\n", 3, "date: 'soon' is no date"),
    ("+++\ndate = 10:00:00\n+++\n", 2, "is no date"),
    ("+++\norder = 1.5\n+++\n", 2, "order: must be a whole number"),
    ("+++\norder = [1]\n+++\n", 2, "order: must be a whole number"),
    ("+++\na = 1\nb =\n+++\n", 3, "broken front matter: Invalid value"),
    ("+++\na = 1\na = 2\n+++\n", 3, "broken front matter"),
    (f"+++\na = {'[' * 9000}\n+++\n", 2, "too deeply nested"),
    (f"+++\na = {'1' * 9000}\n+++\n", 2, "broken front matter"),
    ("---\na: 1\n? [a]\n: b\n---\n", 3, "a key must be text"),
    ("---\na: 1\nb: [\n---\n", 4, "broken front matter"),
    (f"---\na: {'[' * 5000}{']' * 5000}\n---\n", 2, "too deeply nested"),
]


@pytest.mark.parametrize(("text", "line", "message"), WRONG)
def test_what_is_wrong_is_named_with_its_line(
    fielded: Trial, text: str, line: int, message: str
) -> None:
    fielded.write({"articles/a.md": text})
    with pytest.raises(ContentError) as caught:
        load(fielded.root)
    assert message in caught.value.message
    assert caught.value.where == f"articles/a.md:{line}"


def test_aliases_cannot_make_it_grow_without_end() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))]
    with pytest.raises(ContentError, match="more than 10000 values"):
        front_matter.cut("---\n" + "\n".join(lines) + "\n---\n", "a.md")
    with pytest.raises(ContentError):
        front_matter.cut("---\na: &a [*a]\n---\n", "a.md")


@pytest.mark.parametrize(
    ("value", "key", "message"),
    [
        ('["a..b"]', "fields[0]", "no path"),
        ('["title", ""]', "fields[1]", "no path"),
        ('["date"]', "fields[0]", "not translated"),
        ('["table.columns"]', "fields[0]", "not translated"),
        ('"title"', "fields", "list of strings"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, value: str, key: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        parse(tmp_path, f"{CONFIG}fields = {value}\n")
    assert caught.value.where == f"lingopress.toml: site.{key}"


def test_an_empty_field_is_no_message_and_still_a_text(fielded: Trial) -> None:
    assert offered(fielded, "---\ntitle: T\nsummary:\ntags: []\n---\n") == [("title", "T", 2)]


@given(st.text(st.sampled_from("---+++\n\n abt:=[]{}\"'&*!|>#,.0é\\x"), max_size=60))
def test_no_text_makes_it_stumble(text: str) -> None:
    for fence in ("---", "+++"):
        for start in ("a: ", "a = ", "#"):
            whole = f"{fence}\n{start}{text}\n{fence}\nBody"
            try:
                found: Any = front_matter.cut(whole, "a.md")
            except ContentError as error:
                assert re.fullmatch(r"a\.md:\d+", error.where)  # noqa: PT017 - most texts are broken
            else:
                assert set(found.values) <= set(found.lines)
                assert 0 <= found.end <= len(whole)

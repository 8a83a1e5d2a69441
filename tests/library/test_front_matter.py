"""Front matter: what of it is translated, in which shape templates see it, and what is refused."""

from __future__ import annotations

import datetime
import html
import re
from typing import TYPE_CHECKING, Any

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n import front_matter, yaml_lines
from lingopress_i18n.errors import ConfigError, ContentError
from lingopress_i18n.publication import load
from lingopress_i18n.site import parse
from trial import CONFIG, Gettext, Trial

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


IN_YAML = """\
---
title: T
summary: |
  One
  two.

  Three.
teaser: >
  Four
  five.
authors:
  - name: Jo
    bio: >-
      Six

      seven.
  - {name: Al, bio: "Eight: nine"}
groups: [[ten, eleven], [twelve]]
deep:
  er: {text: Thirteen, other: Fourteen}
order: 007
on: yes
when: 2020-06-12
nothing:
---
"""
IN_TOML = (
    """\
+++
title = "T"
summary = '''
One
two.

Three.
'''
teaser = "Four five."
groups = [["ten", "eleven"], ["twelve"]]
order = 7
on = true
when = 2020-06-12
big = 1_000
[[authors]]
name = "Jo"
bio = """
    '"""'
    """\
Six
seven."""
    '"""'
    """
[[authors]]
name = "Al"
bio = "Eight: nine"
[deep.er]
text = "Thirteen"
other = "Fourteen"
+++
"""
)
PRINTED = """\
{% extends "base.html" %}
{% macro tell(value) %}{% if value is mapping %}{% for key in value %}[{{ key }}:{{
tell(value[key]) }}]{% endfor %}{% elif value.html is defined %}<{{ value.plain }}>{% elif
value is iterable and value is not string %}{% for each in value %}({{ tell(each) }}){% endfor %}{%
else %}{{ value }}{% endif %}{% endmacro %}
{% block content %}<pre>{{ tell(page.fields) }}</pre>{% endblock %}
"""
FILLED = {
    "yaml": IN_YAML,
    "toml": IN_TOML,
    "of yaml": (
        "[title:<t>][summary:<one\ntwo.\n\nthree.>][teaser:<four five.>]"
        "[authors:([name:Jo][bio:<six\nseven.>])([name:Al][bio:<eight: nine>])]"
        "[groups:((<ten>)(<eleven>))((<twelve>))][deep:[er:[text:<thirteen>][other:Fourteen]]]"
        "[order:007][on:yes][when:2020-06-12][nothing:]"
    ),
    "of toml": (
        "[title:<t>][summary:<one\ntwo.\n\nthree.>][teaser:<four five.>]"
        "[groups:((<ten>)(<eleven>))((<twelve>))][order:7][on:True][when:2020-06-12][big:1000]"
        "[authors:([name:Jo][bio:<six\nseven.>])([name:Al][bio:<eight: nine>])]"
        "[deep:[er:[text:<thirteen>][other:Fourteen]]]"
    ),
}


@pytest.mark.parametrize("language", ["yaml", "toml"])
def test_lists_nested_values_and_lines_are_translated_and_all_else_is_untouched(
    trial: Trial, gettext: Gettext, language: str
) -> None:
    fields = '["summary", "teaser", "authors.bio", "groups", "deep.er.text"]'
    config = CONFIG.replace('"es", "zh-Hans"', '"es"') + f"fields = {fields}\n"
    template = {"theme/templates/article.html": PRINTED}
    trial.write({"lingopress.toml": config, "articles/a.md": FILLED[language], **template})
    assert trial.run("update").code == 0
    path = trial.root / "locales/es/LC_MESSAGES/a.po"
    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr = entry.msgid.lower()
    catalog.save()
    gettext("msgfmt", "--check", "-o", "/dev/null", path)
    result = trial.run("publish")
    assert result.code == 0, result.err
    page = trial.read("public/es/a/index.html")
    assert (
        html.unescape(page.partition("<pre>")[2].partition("</pre>")[0]) == FILLED[f"of {language}"]
    )
    own = html.unescape(trial.read("public/en/a/index.html").partition("<pre>")[2])
    assert "[summary:<One\ntwo.\n\nThree.>]" in own


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
        "+++\na = 1\n",
        "\nx\n+++\na = 1\n+++\n",
        "++++\na = 1\n+++\n",
    ],
)
def test_plus_signs_alone_are_no_front_matter(text: str) -> None:
    assert front_matter.cut(text, "a.md") == front_matter.FrontMatter({}, {})


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
    ("---\ndate: 2020-01-01\n\n'date': 2020-01-02\n---\n", 4, "the key 'date' stands twice"),
    ("---\ntitel: T\n---\n", 2, "titel: is title meant?"),
    ("---\ntitle: T\nDescripton: D\n---\n", 3, "Descripton: is description meant?"),
    ("+++\na = 1\ntranslated = false\n+++\n", 3, "translated: is translate meant?"),
    ("---\norder: " + "9" * 5000 + "\n---\n", 2, "order: must be a whole number"),
    ("---\ntitle: T\n\torder: 1\n---\n", 3, "broken front matter"),
    ("\n \n---\ntitle: T\na: *b\n---\n", 5, "broken front matter"),
    ("\n+++\ntitle = 'T'\norder = 1.5\n+++\n", 4, "order: must be a whole number"),
    ("---\na: *b\n---\n", 2, "broken front matter"),
    ('---\na: "\\ud800"\n---\n', 2, "broken front matter"),
    ('+++\na = "\\ud800"\n+++\n', 2, "broken front matter"),
    (f"---\na: {'[' * 5000}{']' * 5000}\n---\n", 2, "too deeply nested"),
    ('{\n"title": "T",\n"tags": ["a", {"b": 1}]}\n', 3, "tags: must be text"),
    ('\n{"a": {"b":\n\n[1]},\n"title": 1}\n', 5, "title: must be text"),
    ('{"a": "b"} Text\n', 1, "text behind the object"),
    ('{"a": 1,\n b}\n', 2, "broken front matter"),
    ('{"a": ' + "[" * 9000 + "}\n", 1, "too deeply nested"),
    ('{"a": ' + "1" * 9000 + "}\n", 1, "too many digits"),
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


WITHOUT_END = "front matter without an end"
BEGUN_OTHERWISE = "front matter begins with another line"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("---\ntitle: T\n\nText.\n", 1, WITHOUT_END),
        ("---\ntitle: T", 1, WITHOUT_END),
        ("---\ntitle: T\n----\n\nText.\n", 1, WITHOUT_END),
        ("---\nlayout: post\ntags: [a]\n\nText.\n", 1, WITHOUT_END),
        ("+++\ntitle = 'T'\n\nText.\n", 1, WITHOUT_END),
        ("+++\ntitle = 'T'\n---\n\nText.\n", 1, WITHOUT_END),
        ("\n \n---\ntitle: T\n\nText\n", 3, WITHOUT_END),
        ("\n--\ntitle: T\n--\n", 2, BEGUN_OTHERWISE),
        (" ---\ntitle: T\n---\n", 1, BEGUN_OTHERWISE),
        ("- - -\ntitle: T\n---\n", 1, BEGUN_OTHERWISE),
        ("--\ntitle: T\n--\n", 1, BEGUN_OTHERWISE),
        ("-----\nDate: T\n-----\n", 1, BEGUN_OTHERWISE),
        ("\u2014-\nlayout: post\ntitle: T\n\u2014-\n", 1, BEGUN_OTHERWISE),
        ("++++\ntitle = 'T'\n++++\n", 1, BEGUN_OTHERWISE),
    ],
)
def test_what_was_meant_to_be_front_matter_is_not_published(
    text: str, line: int, message: str
) -> None:
    with pytest.raises(ContentError, match=message) as caught:
        front_matter.cut(text, "a.md")
    assert caught.value.where == f"a.md:{line}"


@pytest.mark.parametrize(
    "text",
    [
        CASE_41,
        "---\nNote: a rule and text.\n",
        "---\n\ntitle: T\nlayout: post\n",
        "---\n# A rule and a heading\n",
        "-----\nFrom: us\nTo: you\n",
        "- title: an item\n",
        "Text\n---\ntitle: T\n---\n",
        "---\ntitle:T\n",
        "",
    ],
)
def test_a_rule_is_a_rule(text: str) -> None:
    assert front_matter.cut(text, "a.md") == front_matter.FrontMatter({}, {})


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


@pytest.mark.parametrize("block", ["---\ntitle: T\n---\n", "+++\ntitle = 'T'\n+++\n"])
def test_blank_lines_may_stand_before_it(trial: Trial, block: str) -> None:
    assert offered(trial, f"\n \t\n{block}\nText\n") == [("title", "T", 4), (None, "Text", 7)]


def test_of_a_key_of_another_program_the_last_value_holds() -> None:
    found = front_matter.cut("---\na: 1\nb: {title: x, title: y}\na: 2\n---\n", "a.md")
    assert found.values == {"a": "2", "b": {"title": "y"}}


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


WORDS = st.text(st.sampled_from("ab Z1é-_:,;#'\"[]{}&*!|>%@`?.\\\t~"), max_size=8)
LINES = st.builds(
    "{}: {}".format,
    st.sampled_from(["title", "tags", "x-y", "_a", "yes", "1", "-", "a b"]),
    WORDS
    | st.builds('"{}"'.format, WORDS)
    | st.builds("[{}]".format, st.lists(WORDS, max_size=3).map(", ".join)),
)


def cut(text: str) -> tuple[Any, Any] | str:
    try:
        found = front_matter.cut(text, "a.md")
    except ContentError as error:
        return str(error)
    return found.values, found.lines


@given(st.lists(LINES | st.sampled_from(["title:", "tags: [a, b c]", "  more"]), max_size=3))
def test_lines_that_need_no_parser_say_what_it_says(lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in ("---", *lines, "---"))
    quick = cut(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_lines, "read", lambda _block, _first: None)
        assert cut(text) == quick


def test_most_lines_need_no_parser() -> None:
    block = 'title: A title, of words\ndate: 2020-01-02\ntags: [a, b c]\nx: "A: b"\ny:\n'
    assert yaml_lines.read(block, 2) == (
        {
            "title": "A title, of words",
            "date": "2020-01-02",
            "tags": ["a", "b c"],
            "x": "A: b",
            "y": "",
        },
        {"title": 2, "date": 3, "tags": 4, "tags.0": 4, "tags.1": 4, "x": 5, "y": 6},
    )

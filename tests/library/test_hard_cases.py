"""Inputs that break other tools, and all of Markdown beyond CommonMark; cases are data."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
import pytest

from laws.material import document, source_html, translated_html
from lingopress_i18n import inline
from lingopress_i18n.errors import ContentError
from lingopress_i18n.markup import steering

if TYPE_CHECKING:
    from trial import Gettext, Trial

KEYS = {"number", "about", "source", "html", "msgids"}
OPTIONAL = {"suffix", "is_same"}
TOGETHER = ({"notes", "contexts"}, {"translations", "translated"}, {"edited", "edited_translated"})
"""Keys that a case has together or not at all."""
ELSEWHERE = {
    *(34, 36, 38),  # HTML sources
    *(39, 40, 41),  # front matter
}
"""Numbers whose cases are tests of their own."""


def cases() -> list[dict[str, Any]]:
    """Read all cases; a malformed one is an error."""
    found: list[dict[str, Any]] = []
    for path in sorted((Path(__file__).parent / "hard_cases").iterdir()):
        data = tomllib.loads(path.read_text("utf-8"))
        assert data.keys() == {"case"}, path.name
        for case in data["case"]:
            left = set(case) - KEYS - OPTIONAL
            for group in TOGETHER:
                assert left & group in (set(), group), f"keys of {case}"
                left -= group
            assert case.keys() >= KEYS, f"keys missing in {case}"
            assert not left, f"keys of {case}"
            assert "edited" not in case or "translations" in case, case
            assert case.get("translations", {}).keys() <= set(case["msgids"]), case
            found.append({"suffix": ".md", **case})
    names = [name_of(case) for case in found]
    assert len(names) == len(set(names)), "two cases of one name"
    return found


def name_of(case: dict[str, Any]) -> str:
    return f"{case['number']} {case['about']}"


CASES = cases()
every_case = pytest.mark.parametrize("case", CASES, ids=name_of)


def translated(case: dict[str, Any], msgid: str) -> str:
    """Give the translation of a message; what has none in the case is translated by itself."""
    words: str = case.get("translations", {}).get(msgid, msgid)
    return words


def test_every_number_has_a_case() -> None:
    assert {case["number"] for case in CASES} == {0, *range(1, 55)} - ELSEWHERE


@every_case
def test_the_markup_is_safe_and_the_text_is_offered(case: dict[str, Any]) -> None:
    made = document(case["source"], case["suffix"])
    assert source_html(made) == case["html"]
    assert translated_html(made) == case["html"]
    body = [message for message in made.messages() if message.role != "title"]
    assert [message.text for message in body] == case["msgids"]
    if "notes" in case:
        assert [message.note for message in body] == case["notes"]
        assert [message.context or "" for message in body] == case["contexts"]


@pytest.mark.parametrize("case", [case for case in CASES if "is_same" in case], ids=name_of)
def test_a_translation_is_told_by_its_structure(case: dict[str, Any]) -> None:
    for msgid, msgstr in case["translations"].items():
        assert inline.has_same_structure(msgid, msgstr) is case["is_same"]


def bodies(trial: Trial, tag: str) -> dict[str, str]:
    """Render every case's body by one run of the command line."""
    names = [f"c{number}" for number in range(len(CASES))]
    result = trial.run("render", *names, "-l", tag, "--fragment", "--json")
    assert result.code == 0, result.err
    lines = map(json.loads, result.out.splitlines())
    return {line["article"]: line["html"] for line in lines}


def translate(trial: Trial, gettext: Gettext) -> None:
    """Translate every message as the case says, in the catalogs; they stay valid."""
    for number, case in enumerate(CASES):
        path = trial.root / f"locales/es/LC_MESSAGES/c{number}.po"
        catalog = polib.pofile(str(path))
        for entry in catalog:
            entry.msgstr = translated(case, entry.msgid)
        catalog.save()
        gettext("msgfmt", "--check", "-o", "/dev/null", path)


def test_all_cases_from_source_through_catalog_to_page(trial: Trial, gettext: Gettext) -> None:
    """A case's later version, where there is one, keeps the translations of the first."""

    def sources(key: str) -> dict[str, str]:
        every = enumerate(CASES)
        return {f"articles/c{n}{c['suffix']}": c.get(key, c["source"]) for n, c in every}

    trial.write(sources("source"))
    assert trial.run("update", "-l", "es").code == 0
    translate(trial, gettext)
    found = bodies(trial, "es")
    own = bodies(trial, "en")
    for number, case in enumerate(CASES):
        assert found[f"c{number}"] == case.get("translated", case["html"]), name_of(case)
        assert own[f"c{number}"] == case["html"], name_of(case)
    trial.write(sources("edited"))
    assert trial.run("update", "-l", "es").code == 0
    again = bodies(trial, "es")
    for number, case in enumerate(CASES):
        expected = case.get("edited_translated", found[f"c{number}"])
        assert again[f"c{number}"] == expected, name_of(case)


def test_a_translation_gains_no_footnote_formula_or_template_tag() -> None:
    rendered = inline.render_translation("a {{ b }} \\{{ c }} $d$ [^e]", "a", footnotes={"e": 1})
    assert rendered == "a &#123;{ b }} &#123;{ c }} $d$ [^e]"


def test_what_translates_a_skipped_block_is_not_asked_for_and_links_live() -> None:
    made = document("<!-- lingopress: skip -->\n[Here](other.md)\n")
    assert translated_html(made) == '<p><a href="other.md">Here</a></p>\n'


@pytest.mark.parametrize("text", [" note: x ", "lingo press: skip", " lingopress ", ""])
def test_other_comments_steer_nothing(text: str) -> None:
    assert steering.parse(text) is None


@pytest.mark.parametrize("what", ["skp", "note=", "skip=1", "segmentation=word", ""])
def test_an_unknown_directive_is_an_error_with_its_place(what: str) -> None:
    with pytest.raises(ContentError) as caught:
        document(f"One\n\n> two\n>\n> <!-- lingopress: {what} -->\n")
    assert caught.value.where == "articles/a.md:5"

"""``lingopress status --queue``: drafts by risk, then people's texts; the count of ``--json``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.catalog.state import mt_comment

if TYPE_CHECKING:
    from collections.abc import Callable

    from trial import Result, Trial

    Run = Callable[..., Result]

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
SPANISH = "locales/es/LC_MESSAGES/"
CHINESE = "locales/zh_Hans/LC_MESSAGES/"


def draft(msgid: str, msgstr: str, origin: str = "deepl", *lines: str) -> str:
    mark = mt_comment(origin, Entry(msgid, msgstr))
    notes = "".join(f"{line}\n" for line in lines)
    return f'# {mark}\n{notes}#, fuzzy\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n'


def catalog(*entries: str) -> str:
    return "\n".join([HEADER, *entries])


@pytest.fixture
def site(trial: Trial) -> Trial:
    """Give a publication of two articles with every kind of text."""
    stale = '#, fuzzy\n#| msgid "It has ten parts."\nmsgid "It has six parts."\nmsgstr "Diez."\n'
    doubt = '#, fuzzy\nmsgid "Two."\nmsgstr "Dos."\n'
    plain = 'msgid "One."\nmsgstr "Uno."\n\nmsgid "None."\nmsgstr ""\n'
    wrong = draft("Back in 2012.", "En 2021.", "apertium:eng-spa")
    lost = draft("A *bold* word.", "Una palabra.", "memory:100%", "# mt-note: markup lost: *")
    trial.write(
        {
            "articles/index.md": "# Home\n\nOne. Two.\n",
            "articles/b.md": "# B\n\nA *bold* word.\n",
            f"{SPANISH}index.po": catalog(
                plain,
                stale,
                doubt,
                draft("Same.", "Igual."),
                wrong,
                '#~ msgid "a"\n#~ msgstr "b"\n',
            ),
            f"{SPANISH}b.po": catalog(draft("Same.", "Igual."), lost),
            f"{CHINESE}index.po": catalog(draft("Same.", "相同。")),
        }
    )
    return trial


def listed(run: Run, *args: str) -> list[dict[str, Any]]:
    done = run("status", "--queue", "--json", *args)
    assert (done.code, done.err) == (0, "")
    return [json.loads(line) for line in done.out.splitlines()]


def test_the_most_doubtful_comes_first_and_people_last(site: Trial, run: Run) -> None:
    before = site.snapshot()
    done = run("status", "--queue")
    assert (done.code, done.err) == (0, "")
    assert site.snapshot() == before
    lost = "markup lost: *; lost-markup: emphasis of the source is missing; used for the same text"
    wrong = "by apertium:eng-spa; numbers: 2021 instead of 2012"
    edited = "the source was edited since, 28 % of it"
    assert done.out.splitlines() == [
        f"{SPANISH}b.po:9: 100: “A *bold* word.”: {lost}",
        f"{SPANISH}index.po:24: 55: “Back in 2012.”: {wrong}",
        f"{SPANISH}b.po:4: 12: “Same.”: by deepl; stands in 2 articles",
        f"{SPANISH}index.po:19: 12: “Same.”: by deepl; stands in 2 articles",
        f"{CHINESE}index.po:4: 10: “Same.”: by deepl",
        f"{SPANISH}index.po:10: stale: “It has six parts.”: {edited}",
        f"{SPANISH}index.po:15: draft: “Two.”: marked as doubtful by a person",
    ]


@pytest.mark.usefixtures("site")
def test_programs_get_all_of_it(run: Run) -> None:
    assert listed(run)[1] == {
        "locale": "es",
        "domain": "index",
        "file": f"{SPANISH}index.po",
        "line": 24,
        "state": "draft",
        "origin": "apertium:eng-spa",
        "score": 55,
        "high_risk": True,
        "reasons": ["by apertium:eng-spa", "numbers: 2021 instead of 2012"],
        "msgctxt": None,
        "msgid": "Back in 2012.",
        "msgstr": "En 2021.",
    }
    assert [each["high_risk"] for each in listed(run)] == [True, True, *[False] * 5]


@pytest.mark.usefixtures("site")
def test_a_part_of_the_queue(run: Run) -> None:
    assert [each["line"] for each in listed(run, "-l", "zh-Hans")] == [4]
    assert [each["domain"] for each in listed(run, "b", "-l", "es")] == ["b", "b"]
    done = run("status", "--queue", "--limit", "2")
    assert len(done.out.splitlines()) == 2
    assert done.err == "status: 5 texts more\n"
    assert run("status", "--queue", "--limit", "7").err == ""


@pytest.mark.usefixtures("site")
def test_the_rows_count_drafts_of_high_risk(run: Run) -> None:
    rows = [json.loads(line) for line in run("status", "--json").out.splitlines()]
    found = {(row["locale"], row["domain"]): row["high_risk"] for row in rows}
    assert {place: count for place, count in found.items() if count} == {
        ("es", "b"): 1,
        ("es", "index"): 1,
    }


def test_a_reason_does_not_steer_the_terminal(site: Trial, run: Run) -> None:
    site.write({f"{SPANISH}b.po": catalog(draft("A\x1b[2J", "B\x1b[2J"))})
    done = run("status", "--queue", "b")
    assert "“A\\x1b[2J”" in done.out
    assert "\x1b" not in done.out


def test_a_broken_catalog_is_named_and_the_rest_listed(site: Trial, run: Run) -> None:
    site.write({f"{SPANISH}b.po": "msgid"})
    done = run("status", "--queue")
    assert done.code == 1
    assert done.err.startswith(f"error: {SPANISH}b.po:1: ")
    assert len(done.out.splitlines()) == 5


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--queue", "--words"], "--queue goes with --limit and --json alone"),
        (["--queue", "--diff"], "--queue goes with --limit and --json alone"),
        (["--queue", "--html", "a.html"], "--queue goes with --limit and --json alone"),
        (["index"], "ARTICLE and --limit go with --queue"),
        (["--limit", "3"], "ARTICLE and --limit go with --queue"),
        (["--queue", "--limit", "0"], "--limit"),
        (["--queue", "idnex"], "did you mean"),
    ],
    ids=str,
)
@pytest.mark.usefixtures("site")
def test_options_that_make_no_sense_are_refused(run: Run, arguments: list[str], error: str) -> None:
    done = run("status", *arguments)
    assert done.code == 2
    assert error in done.err
    assert not done.out

"""``lingopress status``: counts, whose text it is, since when; its forms and its exit codes."""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n import status
from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.catalog.state import State, mt_comment
from lingopress_i18n.words import Tally
from repository import Repository

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trial import Result, Trial

    Run = Callable[..., Result]

HOME = """\
# Home

One. Two words. Three plain words. Four words stand here. *Five* words are `in` all.
"""
CATALOG = "locales/es/LC_MESSAGES/index.po"
TEXTS = ("Home", "One.", "Two words.", "Three plain words.", "Four words stand here.")
MARCH, MAY = date(2026, 3, 1), date(2026, 5, 3)


@pytest.fixture
def site(trial: Trial, run: Run) -> Trial:
    """Give a publication of one article, with catalogs that hold nothing yet."""
    trial.write({"articles/index.md": HOME})
    assert run("update").code == 0
    return trial


def change(trial: Trial, changes: Mapping[str, Mapping[str, Any]], path: str = CATALOG) -> None:
    """Change fields of entries, by msgid."""
    opened = polib.pofile(trial.root / path, encoding="utf-8", wrapwidth=0)
    for msgid, fields in changes.items():
        entry = opened.find(msgid)
        assert entry is not None, msgid
        for name, value in fields.items():
            setattr(entry, name, value)
    opened.save()


def machine(msgid: str, msgstr: str, engine: str = "apertium:eng-spa", **more: object) -> Any:  # noqa: ANN401 - fields of polib's entry
    """Give the fields of an entry that an engine has filled."""
    comment = mt_comment(engine, Entry(msgid, msgstr))
    return {"msgstr": msgstr, "tcomment": comment, "flags": ["fuzzy"], **more}


def rows(run: Run, *args: str) -> dict[tuple[str, str], dict[str, Any]]:
    done = run("status", "--json", *args)
    found = [json.loads(line) for line in done.out.splitlines()]
    return {(row["locale"], row["domain"]): row for row in found}


def index(run: Run) -> dict[str, Any]:
    return rows(run)["es", "index"]


def test_json_counts_messages_words_and_characters_by_state(site: Trial, run: Run) -> None:
    change(
        site,
        {
            "Two words.": {"msgstr": "Dos palabras."},
            "Three plain words.": {"msgstr": "Tres.", "flags": ["fuzzy"]},
            "Four words stand here.": {
                "msgstr": "Cuatro.",
                "flags": ["fuzzy"],
                "previous_msgid": "Four words stood here.",
            },
        },
    )
    site.write({CATALOG: site.read(CATALOG) + '\n#~ msgid "It is gone."\n#~ msgstr "Ya no."\n'})
    before = site.snapshot()
    done = run("status", "--json")
    assert (done.code, done.err) == (0, "")
    assert site.snapshot() == before
    assert rows(run).keys() == {
        (tag, name) for tag in ("es", "zh-Hans") for name in ("site", "theme", "index")
    }
    found = index(run)
    page = found.pop("page")
    assert (page["status"], page["published"], page["out_of_date"]) == (
        "partly reviewed",
        True,
        True,
    )
    assert page["messages"] == {"reviewed": 1, "draft": 0, "source": 5}
    assert page["words"] == {"reviewed": 2, "draft": 0, "source": 14}
    assert {each["what"]: each["count"] for each in page["obstacles"]} == {
        "missing": 3,
        "draft": 1,
        "stale": 1,
    }
    assert rows(run)["es", "theme"]["page"] is None
    assert found == {
        "locale": "es",
        "domain": "index",
        "messages": {"reviewed": 1, "draft": 1, "stale": 1, "missing": 3, "obsolete": 1},
        "words": {"reviewed": 2, "draft": 3, "stale": 4, "missing": 7, "obsolete": 3},
        "characters": {"reviewed": 9, "draft": 16, "stale": 19, "missing": 26, "obsolete": 9},
        "reviewed_share": 0.125,
        "unedited_machine": {
            state: {"messages": 0, "words": 0} for state in ("reviewed", "draft", "stale")
        },
        "stale_since": None,
        "stale_since_note": "unknown",
        "high_risk": 0,
    }


def test_an_article_without_a_catalog_is_missing(trial: Trial, run: Run) -> None:
    trial.write({"articles/index.md": HOME})
    assert index(run)["messages"]["missing"] == 6
    assert rows(run)["es", "theme"]["messages"]["missing"] == 0  # the theme comes translated


def test_the_machines_text_is_known_where_nobody_touched_it(site: Trial, run: Run) -> None:
    change(
        site,
        {
            "One.": machine("One.", "Uno."),
            "Two words.": machine("Two words.", "Dos palabras.") | {"msgstr": "Dos vocablos."},
            "Three plain words.": machine("Three plain words.", "Tres.", flags=[]),
            "Four words stand here.": machine("Four words stand here.", "4")
            | {"msgstr": "Cuatro.", "flags": []},
            "Home": machine("Home", "Inicio", "memory:exact"),
        },
    )
    found = index(run)
    assert found["messages"] == {
        "reviewed": 2,
        "draft": 3,
        "stale": 0,
        "missing": 1,
        "obsolete": 0,
    }
    assert found["unedited_machine"] == {
        "reviewed": {"messages": 1, "words": 3},
        "draft": {"messages": 1, "words": 1},  # what the memory found again is a person's
        "stale": {"messages": 0, "words": 0},
    }


def stale(previous: str) -> dict[str, Any]:
    return {"msgstr": "Viejo.", "flags": ["fuzzy"], "previous_msgid": previous}


def test_the_oldest_stale_message_is_dated_by_git(site: Trial, run: Run) -> None:
    repository = Repository.create(site.root)
    assert (index(run)["stale_since"], index(run)["stale_since_note"]) == (None, "")
    change(site, {"One.": stale("Once.")})
    assert index(run)["stale_since_note"] == "unknown"  # no commit at all
    repository.commit({}, MARCH)
    change(site, {"Two words.": stale("A long sentence was here. " * 8)})
    assert index(run)["stale_since"] == "2026-03-01"
    repository.commit({}, MAY)
    assert index(run)["stale_since"] == "2026-03-01"
    change(site, {"One.": {"flags": [], "previous_msgid": None, "msgstr": "Uno."}})
    assert index(run)["stale_since"] == "2026-05-03"
    change(site, {"Home": stale("House")})
    change(site, {"Two words.": {"flags": [], "previous_msgid": None, "msgstr": "Dos."}})
    assert (index(run)["stale_since"], index(run)["stale_since_note"]) == (None, "not committed")


def test_the_table_shows_what_there_is(site: Trial, run: Run) -> None:
    assert "obsolete" not in run("status").out
    change(site, {"Two words.": {"msgstr": "Dos."}, "One.": stale("Once.")})
    done = run("status", "-l", "es")
    head, *lines = [line for line in done.out.splitlines() if line.strip()]
    assert all(line == line.rstrip() for line in lines)
    assert head.split("  ")[0].strip() == "locale"
    assert "stale since" in head
    cells = [line.split() for line in lines]
    page = ["partly", "reviewed,", "out", "of", "date"]
    assert ["es", "index", "1", "·", "1", "4", "unknown", "14", "12", "%", *page] in cells
    words = [line.split() for line in run("status", "-l", "es", "--words").out.splitlines()]
    assert ["es", "index", "2", "·", "1", "13", "unknown", "14", "12", "%", *page] in words


@pytest.mark.parametrize(("width", "is_wide"), [("200", True), ("80", False)])
def test_a_terminal_gets_the_columns_that_it_has_room_for(
    site: Trial, width: str, *, is_wide: bool
) -> None:
    name = "a-name-of-an-article-that-is-longer-than-one-line-has-room"
    site.write({f"articles/{name}.md": HOME})
    change(site, {"One.": stale("Once.")})
    done = site.run("status", env={"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": width})
    text = re.sub(r"\x1b\[[0-9;]*m", "", done.out)
    assert max(map(len, text.splitlines())) <= int(width)
    assert (name in text) is is_wide
    assert ("wider: also stale since" in text) is not is_wide
    assert "…" not in text


@pytest.mark.parametrize("charset", ["ascii", "iso8859-9"])
def test_a_pipe_of_another_charset_is_no_obstacle(site: Trial, charset: str) -> None:
    site.write({"articles/第一.md": HOME})
    done = site.run("status", env={"PYTHONIOENCODING": charset})
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[6].split()[:5] == ["|es", "|??", "|", "-", "|"]


def test_every_broken_catalog_of_a_locale_is_named_and_the_others_shown(
    site: Trial, run: Run
) -> None:
    site.write({CATALOG: 'msgid "a\n', "locales/es/LC_MESSAGES/site.po": 'msgid ""\nmsgstr "\n'})
    done = run("status")
    assert done.code == 1
    assert [line.partition(": ")[2].partition(": ")[0] for line in done.err.splitlines()] == [
        f"{CATALOG}:1",
        "locales/es/LC_MESSAGES/site.po:2",
    ]
    assert {line.split()[0] for line in done.out.splitlines() if "100 %" in line} == {"zh-Hans"}
    assert " es " not in done.out
    assert {tag for tag, _ in rows(run)} == {"zh-Hans"}
    page = run("status", "--html", "-")
    assert page.code == 1
    assert page.out.count(f"{CATALOG}:1: ") == 1


# ---- --fail-under


def test_a_locale_must_be_as_far_as_is_demanded(site: Trial, run: Run) -> None:
    change(site, {text: {"msgstr": "Sí."} for text in TEXTS})
    spanish = [row["words"] for (tag, _), row in rows(run).items() if tag == "es"]
    reviewed = sum(words["reviewed"] for words in spanish)
    total = sum(sum(words.values()) for words in spanish)
    percent = 100 * reviewed / total
    assert 0 < percent < 99
    assert run("status", "-l", "es", "--fail-under", f"{percent - 0.01:.2f}").code == 0
    done = run("status", "-l", "es", "--fail-under", f"{percent + 0.01:.2f}")
    assert done.code == 1
    assert done.err.startswith(f"error: es: {int(percent)} % of the words are reviewed, less than ")


def test_exactly_as_far_is_far_enough(site: Trial, run: Run) -> None:
    change(site, {"Trial": {"msgstr": "Prueba"}}, "locales/es/LC_MESSAGES/site.po")
    change(site, {text: {"msgstr": "Sí."} for text in (*TEXTS, "*Five* words are `in` all.")})
    done = run("status", "--fail-under", "100")
    assert done.code == 1
    assert "error: zh-Hans: " in done.err
    assert "of the words are reviewed, less than 100 %" in done.err
    assert "error: es: " not in done.err
    assert run("status", "-l", "es", "--fail-under", "100").code == 0
    assert run("status", "-l", "zh-Hans", "--fail-under", "0").code == 0


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("least", ["101", "-1", "all"])
def test_a_percentage_is_one(run: Run, least: str) -> None:
    assert run("status", "--fail-under", least).code == 2


def test_a_pseudo_locale_lacks_nothing(trial: Trial, run: Run) -> None:
    config = trial.read("lingopress.toml").replace('"zh-Hans"', '"en-XA"')
    trial.write({"articles/index.md": HOME, "lingopress.toml": config})
    done = run("status", "-l", "en-XA", "--fail-under", "100")
    assert (done.code, done.out) == (0, "")
    assert done.err == "en-XA: a pseudo-locale has nothing to translate\n"
    assert run("status", "-l", "en-XA", "--html", "-").code == 0


# ---- --html


def test_the_page_is_written_only_if_it_differs(site: Trial, run: Run) -> None:
    path = site.root / "deep" / "status.html"
    done = run("status", "--html", str(path))
    assert (done.code, done.out, done.err) == (0, "", f"status: wrote {path}\n")
    before = site.snapshot()
    assert run("status", "--html", str(path)).err == f"status: nothing has changed in {path}\n"
    assert site.snapshot() == before
    assert run("status", "--html", "-").out == path.read_text("utf-8")


def test_one_form_excludes_the_others(site: Trial, run: Run) -> None:
    before = site.snapshot()
    done = run("status", "--json", "--html", "status.html")
    assert done.code == 2
    assert "--json and --html exclude each other" in done.err
    assert run("status", "--html", str(site.root)).code == 2  # a folder
    assert site.snapshot() == before


# ---- shares

tallies = st.builds(Tally, st.integers(1, 9), st.sampled_from([0, 0, 1, 40]), st.just(0))


def row(*of_states: Tally) -> status.Row:
    states = (State.REVIEWED, State.DRAFT, State.STALE, State.MISSING, State.OBSOLETE)
    return status.Row("es", "a", dict(zip(states, of_states, strict=False)), {}, None)


@given(st.lists(tallies, max_size=5))
def test_all_is_reviewed_if_and_only_if_nothing_is_left(found: list[Tally]) -> None:
    whole = row(*found)
    assert 0 <= whole.reviewed <= 1
    assert (whole.reviewed == 1) == (whole.left.messages == 0)
    assert (status.percent(whole.reviewed) == "100 %") == (whole.left.messages == 0)
    if whole.tally(State.REVIEWED).words:
        assert status.percent(whole.reviewed) != "0 %"


@given(st.lists(st.lists(tallies, max_size=5), max_size=4))
def test_rows_together_hold_what_each_holds(found: list[list[Tally]]) -> None:
    every = [row(*each) for each in found]
    whole = status.together(every)
    for state in State:
        assert whole.tally(state) == sum((each.tally(state) for each in every), Tally())


@pytest.mark.parametrize(
    ("part", "written"),
    [("0", "0 %"), ("1/1000", "<1 %"), ("1/100", "1 %"), ("999/1000", "99 %"), ("1", "100 %")],
)
def test_a_percentage_never_says_more_than_is_true(part: str, written: str) -> None:
    assert status.percent(Fraction(part)) == written

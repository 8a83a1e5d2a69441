"""How doubtful a draft is: cases as data, and the law that another sign never lowers a score."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n.catalog.glossary import Term
from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.catalog.state import made_for, mt_comment, mt_engine, mt_note
from lingopress_i18n.checks.context import Context
from lingopress_i18n.checks.settings import Settings
from lingopress_i18n.locales import locale
from lingopress_i18n.risk import FIRST, HIGH, Risk, Sign, assess
from lingopress_i18n.risk.origins import of_origin
from lingopress_i18n.risk.signs import Surroundings, of_machine, of_person

Case = dict[str, Any]
NEEDED = {"name", "msgid", "msgstr", "score", "reasons"}
OPTIONAL = {
    *("origin", "notes", "extracted", "previous", "locale", "is_old"),
    *("terms", "elsewhere", "articles", "begins"),
}


def cases() -> list[Any]:
    """Load the cases; a malformed one fails the collection."""
    data = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))
    assert data.keys() == {"case"}
    loaded = []
    for case in data["case"]:
        assert NEEDED <= case.keys() <= NEEDED | OPTIONAL, case
        loaded.append(pytest.param(case, id=case["name"]))
    assert len({each.id for each in loaded}) == len(loaded)
    return loaded


def rate(case: Case) -> Risk:
    """Weigh the entry that a case describes."""
    previous = case.get("previous")
    entry = Entry(
        msgid=case["msgid"],
        msgstr=case["msgstr"],
        flags=("fuzzy",),
        extracted=tuple(case.get("extracted", ())),
        previous=previous,
    )
    if "origin" in case:
        marked = replace(entry, msgid=previous) if case.get("is_old") and previous else entry
        notes = map(mt_note, case.get("notes", ()))
        entry = replace(entry, comments=(mt_comment(case["origin"], marked), *notes))
    terms = tuple(
        Term(each["source"], each["target"], forbidden=tuple(each.get("forbidden", ())))
        for each in case.get("terms", ())
    )
    others = tuple((text, "b.po:1") for text in case.get("elsewhere", ()))
    around = Surroundings(
        Context(
            locale("en"),
            locale(case.get("locale", "fr")),
            terms=terms,
            elsewhere={entry.key: others},
        ),
        Settings(),
        articles={entry.msgid: case.get("articles", 1)},
        beginning=entry if case.get("begins") else None,
    )
    own = made_for(entry)
    assert mt_engine(own) == case.get("origin")
    return assess(of_machine(entry, own, around) if "origin" in case else of_person(entry, around))


@pytest.mark.parametrize("case", cases())
def test_a_text_has_its_score_and_reasons(case: Case) -> None:
    assert rate(case) == Risk(case["score"], tuple(case["reasons"]))


SIGN = st.builds(Sign, st.integers(0, FIRST), st.text(max_size=3))


@given(st.lists(SIGN), st.lists(SIGN))
def test_another_sign_never_lowers_a_score(some: list[Sign], more: list[Sign]) -> None:
    less, all_ = assess(some), assess(some + more)
    assert 0 <= less.score <= all_.score <= FIRST
    assert set(less.reasons) <= set(all_.reasons)
    assert (all_.score == FIRST) is any(sign.points == FIRST for sign in some + more)


FAULTS: dict[str, Any] = {
    "notes": ["split at its codes"],
    "extracted": ["title"],
    "terms": [{"source": "performer", "target": "interprète"}],
    "elsewhere": ["Un interprète chanta en 2012."],
    "articles": 4,
    "begins": True,
    "msgstr": "Un artiste sang en 2021 2021 2021.",
}
PLAIN = {"origin": "llm:x", "msgid": "A performer sang in 2012.", "msgstr": "Un chant de 2012 ici."}


@given(st.sets(st.sampled_from(sorted(FAULTS))), st.sets(st.sampled_from(sorted(FAULTS))))
def test_another_fault_of_a_text_never_lowers_its_score(some: set[str], more: set[str]) -> None:
    few = {**PLAIN, **{name: FAULTS[name] for name in some}}
    many = {**few, **{name: FAULTS[name] for name in more}}
    assert rate(few).score <= rate(many).score


@given(st.integers(0, 100), st.integers(0, 100))
def test_what_the_memory_found_for_a_more_similar_text_is_no_greater_risk(
    one: int, other: int
) -> None:
    points = of_origin(f"memory:{one}%").points, of_origin(f"memory:{other}%").points
    assert points[0] <= points[1] if one >= other else points[0] >= points[1]


def test_engines_have_their_ranks() -> None:
    order = ("memory:100%", "deepl", "llm:a", "new", "argos:en-fr", "apertium:eng-fra")
    ranked = sorted(order, key=lambda origin: of_origin(origin).points)
    assert tuple(ranked) == order
    assert of_origin("libretranslate").points == of_origin("argos:en-fr").points
    assert of_origin("deep:google").points == of_origin("apertium:x").points


@pytest.mark.parametrize("origin", ["deepl", "apertium:eng-fra", "deep:google", "x"])
def test_no_origin_makes_a_high_risk_by_itself(origin: str) -> None:
    case = {**PLAIN, "msgstr": "Un artiste chanta en 2012.", "origin": origin}
    seen = {"extracted": ["title"], "begins": True}
    assert rate({**case, **seen}).score < HIGH


TEXT = st.text(max_size=30)


@given(TEXT, TEXT.filter(bool), st.sampled_from(("ar", "fr", "ja", "ru", "zh-Hans")))
def test_any_text_can_be_weighed(source: str, own: str, tag: str) -> None:
    for more in ({"origin": "x"}, {}, {"previous": own}):
        found = rate({"msgid": source, "msgstr": own, "locale": tag, **more})
        assert 0 <= found.score < FIRST
        assert found.reasons

"""Every rule on data: cases that it must leave alone, and cases that it must find.

``cases/RULE.toml`` holds tables ``[[good]]`` and ``[[bad]]``: a ``name``, ``msgid``, ``msgstr``,
and what a case needs besides:

* ``found``: what the rule says of a bad one, in order; ``severity``, where it is not the rule's;
* ``locale``: the target, ``fr`` if not given; the source is English;
* ``fuzzy``, ``comments``, ``extracted``, ``msgid_plural``, ``forms``: of the entry;
* ``interface``: an interface string, no Markdown;
* ``policy``, ``terms`` (the glossary), ``unchanged`` (the site's list), ``elsewhere`` (other
  translations by msgid).

A good case must be left alone by its own rule; the others may speak.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lingopress_i18n import policy
from lingopress_i18n.catalog.glossary import Term
from lingopress_i18n.catalog.plurals import Plurals
from lingopress_i18n.catalog.po import Entry
from lingopress_i18n.checks import settings
from lingopress_i18n.checks.context import Context
from lingopress_i18n.checks.registry import ADDRESS, CATALOG, RULES
from lingopress_i18n.checks.run import examine
from lingopress_i18n.locales import locale

Case = dict[str, Any]
CASES = Path(__file__).parent / "cases"
HERE = Path(__file__).parents[2] / "i18n/lingopress_i18n/checks/rules"
NEEDED = {"name", "msgid", "msgstr"}
OPTIONAL = {
    *("locale", "fuzzy", "comments", "extracted", "msgid_plural", "forms", "interface"),
    *("policy", "terms", "unchanged", "elsewhere"),
}


def cases(kind: str) -> list[Any]:
    """Read the cases of all rules; one that is malformed, or of no rule, fails the collection."""
    loaded = []
    used = set()
    for path in sorted(CASES.iterdir()):
        rule = path.stem
        assert path.suffix == ".toml", f"{path}: nothing reads this file"
        assert rule in RULES, f"{path}: there is no such rule"
        data = tomllib.loads(path.read_text("utf-8"))
        assert data.keys() == {"good", "bad"}, f"{path}: misses good or bad cases"
        names = [case["name"] for each in data.values() for case in each]
        assert len(set(names)) == len(names), f"{path}: two cases of one name"
        needed = NEEDED | ({"found"} if kind == "bad" else set())
        for case in data[kind]:
            optional = OPTIONAL | ({"severity"} if kind == "bad" else set())
            assert case.keys() >= needed, f"{path}: {case} misses something"
            assert case.keys() <= needed | optional, f"{path}: {case} has something unknown"
            assert case.get("found", ["x"]), f"{path}: {case} finds nothing"
            loaded.append(pytest.param(rule, case, id=f"{rule}: {case['name']}"))
        used.add(rule)
    assert used == RULES.keys() - {ADDRESS.id, CATALOG.id}, "a rule without cases"
    return loaded


def found(rule: str, case: Case) -> list[tuple[str, str]]:
    """Apply all rules; give what this one says, with the severity."""
    forms = tuple(case.get("forms", ()))
    entry = Entry(
        msgid=case["msgid"],
        msgstr=forms[0] if forms else case["msgstr"],
        msgid_plural=case.get("msgid_plural"),
        msgstr_plural=forms,
        flags=("fuzzy",) if case.get("fuzzy") else (),
        comments=tuple(case.get("comments", ())),
        extracted=tuple(case.get("extracted", ())),
    )
    target = locale(case.get("locale", "fr"))
    configured = settings.parse({"unchanged": case.get("unchanged", [])}, "checks")
    context = Context(
        source=locale("en"),
        target=target,
        policy=policy.parse(case.get("policy", {}), "policy"),
        plurals=Plurals(2, frozenset()),
        terms=tuple(
            Term(
                each["source"],
                each["target"],
                tuple(each.get("forms", ())),
                tuple(each.get("forbidden", ())),
                tuple(each.get("source_forms", ())),
            )
            for each in case.get("terms", ())
        ),
        unchanged=configured.unchanged,
        elsewhere={
            (None, msgid): ((msgstr, "elsewhere.po:1"),)
            for msgid, msgstr in case.get("elsewhere", {}).items()
        },
    )
    every = examine(entry, context, configured, is_markdown=not case.get("interface"))
    return [(message, severity.value) for each, severity, message in every if each.id == rule]


@pytest.mark.parametrize(("rule", "case"), cases("good"))
def test_a_good_translation_is_left_alone(rule: str, case: Case) -> None:
    assert found(rule, case) == []


@pytest.mark.parametrize(("rule", "case"), cases("bad"))
def test_a_mistake_is_found(rule: str, case: Case) -> None:
    severity = case.get("severity", RULES[rule].severity.value)
    assert found(rule, case) == [(message, severity) for message in case["found"]]


def test_every_rule_has_a_file_of_its_name() -> None:
    files = {path.stem.replace("_", "-") for path in HERE.glob("[a-z]*.py")}
    assert files == RULES.keys() - {"address", "catalog", "waivers"}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_says_why_it_is_and_what_to_do(rule: Any) -> None:  # noqa: ANN401 - a Rule
    for text in (rule.title, rule.why, rule.fix):
        assert text.endswith("."), rule.id
        assert text[0].isupper(), rule.id
    assert len(rule.title) <= 80

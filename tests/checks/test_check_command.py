"""``lingopress check`` as people, editors and continuous integration use it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from lingopress_i18n import site
from lingopress_i18n.checks import run
from lingopress_i18n.checks.registry import RULES
from lingopress_i18n.checks.rule import Severity
from lingopress_i18n.locales import locale

if TYPE_CHECKING:
    from trial import Gettext, Trial

HEADER = """\
msgid ""
msgstr ""
"Language: {tag}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

"""
ARTICLES = {
    "articles/a.md": "Read [the text](https://example.org/).\n\nIn 2012 it began.\n",
    "articles/b.md": "See the other text.\n",
}
LINK = 'msgid "Read [the text](https://example.org/)."\nmsgstr "Lea [el texto](https://e.org/)."\n'
YEAR = 'msgid "In 2012 it began."\nmsgstr "Comenzó en 2021."\n'
NAME = "locales/es/LC_MESSAGES/a.po"
OTHER = "locales/es/LC_MESSAGES/b.po"


def catalog(*entries: str, tag: str = "es") -> str:
    return HEADER.format(tag=tag) + "\n".join(entries)


@pytest.fixture
def faulty(trial: Trial) -> Trial:
    """Make a publication with an error and a warning, in this order."""
    trial.write({**ARTICLES, NAME: catalog(LINK, YEAR)})
    return trial


def test_findings_are_lines_that_editors_link(faulty: Trial) -> None:
    before = faulty.snapshot()
    done = faulty.run("check")
    assert done.out.splitlines() == [
        f"{NAME}:7: error: links: link to https://e.org/ instead of https://example.org/",
        f"{NAME}:10: warning: numbers: 2021 instead of 2012",
    ]
    assert done.err == "check: 1 error, 1 warning, 0 notes in 2 entries\n"
    assert done.code == 1
    assert faulty.snapshot() == before


def test_findings_are_objects_for_programs(faulty: Trial) -> None:
    found = [json.loads(line) for line in faulty.run("check", "--json").out.splitlines()]
    assert found[1] == {
        "file": NAME,
        "line": 10,
        "severity": "warning",
        "rule": "numbers",
        "message": "2021 instead of 2012",
        "locale": "es",
        "domain": "a",
        "state": "reviewed",
        "context": None,
        "msgid": "In 2012 it began.",
    }
    assert [each["rule"] for each in found] == ["links", "numbers"]


def test_only_errors_fail_unless_strict(trial: Trial) -> None:
    trial.write({**ARTICLES, NAME: catalog(YEAR)})
    assert trial.run("check").code == 0
    assert trial.run("check", "--strict").code == 1
    trial.write({NAME: catalog(YEAR.replace("2021", "2012"))})
    done = trial.run("check", "--strict")
    assert (done.code, done.out) == (0, "")


def test_locales_and_articles_can_be_chosen(faulty: Trial) -> None:
    wrong = 'msgid "See the other text."\nmsgstr "见文本.见文本"\n'
    faulty.write({OTHER: catalog('msgid "See the other text."\nmsgstr "Vea el otro texto"\n')})
    faulty.write({"locales/zh_Hans/LC_MESSAGES/b.po": catalog(wrong, tag="zh_Hans")})
    files = {line.partition(":")[0] for line in faulty.run("check").out.splitlines()}
    assert files == {NAME, OTHER, "locales/zh_Hans/LC_MESSAGES/b.po"}
    files = {line.partition(":")[0] for line in faulty.run("check", "-l", "es").out.splitlines()}
    assert files == {NAME, OTHER}
    assert faulty.run("check", "-l", "es", "b").out.startswith(f"{OTHER}:7: warning")
    assert faulty.run("check", "-l", "es", "articles/b.md").code == 0


def test_a_broken_catalog_is_a_finding_and_the_others_are_checked(faulty: Trial) -> None:
    faulty.write({OTHER: catalog('msgid "See"\nmsgstr "Vea"\nmsgstr "Lea"\n')})
    done = faulty.run("check")
    assert re.search(rf"^{OTHER}:9: error: catalog: ", done.out, re.MULTILINE)
    assert f"{NAME}:7: error: links" in done.out
    assert done.code == 1
    assert "Traceback" not in done.err
    assert "catalog" not in faulty.run("check", "a").out


def test_what_msgfmt_refuses_is_an_error_at_its_line(trial: Trial) -> None:
    trial.write({NAME: catalog('msgid "x\\n"\nmsgstr "y"\n')})
    assert trial.run("check").out.startswith(f"{NAME}:7: error: msgfmt: msgid and msgstr must")


@pytest.mark.parametrize(
    ("flags", "shown"),
    [
        ("", ["error"]),
        ("#, fuzzy\n", ["warning"]),
        ('#, fuzzy\n#| msgid "Read it."\n', []),
    ],
)
def test_drafts_are_warned_of_and_stale_entries_left_alone(
    trial: Trial, flags: str, shown: list[str]
) -> None:
    trial.write({NAME: catalog(flags + LINK)})
    found = re.findall(r": (error|warning|info): ", trial.run("check").out)
    assert found == shown


def test_a_waiver_holds_after_other_tools_have_saved_the_catalog(
    trial: Trial, gettext: Gettext
) -> None:
    trial.write({NAME: catalog(f"# lingopress: ok numbers (the edition of 2021)\n{YEAR}")})
    assert trial.run("check").out == ""
    path = trial.root / NAME
    gettext("msgcat", "--width=79", "-o", path, path)
    assert trial.run("check").out == ""
    trial.write({NAME: trial.read(NAME).replace("2021.", "2012.")})
    assert f"{NAME}:7: warning: waivers: numbers has nothing to say here" in trial.run("check").out


def test_a_site_changes_severities_and_turns_rules_off(faulty: Trial) -> None:
    config = faulty.read("lingopress.toml")
    faulty.write(
        {"lingopress.toml": f'{config}\n[checks.rules]\nlinks = "off"\nnumbers = "error"\n'}
    )
    done = faulty.run("check")
    assert done.out == f"{NAME}:10: error: numbers: 2021 instead of 2012\n"
    assert done.code == 1


def test_a_site_lists_what_may_stay_unchanged(trial: Trial) -> None:
    trial.write({NAME: catalog('msgid "ladies and gentlemen"\nmsgstr "ladies and gentlemen"\n')})
    assert "unchanged" in trial.run("check").out
    config = trial.read("lingopress.toml")
    trial.write({"lingopress.toml": f'{config}\n[checks]\nunchanged = ["ladies *"]\n'})
    assert trial.run("check").out == ""


def test_the_policy_of_the_site_counts(faulty: Trial) -> None:
    config = faulty.read("lingopress.toml")
    faulty.write({"lingopress.toml": f'{config}\n[policy]\nhosts = ["e.org"]\n'})
    assert "links" not in faulty.run("check").out


def test_the_glossary_is_respected_and_update_leaves_it_alone(trial: Trial) -> None:
    term = '# forbidden: escrito*\nmsgid "text"\nmsgstr "texto"\n'
    glossary = "locales/es/glossary.po"
    trial.write({**ARTICLES, glossary: catalog(term)})
    assert trial.run("publish").code == 0
    assert trial.read(glossary) == catalog(term)
    trial.write({OTHER: catalog('msgid "See the other text."\nmsgstr "Vea el otro escrito."\n')})
    assert trial.run("check").out.splitlines() == [
        f"{OTHER}:7: warning: forbidden-terms: escrito is forbidden for text: texto",
        f"{OTHER}:7: info: terms: text is texto in the glossary",
    ]
    trial.write({glossary: "msgid"})
    assert f"{glossary}:1: error: catalog: " in trial.run("check").out


def test_one_message_in_two_articles_is_compared(trial: Trial) -> None:
    trial.write(
        {
            NAME: catalog('msgid "The text"\nmsgstr "El texto"\n'),
            OTHER: catalog('msgid "The text"\nmsgstr "El escrito"\n'),
        }
    )
    assert f"info: inconsistent: is “El escrito” in {OTHER}:7" in trial.run("check").out


def test_rules_are_listed_and_explained(trial: Trial) -> None:
    listed = trial.run("check", "--list").out
    assert [line.split()[0] for line in listed.splitlines()] == list(RULES)
    assert trial.run("check", "--explain").out == listed
    rule = RULES["numbers"]
    explained = " ".join(trial.run("check", "--explain", rule.id).out.split())
    assert rule.why in explained
    assert rule.fix in explained
    assert "# lingopress: ok numbers" in explained


def test_pseudo_locales_have_nothing_to_check(trial: Trial) -> None:
    config = trial.read("lingopress.toml").replace('"es",', '"es", "en-XA",')
    trial.write({"lingopress.toml": config})
    done = trial.run("check", "-l", "en-XA")
    assert (done.code, done.out) == (0, "")


def test_the_library_answers_whether_an_article_has_errors(faulty: Trial) -> None:
    config = site.load(faulty.root)
    spanish = locale("es")
    report = run.check(config, [spanish])
    assert report.has_errors(spanish, "a")
    assert not report.has_errors(spanish, "b")
    assert not report.has_errors(locale("zh-Hans"), "a")
    assert report.worst() is Severity.ERROR


def test_findings_come_in_the_same_order_every_time(faulty: Trial) -> None:
    first = faulty.run("check", env={"PYTHONHASHSEED": "1"}).out
    assert first == faulty.run("check", env={"PYTHONHASHSEED": "2"}).out

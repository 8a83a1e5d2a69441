"""``lingopress update`` and ``status --diff`` through the real command line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from trial import CONFIG

if TYPE_CHECKING:
    from trial import Gettext, Trial

CATALOG = "locales/es/LC_MESSAGES/a.po"
SENTENCES = "The treaty protects all actors. It has 48 parties. Nobody has left it yet."


@pytest.fixture
def translated(trial: Trial) -> Trial:
    """Make an article whose every message is translated, between brackets, and confirmed."""
    trial.write({"lingopress.toml": CONFIG, "articles/a.md": f"# A\n\n{SENTENCES}\n"})
    assert trial.run("update", "-l", "es").code == 0
    text = trial.read(CATALOG)
    filled = re.sub(r'(msgid "(.+)"\nmsgstr )""', r'\1"«\2»"', text)
    trial.write({CATALOG: filled})
    return trial


def edit(trial: Trial, old: str, new: str) -> None:
    trial.write({"articles/a.md": trial.read("articles/a.md").replace(old, new)})


def test_an_edit_shows_in_few_lines_and_the_difference_word_by_word(translated: Trial) -> None:
    before = translated.read(CATALOG).splitlines()
    edit(translated, "48 parties", "49 parties")
    done = translated.run("update", "-l", "es")
    assert "1 stale" in done.err
    after = translated.read(CATALOG).splitlines()
    assert [line for line in after if line not in before] == [
        "#, fuzzy",
        '#| msgid "It has 48 parties."',
        'msgid "It has 49 parties."',
    ]
    assert [line for line in before if line not in after] == ['msgid "It has 48 parties."']
    line = after.index("#, fuzzy") + 1
    shown = translated.run("status", "-l", "es", "--diff")
    where, _, text = shown.out.strip().partition(": ")
    assert where.startswith(f"{CATALOG}:")
    assert 0 <= line - int(where.rpartition(":")[2]) <= 2
    assert text == "It has [-48-]{+49+} parties."


def test_the_difference_is_there_for_programs(translated: Trial) -> None:
    edit(translated, "48 parties", "49 parties")
    assert translated.run("update", "-l", "es").code == 0
    row = json.loads(translated.run("status", "-l", "es", "--diff", "--json").out)
    assert (row["file"], row["previous"], row["msgid"], row["msgstr"]) == (
        CATALOG,
        "It has 48 parties.",
        "It has 49 parties.",
        "«It has 48 parties.»",
    )
    assert row["pieces"] == [
        {"change": "same", "text": "It has "},
        {"change": "removed", "text": "48"},
        {"change": "added", "text": "49"},
        {"change": "same", "text": " parties."},
    ]


def test_control_characters_do_not_reach_the_terminal(translated: Trial) -> None:
    edit(translated, "48 parties", "49 \x1b[31mparties")
    assert translated.run("update", "-l", "es").code == 0
    assert "\x1b" not in translated.run("status", "-l", "es", "--diff").out


def test_a_change_of_segmentation_keeps_every_sentence_reviewed(translated: Trial) -> None:
    paragraph = CONFIG + 'segmentation = "paragraph"\n'
    for config in (paragraph, CONFIG, paragraph):
        translated.write({"lingopress.toml": config})
        assert translated.run("update", "-l", "es").code == 0
        rows = translated.run("status", "-l", "es", "--json").out.splitlines()
        (row,) = (each for each in map(json.loads, rows) if each["domain"] == "a")
        assert (
            row["messages"]["reviewed"]
            == sum(row["messages"].values()) - (row["messages"]["obsolete"])
        )


def test_obsolete_entries_go_by_request_and_one_update_later(translated: Trial) -> None:
    edit(translated, " It has 48 parties.", "")
    first = translated.run("update", "-l", "es", "--prune")
    assert "1 obsolete" in first.err
    assert "pruned" not in first.err
    assert "#~" in translated.read(CATALOG)
    assert translated.run("update", "-l", "es").code == 0
    assert "#~" in translated.read(CATALOG)
    assert "1 pruned" in translated.run("update", "-l", "es", "--prune").err
    assert "#~" not in translated.read(CATALOG)


def test_the_catalog_of_a_deleted_article_stays_until_it_is_pruned(translated: Trial) -> None:
    (translated.root / "articles/a.md").unlink()
    translated.write({"articles/b.md": "# Something else\n"})
    assert translated.run("update", "-l", "es").code == 0
    assert translated.run("compile", "-l", "es").code == 0
    assert translated.read(CATALOG).count("#~ msgid") == 4
    assert "4 pruned" in translated.run("update", "-l", "es", "--prune").err
    assert not (translated.root / CATALOG).exists()
    assert not (translated.root / CATALOG.replace(".po", ".mo")).exists()


def test_a_new_catalog_has_a_header_that_gettext_accepts(trial: Trial, gettext: Gettext) -> None:
    config = CONFIG.replace('"zh-Hans"', '"zh-Hans", "ar", "pt-BR", "sr-Latn"')
    trial.write({"lingopress.toml": config, "articles/a.md": f"# A\n\n{SENTENCES}\n"})
    assert trial.run("update").code == 0
    forms = {"zh_Hans": "1", "ar": "6", "sr_Latn": "3", "es": "[23]", "pt_BR": "[23]"}
    for folder, count in forms.items():
        path = trial.root / f"locales/{folder}/LC_MESSAGES/a.po"
        gettext("msgfmt", "--check", "-o", "/dev/null", path)
        header = path.read_text("utf-8")
        assert f'"Language: {folder}\\n"' in header
        assert re.search(f"nplurals={count};", header)
        assert re.search(r'"Language-Team: \w.*\\n"', header)


@pytest.mark.parametrize("date", ["2024-07-09T12:20:23-07:00", "", "no date", None])
def test_an_odd_date_in_a_header_is_kept(translated: Trial, date: str | None) -> None:
    line = "" if date is None else f'"POT-Creation-Date: {date}\\n"\n'
    odd = re.sub(r'"PO-Revision-Date:.*\n', lambda _: line, translated.read(CATALOG))
    translated.write({CATALOG: odd})
    edit(translated, "48 parties", "49 parties")
    assert translated.run("update", "-l", "es").code == 0
    header = odd.partition("\n\n")[0]
    assert translated.read(CATALOG).startswith(header)
    assert translated.run("compile", "-l", "es").code == 0

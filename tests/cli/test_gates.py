"""Gates at the command line: what is held is named with the place to begin, and --strict fails."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polib
import pytest

if TYPE_CHECKING:
    from trial import Trial

ARTICLE = "# Parties\n\nIt has 48 parties. They meet each year. They vote there. All may speak.\n"
CATALOG = "locales/es/LC_MESSAGES/news/a.po"
PAGE = "public/es/news/a/index.html"


@pytest.fixture
def held(trial: Trial) -> Trial:
    """Make a publication whose news wait for a review, and whose catalogs are empty."""
    _gate(trial)
    trial.write({"articles/news/a.md": ARTICLE, "articles/b.md": "# Else\n\nIt is open.\n"})
    assert trial.run("update").code == 0
    return trial


def _gate(trial: Trial, more: str = "") -> None:
    config = trial.read("lingopress.toml").partition("\n[gates]")[0]
    sections = '[gates.sections]\n"news/a" = { es = "hold" }\n'
    trial.write({"lingopress.toml": f"{config}\n[gates]\n{more}\n{sections}"})


def _review(trial: Trial) -> None:
    """Translate everything in Spanish, by other words."""
    catalog = polib.pofile(str(trial.root / CATALOG))
    for entry in catalog:
        entry.msgstr = entry.msgid.translate(str.maketrans("aeiou", "eiaou"))
        entry.flags = []
    catalog.save()


def _edit(trial: Trial, *edits: tuple[str, str]) -> None:
    text = ARTICLE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    trial.write({"articles/news/a.md": text})


def _is_out(trial: Trial) -> bool:
    return (trial.root / PAGE).is_file()


def test_what_is_held_is_named_with_the_first_place_of_each_kind(held: Trial) -> None:
    catalog = polib.pofile(str(held.root / CATALOG))
    catalog[1].msgstr = "Tiene 48 partes."
    catalog[2].msgstr = "Se reúnen cada año."
    catalog[2].flags.append("fuzzy")
    catalog.save()
    done = held.run("publish")
    assert done.code == 0
    (line,) = (each for each in done.err.splitlines() if "is held" in each)
    title, draft = (f"{CATALOG}:{_line(held, at)}" for at in (0, 2))
    expected = f"es: news/a is held: {title}: missing (and 2 more); {draft}: draft"
    assert line == f"publish: {expected}"
    assert not _is_out(held)


def _line(trial: Trial, at: int) -> int:
    """Give the line on which an entry of the catalog begins, counted from 1."""
    blocks = re.split(r"\n\n+", trial.read(CATALOG))
    return trial.read(CATALOG).count("\n", 0, trial.read(CATALOG).index(blocks[at + 1])) + 1


def test_strict_fails_each_time_until_all_is_reviewed(held: Trial) -> None:
    for lost in ("", "", "manifest.json", "facts.json", ""):  # some runs find nothing to do
        if lost:
            (held.root / ".lingopress" / lost).unlink()
        done = held.run("publish", "--strict")
        assert (done.code, done.err.count("error: es: news/a is held")) == (1, 1)
    assert held.run("publish", "--strict", "-l", "zh-Hans").code == 0
    _review(held)
    done = held.run("publish", "--strict")
    assert (done.code, "held" in done.err) == (0, False)
    assert _is_out(held)
    assert held.run("publish", "--strict").code == 0


def test_a_message_that_no_catalog_has_is_named_in_the_article(held: Trial) -> None:
    (held.root / CATALOG).unlink()
    done = held.run("-q", "status", "--json", "-l", "es")
    assert '"where": "articles/news/a.md:1"' in done.out


def test_a_page_stays_over_one_edited_sentence_and_says_so(held: Trial) -> None:
    _review(held)
    assert held.run("publish").code == 0
    _edit(held, ("48", "49"))
    done = held.run("publish", "--strict")
    assert done.code == 1
    assert f"es: news/a stays published, out of date: {CATALOG}:" in done.err
    assert _is_out(held)
    assert "It has 49 parties." in held.read(PAGE)
    assert "48" not in held.read(PAGE)

    built = held.read(PAGE)
    for folder in (".lingopress", "public"):  # as from a fresh clone
        for path in sorted((held.root / folder).rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
    assert held.run("publish").code == 0
    assert held.read(PAGE) == built


def test_how_much_may_be_edited_is_for_the_site_to_say(held: Trial) -> None:
    _review(held)
    _edit(held, ("48", "49"), ("each", "every"), ("vote", "voted"))
    assert held.run("publish").code == 0
    assert not _is_out(held)
    _gate(held, "hold_below = 0.2")
    assert held.run("publish").code == 0
    assert _is_out(held)
    _edit(held, ("48", "49"))
    _gate(held, "hold_below = 1")
    assert held.run("publish").code == 0
    assert not _is_out(held)


def test_a_new_sentence_holds_a_page_that_was_complete(held: Trial) -> None:
    _review(held)
    _edit(held, ("All may speak.", "All may speak. Nobody has ever translated this one."))
    done = held.run("publish")
    assert "es: news/a is held: " in done.err
    assert not _is_out(held)


def test_checks_hold_a_page_where_the_site_asks_for_them(held: Trial) -> None:
    _review(held)
    catalog = polib.pofile(str(held.root / CATALOG))
    catalog[1].msgstr = "Tiene 47 partes."
    catalog.save()
    before, _, gates = held.read("lingopress.toml").partition("\n[gates]")
    rules = '\n[checks.rules]\nnumbers = "error"\n'
    held.write({"lingopress.toml": f"{before}{rules}\n[gates]{gates}"})
    assert held.run("check", "-l", "es").code == 1
    assert held.run("publish").code == 0
    assert _is_out(held)
    _gate(held, "checks = true")
    done = held.run("publish")
    assert f"es: news/a is held: {CATALOG}:{_line(held, 1)}: check: numbers: " in done.err
    assert not _is_out(held)
    catalog[1].msgstr = "Tiene 48 partes."
    catalog.save()
    assert held.run("publish", "--strict").code == 0
    assert _is_out(held)


def test_status_says_what_the_page_of_each_article_is(held: Trial) -> None:
    table = held.run("status", "-l", "es").out
    assert re.search(r"es +b .* fallback\n", table)
    assert re.search(r"es +news/a .* held, fallback\n", table)

"""Characters that tools stumble over, in sources and translations, on the whole way to a page."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING

import polib

from trial import CONFIG

if TYPE_CHECKING:
    from trial import Gettext, Trial

ODD = {
    **{
        f"control {code:02x}": chr(code)
        for code in (1, 2, 3, *range(5, 9), 0xB, 0xC, *range(0xE, 0x20))
    },
    "delete": "\x7f",
    "tab": "\t",
    "next line": "\x85",
    "another control": "\x9f",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "no-break space": "\u00a0",
    "soft hyphen": "\u00ad",
    "word joiner": "\u2060",
    "zero width": "\u200b",
    "joiner": "\u200d",
    "embedding": "\u202b\u202c",
    "override": "\u202e\u202c",
    "isolate": "\u2067\u2069",
    "mark inside": "\ufeff",
    "replacement": "\ufffd",
    "noncharacter": "\ufffe",
    "private": "\ue000",
    "astral": "\U0001f3ac",
    "tag": "\U000e0041",
    "last": "\U0010fffd",
    "ideographic": "\u3000",
    "decomposed": "e\u0301",
    "composed": "\u00e9",
    "conjoining": "\u1112\u1161\u11ab",
    "guard": "\u2000",
    "all guards": "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008",
}
"""Each stands in the middle of a sentence; what catalogs cannot hold is not among them."""


def test_they_reach_the_page_and_every_catalog_is_valid(trial: Trial, gettext: Gettext) -> None:
    names = dict(enumerate(ODD.values()))
    trial.write({"lingopress.toml": CONFIG})
    for number, odd in names.items():
        trial.write({f"articles/m{number}.md": f"One{odd}two *three*.\n"})
        trial.write({f"articles/t{number}.txt": f"Title\n\nOne{odd}two.\n"})
        trial.write({f"articles/h{number}.html": f"<p>One{odd}two <em>three</em>.</p>\n"})
    assert trial.run("update", "-l", "es").code == 0
    for path in sorted((trial.root / "locales/es/LC_MESSAGES").glob("[mth]*.po")):
        gettext("msgfmt", "--check", "-o", "/dev/null", path)
        catalog = polib.pofile(str(path))
        for entry in catalog:
            entry.msgstr = entry.msgid.replace("One", "Uno").replace("two", "dos")
        catalog.save()
        gettext("msgfmt", "--check", "-o", "/dev/null", path)
    before = trial.snapshot()
    again = trial.run("update", "-l", "es")
    assert (again.code, trial.snapshot()) == (0, before)
    articles = [f"{kind}{number}" for kind in "mth" for number in names]
    result = trial.run("render", *articles, "-l", "es", "-l", "en", "--fragment", "--json")
    lines = [json.loads(line) for line in result.out.split("\n") if line]
    found = {(line["article"], line["locale"]): line["html"] for line in lines}
    for kind, end in (("m", " <em>three</em>."), ("t", "."), ("h", " <em>three</em>.")):
        for number, odd in names.items():
            name = f"{kind}{number}"
            kept = odd.translate({9: " ", 12: " "}) if kind == "h" else odd  # space, in HTML
            assert found[name, "en"].strip() == f"<p>One{kept}two{end}</p>", repr(odd)
            assert found[name, "es"].strip() == f"<p>Uno{kept}dos{end}</p>", repr(odd)


def test_line_ends_of_any_kind_in_a_translation_are_one_paragraph(trial: Trial) -> None:
    trial.write({"articles/a.md": "One.\n"})
    assert trial.run("update", "-l", "es").code == 0
    path = trial.root / "locales/es/LC_MESSAGES/a.po"
    catalog = polib.pofile(str(path))
    said = "a\r\nb\rc\vd\fe\x85f\u2028g\u2029h\ni\n\nj"
    for entry in catalog:
        entry.msgstr = said
    catalog.save()
    page = trial.run("render", "a", "-l", "es", "--fragment").out
    assert page.count("<p>") == page.count("</p>") == 1
    assert "".join(page.split()) == "<p>abcdefghij</p>"


def test_what_catalogs_cannot_hold_becomes_the_replacement_character(
    trial: Trial, gettext: Gettext
) -> None:
    """NUL ends a string for gettext, EOT its context."""
    trial.write({"articles/a.md": '---\ntitle: "a\\0b\\x04c"\n---\n\nOne\0two\x04three.\n'})
    assert trial.run("update", "-l", "es").code == 0
    path = trial.root / "locales/es/LC_MESSAGES/a.po"
    assert [each.msgid for each in polib.pofile(str(path))] == [
        "a\ufffdb\ufffdc",
        "One\ufffdtwo\ufffdthree.",
    ]
    gettext("msgfmt", "--check", "-o", "/dev/null", path)


def test_nor_do_references_by_number_bring_it(trial: Trial, gettext: Gettext) -> None:
    trial.write({"articles/a.html": '<p title="a&#x0004b">One&#4;two&#0;three &#45;</p>\n'})
    trial.write({"articles/b.md": '<p title="a&#x4;b">One&#4;two</p>\n\nOne&#4;two.\n'})
    assert trial.run("update", "-l", "es").code == 0
    folder = trial.root / "locales/es/LC_MESSAGES"
    for name in ("a.po", "b.po"):
        gettext("msgfmt", "--check", "-o", "/dev/null", folder / name)
    texts = [each.msgid for each in polib.pofile(str(folder / "a.po"))]
    assert "One\ufffdtwo\ufffdthree -" in texts


def test_text_in_another_normal_form_is_other_text(trial: Trial) -> None:
    """Messages are the author's characters; one of another form is an edit to look at."""
    composed = "Le caf\u00e9 est ouvert, d\u00e9j\u00e0.\n"
    trial.write({"articles/a.md": composed})
    assert trial.run("update", "-l", "es").code == 0
    path = trial.root / "locales/es/LC_MESSAGES/a.po"
    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr = "El caf\u00e9 est\u00e1 abierto."
    catalog.save()
    trial.write({"articles/a.md": unicodedata.normalize("NFD", composed)})
    assert trial.run("update", "-l", "es").code == 0
    (entry,) = (each for each in polib.pofile(str(path)) if "ouvert" in each.msgid)
    assert entry.msgid == unicodedata.normalize("NFD", composed).strip()
    assert (entry.fuzzy, entry.previous_msgid) == (True, composed.strip())

"""Pseudo-translations: every word is another, nothing else is."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n import cldr, inline
from lingopress_i18n.errors import ConfigError
from lingopress_i18n.locales import locale
from lingopress_i18n.pseudo import pseudo, pseudo_string
from trial import REPOSITORY

TAGS = ("en-XA", "ar-XB")
OVERRIDES = re.compile("[\u202a-\u202e]")

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=20)
MARKS = (
    "* ** _ ` ~~ [a](x) ![b. c](y.png) <b> </b> <br> <https://a.b/c> <code>d</code> &eacute; &lt; "
    "\\* \\ & < > ( ) [ ] ! {{ page.title }} {% if x %} é 中 ש don’t 3.5"
)
PIECES = st.sampled_from([" ", "\\\n", *MARKS.split(" ")])
MESSAGES = st.lists(PIECES | TEXT, max_size=12).map("".join).map(str.strip)


@pytest.mark.parametrize(
    ("source", "accented"),
    [
        ("Home", "⟦Ĥööɱéé⟧"),
        ("*Go* [there](x.md 'now')", "⟦*Ĝöö* [ţĥééŕéé](x.md 'now')⟧"),
        ("Run `make` now", "⟦Ŕûûñ `make` ñööŵ⟧"),
        ("<kbd>Tab</kbd> <b>key</b>", "⟦<kbd>Tab</kbd> <b>ķééý</b>⟧"),
        ("At <https://example.org/a>", "⟦ÅÅţ <https://example.org/a>⟧"),
        ("![A cat](cat.png)", "⟦![ÅÅ çååţ](cat.png)⟧"),
        ("Cut &amp; \\*dry\\*", "⟦Çûûţ &amp; \\*ðŕý\\*⟧"),
        ("caf&eacute;", "⟦çååƒ&eacute;⟧"),
        ("Größe für", "⟦Ĝŕ\N{LATIN SMALL LETTER O WITH DIAERESIS}\u0301ß\u0301éé ƒ\u01d8ŕ⟧"),
        (
            "[Go](x){ .button #go } {: .big} {width=50 lang=de}",
            "⟦[Ĝöö](x){ .button #go } {: .big} {width=50 lang=de}⟧",
        ),
        ("Set {a = b} so", "⟦Šééţ {åå = ƀ} šöö⟧"),
        ("{{ page.title }} by {name}", "⟦{{ page.title }} ƀý {name}⟧"),
        ("条约", "⟦条\u0301约\u0301⟧"),
        ("", ""),
    ],
)
def test_text_is_accented_and_lengthened_within_brackets(source: str, accented: str) -> None:
    assert pseudo(source, "en-XA") == accented


@given(MESSAGES)
def test_text_stays_in_its_normal_form(message: str) -> None:
    if unicodedata.is_normalized("NFC", message):
        assert unicodedata.is_normalized("NFC", pseudo(message, "en-XA"))


def test_words_are_set_from_right_to_left() -> None:
    assert pseudo("*Don’t* 3", "ar-XB") == "*\u200f\u2067Don’t\u2069\u200f* 3"


@pytest.mark.parametrize("tag", TAGS)
def test_an_interface_string_keeps_its_fields(tag: str) -> None:
    made = pseudo_string("%(count)s of %(total)d, 100%%, {n}", tag)
    assert re.findall(r"%\(\w+\)[sd]|%%|\{n\}", made) == ["%(count)s", "%(total)d", "%%", "{n}"]
    assert " of " not in made


@given(MESSAGES, st.sampled_from(TAGS))
def test_the_structure_stays_and_so_does_what_is_no_language(message: str, tag: str) -> None:
    made = pseudo(message, tag)
    assert inline.has_same_structure(made, message)
    assert not OVERRIDES.search(made)
    before, after = inline.parse(message).events, inline.parse(made).events
    for kind in ("code", "html", "break", "open", "close"):
        pair = ([each for each in events if each.kind == kind] for events in (before, after))
        one, other = ([(e.value, e.target, e.title) for e in events] for events in pair)
        assert one == other


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1), min_size=1, max_size=5))
def test_every_run_of_letters_changes(runs: list[str]) -> None:
    accented = pseudo(" ".join(runs), "en-XA").strip("⟦⟧").split(" ")
    assert len(accented) == len(runs)
    assert all(new != old for new, old in zip(accented, runs, strict=True))
    mirrored = pseudo(" ".join(runs), "ar-XB").split(" ")
    assert mirrored == [f"\u200f\u2067{run}\u2069\u200f" for run in runs]


def test_english_becomes_about_a_third_longer() -> None:
    text = (REPOSITORY / "articles" / "introduction.md").read_text("utf-8")
    for paragraph in text.split("\n\n")[1:]:
        plain = inline.plain(paragraph)
        if len(plain) > 100:
            assert 1.2 < len(inline.plain(pseudo(paragraph, "en-XA"))) / len(plain) < 1.5


def test_pseudo_locales_are_locales() -> None:
    accented, mirrored = map(locale, TAGS)
    assert (accented.direction, mirrored.direction) == ("ltr", "rtl")
    assert accented.is_pseudo
    assert mirrored.is_pseudo
    assert not locale("en").is_pseudo
    assert cldr.territory_name("CN", mirrored) == "China"
    assert cldr.collation_key(accented)("a") < cldr.collation_key(accented)("b")


def test_an_unknown_pseudo_locale_is_none() -> None:
    with pytest.raises(ConfigError, match="unknown locale"):
        locale("fr-XA")

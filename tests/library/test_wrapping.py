"""Entries that we write look as if GNU gettext had written them, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingopress_i18n.catalog import po
from lingopress_i18n.catalog.po import Catalog, Entry
from lingopress_i18n.catalog.writing import write
from trial import REPOSITORY, shared

if TYPE_CHECKING:
    from pathlib import Path

    from trial import Gettext

HEADER = Entry(msgid="", msgstr="Content-Type: text/plain; charset=UTF-8\n")
BOOKS = ("comprehensive-rust.fr.po", "comprehensive-rust.zh_CN.po")
OPTIONS = {"--width=79": 79, "--width=40": 40, "--width=120": 120, "--no-wrap": 0}
# a few characters of every class that Unicode's rules know, older than gettext 0.21
CLASSES = (
    *(
        "a",
        "é",
        "ж",
        "א",
        "ب",
        "漢",
        "か",
        "ー",
        "ぁ",
        "한",
        "ᄀ",
        "ก",
        "0",
        "٣",
        "½",
        "😀",
        "👍🏽",
    ),
    *("(", "（", "[", ")", "）", "]", "}", "」", "，", "。", "：", "!", "？", ",", ".", ":", ";"),
    *('"', "'", "“", "”", "«", "»", "-", "–", "—", "…", "/", "|", "\\", "$", "€", "%", "°", "+"),
    *("\u00a0", "\u202f", "\u200b", "\u2060", "\u200d", "e\u0301", "\u0301", "🇫🇷", "🇨", "\u00ad"),
    *("\n", "\t", " ", "  ", "\u2028", "\u202b", "https://example.org/a?b=c", "word ", "mot, "),
)


def anew(catalog: Catalog) -> list[tuple[str, str]]:
    """Pair what stands in a file for each entry with what we write for it."""
    style = catalog.style
    return [
        (entry.raw.rstrip("\n"), write(replace(entry, raw=""), style).rstrip("\n"))
        for entry in (catalog.header, *catalog.entries)
    ]


def check_as_msgcat_writes(gettext: Gettext, path: Path, option: str) -> None:
    catalog = po.parse(gettext("msgcat", option, path).encode(), path.name)
    assert catalog.style.width == OPTIONS[option]
    differing = [pair for pair in anew(catalog) if pair[0] != pair[1]]
    assert not differing[:3]


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("name", BOOKS)
def test_every_entry_of_a_real_book_is_written_as_msgcat_writes_it(
    gettext: Gettext, name: str, option: str
) -> None:
    check_as_msgcat_writes(gettext, shared(f"po/{name}"), option)


@pytest.mark.parametrize("tag", ["ar", "es", "fr", "ru", "zh_Hans"])
def test_so_is_the_sample(gettext: Gettext, tag: str) -> None:
    for path in sorted((REPOSITORY / "locales" / tag).rglob("*.po")):
        catalog = po.parse(gettext("msgcat", path).encode(), path.name)
        differing = [pair for pair in anew(catalog) if pair[0] != pair[1]]
        assert not differing[:3]


TEXTS = st.lists(st.sampled_from(CLASSES), min_size=1, max_size=40).map("".join)
ENTRIES = st.builds(
    Entry,
    msgid=TEXTS,
    msgstr=TEXTS,  # msgcat takes notes away from an entry without translation
    msgctxt=st.none() | TEXTS,
    comments=st.sampled_from([(), ("by hand", "", " indented")]),
    extracted=st.sampled_from([(), ("what it is",)]),
    references=st.lists(
        st.sampled_from(["a.md:1", "articles/é/ü.md:23", "x" * 30 + ".md"]),
        max_size=8,
        unique=True,
    ).map(tuple),
    flags=st.sampled_from([(), ("fuzzy",), ("fuzzy", "no-wrap"), ("c-format",)]),
    previous=st.none() | TEXTS,
    previous_msgctxt=st.none() | TEXTS,
    obsolete=st.booleans(),
)


@settings(max_examples=60)
@given(
    entries=st.lists(ENTRIES, min_size=1, max_size=8, unique_by=lambda entry: entry.key),
    option=st.sampled_from(["--width=79", "--width=40", "--width=120"]),
)
def test_any_entry_is_written_as_msgcat_writes_it(
    gettext: Gettext, tmp_path: Path, entries: list[Entry], option: str
) -> None:
    order = [Entry("first", "erste"), *sorted(entries, key=lambda entry: entry.obsolete)]
    catalog = Catalog("a.po", HEADER, tuple(order), width=OPTIONS[option])
    path = tmp_path / "a.po"
    path.write_bytes(catalog.encode())
    assert gettext("msgcat", option, path).encode() == catalog.encode()


@pytest.mark.parametrize("width", [40, 60, 76, 79, 100, 120])
def test_the_width_of_a_file_is_found(gettext: Gettext, width: int) -> None:
    path = shared("po/comprehensive-rust.zh_CN.po")
    written = gettext("msgcat", f"--width={width}", path).encode()
    assert po.parse(written, "a.po").style.width == width


def test_a_flag_keeps_an_entry_unwrapped() -> None:
    entry = Entry("word " * 40, flags=("no-wrap",))
    assert (
        len(write(entry, Catalog("a.po", HEADER, ()).style).splitlines()) == 4
    )  # with the blank one

"""Glossaries as CSV and TBX: what is written is read, others' files too, bad ones are named."""

from __future__ import annotations

import contextlib
import csv
import io
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n.catalog.glossary import Term
from lingopress_i18n.errors import ContentError
from lingopress_i18n.locales import is_alike, locale
from lingopress_translate.glossary import sheet, tbx

if TYPE_CHECKING:
    from collections.abc import Callable

EN, FR, ZH = locale("en"), locale("fr"), locale("zh-Hans")
READERS: dict[str, Callable[[bytes, str], object]] = {"csv": sheet.read, "tbx": tbx.read}
SEPARATORS = ",;|،؛，；、"
CHARACTER = st.characters(exclude_categories=("C", "Zl", "Zp", "Zs")) | st.sampled_from(
    ("=", "+", "-", "@", "'", '"', "＝", "*", "<", "&", "]]>", "\U0001f600")
)
WORDS = (
    st.lists(CHARACTER | st.just(" "), min_size=1, max_size=8)
    .map("".join)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
FORM = (
    WORDS.map(lambda text: "".join(each for each in text if each not in SEPARATORS))
    .map(str.strip)
    .filter(bool)
    .map(lambda text: " ".join(text.split()))
)
LISTS = st.lists(FORM, max_size=3, unique=True).map(tuple)
NOTE = st.lists(WORDS, max_size=2, unique=True).map("\n".join)
TERM = st.builds(Term, WORDS, WORDS, LISTS, LISTS, LISTS, NOTE)
TERMS = st.lists(TERM, max_size=5)


@given(TERMS)
def test_csv_that_is_written_is_read(terms: list[Term]) -> None:
    written = sheet.write(terms)
    assert [row.term for row in sheet.read(written, "a.csv")] == terms
    assert sheet.write(terms) == written


@given(TERMS)
def test_no_cell_is_a_formula(terms: list[Term]) -> None:
    text = sheet.write(terms).decode("utf-8-sig")
    for record in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in record if cell.startswith(("=", "+", "-", "@", "＝", "\t"))]


@given(TERMS, TERMS)
def test_tbx_that_is_written_is_read(french: list[Term], chinese: list[Term]) -> None:
    written = tbx.write({FR: french, ZH: chinese}, EN, "A & B")
    concepts = tbx.read(written, "a.tbx")

    def known(locale_terms: list[Term]) -> list[str]:
        return sorted(map(repr, locale_terms))

    assert known([row.term for row in tbx.rows(concepts, EN, FR)]) == known(french)
    assert known([row.term for row in tbx.rows(concepts, EN, ZH)]) == known(chinese)
    assert tbx.rows(concepts, EN, locale("es")) == []


@given(st.text(max_size=20))
def test_tbx_holds_what_xml_does_not(text: str) -> None:
    written = tbx.write({FR: [Term(f"a{text}", f"b{text}", note=text)]}, EN, text)
    assert len(tbx.read(written, "a.tbx")) == 1


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for read in READERS.values():
        with contextlib.suppress(ContentError):
            read(data, "x")


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_spreadsheets_of_any_country_are_read(bom: bytes, separator: str, newline: str) -> None:
    lines = [["Target", "SOURCE", "Do not translate", "forms"], ["b", " a ", "no", '"c, d;e"']]
    text = "".join(separator.join(line) + newline for line in lines)
    assert [row.term for row in sheet.read(bom + text.encode(), "x")] == [
        Term("a", "b", ("c", "d", "e"))
    ]
    told = f"sep={separator}{newline}".encode()
    assert sheet.read(bom + told + text.encode(), "x")[0].where == "x:3"


def test_what_is_not_to_be_translated_needs_no_target() -> None:
    rows = sheet.read(b"source,target,do_not_translate\nWIPO,,x\n", "x")
    assert rows[0].term == Term("WIPO", "WIPO")
    assert rows[0].term.is_fixed


def test_a_line_in_progress_has_no_target() -> None:
    assert sheet.read(b"source,target\na,\n,\n", "x")[0].term == Term("a", "")


VERSION_2 = b"""<?xml version="1.0" encoding="UTF-16"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader/><text><body>
<termEntry id="1">
  <descrip type="definition">Anybody who acts.</descrip>
  <langSet xml:lang="en-US">
    <ntig><termGrp><term>performer</term></termGrp></ntig>
    <tig><term>performing <hi>artist</hi></term></tig>
  </langSet>
  <langSet xml:lang="fr-CA"><tig><term>com\xc3\xa9dien</term>
    <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig>
    <tig><term>artiste</term></tig>
    <tig><term>interpr\xc3\xa8te</term>
      <termNote type="partOfSpeech">noun</termNote>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
    <note>Not of sports.</note></langSet>
  <langSet lang="zh_CN"><tig><term>\xe8\xa1\xa8\xe6\xbc\x94\xe8\x80\x85</term></tig></langSet>
</termEntry></body></text></martif>""".replace(b'"UTF-16"', b'"UTF-8"')

STYLE_DCT = b"""<tbx style="dct" type="TBX-Basic" xml:lang="en"
  xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min"
  xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body><conceptEntry id="a">
  <min:subjectField>law</min:subjectField>
  <langSec xml:lang="en"><termSec><term>act</term></termSec></langSec>
  <langSec xml:lang="fr"><basic:definition>Un texte.</basic:definition>
    <termSec><term>loi</term>
    <min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>acte</term>
    <min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>"""


def test_tbx_of_version_2_is_read() -> None:
    concepts = tbx.read(VERSION_2, "old.tbx")
    (french,) = tbx.rows(concepts, EN, FR)
    assert french.where == "old.tbx:4"
    assert french.term == Term(
        "performer",
        "interprète",
        ("artiste",),
        ("comédien",),
        ("performing artist",),
        "Anybody who acts.\nNot of sports.",
    )
    (chinese,) = tbx.rows(concepts, EN, ZH)
    assert chinese.term.target == "表演者"


def test_tbx_in_the_other_style_is_read() -> None:
    (row,) = tbx.rows(tbx.read(STYLE_DCT, "x"), EN, FR)
    assert row.term == Term("act", "acte", (), ("loi",), (), "Un texte.")


def test_tbx_in_utf_16_is_read() -> None:
    data = STYLE_DCT.decode().encode("utf-16")
    assert len(tbx.read(data, "x")) == 1


def test_depth_has_an_end() -> None:
    with pytest.raises(ContentError, match="nested too deeply"):
        tbx.read(b"<tbx>" + b"<a>" * 100_000, "x")


@pytest.mark.parametrize(
    ("tag", "wanted", "is_read"),
    [
        ("zh_CN", "zh-Hans", True),
        ("zh-TW", "zh-Hans", False),
        ("zh", "zh-Hans", True),
        ("fr-CA", "fr", True),
        ("FR", "fr", True),
        ("pt", "pt-BR", True),
        ("pt-PT", "pt-BR", False),
        ("en", "fr", False),
        ("", "fr", False),
        ("x-klingon", "fr", False),
        ("../fr", "fr", False),
    ],
)
def test_the_tags_of_others_are_understood(tag: str, wanted: str, *, is_read: bool) -> None:
    assert is_alike(tag, locale(wanted)) is is_read


def cases() -> list[Any]:
    """Load the bad files; a malformed case fails the collection."""
    data = tomllib.loads(Path(__file__).with_name("bad.toml").read_text("utf-8"))
    assert data.keys() == {"case"}
    loaded = []
    for case in data["case"]:
        assert case.keys() == {"name", "format", "text", "error"}, case
        assert case["format"] in READERS, case
        loaded.append(pytest.param(case, id=case["name"]))
    assert len({each.id for each in loaded}) == len(loaded)
    return loaded


@pytest.mark.parametrize("case", cases())
def test_a_bad_file_is_named_with_its_line(case: dict[str, str]) -> None:
    read = READERS[case["format"]]
    with pytest.raises(ContentError) as caught:
        read(case["text"].encode(), "terms")
    assert str(caught.value) == case["error"]

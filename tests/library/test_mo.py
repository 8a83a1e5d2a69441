"""Compilation: our .mo files hold what msgfmt's do, and Python's gettext reads them."""

from __future__ import annotations

import gettext as python_gettext
import io
import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingopress_i18n.catalog import mo, po
from lingopress_i18n.catalog.plain import read_plain
from lingopress_i18n.catalog.po import Catalog, Entry
from lingopress_i18n.errors import ContentError
from trial import REPOSITORY, shared

if TYPE_CHECKING:
    from pathlib import Path

    from trial import Gettext

HEADER = Entry(
    msgid="",
    msgstr="Language: ru\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);\n",
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
ENTRIES = st.builds(
    Entry,
    msgid=WORDS,
    msgstr=WORDS | st.just(""),
    msgctxt=st.none() | WORDS,
    flags=st.sampled_from([(), ("fuzzy",)]),
    obsolete=st.booleans(),
)
CATALOGS = st.lists(ENTRIES, max_size=8, unique_by=lambda entry: entry.key)
PLURAL = Entry(
    "%(n)s page",
    "%(n)s страница",
    "menu",
    "%(n)s pages",
    ("%(n)s страница", "%(n)s страницы", "%(n)s страниц"),
)


def catalog(*entries: Entry) -> Catalog:
    return Catalog("x.po", HEADER, entries)


def check_equals_msgfmt(gettext: Gettext, folder: Path, source: bytes) -> None:
    """Compare by way of msgunfmt, which sorts and prints what a .mo file holds."""
    written, ours, theirs = (folder / name for name in ("x.po", "ours.mo", "theirs.mo"))
    written.write_bytes(source)
    made = mo.compile_file(source, "x.po")
    assert made == mo.compile_mo(po.parse(source, "x.po"))  # the quick way and the full one
    ours.write_bytes(made)
    gettext("msgfmt", "--no-hash", "-o", theirs, written)
    assert gettext("msgunfmt", ours) == gettext("msgunfmt", theirs)


@settings(max_examples=25)
@given(entries=CATALOGS)
def test_equal_to_msgfmt(gettext: Gettext, tmp_path: Path, entries: list[Entry]) -> None:
    check_equals_msgfmt(gettext, tmp_path, catalog(*entries, PLURAL).encode())


@pytest.mark.parametrize("tag", ["ar", "es", "fr", "ru", "zh_Hans"])
def test_equal_to_msgfmt_on_the_sample(gettext: Gettext, tmp_path: Path, tag: str) -> None:
    paths = sorted((REPOSITORY / "locales" / tag).rglob("*.po"))
    assert paths
    for path in paths:
        check_equals_msgfmt(gettext, tmp_path, path.read_bytes())


@pytest.mark.parametrize("name", ["comprehensive-rust.fr.po", "comprehensive-rust.zh_CN.po"])
def test_equal_to_msgfmt_on_a_real_book(gettext: Gettext, tmp_path: Path, name: str) -> None:
    check_equals_msgfmt(gettext, tmp_path, shared(f"po/{name}").read_bytes())


def test_another_charset_stays() -> None:
    text = catalog(Entry("coffee", "café")).encode().decode().replace("UTF-8", "ISO-8859-1")
    made = mo.compile_file(text.encode("latin-1"), "x.po")
    found = python_gettext.GNUTranslations(io.BytesIO(made))
    assert found.gettext("coffee") == "café"


@given(CATALOGS, st.booleans())
def test_the_quick_way_gives_what_the_full_one_does(
    entries: list[Entry],
    with_plural: bool,  # noqa: FBT001 - drawn by hypothesis
) -> None:
    source = catalog(*entries, *([PLURAL] if with_plural else [])).encode()
    assert mo.compile_file(source, "x.po") == mo.compile_mo(po.parse(source, "x.po"))


def test_the_quick_way_is_taken() -> None:
    """Escapes, contexts and drafts do not bar it; plurals, other flags and obsolete text do."""
    plain = [Entry('a\n"', "b\nc"), Entry("a", "c", "m"), Entry("d", "e", flags=("fuzzy",))]
    found = read_plain(catalog(*plain).encode())
    assert found is not None
    assert found.keys == [b"", b'a\n"', b"m\x04a", b"d"]
    assert found.pairs == {
        b"": HEADER.msgstr.encode(),
        b'a\n"': b"b\nc",
        b"m\x04a": b"c",
    }
    for unusual in (
        PLURAL,
        Entry("x", "y", obsolete=True),
        Entry("x", "y", flags=("c-format",)),
        Entry("x\n", "y"),
    ):
        assert read_plain(catalog(*plain, unusual).encode()) is None


@given(CATALOGS)
def test_what_was_compiled_is_read_again(entries: list[Entry]) -> None:
    made = catalog(*entries)
    assert mo.read_mo(mo.compile_mo(made)) == mo.reviewed(made)


@given(CATALOGS)
def test_python_reads_every_reviewed_message_and_no_other(entries: list[Entry]) -> None:
    found = python_gettext.GNUTranslations(io.BytesIO(mo.compile_mo(catalog(*entries))))
    for entry in entries:
        is_reviewed = bool(entry.msgstr) and not entry.is_fuzzy and not entry.obsolete
        expected = entry.msgstr if is_reviewed else entry.msgid
        if entry.msgctxt is None:
            assert found.gettext(entry.msgid) == expected
        else:
            assert found.pgettext(entry.msgctxt, entry.msgid) == expected


def test_plural_forms_are_chosen_by_number() -> None:
    found = python_gettext.GNUTranslations(io.BytesIO(mo.compile_mo(catalog(PLURAL))))
    forms = [found.npgettext("menu", "%(n)s page", "%(n)s pages", n) for n in (1, 3, 5, 21)]
    one, few, many = PLURAL.msgstr_plural
    assert forms == [one, few, many, one]


@given(CATALOGS, st.randoms(use_true_random=False))
def test_the_order_of_a_catalog_does_not_matter(entries: list[Entry], random: object) -> None:
    shuffled = sorted(entries, key=lambda entry: hash((str(random), entry.msgid)))
    assert mo.compile_mo(catalog(*entries)) == mo.compile_mo(catalog(*shuffled))


def test_reviewed_is_what_is_compiled() -> None:
    entries = [Entry("a", "A"), Entry("b", "B", flags=("fuzzy",)), Entry("c"), Entry("a", "X", "m")]
    assert mo.reviewed(catalog(*entries)) == {(None, "a"): "A", ("m", "a"): "X"}


@pytest.mark.parametrize(
    ("msgid", "msgstr"), list(itertools.permutations(["a", "\na", "a\n"], 2)), ids=repr
)
def test_line_feeds_at_the_edges_must_agree_as_for_msgfmt(msgid: str, msgstr: str) -> None:
    with pytest.raises(ContentError):
        mo.compile_mo(catalog(Entry(msgid, msgstr)))
    mo.compile_mo(catalog(Entry(msgid, msgstr, flags=("fuzzy",))))  # a draft may still be wrong

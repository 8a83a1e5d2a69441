"""Reading and writing .po files: polib reads the same, and what is not touched stays as it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laws.catalogs import catalogs
from lingopress_i18n.catalog import po, reading
from lingopress_i18n.catalog.linebreaks import columns
from lingopress_i18n.catalog.po import Catalog, Entry
from lingopress_i18n.catalog.strings import quote
from lingopress_i18n.errors import ContentError
from trial import REPOSITORY, SHARED, shared

if TYPE_CHECKING:
    from pathlib import Path

    from trial import Gettext

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
OURS = sorted((REPOSITORY / "locales").rglob("*.po"))
REAL = ["po/comprehensive-rust.fr.po", "po/comprehensive-rust.zh_CN.po"]

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"))
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), max_size=20)
ENTRIES = st.builds(
    Entry,
    msgid=TEXT.filter(bool),
    msgstr=TEXT,
    msgctxt=st.none() | TEXT,
    flags=st.sampled_from([(), ("fuzzy",), ("fuzzy", "python-format")]),
    comments=st.lists(LINE.filter(bool), max_size=2).map(tuple),
    extracted=st.lists(LINE.filter(bool), max_size=2).map(tuple),
    previous=st.none() | TEXT,
    obsolete=st.booleans(),
)


def catalog_of(entries: list[Entry], width: int = 79) -> Catalog:
    header = Entry(msgid="", msgstr="Content-Type: text/plain; charset=UTF-8\n")
    return Catalog("x.po", header, tuple(entries), width=width)


def fields(entry: polib.POEntry) -> dict[str, object]:
    """Give polib's view of an entry in our words."""
    plural = tuple(entry.msgstr_plural[at] for at in sorted(entry.msgstr_plural))
    return {
        "msgid": entry.msgid,
        "msgstr": plural[0] if plural else entry.msgstr,
        "msgctxt": entry.msgctxt,
        "msgid_plural": entry.msgid_plural or None,
        "msgstr_plural": plural,
        "flags": tuple(entry.flags),
        "comments": entry.tcomment,
        "extracted": entry.comment,
        "previous": entry.previous_msgid,
        "obsolete": bool(entry.obsolete),
    }


def own_fields(entry: Entry) -> dict[str, object]:
    taken = {name: getattr(entry, name) for name in fields(polib.POEntry())}
    return taken | {
        "comments": "\n".join(entry.comments),
        "extracted": "\n".join(entry.extracted),
    }


def check_reads_as_polib_does(path: Path) -> None:
    data = path.read_bytes()
    ours = po.parse(data, path.name)
    theirs = polib.pofile(data.decode(), wrapwidth=0)
    live = [own_fields(entry) for entry in ours.entries if not entry.obsolete]
    old = [own_fields(entry) for entry in ours.entries if entry.obsolete]
    assert live == [fields(entry) for entry in theirs if not entry.obsolete]
    assert old == [fields(entry) for entry in theirs.obsolete_entries()]
    assert po.header_fields(ours) == theirs.metadata
    assert ours.encode() == data


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_we_read_our_catalogs_as_polib_does_and_write_them_unchanged(path: Path) -> None:
    check_reads_as_polib_does(path)


@pytest.mark.parametrize("name", REAL)
def test_we_read_other_peoples_catalogs_as_polib_does(name: str) -> None:
    check_reads_as_polib_does(shared(name))


def test_every_kind_of_line_is_read() -> None:
    text = (
        HEADER + "\n"
        "# by hand\n#  indented\n#. extracted\n#: a.md b.md\n#: c.md\n#, fuzzy, python-format\n"
        '#| msgctxt "old"\n#| msgid "was"\n#| " this"\n'
        'msgctxt "menu"\nmsgid "one"\nmsgid_plural "many\\n"\nmsgstr[0] "a\\"b\\\\"\nmsgstr[1] ""\n'
        '"c\\td"\n\n#, fuzzy\n#~| msgid "old"\n#~ msgid "gone"\n#~ msgstr "weg"\n'
    )
    parsed = po.parse(text.encode(), "x.po")
    first, second = parsed.entries
    assert first == Entry(
        msgid="one",
        msgstr='a"b\\',
        msgctxt="menu",
        msgid_plural="many\n",
        msgstr_plural=('a"b\\', "c\td"),
        flags=("fuzzy", "python-format"),
        comments=("by hand", " indented"),
        extracted=("extracted",),
        references=("a.md", "b.md", "c.md"),
        previous="was this",
        previous_msgctxt="old",
    )
    assert second == Entry("gone", "weg", flags=("fuzzy",), previous="old", obsolete=True)
    assert (first.line, second.line) == (4, 20)
    assert parsed.encode() == text.encode()


@settings(max_examples=200)
@given(st.lists(ENTRIES, max_size=5, unique_by=lambda entry: entry.key), st.sampled_from([0, 79]))
def test_what_we_write_we_read_again(entries: list[Entry], width: int) -> None:
    written = catalog_of(entries, width).encode()
    parsed = po.parse(written, "x.po")
    assert list(parsed.entries) == entries
    assert parsed.encode() == written


@settings(max_examples=150)
@given(catalogs())
def test_line_by_line_an_entry_reads_as_by_the_pattern(data: bytes) -> None:
    """Every entry that the pattern for plain ones matches is what a close look finds."""
    quick = po.parse(data, "x.po")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_entry", lambda: re.compile("(?!)"))
        close = po.parse(data, "x.po")
    assert quick == close
    for one, other in zip(quick.entries, close.entries, strict=True):
        assert (one.raw, one.line) == (other.raw, other.line)


def test_a_catalog_that_cannot_hold_a_text_says_so() -> None:
    text = HEADER.replace("UTF-8", "ISO-8859-1") + '\nmsgid "a"\nmsgstr ""\n'
    parsed = po.parse(text.encode("latin-1"), "x.po")
    changed = po.edit(parsed.entries[0], parsed, msgstr="ж")
    with pytest.raises(ContentError, match="iso-8859-1 has no 'ж'"):
        replace(parsed, entries=(changed,)).encode()


def test_every_comment_of_an_entry_stays_when_it_becomes_obsolete() -> None:
    """Previous context and plural, flags of any name, sticky ones, comments of any shape."""
    notes = "#odd\n#  spaced\n#, fuzzy, x-own\n#= c-format\n"
    old = '| msgctxt "old m"\n#| msgid "old"\n#| msgid_plural "olds"\n'
    body = 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "c"\n'
    parsed = po.parse(f"{HEADER}\n{notes}#{old}{body}".encode(), "x.po")
    retired = po.edit(parsed.entries[0], parsed, obsolete=True)
    gone = old.replace("#|", "#~|") + "".join(f"#~ {line}\n" for line in body.splitlines())
    assert retired.raw == f"{notes}#~{gone}\n"
    again = po.parse(replace(parsed, entries=(retired,)).encode(), "x.po")
    assert again.entries == (retired,)


@given(TEXT, st.sampled_from([0, 20, 79]))
def test_wrapped_strings_read_back(text: str, width: int) -> None:
    lines = quote("msgstr", text, width)
    assert polib.pofile("\n".join(['msgid "x"', *lines, ""]))[0].msgstr == text
    for line in lines:
        is_one_word = " " not in line.removesuffix('"').rstrip(" ").removeprefix("msgstr ")
        assert not width or columns(line) <= width or is_one_word


@settings(max_examples=40)
@given(entries=st.lists(ENTRIES, min_size=1, max_size=4, unique_by=lambda entry: entry.key))
def test_gnu_gettext_reads_what_we_write(
    gettext: Gettext, tmp_path: Path, entries: list[Entry]
) -> None:
    live = [replace(entry, obsolete=False, previous=None, msgctxt=None) for entry in entries]
    distinct = list({entry.key: entry for entry in live}.values())
    path = tmp_path / "x.po"
    path.write_bytes(catalog_of(distinct).encode())
    read = po.parse(gettext("msgcat", "--no-wrap", path).encode(), "x.po")
    assert [(each.msgid, each.msgstr) for each in read.entries] == [
        (each.msgid, each.msgstr) for each in distinct
    ]


def test_a_comment_that_ends_with_a_backslash_leaves_the_next_line_alone(
    gettext: Gettext, tmp_path: Path
) -> None:
    path = tmp_path / "x.po"
    entry = Entry(msgid="a", msgstr="b", comments=("C:\\",), extracted=("\\",))
    path.write_bytes(catalog_of([entry]).encode())
    assert po.parse(path.read_bytes(), "x.po").entries == (entry,)
    assert po.parse(gettext("msgcat", path).encode(), "x.po").entries == (entry,)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_stay(ending: str, bom: bytes) -> None:
    text = HEADER + '\nmsgid "a"\nmsgstr "b"\n\n# tail\n'
    data = bom + text.replace("\n", ending).encode()
    parsed = po.parse(data, "x.po")
    assert (parsed.entries[0].msgid, parsed.entries[0].msgstr) == ("a", "b")
    assert parsed.encode() == data
    changed = po.edit(parsed.entries[0], parsed, msgstr="c")
    again = replace(parsed, entries=(changed,)).encode()
    assert again == data.replace(b'"b"', b'"c"')


def test_a_catalog_of_another_charset_is_read_and_kept() -> None:
    text = HEADER.replace("UTF-8", "ISO-8859-1") + '\nmsgid "coffee"\nmsgstr "café"\n'
    data = text.encode("latin-1")
    parsed = po.parse(data, "x.po")
    assert parsed.entries[0].msgstr == "café"
    assert parsed.encode() == data


def test_an_unwrapped_catalog_stays_unwrapped() -> None:
    long = "word " * 40
    text = HEADER + f'\nmsgid "{long}"\nmsgstr ""\n'
    parsed = po.parse(text.encode(), "x.po")
    changed = po.edit(parsed.entries[0], parsed, msgstr=long)
    assert f'msgstr "{long}"\n' in replace(parsed, entries=(changed,)).encode().decode()


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 2),
        ('msgid "a"\nmsgctxt "b"\nmsgstr "c"\n', 2),
        ('msgctxt "a"\nmsgctxt "b"\nmsgid "c"\nmsgstr ""\n', 2),
        ('msgstr "a"\n', 1),
        ('msgid_plural "a"\n', 1),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 3),
        ('msgid "a"\nmsgstr[0] "c"\n', 2),
        ('msgid "a"\nmsgstr "b"\n"c" d\n', 3),
        ("msgid 'a'\n", 1),
        ('# comment\nmsgid "a"\n', 1),
    ],
)
def test_what_cannot_be_read_names_its_line(lines: str, line: int) -> None:
    text = HEADER + "\n" + lines
    with pytest.raises(ContentError) as caught:
        po.parse(text.encode(), "x.po")
    assert caught.value.where == f"x.po:{HEADER.count(chr(10)) + 1 + line}"


def test_the_real_catalogs_are_what_this_file_says() -> None:
    assert OURS
    assert all((SHARED / name).suffix == ".po" for name in REAL)

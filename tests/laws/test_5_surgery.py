"""Law 5, surgery: a command that changes k entries of a .po changes only those entries' lines.

Whatever wrapping, order, flags, comments, line ends or byte order mark an editor left elsewhere
stays byte for byte, and gettext's own tools can read the result.
"""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import polib
import pytest
from babel.messages.pofile import read_po, write_po
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from laws.catalogs import catalogs, translations
from lingopress_i18n.catalog import po
from trial import demand, shared

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from trial import Gettext, Trial

REAL = ("comprehensive-rust.fr.po", "comprehensive-rust.zh_CN.po")


def edited(catalog: po.Catalog, changes: dict[int, str]) -> po.Catalog:
    """Give these entries, by place, another translation."""
    entries = list(catalog.entries)
    for at, text in changes.items():
        entry = entries[at]
        forms = tuple(text for _ in entry.msgstr_plural)
        entries[at] = po.edit(entry, catalog, msgstr=text, msgstr_plural=forms)
    return replace(catalog, entries=tuple(entries))


def lines_of(entry: po.Entry) -> str:
    """Give an entry's lines without the blank ones around it."""
    return "\n".join(line for line in entry.raw.split("\n") if line.strip())


def assert_surgical(old: bytes, changes: dict[int, str]) -> bytes:
    """Change entries, and find all others as they were, in the file as written."""
    catalog = po.parse(old, "old.po")
    new = edited(catalog, changes).encode()
    again = po.parse(new, "new.po")
    assert again.bom == catalog.bom
    assert again.newline == catalog.newline
    assert again.header.raw.rstrip() == catalog.header.raw.rstrip()
    assert again.tail.strip() == catalog.tail.strip()
    assert len(again.entries) == len(catalog.entries)
    for at, (before, after) in enumerate(zip(catalog.entries, again.entries, strict=True)):
        if at in changes:
            assert after.msgstr == changes[at]
            forms = (changes[at],) * len(before.msgstr_plural)
            assert (
                replace(after, msgstr=before.msgstr, msgstr_plural=before.msgstr_plural) == before
            )
            assert after.msgstr_plural == forms
        else:
            assert lines_of(after) == lines_of(before)
    return new


@settings(max_examples=150)
@given(catalogs())
def test_reading_and_writing_changes_no_byte(data: bytes) -> None:
    assert po.parse(data, "a.po").encode() == data


@settings(max_examples=150)
@given(catalogs(), st.data())
def test_an_edit_changes_its_own_entry_and_no_other(data: bytes, draws: st.DataObject) -> None:
    size = len(po.parse(data, "a.po").entries)
    assume(size)
    places = st.integers(0, size - 1)
    changes = draws.draw(st.dictionaries(places, translations(), min_size=1, max_size=2))
    assert_surgical(data, changes)


@settings(max_examples=100)
@given(catalogs(), st.data())
def test_an_edit_leaves_every_other_byte_of_the_file(data: bytes, draws: st.DataObject) -> None:
    """Before the edited entry and after it, nothing moves: not even a blank line."""
    catalog = po.parse(data, "a.po")
    assume(len(catalog.entries) > 1)
    at = draws.draw(st.integers(0, len(catalog.entries) - 2))
    new = edited(catalog, {at: "otro"}).encode()
    after = "".join(entry.raw for entry in catalog.entries[at + 1 :]) + catalog.tail
    before = catalog.header.raw + "".join(entry.raw for entry in catalog.entries[:at])
    bom = b"\xef\xbb\xbf" if catalog.bom else b""
    assert new.startswith(bom + before.encode())
    assert new.endswith(after.encode())


@settings(max_examples=12)
@given(data=catalogs(), text=translations())
def test_gettext_reads_what_an_edit_leaves(
    tmp_path: Path, gettext: Gettext, data: bytes, text: str
) -> None:
    catalog = po.parse(data.removeprefix(b"\xef\xbb\xbf"), "a.po")  # gettext refuses the mark
    assume(catalog.entries and text.strip())
    path = tmp_path / "a.po"
    path.write_bytes(edited(catalog, {0: text}).encode())
    assert polib.escape(text.split(maxsplit=1)[0]) in gettext("msgcat", "--no-wrap", path)


@pytest.mark.parametrize("name", REAL)
def test_a_real_catalog_is_written_as_it_was(name: str) -> None:
    data = shared(f"po/{name}").read_bytes()
    assert po.parse(data, name).encode() == data


def _narrow(path: Path) -> None:
    _msgcat(path, "--width=40")


def _unwrapped(path: Path) -> None:
    _msgcat(path, "--no-wrap")


def _wide(path: Path) -> None:
    _msgcat(path, "--width=120")


def _sorted(path: Path) -> None:
    _msgcat(path, "--sort-output", "--no-location")


def _escaped(path: Path) -> None:
    _msgcat(path, "--escape", "--indent")


def _msgcat(path: Path, *options: str) -> None:
    subprocess.run(
        [demand("msgcat", part_of="gettext"), *options, str(path), "-o", str(path)],
        check=True,
        capture_output=True,
    )


def _polib(path: Path) -> None:
    polib.pofile(str(path), wrapwidth=60).save(str(path))


def _babel(path: Path) -> None:
    dates = re.compile(rb'(-Date: )[^"]*')  # Babel refuses them in other forms
    data = dates.sub(lambda match: match[1] + b"2024-01-01 00:00+0000\\n", path.read_bytes())
    with path.open("wb") as file:
        write_po(file, read_po(io.BytesIO(data)), width=76)


def _windows(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


EDITORS: dict[str, Callable[[Path], None]] = {
    "msgcat --width=40": _narrow,
    "msgcat --no-wrap": _unwrapped,
    "msgcat --width=120": _wide,
    "msgcat --escape --indent": _escaped,
    "polib": _polib,
    "Babel": _babel,
    "a Windows editor": _windows,
}
every_editor = pytest.mark.parametrize("editor", EDITORS)


REWRITERS = EDITORS | {"msgcat --sort-output --no-location": _sorted}
"""Those, and one whose order and lack of places an update mends."""


@pytest.mark.parametrize("editor", REWRITERS)
@pytest.mark.parametrize("name", REAL)
def test_a_real_catalog_from_another_tool_is_edited_in_place(
    tmp_path: Path, editor: str, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(shared(f"po/{name}").read_bytes())
    REWRITERS[editor](path)
    data = path.read_bytes()
    assert po.parse(data, name).encode() == data
    assert_surgical(data, {0: "uno", 17: "dos\ntres", 100: "word " * 40})


ARTICLE = "# Title\n\nOne is here. Two is here. Three is here.\n\nWelcome home, friend.\n"
PO = "locales/zh_Hans/LC_MESSAGES/a.po"


def _translated(trial: Trial) -> None:
    """Have a translator fill an article's catalog with long, odd lines."""
    trial.write({"articles/a.md": ARTICLE, "articles/b.md": "Welcome home, friend.\n"})
    assert trial.run("update").code == 0
    for name in ("a", "b"):
        catalog = polib.pofile(str(trial.root / PO.replace("a.po", f"{name}.po")))
        for entry in catalog:
            if not (name == "a" and "Welcome" in entry.msgid):
                entry.msgstr = f"译：{entry.msgid} " + "long " * 30
                entry.tcomment = "my note\nof two lines"
        catalog.save()


@every_editor
def test_draft_fills_its_entry_and_changes_no_other_line(trial: Trial, editor: str) -> None:
    _translated(trial)
    EDITORS[editor](trial.root / PO)
    old = po.parse((trial.root / PO).read_bytes(), PO)
    result = trial.run("draft", "-l", "zh-Hans")
    assert result.code == 0, result.err
    new = po.parse((trial.root / PO).read_bytes(), PO)
    changed = [
        after.msgid
        for before, after in zip(old.entries, new.entries, strict=True)
        if lines_of(before) != lines_of(after)
    ]
    assert changed == ["Welcome home, friend."]
    assert new.header.raw == old.header.raw
    assert (new.bom, new.newline) == (old.bom, old.newline)


@every_editor
def test_update_changes_the_edited_sentence_and_no_other_line(trial: Trial, editor: str) -> None:
    _translated(trial)
    EDITORS[editor](trial.root / PO)
    old = po.parse((trial.root / PO).read_bytes(), PO)
    trial.write({"articles/a.md": ARTICLE.replace("Two is here.", "Two is now here.")})
    assert trial.run("update").code == 0
    new = po.parse((trial.root / PO).read_bytes(), PO)
    kept = {entry.key: lines_of(entry) for entry in old.entries}
    changed = [entry for entry in new.entries if kept.get(entry.key) != lines_of(entry)]
    assert [entry.msgid for entry in changed] == ["Two is now here."]
    assert changed[0].previous == "Two is here."
    assert new.header.raw == old.header.raw
    assert (new.bom, new.newline) == (old.bom, old.newline)

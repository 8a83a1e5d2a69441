"""Catalogs that are up to their templates: the quick look at them tells what reading them does."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n.catalog import mo, settled, template
from lingopress_i18n.catalog.plain import read_plain
from lingopress_i18n.document import Message
from lingopress_i18n.errors import ContentError
from lingopress_i18n.locales import locale

if TYPE_CHECKING:
    from lingopress_i18n.catalog.po import Catalog, Entry

SPANISH = locale("es")
TEXTS = st.text(st.sampled_from('ab "\\\nñ第#,'), max_size=6) | st.just("long words " * 12)
MESSAGES = st.builds(
    Message,
    text=TEXTS.filter(bool),
    role=st.sampled_from(["paragraph", "#, odd"]),
    line=st.integers(1, 3),
    context=st.none() | st.just("c"),
    note=st.sampled_from(["", "a note", "two\n\nlines"]),
)
ENTRIES = st.lists(
    st.tuples(
        MESSAGES,
        TEXTS,
        st.sampled_from([(), (), ("fuzzy",)]),
        st.sampled_from([(), (), ("MT: x",)]),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda each: each[0].key,
)
SLIPS = ("", "\n", " ", '"', "\\", "\0", '\\"', '"\n"', "#\n", "#, fuzzy\n", '"a"\n', "\r", "é")


def catalog(entries: list[Entry], width: int | None = None) -> bytes:
    made = template.new_catalog("es.po", "x", SPANISH)
    return replace(made, entries=tuple(entries), width=width).encode()


def wanted_by(messages: list[Message]) -> tuple[Catalog, settled.Wanted | None]:
    entries = template.entries_of(messages, "articles/a.md")
    made = template.template("a.pot", "x", locale("en"), entries)
    return made, settled.wanted(made, made.encode())


def in_full(data: bytes, wanted: settled.Wanted) -> dict[bytes, bytes] | None:
    """Read a catalog entry by entry, whatever its template looks like."""
    plain = read_plain(data)
    if plain is None or plain.keys[1:] != wanted.contents.keys:
        return None
    ours = [
        b"".join(line for line in each.splitlines(keepends=True) if line[:2] in {b"#.", b"#:"})
        for each in plain.notes[1:]
    ]
    return plain.pairs if ours == wanted.notes else None


def pairs(found: settled.Settled) -> dict[bytes, bytes]:
    texts = zip(found.contents.keys, found.texts, strict=True)
    return {b"": found.header, **{key: text.encode() for key, text in texts if text}}


@given(ENTRIES, st.sampled_from([None, 0, 40]), st.sampled_from(SLIPS), st.floats(0, 1))
def test_the_quick_look_tells_what_reading_in_full_does(
    drawn: list[tuple[Message, str, tuple[str, ...], tuple[str, ...]]],
    width: int | None,
    slip: str,
    where: float,
) -> None:
    made, wanted = wanted_by([message for message, *_ in drawn])
    assert wanted is not None
    entries = [
        replace(entry, msgstr=text, flags=flags, comments=notes, references=("articles/a.md",))
        for entry, (_, text, flags, notes) in zip(made.entries, drawn, strict=True)
    ]
    text = catalog(entries, width).decode()
    at = round(where * len(text))
    data = (text[:at] + slip + text[at:]).encode()
    found = settled.read(data, wanted)
    if found or b"\0" not in data:  # which .mo files cannot hold
        assert (found and pairs(found)) == in_full(data, wanted)
    if found:
        with contextlib.suppress(ContentError):  # a slip in the plural forms, which both refuse
            mo.check(found.header, "es.po")
            compiled = found.compiled("es.po")
            assert compiled == mo.compile_pairs(pairs(found), "es.po")
            assert found.reviewed() == mo.read_mo(compiled)


def test_the_quick_look_suffices() -> None:
    """Translations, drafts and a translator's notes do not bar it, nor lines of another width."""
    messages = [
        Message("One.", "paragraph", 1),
        Message("Long words " * 12, "paragraph", 2),
        Message("Draft.", "paragraph", 3, "c"),
    ]
    made, wanted = wanted_by(messages)
    assert wanted is not None
    one, other, draft = (replace(each, references=("articles/a.md",)) for each in made.entries)
    entries = [
        replace(one, msgstr='Un "o".', comments=("mine",)),
        replace(other, msgstr="Palabras " * 20),
        replace(draft, msgstr="Borrador.", flags=("fuzzy",)),
    ]
    for width in (None, 0):
        found = settled.read(catalog(entries, width), wanted)
        assert found is not None
        assert [text for _, text in found.reviewed()] == ["One.", "Long words " * 12]

"""A template written outright is the one that is made of entries, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n.catalog import outright, settled, template
from lingopress_i18n.document import Message
from lingopress_i18n.errors import ContentError
from lingopress_i18n.locales import locale

if TYPE_CHECKING:
    from lingopress_i18n.catalog.po import Catalog

EN = locale("en")
TEXTS = st.text(st.sampled_from('abc .-"\\\nñ第#,')) | st.text("ab, ", min_size=70, max_size=200)
MESSAGES = st.builds(
    Message,
    text=TEXTS.filter(bool),
    role=st.sampled_from(["paragraph", "heading 2", "#, odd"]),
    line=st.integers(1, 3),
    context=st.none() | st.sampled_from(["c", "con text", 'a "b"']),
    note=st.sampled_from(["", "a note", "two\n\nlines", "ends in \\", "#= flag"]),
)
FEW = st.lists(MESSAGES | st.just(Message("a", "cell", 7)), max_size=6)
"""Messages among which the same one comes more than once."""


def of_entries(messages: list[Message], file: str) -> Catalog:
    entries = template.entries_of(messages, file)
    return template.template("a.pot", "Trial", EN, entries)


@given(FEW, st.sampled_from(["articles/a.md", "articles/" + "long/" * 20 + "ñ.md"]))
def test_both_ways_write_the_same(messages: list[Message], file: str) -> None:
    full = of_entries(messages, file)
    written = outright.template("Trial", EN, messages, file)
    assert written is not None
    assert written.data == full.encode()
    assert written.wanted == settled.wanted(full, full.encode())


def test_what_is_unusual_is_left_to_entries() -> None:
    one = Message("One.", "paragraph", 1)
    assert outright.template("Trial", EN, [one], "articles/a b.md") is None
    broken = Message("\ud800", "paragraph", 1)
    assert outright.template("Trial", EN, [broken], "articles/a.md") is None
    with pytest.raises(ContentError):
        of_entries([broken], "articles/a.md").encode()

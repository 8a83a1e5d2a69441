"""Pictures: a message that is nothing else comes out as the parser would have it."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from laws.test_ordinary import agree
from lingopress_i18n.inline import picture

WORDS = st.text(st.sampled_from("ab .!'é第\u2028\u00a0\x0b\x85*&<{\\]\"")) | st.text(max_size=3)
ADDRESSES = st.sampled_from(
    ["b.png", "/a/b_c_d.svg", "x?a=%20#c", "a&amp;", "a(b)", "a b", "<a>", ""]
)
TITLES = st.sampled_from(["", ' "{}"', " '{}'", '  "{}"', " ({})", ' "{}" '])
AROUND = st.sampled_from(["", " ", "\n", "\t", "a", "!", "\\"])


@st.composite
def pictures(draw: st.DrawFn) -> str:
    title = draw(TITLES).format(draw(WORDS))
    inside = f"![{draw(WORDS)}]({draw(ADDRESSES)}{title})"
    return f"{draw(AROUND)}{inside}{draw(AROUND)}"


@example('![](b.png """)', None)
@settings(max_examples=600)
@given(pictures(), st.none() | pictures())
def test_pictures_come_out_as_the_parser_would_have_them(text: str, other: str | None) -> None:
    agree(text, text if other is None else other)


def test_most_are_read_here() -> None:
    for text in ("![a b](/x/y.png)", '![](y.png "A title, with a stop.")', "![é](y.png)"):
        assert picture.write(text, text, str)
    assert picture.write("![a](b.png)", "![a](c.png)", str) is None
    assert picture.write('![a](b.png "t")', "![a](b.png)", str) is None

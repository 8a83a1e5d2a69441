"""Laws 1, 2 and 8 and no traceback, on the whole way of anything that could be an article."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.found import Case, cases
from fuzz.journey import travel
from laws.material import INLINE, WORDS, markdown_bodies, prose
from laws.test_html_sources import html_bodies

HOSTILE = st.lists(
    st.sampled_from((*INLINE, *WORDS, "<script>", "</p>", "{{ x }}", "$x$", "\n\n", "\v", "\u2028"))
    | st.text(max_size=3),
    max_size=8,
).map("".join)
KEYS = st.sampled_from(["title", "summary", "tags", "authors", "date", "order", "slug", "x y", "é"])
VALUES = st.sampled_from(
    (
        *(
            "T",
            "[a, b]",
            "{bio: x}",
            "|\n  a\n  b",
            ">\n  a\n\n  b",
            '"\\u0000\\uD800\\x85"',
            "'a'",
        ),
        *("- a", "\n- bio: x\n- bio: [y]", "&a [x]", "*a", "!!python/x", "2020-01-01", "1e999", ""),
        *("'''a\nb'''", '"""\na"""', "[[1]]", "1979-05-27T07:32:00Z", "inf", "# c", "\t"),
    )
)


@st.composite
def front_matter(draw: st.DrawFn) -> str:
    """Draw an article that begins with front matter, or with what nearly is."""
    fence, equals = draw(st.sampled_from([("---", ": "), ("+++", " = "), ("--", ": ")]))
    pairs = draw(st.lists(st.tuples(KEYS, VALUES), max_size=4))
    lines = [f"{key}{equals}{value}\n" for key, value in pairs]
    end = draw(st.sampled_from([fence, fence, fence, "", "...", "----"]))
    lead = draw(st.sampled_from(["", "", "\ufeff", "\n", " "]))
    return f"{lead}{fence}\n{''.join(lines)}{end}\n\n{draw(st.text(max_size=4))}"


def endings(text: str, newline: str, mark: str) -> bytes:
    """Encode as an editor might; lone surrogates cannot be in a file."""
    return f"{mark}{text}".replace("\n", newline).encode("utf-8", "replace")


ENDINGS = st.tuples(st.sampled_from(["\n", "\n", "\r\n", "\r"]), st.sampled_from(["", "\ufeff"]))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.about)
def test_what_was_found_stays_mended(case: Case) -> None:
    assert travel(case.source.encode(), case.suffix, case.translation)


@settings(max_examples=250)
@given(markdown_bodies() | front_matter(), HOSTILE, ENDINGS)
def test_markdown(body: str, hostile: str, ending: tuple[str, str]) -> None:
    travel(endings(body, *ending), ".md", hostile)


@settings(max_examples=150)
@given(html_bodies() | front_matter(), HOSTILE, ENDINGS)
def test_html(body: str, hostile: str, ending: tuple[str, str]) -> None:
    travel(endings(body, *ending), ".html", hostile)


@settings(max_examples=150)
@given(prose(), HOSTILE, ENDINGS)
def test_text(body: str, hostile: str, ending: tuple[str, str]) -> None:
    travel(endings(body, *ending), ".txt", hostile)


@settings(max_examples=100)
@given(st.binary(max_size=40), st.sampled_from([".md", ".html", ".txt"]))
def test_any_bytes(data: bytes, suffix: str) -> None:
    travel(data, suffix, "x")
    travel(b"---\ntitle: " + data + b"\n---\n" + data, suffix, "x")

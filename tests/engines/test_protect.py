from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopress_i18n.inline import plain
from lingopress_translate.protect import (
    Close,
    Code,
    Open,
    Text,
    protect,
    restore,
    validate,
    write_plain,
)

HERE = Path(__file__).parent
OPTIONS = pyromark.Options.ENABLE_STRIKETHROUGH

marks = st.text("ab *_`[]()<>!\\&;~$\n\r/:{}%\"'#-=1.\u2000é中^@\u0301😀")
atoms = st.sampled_from(
    ["`code`", "![i](p)", "<http://a.b>", "<br>", "{x}", "\\*", "&amp;", "\\\n", "http://a.b/c_d"]
)
words = st.text("abcé中 ", min_size=1).map(lambda text: f"w{text.strip()}w")


def wrapped(inner: st.SearchStrategy[str], *marks: str) -> st.SearchStrategy[str]:
    around = st.sampled_from(["*{}*", "**{}**", "_{}_", "~~{}~~", "<b>{}</b>", "{}", *marks])
    return st.lists(st.builds(str.format, around, inner), min_size=1, max_size=4).map(" ".join)


# A link in a link is one or the other, depending on definitions that a message does not see.
unlinked = st.recursive(st.one_of(words, atoms), wrapped, max_leaves=12)
markdown = wrapped(unlinked, "[{}](u)", "[{}][r]")


def skeleton(message: str) -> Counter[str]:
    """Count the elements that a message renders to, with their attributes."""
    guarded = "\u2000" + re.sub(r"(\r\n?|\n)", "\\1\u2000", message)
    html = pyromark.html(guarded, options=OPTIONS)
    return Counter(re.findall(r"</?[A-Za-z][^>]*>|<code>.*?</code>", html))


def test_codes_and_text(protect_case: dict[str, Any]) -> None:
    protected = protect(protect_case["source"])
    codes = [protected.table[t] for t in protected.tokens if not isinstance(t, Text)]
    assert codes == protect_case["codes"]
    assert [t.text for t in protected.tokens if isinstance(t, Text)] == protect_case["texts"]
    assert restore(protected, protected.tokens) == protect_case["source"]


def test_every_file_of_cases_is_run() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py"))
    files = sorted((HERE / "cases").iterdir())
    assert files
    assert [file.name for file in files if f"{file.stem}_case:" not in code] == []


@given(st.one_of(st.text(), marks, markdown))
def test_restore_is_the_inverse_of_protect(message: str) -> None:
    protected = protect(message)
    assert restore(protected, protected.tokens) == message
    assert validate(protected, protected.tokens) == []


@given(markdown, st.data())
def test_other_words_keep_the_markup_and_are_accepted(message: str, data: st.DataObject) -> None:
    protected = protect(message)
    tokens = [
        Text(re.sub(r"[^\W_]+", lambda _: data.draw(words), token.text))
        if isinstance(token, Text)
        else token
        for token in protected.tokens
    ]
    assert validate(protected, tokens) == []
    assert skeleton(restore(protected, tokens)) == skeleton(message)


@given(st.one_of(markdown, marks), st.data())
def test_no_text_adds_markup(message: str, data: st.DataObject) -> None:
    protected = protect(message)
    tokens = [Text(data.draw(marks)) if isinstance(t, Text) else t for t in protected.tokens]
    if not validate(protected, tokens):
        assert skeleton(restore(protected, tokens)) == skeleton(message)


@given(st.one_of(markdown, marks), st.data())
def test_no_order_of_codes_changes_the_markup(message: str, data: st.DataObject) -> None:
    protected = protect(message)
    tokens = data.draw(st.permutations(protected.tokens))
    if not validate(protected, tokens):
        assert skeleton(restore(protected, tokens)) == skeleton(message)


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("plain", "2 * 3 * 4", "2 * 3 * 4"),
        ("plain", "*a*", "\\*a\\*"),
        ("plain", "<b>", "\\<b>"),
        ("plain", "`a` [b](c) &amp; \\", "\\`a\\` \\[b\\](c) \\&amp; \\\\"),
        ("plain", "R&D a_b [c", "R&D a_b [c"),
        ("plain", "![x](y)", "!\\[x\\](y)"),
    ],
)
def test_text_is_escaped_no_more_than_needed(source: str, text: str, expected: str) -> None:
    protected = protect(source)
    assert validate(protected, [Text(text)]) == []
    assert restore(protected, [Text(text)]) == expected


@pytest.mark.parametrize(
    ("source", "answer", "expected"),
    [
        ("_a_ b", [Text("b"), Open(1), Text("a"), Close(1), Text("b")], "b*a*b"),
        ("*a* **b**", [Open(1), Text(" a "), Close(1), Open(2), Text("b"), Close(2)], " *a* **b**"),
        ("[a](u)", [Text("oh!"), Open(1), Text("a"), Close(1)], "oh\\![a](u)"),
    ],
)
def test_marks_come_alive_where_an_engine_puts_them(
    source: str, answer: list[Text | Open | Close], expected: str
) -> None:
    protected = protect(source)
    assert validate(protected, answer) == []
    assert restore(protected, answer) == expected


@pytest.mark.parametrize(
    ("source", "codes", "texts"),
    [
        ("The Acme of Acme", ["Acme", "Acme"], ["The ", " of "]),
        (
            "**Acme** [Acme](Acme) `Acme`",
            ["**", "Acme", "**", "[", "Acme", "](Acme)", "`Acme`"],
            [" ", " "],
        ),
        ("AAcme Acme_ http://Acme.org", ["Acme", "http://Acme.org"], ["AAcme ", "_ "]),
        ("Acme *Inc* and Acme Inc", ["Acme", "*", "*", "Acme Inc"], [" ", "Inc", " and "]),
    ],
)
def test_fixed_terms_are_codes(source: str, codes: list[str], texts: list[str]) -> None:
    protected = protect(source, re.compile(r"\bAcme(?: Inc)?|(?=x)"))
    found = [protected.table[t] for t in protected.tokens if not isinstance(t, Text)]
    assert found == codes
    assert [t.text for t in protected.tokens if isinstance(t, Text)] == texts
    assert validate(protected, protected.tokens) == []
    assert restore(protected, protected.tokens) == source


@given(st.one_of(st.text(), marks, markdown), st.text("ab *_`w", min_size=1, max_size=3))
def test_fixed_terms_are_no_markup(message: str, term: str) -> None:
    protected = protect(message, re.compile(re.escape(term)))
    assert restore(protected, protected.tokens) == message
    assert validate(protected, protected.tokens) == []


@given(marks)
def test_plain_text_has_no_markup_whatever_it_says(text: str) -> None:
    written = write_plain(text)
    if written is not None:
        assert skeleton(written) == skeleton("")
        assert "".join(plain(written).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* [c](d)", "a \\*b\\* \\[c\\](d)"),
        ("2 * 3 R&D", "2 * 3 R&D"),
        ("a \\* &amp;", "a \\\\\\* \\&amp;"),
        ("see http://a.b/c", None),
        ("{name}", None),
        ("[^1]", "\\[^1\\]"),
    ],
)
def test_plain_text_is_escaped_no_more_than_needed(text: str, expected: str | None) -> None:
    assert write_plain(text) == expected


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ([Text("x")], "lost"),
        ([Open(1), Close(1), Code(2), Code(2)], "added `c`"),
        ([Open(1), Close(1), Code(2), Code(9)], "added Code(id=9)"),
        ([Close(1), Open(1), Code(2)], "marks cross or close before they open"),
        ([Open(1), Text("a"), Code(2), Close(1)], "`c` moved into or out of a mark"),
        ([Text("{x}"), Open(1), Text("a"), Close(1), Code(2)], "the text would change"),
        ([Text("http://evil.example"), Open(1), Text("a"), Close(1), Code(2)], "would change"),
    ],
)
def test_refusals_have_reasons(answer: list[Text | Open | Close | Code], reason: str) -> None:
    assert reason in "; ".join(validate(protect("*a* `c`"), answer))

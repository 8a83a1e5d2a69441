"""Law 8 for text in attributes: whatever a translator writes, it is one value and nothing else.

The markup is read again by readers of the tests' own, written after the programs that will: Hugo's
lexer of shortcodes, Liquid and attribute lists without an escape, an HTML parser for JSX.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laws.material import EN, ES
from lingopress_i18n.document import Message
from lingopress_i18n.markup import quoted
from lingopress_i18n.render.fill import Filling
from lingopress_i18n.rewriting import values

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = frozenset({"title", "tab.1"})
nasty = st.text(
    st.sampled_from("ab \\\"'`<>{}%/=&;#\n[]()!*:.@\u2028é") | st.characters(codec="utf-8"),
    max_size=16,
)


def shortcode(text: str) -> list[str]:
    """Read a shortcode as Hugo does: a backslash escapes a quote, and nothing does in backticks."""
    assert (text[:3], text[-3:]) == ("{{<", ">}}")
    found, at, inner = [], 0, text[3:-3]
    while at < len(inner):
        if inner[at] in '"`':
            end = at + 1
            while inner[end] != inner[at]:
                end += 2 if inner[at] == '"' and inner.startswith('\\"', end) else 1
            assert inner[end + 1 : end + 2] in ("", " ")
            value = inner[at + 1 : end]
            found.append(value.replace('\\"', '"') if inner[at] == '"' else value)
            at = end
        else:
            assert not inner.startswith((">}}", "{{"), at)
            found.append(inner[at])
        at += 1
    return found


def unescaped(text: str) -> list[str]:
    """Read what knows no escape: values between quotes, and all other characters."""
    found = re.split(r"\"([^\"]*)\"|'([^']*)'", text)
    plain = "".join(found[::3])
    assert plain.count("{") == plain.count("}") == 1
    assert not re.search(r"[{}\\]", "".join(filter(None, found[1::3] + found[2::3])))
    return [piece for piece in found if piece is not None]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag, *(str(each) for pair in attrs for each in pair)]

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def element(text: str) -> list[str]:
    """Read a tag."""
    parser = _Tags()
    parser.feed(text)
    parser.close()
    return parser.found


WAYS: list[tuple[str, str, Callable[[str], list[str]]]] = [
    ('{{< a b="1" title="T \\"x\\"" c="2" >}}', 'T "x"', shortcode),
    ("{{< a title=`T` c=`2` >}}", "T", shortcode),
    ('{{< tab 1 "T" "2" >}}', "T", shortcode),
    ('{% include a.html title="T" b="2" %}', "T", lambda text: unescaped(text.replace("%", ""))),
    ("{: .b title='T' c=\"2\" }", "T", unescaped),
    ('<Foo a="1" title="T &amp; x" b="2" />', "T & x", element),
    ("<Foo a='1' title='T' b='2' />", "T", element),
]


def _localized(markup: str, own: str) -> str:
    made = quoted.parts(markup, NAMES, lambda text, role: Message(text, role, 1))
    found = {part.message.key: own for part in quoted.starts(made).values()}
    assert len(found) == 1
    return values.rewritten(markup, made, Filling(found, ES, EN))


CASES = [pytest.param(*way, id=way[0]) for way in WAYS]


@pytest.mark.parametrize(("markup", "source", "read"), CASES)
@given(own=nasty)
@example(own='" onclick="x')
@example(own="' onclick='x")
@example(own='" >}}<script>')
@example(own="a\\")
@example(own='\\" b')
@example(own="{{ x }}")
@example(own="</Foo><b>")
def test_a_translation_stays_in_its_value(
    markup: str, source: str, read: Callable[[str], list[str]], own: str
) -> None:
    before, after = read(markup), read(_localized(markup, own))
    assert after in (before, [own if each == source else each for each in before])


@pytest.mark.parametrize(("markup", "source", "read"), CASES)
@pytest.mark.parametrize("own", ["Mot", "C’est « dit »", "1 + 1 = 2, 5 < 6", "文字", "l'eau"])
def test_what_people_write_is_put_in(
    markup: str, source: str, read: Callable[[str], list[str]], own: str
) -> None:
    after = read(_localized(markup, own))
    assert own in after
    assert source not in after

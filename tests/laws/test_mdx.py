"""Laws 1, 2 and 8 for MDX: a localized source is the source but for its sentences.

Programs are no text: whatever translators write, the tags, expressions and programs of a localized
body are those of its source, in the order of its blocks, and tags are closed in order.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st

from laws.material import BLOCKS, EN, ES, INLINE, WORDS, article
from laws.test_2_structure import in_letters
from laws.test_localized_source import shapes
from lingopress_i18n import files, rewriting
from lingopress_i18n.markup import FORMATS, jsx, mdx
from lingopress_i18n.markup.mdx import words
from lingopress_i18n.render.fill import Filling
from lingopress_i18n.sentences import Rules

if TYPE_CHECKING:
    from collections.abc import Callable

RULES = Rules(EN, attributes=frozenset({"label", "title"}))
PIECES = (
    *("{x}", "{/* c */}", "{'}'}", "{`${a}`}", "{\n  f({a: 1})\n}", "{", "}", "\\{", "<b>", "</b>"),
    *('<Foo a={1 > 0} title="One word">', "</Foo>", "<Foo.Bar\n  label='Two' />", "<>", "</>"),
    *("\nimport A from 'a';\n\n", "\nexport const b = {\n\n  c: 1};\n\n", "\n{/* c\n\nd */}\n"),
    *('\n<Tabs>\n  <Tab label="Three">\n    ', "\n  </Tab>\n</Tabs>\n", "< "),
    *("\n:::note[Four]\n\n", "\n:::\n"),
    *("\n```mdx-code-block\n", "\n```\n", "\n1. ", "\n    - ", "\n      ", " {#five}\n", "\u2060"),
)
WHOLE = """\
import A from 'a';

# One {#a}

Two <A b={c}>three</A> {d}.

<A title="Four" b={() => 1 > 0}>

  - five
      - six {
        e} seven

</A>
"""


def bodies() -> st.SearchStrategy[str]:
    """Generate MDX that is mostly odd."""
    pieces = st.sampled_from(PIECES) | st.sampled_from((*WORDS, *INLINE, *BLOCKS))
    return st.lists(pieces | st.text(max_size=3), max_size=20).map("".join)


def localized(data: bytes, translate: Callable[[str], str | None]) -> bytes:
    """Translate a file's messages."""
    text = data.decode()
    own = article(text, ".mdx")
    made = FORMATS[".mdx"]()(own, RULES)
    found = {each.key: translate(each.text) for each in made.messages()}
    translations = {key: text for key, text in found.items() if text is not None}
    return rewriting.rewritten(data, own, made, RULES, Filling(translations, ES, EN))


def programs(body: str) -> list[str]:
    """List what stands alone on lines, but for the words of attributes."""
    return [
        re.sub(r"(title|label)=(\"[^\"]*\"|'[^']*')", r"\1", each.written)
        for each in mdx.read(body).flows
    ]


@example(WHOLE)
@settings(max_examples=300)
@given(bodies())
def test_any_mdx_stays_byte_for_byte(body: str) -> None:
    for data in shapes(body):
        assert localized(data, str) == data == localized(data, lambda _: None)


@example(WHOLE, "z", "y")
@example(WHOLE, "{e} <script>z</script>", '"> <b onclick={y}>')
@settings(max_examples=300)
@given(bodies(), bodies().map(files.replaced), bodies().map(files.replaced))
def test_no_translation_adds_a_program(body: str, one: str, other: str) -> None:
    data = shapes(body)[0]
    out = localized(data, lambda text: (one, other)[len(text) % 2].strip() or "z")
    before, after = files.decode(data, "a"), files.decode(out, "a")
    assert programs(after) == programs(before)
    source = mdx.read(before)
    expressions = [*source.tokens.values()]
    for written in mdx.read(after).tokens.values():
        if written.startswith("{"):
            assert written in expressions
        else:
            tag = jsx.tag(written, 0, len(written))
            known = (jsx.tag(each, 0, len(each)) for each in expressions)
            assert tag is not None
            assert tag.name in {each.name for each in known if each}


@example(WHOLE)
@settings(max_examples=300)
@given(bodies())
def test_a_translation_in_other_letters_keeps_every_program(body: str) -> None:
    data = shapes(body)[0]
    out = localized(data, lambda text: in_letters("ж", text))
    before, after = files.decode(data, "a"), files.decode(out, "a")
    assert programs(after) == programs(before)
    assert after.count("\n```") == before.count("\n```")


@given(st.text(st.sampled_from("ab{}<>/='\"`$\\ \n*" + string.punctuation), max_size=40))
def test_what_is_no_text_is_found_in_order(text: str) -> None:
    found = [*words.find(text, 0, len(text), len(text))]
    edges = [0, *(offset for each in found for offset in (each.start, each.end))]
    assert edges == sorted(edges)
    assert all(each.start < each.end <= len(text) for each in found)


@given(bodies())
def test_a_body_is_hidden_and_found_again(body: str) -> None:
    text = files.decode(shapes(body)[0], "a")
    hidden = mdx.read(text)
    assert hidden.body.count("<!--lingopress:mdx ") - text.count("<!--lingopress:mdx ") == len(
        hidden.flows
    )
    for flow in hidden.flows:
        assert text.startswith(flow.written, flow.start)
    origins = [hidden.origin(at) for at in range(len(hidden.body) + 1)]
    assert origins == sorted(origins)
    assert set(origins) <= {*range(len(text) + 1)}

"""Laws 1 and 8 for front matter: what is offered of it is put back, and no other byte changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import assume, example, given, reject
from hypothesis import strategies as st

from laws.material import EN, ES
from lingopress_i18n import front_matter, inline
from lingopress_i18n.article import Article
from lingopress_i18n.document import Slot
from lingopress_i18n.errors import LingopressError
from lingopress_i18n.markup import fields
from lingopress_i18n.render.fill import Filling
from lingopress_i18n.rewriting import fields as rewriting
from lingopress_i18n.rewriting.sentence import translated
from lingopress_i18n.site import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

CONFIG = """\
[site]
title = "Trial"
base_url = "https://example.org/"
source_locale = "en"
locales = ["es"]
fields = ["lead", "menu.name", "tags", "authors.bio"]
"""
SITE = parse(Path(), CONFIG)
_SIGNS = "aé中 :#'\"\\-[]{},&|>%@!?*=\n\t\u00a0\u2028yN1"
words = st.text(st.sampled_from(_SIGNS), max_size=12)
translations = st.text(st.sampled_from("zñ :#'\"\\-,|>%@!?=\u2028yN1"), min_size=1, max_size=12)
values = st.fixed_dictionaries(
    {"lead": words, "other": words},
    optional={
        "menu": st.fixed_dictionaries({"name": words, "weight": st.integers()}),
        "tags": st.lists(words, min_size=1, max_size=3),
        "authors": st.lists(st.fixed_dictionaries({"bio": words, "id": words}), max_size=2),
    },
)


def _toml(found: Mapping[str, Any]) -> str:
    plain = "".join(f"{key} = {_text(each)}\n" for key, each in found.items() if key in found)
    return f"+++\n{plain}+++\n"


def _text(value: Any) -> str:  # noqa: ANN401 - any front matter
    """Write a value as TOML has it in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_text(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_text, value)) + "]"
    if isinstance(value, str) and value and not set(value) & set("'\n\u2028"):
        return f"'{value}'"
    return json.dumps(value)


def _yaml(style: str | None, *, is_flow: bool) -> Callable[[Mapping[str, Any]], str]:
    def write(found: Mapping[str, Any]) -> str:
        made = yaml.safe_dump(
            dict(found),
            default_style=style,
            default_flow_style=is_flow,
            allow_unicode=True,
            width=20,
        )
        return f"---\n{made}---\n"

    return write


writers = st.sampled_from(
    [
        _toml,
        lambda found: json.dumps(found, ensure_ascii=False) + "\n",
        lambda found: json.dumps(found, indent=2) + "\n",
        *(_yaml(style, is_flow=False) for style in (None, "'", '"', "|", ">")),
    ]
)


def _slots(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:  # noqa: ANN401
    """Go through the texts that are offered."""
    if isinstance(value, Slot):
        yield from ((path, each.text) for each in value.messages)
    elif isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, each in items:
            yield from _slots(each, (*path, key))


def _at(value: Any, path: tuple[Any, ...]) -> Any:  # noqa: ANN401 - any front matter
    for step in path:
        value = value[step]
    return value


def _read(text: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Read front matter: its values, and the same with slots."""
    cut = front_matter.cut(text, "a.md")
    assume(cut.end == len(text))
    article = Article("a", "a.md", ".md", "", "", "", None, 0, None, cut.lines, "", 1, cut.values)
    return cut.values, fields.read(article, SITE)


@given(values, writers, translations)
@example({"lead": "a\n", "other": "a"}, _yaml("|", is_flow=False), "z: #")
@example({"lead": "a", "other": "a", "tags": ["a", "a"]}, _toml, '"')
def test_all_that_is_offered_is_put_back(
    found: Mapping[str, Any], write: Callable[[Mapping[str, Any]], str], own: str
) -> None:
    text = write(found)
    try:
        before, slots = _read(text)
    except LingopressError:  # such as a tab that YAML writes and does not read
        reject()
    texts = dict(_slots(slots))
    same = Filling({("x", each): each for each in texts.values()}, ES, EN)
    assert rewriting.rewritten(text, slots, same) == text
    assert rewriting.rewritten(text, slots, Filling({}, ES, EN)) == text
    assume(own.strip() and not inline.parse(own).structure.marks)
    keys = {message.key: own for slot in _every(slots) for message in slot.messages}
    out = rewriting.rewritten(text, slots, Filling(keys, ES, EN))
    after = front_matter.cut(out, "a.md").values
    for path, source in texts.items():
        wanted = source if own == source else translated(own, source, {}, newline="\n")
        assert _at(after, path).strip() == wanted.strip()
    assert after["other"] == before["other"]
    assert after.keys() == before.keys()


def _every(value: Any) -> Iterator[Slot]:  # noqa: ANN401 - any front matter
    if isinstance(value, Slot):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _every(each)

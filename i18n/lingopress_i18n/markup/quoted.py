r"""Text in attributes of shortcodes, tags, components and attribute lists.

Each syntax has its own way to quote. Hugo's shortcodes escape a double quote by a backslash and
nothing in backticks; Liquid and attribute lists escape nothing; JSX has HTML's references.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n import elements, inline
from lingopress_i18n.document import Literal, Quoted, Tag
from lingopress_i18n.inline.events import TEMPLATE_TAG
from lingopress_i18n.markup import jsx
from lingopress_i18n.markup.attributes import has_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from lingopress_i18n.document import Part
    from lingopress_i18n.markup.attributes import Wording

_SHORTCODE = re.compile(r"\{\{[<%][ \t]*([\w./-]+)")
_SHORTCODE_VALUE = re.compile(
    r"""\s+(?:([\w.-]+)[ \t]*=[ \t]*)?("(?:\\"|[^"])*+"|`[^`]*+`|[^\s"`=<>%]+)"""
)
_LIQUID = re.compile(r"\{%-?[ \t]*([\w./-]+)")
_LIQUID_VALUE = re.compile(
    r"""[\s,]+(?:([\w.-]+)[ \t]*[=:][ \t]*)?("[^"]*+"|'[^']*+'|[^\s"'=,%]+)"""
)
_LIST = re.compile(r"\{:?(?=[ \t.#\w])()")
_LIST_VALUE = re.compile(r"""[ \t]*(?:([\w:.-]+)=("[^"]*+"|'[^']*+'|[^\s"'{}=]+)|[.#]?[\w:-]+)""")
LISTS = re.compile(r"(?<!\{)\{:?[ \t.#\w][^{}\n]*=[\"'][^{}\n]*\}(?!\})")
"""What may be an attribute list with a value between quotation marks."""
_SPACES = re.compile(r"\s+")


class Value(NamedTuple):
    """A value between quotation marks."""

    start: int
    """Offset of its first quotation mark."""
    end: int
    """Offset one past the last."""
    name: str
    """Of its attribute; a number, from 0, for one that has only its place."""
    text: str
    """What it says, on one line."""


def find(markup: str, names: Collection[str]) -> list[Value]:
    """Find the values of attributes with these names in one shortcode, list, or row of tags.

    A name may have that of what it belongs to before it: ``figure.caption``, ``tab.0``.
    """
    found = [
        Value(start, end, name, _SPACES.sub(" ", _text(markup, start, end)).strip(" "))
        for start, end, tag, name in values(markup)
        if name in names or f"{tag}.{name}" in names or _is_word(markup, tag, name)
    ]
    return [each for each in found if has_words(each.text)]


def parts(markup: str, names: Collection[str], message: Wording | None) -> list[Part]:
    """Give the parts of what ``find`` reads: its values as messages, the rest as printed text."""
    made: list[Part] = []
    at = 0
    for each in find(markup, names) if message else ():
        if message:
            made.append(Literal(inline.escape_text(markup[at : each.start + 1])))
            written = inline.escape_attribute(markup[each.start + 1 : each.end - 1])
            made.append(Quoted(message(each.text, each.name), written))
            at = each.end - 1
    return [*made, Literal(inline.escape_text(markup[at:]))]


def starts(parts: Iterable[Part]) -> dict[int, Quoted]:
    """Give the values among the parts of a markup, by the offset of their first quotation mark."""
    found: dict[int, Quoted] = {}
    at = 0
    for part in parts:
        if isinstance(part, Quoted):
            found[at - 1] = part
        if isinstance(part, Literal | Quoted):
            at += len(html.unescape(part.html))
    return found


def tags(
    text: str, names: Collection[str], message: Wording | None, programs: Mapping[str, str]
) -> tuple[Tag, ...]:
    """List the shortcodes, components and attribute lists in a block that have such values.

    ``programs`` gives what template tags of MDX stand for.
    """
    if not names or "{" not in text:
        return ()
    found = [match[0] for match in TEMPLATE_TAG.finditer(text)]
    found += [match[0] for match in LISTS.finditer(TEMPLATE_TAG.sub("", text))]
    made = (
        Tag(each, tuple(parts(programs.get(each, each), names, message)))
        for each in dict.fromkeys(found)
    )
    return tuple(tag for tag in made if len(tag.parts) > 1)


def values(markup: str) -> Iterator[tuple[int, int, str, str]]:
    """Go through all values between quotation marks: start, end, tag, and attribute."""
    if markup.startswith("<"):
        yield from _jsx_values(markup)
        return
    for opening, value in (
        (_SHORTCODE, _SHORTCODE_VALUE),
        (_LIQUID, _LIQUID_VALUE),
        (_LIST, _LIST_VALUE),
    ):
        if tag := opening.match(markup):
            yield from _in_order(markup, tag.end(), value, tag[1])
            return


def _in_order(
    markup: str, at: int, pattern: re.Pattern[str], tag: str
) -> Iterator[tuple[int, int, str, str]]:
    count = 0
    while value := pattern.match(markup, at):
        at = value.end()
        if value[2] and value[2][0] in "\"'`":
            yield value.start(2), value.end(2), tag, value[1] or str(count)
        count += value[1] is None


def _jsx_values(markup: str) -> Iterator[tuple[int, int, str, str]]:
    at = 0
    while at < len(markup):
        tag = jsx.tag(markup, at, len(markup)) if markup[at] == "<" else None
        end = jsx.expression(markup, at, len(markup)) if markup[at] == "{" else None
        for each in tag.attributes if tag else ():
            yield each.start, each.end, each.tag, each.name
        at = tag.end if tag else end or at + 1


def _is_word(markup: str, tag: str, name: str) -> bool:
    """Tell whether HTML says that an attribute holds words."""
    return (
        markup.startswith("<")
        and tag.islower()
        and elements.role_of_words(tag, name, {}) is not None
    )


def _text(markup: str, start: int, end: int) -> str:
    inner = markup[start + 1 : end - 1]
    if markup.startswith("<"):
        return elements.unescape(inner)
    is_escaped = markup.startswith(("{{<", "{{%")) and markup[start] == '"'
    return inner.replace('\\"', '"') if is_escaped else inner

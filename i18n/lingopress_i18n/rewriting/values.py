"""Translations in attributes of shortcodes, tags, components and attribute lists.

What is written is read again, and has to hold the one text more and nothing else. A text that means
something to a program is not written: Hugo's figure, for one, reads its caption as Markdown.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lingopress_i18n import inline
from lingopress_i18n.document import Fixed, Quoted, Slot
from lingopress_i18n.inline.events import TEMPLATE_TAG
from lingopress_i18n.markup import quoted
from lingopress_i18n.rewriting.sentence import addresses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from lingopress_i18n.document import CodeWords, Part
    from lingopress_i18n.render.fill import Filling

_SIGNS = re.compile(r"\{[{%<]|[}%>]\}|<[!/?A-Za-z]")
"""What means something to programs that read templates, or HTML."""


def of(
    part: Slot | Fixed | CodeWords | tuple[Part, ...],
    filling: Filling,
    programs: Mapping[str, str],
) -> dict[str, str]:
    """Say what is written in a block for each of its tags that has a translated value.

    ``programs`` gives what template tags of MDX stand for.
    """
    return {
        tag.markup: rewritten(programs.get(tag.markup, tag.markup), tag.parts, filling)
        for tag in (part.tags if isinstance(part, Slot | Fixed) else ())
        if any(isinstance(each, Quoted) for each in tag.parts)
    }


def rewritten(markup: str, parts: Iterable[Part], filling: Filling) -> str:
    """Write translations into a markup that has these parts.

    One that its quoting cannot hold, or that adds anything to its source, is left out.
    """
    own = quoted.starts(parts)
    names = _names_at(markup, own)
    for start, part in reversed(own.items()):
        text, source = filling.translation(part.message), part.message.text
        if text is None or text == source or not _is_plain(text, source):
            continue
        before = quoted.find(markup, names)
        wanted = [text if each.start == start else each.text for each in before]
        written = _with(markup, start, text)
        if written and _says(written, names, wanted):
            markup = written
    return markup


def _names_at(markup: str, starts: Collection[int]) -> frozenset[str]:
    """Name the attributes whose values begin at these offsets."""
    found = quoted.values(markup)
    return frozenset(f"{tag}.{name}" for start, _, tag, name in found if start in starts)


def _with(markup: str, start: int, text: str) -> str | None:
    """Write a text into the value that begins at an offset; None where no quoting holds it."""
    end = next(end for begin, end, _, _ in quoted.values(markup) if begin == start)
    quote = markup[start]
    if markup.startswith("<"):
        text = html.escape(text, quote=False).replace(quote, f"&#{ord(quote)};")
    elif markup.startswith(("{{<", "{{%")):
        if "`" in text or text.endswith("\\"):
            return None
        text = text.replace('"', '\\"') if quote == '"' else text
    else:
        if quote in text:
            quote = "'" if quote == '"' else '"'
        if quote in text or re.search(r"[\\{}]", text):
            return None
    return f"{markup[:start]}{quote}{text}{quote}{markup[end:]}"


def _says(markup: str, names: Collection[str], wanted: list[str]) -> bool:
    """Tell whether a markup holds these texts, and is one as before."""
    is_one = not markup.startswith(("{{", "{%")) or TEMPLATE_TAG.fullmatch(markup)
    return bool(is_one) and [each.text for each in quoted.find(markup, names)] == wanted


def _is_plain(text: str, source: str) -> bool:
    """Tell whether a translation adds no markup, address or template tag to its source."""
    signs = {match[0] for match in _SIGNS.finditer(text)}
    is_same = all(sign in source for sign in signs) and "\n" not in text
    return is_same and not inline.refusals(text, source) and not addresses(text, source)

"""Tags as they are written: what of them people read, what leads somewhere, what is no language.

A tag is printed as its author wrote it but for the words and addresses in its attributes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lingopress_i18n import elements
from lingopress_i18n.document import Literal, Tag
from lingopress_i18n.markup import attributes
from lingopress_i18n.markup.unwrap import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lingopress_i18n.document import Part
    from lingopress_i18n.inline.events import Event
    from lingopress_i18n.markup.attributes import Wording

_NAME = "[A-Za-z][A-Za-z0-9-]*+"
_TAG = re.compile(f"<(/?)({_NAME})")
_VALUE = r"""("[^"]*"|'[^']*'|[^\s"'=<>`]+)"""
_ATTRIBUTE = re.compile(rf"""(?<!\s)\s++([A-Za-z_:][\w.:-]*+)(?:\s*+=\s*+{_VALUE})?""", re.ASCII)
_MARKUP = re.compile(rf"<!--.*?-->|</?{_NAME}(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>", re.DOTALL)
_MARKED_UP = frozenset({"math", "noscript", "object", "pre", "svg"})
"""Of the elements whose content is no language, those whose content is HTML."""
_ENDS_WITH_PARENT = frozenset(
    ("dd", "dt", "li", "optgroup", "option", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "tr")
)


def parts(markup: str, language: str, message: Wording | None) -> list[Part]:
    """Give the parts of one tag, or of any HTML, which then is one literal.

    ``language`` is that of the source, a primary subtag; ``message`` makes messages for
    attributes, where they are wanted.
    """
    start = _TAG.match(markup)
    if not start or start[1]:
        return [Literal(markup)]
    tag, found = start[2].lower(), _attributes(markup)
    if not elements.is_translated(found, language, inherited=True):
        message = None
    made: list[Part] = []
    cursor = 0
    for match in _ATTRIBUTE.finditer(markup):
        if match[2] is None:
            continue
        written = _unquoted(match[2])
        value = attributes.value(tag, match[1].lower(), found, written, message)
        if value:
            quote = match[2][0] if match[2] != written else '"'
            made += [Literal(markup[cursor : match.start(2)] + quote), *value, Literal(quote)]
            cursor = match.end()
    return [*made, Literal(markup[cursor:])]


def pieces(
    markup: str,
    language: str,
    message: Wording | None,
    *,
    is_code: bool = False,
) -> Iterator[tuple[int, int, list[Part]]]:
    """Cut a stretch of HTML at its tags: where each piece starts and ends, and its parts.

    With ``is_code`` it is one element whose content is no language; of that, what is no markup
    either is copied.
    """
    cursor = 0
    for match in _MARKUP.finditer(markup):
        yield cursor, match.start(), [Literal(markup[cursor : match.start()])]
        yield match.start(), match.end(), parts(match[0], language, message)
        cursor = match.end()
        if is_code:
            message = None
            tag = _TAG.match(match[0])
            if tag and tag[2].lower() not in _MARKED_UP:
                break
    yield cursor, len(markup), [Literal(markup[cursor:])]


def tags(events: Iterable[Event], language: str, message: Wording | None) -> tuple[Tag, ...]:
    """List the start tags of a block's content that are more than they say, each once."""
    found: dict[str, Tag] = {}
    for event in events:
        start = _TAG.match(event.value) if event.kind == "html" else None
        if not start or start[1] or (markup := one_line(event.value)) in found:
            continue
        values = _attributes(event.value)
        is_kept = not (
            elements.holds_language(start[2].lower(), values)
            and elements.is_translated(values, language, inherited=True)
        )
        made = tuple(parts(event.value, language, message))
        if is_kept or len(made) > 1:
            found[markup] = Tag(markup, made, is_kept)
    return tuple(found.values())


def kept(raw: Mapping[int, str]) -> tuple[Tag, ...]:
    """Give what ``tags`` does for elements without attributes: their names, in their order."""
    names = dict.fromkeys(raw.values())
    return tuple([_tag(name) for name in names if not elements.holds_language(name, {})])


@lru_cache(maxsize=64)
def _tag(name: str) -> Tag:
    markup = f"<{name}>"
    return Tag(markup, (Literal(markup),), is_kept=True)


class Foreign:
    """Follows raw HTML through an article, to tell what is in an element that is not translated.

    It need not end in the block of raw HTML that it begins in.
    """

    def __init__(self, language: str) -> None:
        """Start outside of any; ``language`` is that of the source, a primary subtag."""
        self._language = language
        self._tag = ""
        self._count = 0  # of open elements of that tag, from the one that is not translated
        self._depth = 0  # how many blocks of Markdown are around it

    @property
    def is_open(self) -> bool:
        """Whether what comes is in such an element."""
        return self._count > 0

    def follow(self, markup: str, depth: int) -> None:
        """Take in a tag that stands within ``depth`` blocks of Markdown."""
        match = _TAG.match(markup)
        if not match:
            return
        tag, is_end = match[2].lower(), bool(match[1])
        if self._count:
            if tag == self._tag:
                self._count += -1 if is_end else 1
        elif not is_end and tag not in elements.VOID:
            values = _attributes(markup)
            if not elements.is_translated(values, self._language, inherited=True):
                self._tag, self._count, self._depth = tag, 1, depth

    def leave(self, depth: int) -> None:
        """Say that a block ends, of raw HTML or of Markdown, and that ``depth`` stay open."""
        if self._depth > depth or self._tag in _ENDS_WITH_PARENT:
            self._count = 0


def _attributes(markup: str) -> dict[str, str]:
    """Read a start tag's attributes: names in lower case, values unescaped; the first counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(markup):
        found.setdefault(match[1].lower(), elements.unescape(_unquoted(match[2])))
    return found


def _unquoted(written: str | None) -> str:
    return written[1:-1] if written and written[0] in "\"'" else written or ""

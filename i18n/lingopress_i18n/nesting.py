"""Elements that nobody closes, and end tags of none: in sources, and in built pages.

A parser says nothing of them: it closes what is open where something else ends, or opens it again.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lingopress_i18n.elements import VOID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lingopress_i18n.article import Article

_MAY_STAY_OPEN = frozenset(
    (
        *("body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option"),
        *("p", "rb", "rp", "rt", "rtc", "tbody", "td", "tfoot", "th", "thead", "tr"),
    )
)
"""Elements whose end need not be written (HTML standard, 13.1.2.4)."""
_FOREIGN = frozenset({"math", "svg"})
"""Elements in which a tag that ends in ``/>`` is closed."""
_NOT_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|(<(script|style|textarea|title|xmp)\b[^>]*+(?:>|\Z)).*?(?=</\2\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"""<(/?)([A-Za-z][A-Za-z0-9-]*+)((?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^'">]++)*+)(>|\Z)"""
)
"""A tag, or one that the text breaks off in: else each of its signs would be looked at again."""
_HTML = frozenset({".htm", ".html"})


class Tag(NamedTuple):
    """A tag as it is written."""

    name: str
    """In lower case."""
    is_end: bool
    is_closed: bool
    """Whether it ends in ``/>``."""
    start: int
    """Its offset in the source."""


class Fault(NamedTuple):
    """A tag without its other half."""

    tag: Tag

    def __str__(self) -> str:
        """Say what it is, in half a sentence."""
        name = self.tag.name
        return f"</{name}> closes nothing" if self.tag.is_end else f"<{name}> is not closed"


def bare(source: str) -> str:
    """Put blanks in place of comments and of what scripts and the like hold; offsets stay."""
    return _NOT_MARKUP.sub(lambda found: (found[1] or "").ljust(len(found[0])), source)


def tags(markup: str) -> Iterator[Tag]:
    """Go through the tags of HTML that is ``bare``."""
    for found in _TAG.finditer(markup):
        if found[4]:
            yield Tag(found[2].lower(), bool(found[1]), found[3].endswith("/"), found.start())


def faults(found: Iterable[Tag]) -> Iterator[Fault]:
    """Go through tags that open what nothing closes, or close what is not open."""
    open_: list[Tag] = []
    depth: Counter[str] = Counter()  # how many of a name are open: a look at all would be one a tag
    for tag in found:
        if tag.name in VOID or tag.name in _MAY_STAY_OPEN:
            continue
        if not tag.is_end:
            if not (tag.is_closed and any(depth[name] for name in _FOREIGN)):
                open_.append(tag)
                depth[tag.name] += 1
        elif depth[tag.name]:
            while (last := open_.pop()).name != tag.name:
                depth[last.name] -= 1
                yield Fault(last)
            depth[tag.name] -= 1
        else:
            yield Fault(tag)
    yield from map(Fault, reversed(open_))


def notes(articles: Iterable[Article]) -> list[str]:
    """Say of each fault of HTML articles where it is, ``file:line``, in the order of both."""
    found = []
    for article in articles:
        if article.suffix not in _HTML:
            continue
        every = faults(tags(bare(article.body)))
        line, last = article.body_line, 0
        for fault in sorted(every, key=lambda each: each.tag.start):
            line += article.body.count("\n", last, fault.tag.start)
            last = fault.tag.start
            found.append(f"{article.where}:{line}: {fault}")
    return found

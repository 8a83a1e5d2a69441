"""Most messages: words with a link, emphasis or code among them, told apart without the parser.

What is read here cannot be read otherwise: every mark that stands in the message belongs to one of
these constructs, none is inside another, and emphasis begins and ends at letters or digits, where
CommonMark lets it begin and end whatever is around it. Other messages are for the parser. That both
ways print the same is a law (``tests/laws/test_ordinary.py``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lingopress_i18n.inline.writer import escape_text, link_start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_SIGNS = r"\\`*_\[\]<>&~${\x00-\x1f\x7f"
"""Characters that may be markup in a line, or need an escape; ``!`` is one before a bracket only."""
_CONSTRUCT = re.compile(
    rf"(?<!\*)(\*\*?)(?!\*)((?=[^\W_])[^{_SIGNS}]+(?<=[^\W_]))\1(?!\*)"
    rf"|(?<!!)\[(?!\^)([^{_SIGNS}]+)\]\(([A-Za-z0-9/.:#?=%+,@&!_~-]+)\)"
    r"|(?<!`)`(?! )([^`\\${\x00-\x1f\x7f]+)(?<! )`(?!`)"
)
_GROUPS = _CONSTRUCT.groups
_STRAY = re.compile(f"[{_SIGNS}]")
_ELEMENTS = {"*": "em", "**": "strong"}

Pieces = list[str | None]
"""Words and constructs by turns: after each stretch of words the groups of a construct, which are
a delimiter and what it emphasizes, a link's words and target, code; None for those it is not."""


def read(text: str) -> Pieces | None:
    """Divide a message into words and constructs; None where the parser has to read it."""
    pieces: Pieces = _CONSTRUCT.split(text)
    is_ordinary = not any(map(_STRAY.search, pieces[:: _GROUPS + 1])) and text == text.strip()
    return pieces if is_ordinary else None


def has_marks_of(source: str, pieces: Pieces) -> bool:
    """Tell whether a translation has the marks of its source, in whatever order.

    Sources that are not ordinary have others.
    """
    theirs = _marks(source)
    if theirs is None:
        return False
    own = _marks_of(pieces)
    return own == theirs or sorted(own) == sorted(theirs)


def write(pieces: Pieces, rewrite: Callable[[str], str]) -> str:
    """Write as HTML; ``rewrite`` maps each link's target."""
    return "".join(_html(pieces, rewrite))


def _html(pieces: Pieces, rewrite: Callable[[str], str]) -> Iterator[str]:
    for at in range(0, len(pieces) - 1, _GROUPS + 1):
        words, delimiter, emphasized, linked, target, code = pieces[at : at + _GROUPS + 1]
        yield words or ""
        if delimiter:
            element = _ELEMENTS[delimiter]
            yield f"<{element}>{emphasized}</{element}>"
        elif target:
            yield f"{link_start(rewrite(target))}{linked}</a>"
        else:
            yield f"<code>{escape_text(code or '')}</code>"
    yield pieces[-1] or ""


@lru_cache(maxsize=1024)
def _marks(source: str) -> Sequence[str] | None:
    """Give the marks of a source, which every locale's translation is compared with."""
    pieces = read(source.strip(" \t\n"))
    return None if pieces is None else _marks_of(pieces)


def _marks_of(pieces: Pieces) -> Sequence[str]:
    """List a delimiter, a target, or a backtick for each construct."""
    step = _GROUPS + 1
    return [
        delimiter or target or "`"
        for delimiter, target in zip(pieces[1::step], pieces[4::step], strict=True)
    ]

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

SIGNS = r"\\`*_\[\]<>&~${\x00-\x1f\x7f"
"""Characters that may be markup in a line, or need an escape; ``!`` is one before a bracket only.
Part of a pattern, like those below: what follows the character that a construct begins with."""
EMPHASIS = rf"(?<!\*\*)(\*?)(?!\*)((?=[^\W_])[^{SIGNS}]+(?<=[^\W_]))\*\1(?!\*)"
LINK = rf"(?<!!\[)(?!\^)([^{SIGNS}]+)\]\(([A-Za-z0-9/.:#?=%+,@&!_~-]+)\)"
CODE = r"(?<!``)(?! )([^`\\${\x00-\x1f\x7f]+)(?<! )`(?!`)"
_CONSTRUCT = re.compile(  # each begins with its character, which the search then leaps to
    rf"\*{EMPHASIS}|\[{LINK}|`{CODE}"
)
_GROUPS = _CONSTRUCT.groups
_STRAY = re.compile(f"[{SIGNS}]")
_WORDS = slice(None, None, _GROUPS + 1)

Pieces = list[str | None]
"""Words and constructs by turns: after each stretch of words the groups of a construct, which are
a second asterisk and what is emphasized, a link's words and target, code; None where it is another
construct."""


def read(text: str) -> Pieces | None:
    """Divide a message into words and constructs; None where the parser has to read it."""
    pieces: Pieces = _CONSTRUCT.split(text)
    if text != text.strip() or any(_STRAY.search(words or "") for words in pieces[_WORDS]):
        return None
    return pieces


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
        words, second, emphasized, linked, target, code = pieces[at : at + _GROUPS + 1]
        yield words or ""
        yield construct(second, emphasized, linked, target, code, rewrite)
    yield pieces[-1] or ""


def construct(  # noqa: PLR0913, PLR0917 - the groups of the pattern
    second: str | None,
    emphasized: str | None,
    linked: str | None,
    target: str | None,
    code: str | None,
    rewrite: Callable[[str], str],
) -> str:
    """Write a construct by the groups of its pattern."""
    if emphasized:
        return f"<strong>{emphasized}</strong>" if second else f"<em>{emphasized}</em>"
    if target:
        return f"{link_start(rewrite(target))}{linked}</a>"
    return f"<code>{escape_text(code or '')}</code>"


@lru_cache(maxsize=1024)
def _marks(source: str) -> Sequence[str] | None:
    """Give the marks of a source, which every locale's translation is compared with."""
    pieces = read(source.strip(" \t\n"))
    return None if pieces is None else _marks_of(pieces)


def _marks_of(pieces: Pieces) -> Sequence[str]:
    """List what tells the constructs' marks from each other: asterisks, a target, a backtick."""
    step = _GROUPS + 1
    return [
        target or ("`" if second is None else f"*{second}")
        for second, target in zip(pieces[1::step], pieces[4::step], strict=True)
    ]

"""Most messages: words with a link, emphasis or code among them, told apart without the parser.

What is read here cannot be read otherwise: every mark that stands in the message belongs to one of
these constructs, none is inside another, and emphasis begins and ends at letters or digits, where
CommonMark lets it begin and end whatever is around it, or ends with a stop before a space. Other
messages are for the parser. That both ways print the same is a law
(``tests/laws/test_ordinary.py``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lingopress_i18n.inline.writer import escape_text, link_start, note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

SIGNS = r"\\`*_\[\]<>&~${\x00-\x1f\x7f"
"""Characters that may be markup in a line, or need an escape; ``!`` is one before a bracket only.
Part of a pattern, like those below: what follows the character that a construct begins with."""
EMPHASIS = (
    rf"(?<!\*\*)(\*?)(?!\*)((?=[^\W_])[^{SIGNS}]+"
    r"(?:(?<=[^\W_])|(?<=[.,:;!?…])(?=\*\1(?:[ \x1f]|\Z))))\*\1(?!\*)"
)
BRACKET = (
    rf"(?<!!\[)(?:(?!\^)([^{SIGNS}]+)\]\(([A-Za-z0-9/.:#?=%+,@&!_~-]+)\)"
    r"|\^([a-z0-9]+)\](?![(\[:]))"
)
CODE = r"(?<!``)(?! )([^`\\{\x00-\x1f\x7f]+)(?<! )`(?!`)"
_NAMES = "abbr b cite code dfn em i kbd mark q s samp small strong sub sup u var".replace(" ", "|")
ELEMENT = rf"(?P<raw>{_NAMES})>([^{SIGNS}]+)</(?P=raw)>"
"""A raw element whose tags say nothing more, and which may stand anywhere in its message."""
BETWEEN = "\x1f"
"""May stand between messages that are read at once; one that has it itself is not ordinary."""
STRAY = re.compile(f"[{SIGNS}]")
"""What no words have."""
SIGNS_ALONE = [each for each in map(chr, range(128)) if STRAY.match(each)]
"""The same, one by one."""
_CONSTRUCT = re.compile(  # each begins with its character, which the search then leaps to
    "|".join(
        (
            *(rf"\*{EMPHASIS}", rf"\[{BRACKET}", f"`{CODE}", f"<{ELEMENT}"),
            *(re.escape(each) for each in SIGNS_ALONE if each != BETWEEN),
        )
    )
)
GROUPS = _CONSTRUCT.groups
STEP = GROUPS + 1
"""Words and the groups of a construct."""
_WORDS, _EMPHASIZED, _LINKED, _LABEL, _RAW = (slice(at, None, STEP) for at in (0, 2, 3, 5, 7))
_MARKS = [slice(at, None, STEP) for at in (1, 4, 5, 6, 7)]
_NO_MARK = (None,) * len(_MARKS)

Pieces = list[str | Any]
"""Words and constructs by turns: after each stretch of words the groups of a construct, which are
a second asterisk and what is emphasized, a link's words and target, a footnote's label, code, a raw
element's name and what is in it; None where it is another construct. Of a stray, all are None."""


def read(text: str) -> Pieces | None:
    """Divide a message into words and constructs; None where the parser has to read it."""
    pieces = divided(text)
    if text != text.strip() or BETWEEN in text or has_strays(marks(pieces)):
        return None
    return pieces


def divided(text: str) -> Pieces:
    """Divide any text likewise, or several; what is no ordinary message has strays."""
    return _CONSTRUCT.split(text)


def marks(pieces: Pieces) -> list[Pieces]:
    """Give what tells constructs from each other, and from strays, but for their words.

    In their order: a list of each group that does so.
    """
    return [pieces[each] for each in _MARKS]


def has_strays(marks: Sequence[Pieces]) -> bool:
    """Tell whether there are strays among constructs, by their ``marks``."""
    return bool(marks[0]) and _NO_MARK in zip(*marks, strict=True)


def is_simple(pieces: Pieces) -> bool:
    """Tell whether there is no reference to a footnote."""
    return not any(pieces[_LABEL])


def steps(pieces: Pieces) -> Iterator[tuple[str, int, str | None]]:
    """Go through stretches of words, each with the construct behind it, none behind the last.

    Of the construct how many characters it takes, and its own words; None for code. For messages
    that are simple.
    """
    for at in range(0, len(pieces) - 1, STEP):
        words, second, emphasized, linked, target, _, code, raw, inside = pieces[at : at + STEP]
        if emphasized:
            yield words, len(emphasized) + (4 if second else 2), emphasized
        elif target:
            yield words, len(linked) + len(target) + 4, linked
        elif code:
            yield words, len(code) + 2, None
        else:
            yield words, len(raw) * 2 + len(inside) + 5, inside
    yield pieces[-1], 0, ""


def words(pieces: Pieces) -> str:
    """Give the words of a message, without code and raw elements; in no order."""
    shown = (*pieces[_WORDS], *pieces[_EMPHASIZED], *pieces[_LINKED])
    return "".join(filter(None, shown))


def raw_elements(pieces: Pieces) -> dict[int, str]:
    """Name the raw elements of a message, each by its index among the constructs."""
    return {at: raw for at, raw in enumerate(pieces[_RAW]) if raw}


def has_marks_of(source: str, pieces: Pieces) -> bool:
    """Tell whether a translation has the marks of its source, in whatever order.

    Sources that are not ordinary have others.
    """
    theirs = _marks(source)
    if theirs is None:
        return False
    own = _marks_of(pieces)
    return own == theirs or sorted(own) == sorted(theirs)


def write(
    pieces: Pieces,
    rewrite: Callable[[str], str],
    footnotes: Mapping[str, int],
    tags: Mapping[str, str],
) -> str:
    """Write as HTML; the parameters are those of ``inline.render``."""
    html = [words for words in pieces[_WORDS] for _ in range(2)]
    groups = (pieces[at : at + GROUPS] for at in range(1, len(pieces), STEP))
    html[1::2] = [*(construct(each, rewrite, footnotes, tags) for each in groups), ""]
    return "".join(html)


def construct(
    groups: Sequence[str | None],
    rewrite: Callable[[str], str],
    footnotes: Mapping[str, int],
    tags: Mapping[str, str],
) -> str:
    """Write a construct, by the groups of its pattern."""
    second, emphasized, linked, target, label, code, raw, inside = groups
    if emphasized:
        return f"<strong>{emphasized}</strong>" if second else f"<em>{emphasized}</em>"
    if target:
        return f"{link_start(rewrite(target))}{linked}</a>"
    if code:
        return f"<code>{escape_text(code)}</code>"
    if label:
        return note(label, footnotes)
    start, end = f"<{raw}>", f"</{raw}>"
    return f"{tags.get(start, start)}{inside}{tags.get(end, end)}"


@lru_cache(maxsize=1024)
def _marks(source: str) -> Sequence[str] | None:
    """Give the marks of a source, which every locale's translation is compared with."""
    pieces = read(source.strip(" \t\n"))
    return None if pieces is None else _marks_of(pieces)


def _marks_of(pieces: Pieces) -> Sequence[str]:
    """List what tells the constructs' marks from each other.

    Asterisks, a target, a caret and a label, a bracket and a name; a backtick.
    """
    columns = zip(*(pieces[at::STEP] for at in (1, 4, 5, 7)), strict=True)
    return [
        target
        or (f"*{second}" if second is not None else f"^{label}" if label else f"<{raw or '`'}")
        for second, target, label, raw in columns
    ]

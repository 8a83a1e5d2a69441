"""Many messages read at once: one pass over the text of a whole page, for what is ordinary in it.

What a message is, and what is refused of it, is as ``ordinary`` has it: no construct goes beyond a
control character, so that messages with one between them are read as each would be alone. A
translation that may be anything else is left to the caller. That both ways print the same is a law
(``tests/laws/test_ordinary.py``).
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from lingopress_i18n.inline import ordinary
from lingopress_i18n.inline.ordinary import construct

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

_BETWEEN = "\x1f"
"""Stands between messages; one that has it itself is not ordinary."""
_SIGN = re.compile(  # each begins with its character, which the search then leaps to
    rf"[{ordinary.SIGNS}](?:(?<=\*){ordinary.EMPHASIS}|(?<=\[){ordinary.LINK}"
    rf"|(?<=`){ordinary.CODE}|(?<={_BETWEEN})()|())"
)
"""A construct, what stands between messages, or a stray sign."""
_STEP = _SIGN.groups + 1
_WORDS, _SECOND, _EMPHASIZED, _LINKED, _TARGET, _CODE, _BORDER, _STRAY = (
    slice(at, None, _STEP) for at in range(_STEP)
)
"""Where pieces have what: words, then the groups of what follows them."""

Pieces = list[str | None]


class Together:
    """Source messages whose translations are written together: those of a page."""

    def __init__(
        self, sources: Sequence[str], alone: Collection[int], kept: Collection[int]
    ) -> None:
        """Take the sources, in the order of the page.

        Translations of those at the indexes ``alone`` are always read alone; at ``kept``, where
        their code is not the source's.
        """
        own = [source.strip(" \t\n") for source in sources]
        self._quick = [at for at, text in enumerate(own) if at not in alone and ordinary.read(text)]
        """The indexes of the others that are ordinary."""
        self._sources = [own[at] for at in self._quick]
        self._kept = kept

    def write(
        self, texts: Sequence[str], rewrite: Callable[[str], str], alone: Callable[[int], str]
    ) -> list[str]:
        """Write translations as HTML, or sources that stand in for them.

        ``rewrite`` maps each link's target; ``alone`` writes the message at an index that cannot
        be written with the others.
        """
        quick = [texts[at].strip(" \t\n") for at in self._quick]
        pieces = _pieces(quick)
        doubtful: frozenset[int] = frozenset()
        if _marks(pieces) != self._marks or quick != [text.strip() for text in quick]:
            doubtful = frozenset(self._doubtful(quick))
            # what is refused is nobody's link
            pieces = _pieces(["" if at in doubtful else text for at, text in enumerate(quick)])
        written = _html(pieces, rewrite).split(_BETWEEN)
        if len(quick) == len(texts) and not doubtful:
            return written if quick else []
        html = dict(zip(self._quick, written, strict=False))
        for at in doubtful:
            del html[self._quick[at]]
        return [html[at] if at in html else alone(at) for at in range(len(texts))]

    @cached_property
    def _marks(self) -> Sequence[Pieces]:
        return _marks(_pieces(self._sources))

    def _doubtful(self, texts: Sequence[str]) -> Iterator[int]:
        """Go through the indexes of translations that are not ordinary, or have other marks."""
        for at, (text, source) in enumerate(zip(texts, self._sources, strict=True)):
            pieces = ordinary.read(text)
            is_kept = self._quick[at] in self._kept and "`" in text
            if is_kept or not pieces or not ordinary.has_marks_of(source, pieces):
                yield at


def _pieces(texts: Sequence[str]) -> Pieces:
    return _SIGN.split(_BETWEEN.join(texts))


def _marks(pieces: Pieces) -> Sequence[Pieces]:
    """Give what tells marks from each other, and where messages end, in their order."""
    return [pieces[each] for each in (_SECOND, _TARGET, _CODE, _BORDER, _STRAY)]


def _html(pieces: Pieces, rewrite: Callable[[str], str]) -> str:
    """Write what has no stray signs."""
    groups = (_SECOND, _EMPHASIZED, _LINKED, _TARGET, _CODE, _BORDER)
    columns = zip(*(pieces[each] for each in groups), strict=True)
    signs = [
        construct(second, emphasized, linked, target, code, rewrite) if end is None else _BETWEEN
        for second, emphasized, linked, target, code, end in columns
    ]
    html = [words or "" for words in pieces[_WORDS] for _ in range(2)]
    html[1::2] = [*signs, ""]
    return "".join(html)

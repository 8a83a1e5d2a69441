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
from lingopress_i18n.inline.kept import CODE
from lingopress_i18n.inline.ordinary import construct

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

_BETWEEN = "\x1f"
"""Stands between messages; one that has it itself is not ordinary."""
_SIGN = re.compile(  # each begins with its character, which the search then leaps to
    rf"[{ordinary.SIGNS}](?:(?<=\*){ordinary.EMPHASIS}|(?<=\[){ordinary.BRACKET}"
    rf"|(?<=`){ordinary.CODE}|(?<=<){ordinary.ELEMENT}|(?<={_BETWEEN})()|())"
)
"""A construct, what stands between messages, or a stray sign."""
_STEP = _SIGN.groups + 1
_WORDS, _SECOND, _EMPHASIZED, _LINKED, _TARGET, _LABEL, _CODE, _RAW, _INSIDE, _BORDER, _STRAY = (
    slice(at, None, _STEP) for at in range(_STEP)
)
"""Where pieces have what: words, then the groups of what follows them."""
_GROUPS = (_SECOND, _EMPHASIZED, _LINKED, _TARGET, _LABEL, _CODE, _RAW, _INSIDE)
_NO_TAGS: Mapping[str, str] = {}

Pieces = list[str | None]


class Together:
    """Source messages whose translations are written together: those of a page."""

    def __init__(self, sources: Sequence[str], kept: Sequence[Collection[str] | None]) -> None:
        """Take the sources, in the order of the page.

        For each, ``kept`` are the start tags, and the backtick, of elements whose content stays the
        source's (``inline.kept``); None where its translations are to be read alone.
        """
        own = [source.strip(" \t\n") for source in sources]
        self._quick = [
            at
            for at, (text, openings) in enumerate(zip(own, kept, strict=True))
            if openings is not None and ordinary.read(text) and not _is_twice(openings, text)
        ]
        """The indexes of those that are ordinary, with no two elements that could be exchanged."""
        self._sources = [own[at] for at in self._quick]
        self._kept = [kept[at] or () for at in self._quick]

    def write(
        self,
        texts: Sequence[str],
        rewrite: Callable[[str], str],
        footnotes: Mapping[str, int],
        alone: Callable[[int], str],
    ) -> list[str]:
        """Write translations as HTML, or sources that stand in for them.

        ``rewrite`` maps each link's target, and ``footnotes`` gives the number of each label;
        ``alone`` writes the message at an index that cannot be written with the others.
        """
        quick = [texts[at].strip(" \t\n") for at in self._quick]
        pieces = _pieces(quick)
        doubtful: frozenset[int] = frozenset()
        if _marks(pieces) != self._marks or quick != [text.strip() for text in quick]:
            doubtful = frozenset(self._doubtful(quick))
            # what is refused is nobody's link
            pieces = _pieces(["" if at in doubtful else text for at, text in enumerate(quick)])
        elif self._insides:  # so that each construct stands where its source's does
            for at, inside in self._insides:
                pieces[at] = inside
        written = _html(pieces, rewrite, footnotes).split(_BETWEEN)
        if len(quick) == len(texts) and not doubtful:
            return written if quick else []
        html = dict(zip(self._quick, written, strict=False))
        for at in doubtful:
            del html[self._quick[at]]
        return [html[at] if at in html else alone(at) for at in range(len(texts))]

    @cached_property
    def _marks(self) -> Sequence[Pieces]:
        return _marks(_pieces(self._sources))

    @cached_property
    def _insides(self) -> list[tuple[int, str | None]]:
        """The content of raw elements that is the source's in any translation, by its index."""
        pieces = _pieces(self._sources)
        found = []
        message = 0
        for at in range(0, len(pieces) - 1, _STEP):
            message += pieces[at + _BORDER.start] is not None
            raw, inside = at + _RAW.start, at + _INSIDE.start
            if pieces[raw] and f"<{pieces[raw]}>" in self._kept[message]:
                found.append((inside, pieces[inside]))
        return found

    def _doubtful(self, texts: Sequence[str]) -> Iterator[int]:
        """Go through the indexes of translations that are not ordinary, or have other marks."""
        for at, (text, source) in enumerate(zip(texts, self._sources, strict=True)):
            pieces = ordinary.read(text)
            is_kept = any(opening in text for opening in self._kept[at])
            if is_kept or not pieces or not ordinary.has_marks_of(source, pieces):
                yield at


def _is_twice(openings: Collection[str], text: str) -> bool:
    """Tell whether a text has two raw elements with one of these start tags."""
    return "<" in text and any(text.count(opening) > 1 for opening in openings if opening != CODE)


def _pieces(texts: Sequence[str]) -> Pieces:
    return _SIGN.split(_BETWEEN.join(texts))


def _marks(pieces: Pieces) -> Sequence[Pieces]:
    """Give what tells marks from each other, and where messages end, in their order."""
    return [pieces[each] for each in (_SECOND, _TARGET, _LABEL, _CODE, _RAW, _BORDER, _STRAY)]


def _html(pieces: Pieces, rewrite: Callable[[str], str], footnotes: Mapping[str, int]) -> str:
    """Write what has no stray signs."""
    constructs = zip(*(pieces[each] for each in _GROUPS), strict=True)
    signs = [
        construct(groups, rewrite, footnotes, _NO_TAGS) if end is None else _BETWEEN
        for end, groups in zip(pieces[_BORDER], constructs, strict=True)
    ]
    html = [words or "" for words in pieces[_WORDS] for _ in range(2)]
    html[1::2] = [*signs, ""]
    return "".join(html)

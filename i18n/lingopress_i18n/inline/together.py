"""Many messages read at once: one pass over the text of a whole page, for what is ordinary in it.

What a message is, and what is refused of it, is as ``ordinary`` has it: no construct goes beyond a
control character, so that messages with one between them are read as each would be alone. Most
translations have the marks of their source in its order: of these only the words are their own, and
all else is made ready once for all locales. A translation that may be anything else is left to the
caller. That both ways print the same is a law (``tests/laws/test_ordinary.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lingopress_i18n.inline import ordinary
from lingopress_i18n.inline.kept import CODE
from lingopress_i18n.inline.ordinary import BETWEEN, GROUPS, SIGNS_ALONE, STEP, STRAY, construct
from lingopress_i18n.inline.writer import link_start, note

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from lingopress_i18n.inline.ordinary import Pieces

_SPACE = " \t\n"
"""What a page does not print around a message; other white space there is for the parser."""
_EMPTY = -1
"""The index of a piece that is nothing."""


class Together:
    """Source messages whose translations are written together: those of a page."""

    def __init__(self, sources: Sequence[str], kept: Sequence[Collection[str] | None]) -> None:
        """Take the sources, in the order of the page.

        For each, ``kept`` are the start tags, and the backtick, of elements whose content stays the
        source's (``inline.kept``); None where its translations are to be read alone.
        """
        self._sources = sources
        self._plain: list[int] = []
        """The indexes of those that are nothing but words."""
        self._marked: dict[int, tuple[str, Collection[str]]] = {}
        """Those that have marks; of no two elements that could be exchanged."""
        self._others: set[int] = set()
        stripped = [*map(str.strip, sources)]
        odd = _spaced(sources, stripped)
        for at, (text, openings) in enumerate(zip(stripped, kept, strict=True)):
            if not STRAY.search(text) and openings is not None and at not in odd:
                self._plain.append(at)
            elif openings is None or at in odd or BETWEEN in text or _is_twice(openings, text):
                self._others.add(at)
            else:
                self._marked[at] = text, openings
        self._layout = self._layout_of(self._marked)
        if self._layout.strange:
            marked = [*self._marked]
            strange = [marked[number] for number in self._layout.strange]
            self._others.update(strange)
            for at in strange:
                del self._marked[at]
            self._layout = self._layout_of(self._marked)

    def _layout_of(self, some: Collection[int]) -> _Layout:
        return _Layout([self._marked[at] for at in some])

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
        html = [*map(str.strip, texts)]
        others, marked, layout, pieces = self._read(texts, html)
        for at, written in zip(marked, layout.written(pieces, rewrite, footnotes), strict=True):
            html[at] = written
        for at in others:
            html[at] = alone(at)
        return html

    def _read(
        self, texts: Sequence[str], stripped: Sequence[str]
    ) -> tuple[Collection[int], Collection[int], _Layout, Pieces]:
        """Give the indexes of those to write alone, of those with marks, and how these are written.

        Whatever is in neither is nothing but words.
        """
        if texts is self._sources:
            return self._others, self._marked, self._layout, self._layout.pieces
        others = self._others | self._strange(texts, stripped)
        if others.isdisjoint(self._marked):
            pieces = self._layout.divided([stripped[at] for at in self._marked])
            if pieces is not None:
                return others, self._marked, self._layout, pieces
        like = [at for at in self._marked if at not in others and self._is_like(stripped[at], at)]
        pieces = ordinary.divided(BETWEEN.join([stripped[at] for at in like]))
        return others | (self._marked.keys() - like), like, self._layout_of(like), pieces

    def _strange(self, texts: Sequence[str], stripped: Sequence[str]) -> set[int]:
        """List translations that have signs where their source has none, or other white space."""
        found = _spaced(texts, stripped)
        if _has_any(SIGNS_ALONE, "".join([stripped[at] for at in self._plain])):
            found.update(at for at in self._plain if _has_any(SIGNS_ALONE, stripped[at]))
        return found

    def _is_like(self, text: str, at: int) -> bool:
        """Tell whether a translation has the marks of its source in its order."""
        pieces = ordinary.read(text)
        source, _ = self._marked[at]
        own = ordinary.marks(ordinary.divided(source))
        return pieces is not None and ordinary.marks(pieces) == own


class _Layout:
    """Where the words of messages stand in their HTML, and what stands between them."""

    def __init__(self, messages: Sequence[tuple[str, Collection[str]]]) -> None:
        """Take sources with marks, and which of their elements are kept."""
        self.pieces = ordinary.divided(BETWEEN.join([text for text, _ in messages]))
        """Those of all the sources, by turns as ``ordinary`` has them."""
        self._marks = ordinary.marks(self.pieces)
        self._borders = _borders(self.pieces)
        self._insides: list[int] = []
        """The indexes of pieces that stand inside of constructs."""
        self._html = [""]
        """Words, then start tag, what is inside, and end tag by turns; no words."""
        self._links: list[tuple[int, str]] = []
        self._notes: list[tuple[int, str]] = []
        self.strange: set[int] = set()
        """Which of them are not ordinary; nothing can be written together with these."""
        number = 0
        for at, ended in zip(range(1, len(self.pieces), STEP), self._borders, strict=False):
            number += ended
            groups = self.pieces[at : at + GROUPS]
            if any(groups):
                self._add(at, groups, messages[number][1])
            else:
                self.strange.add(number)

    def _add(self, at: int, groups: Pieces, kept: Collection[str]) -> None:
        """Add a construct, whose groups begin at an index."""
        second, emphasized, _, target, label, _, raw, _ = groups
        is_fixed = raw is None or f"<{raw}>" in kept
        start, inside, end = "", _EMPTY, ""
        if emphasized:
            name = "strong" if second else "em"
            start, inside, end = f"<{name}>", at + 1, f"</{name}>"
        elif target:
            self._links.append((len(self._html), target))
            inside, end = at + 2, "</a>"
        elif label:
            self._notes.append((len(self._html), label))
        elif is_fixed:
            start = construct(groups, str, {}, {})
        else:
            start, inside, end = f"<{raw}>", at + 7, f"</{raw}>"
        self._insides.append(inside)
        self._html += [start, "", end, ""]

    def divided(self, texts: Sequence[str]) -> Pieces | None:
        """Divide translations; None where any has not its source's marks in their order."""
        pieces = ordinary.divided(BETWEEN.join(texts))
        is_same = (
            len(pieces) == len(self.pieces)
            and ordinary.marks(pieces) == self._marks
            and _borders(pieces) == self._borders
        )
        return pieces if is_same else None

    def written(
        self, pieces: Pieces, rewrite: Callable[[str], str], footnotes: Mapping[str, int]
    ) -> Sequence[str]:
        """Write what was divided, a message each."""
        if len(pieces) == 1:
            return []
        html = self._html.copy()
        own = [*pieces, ""]
        html[::4] = pieces[::STEP]
        html[2::4] = [own[at] for at in self._insides]
        for at, target in self._links:
            html[at] = link_start(rewrite(target))
        for at, label in self._notes:
            html[at] = note(label, footnotes)
        return "".join(html).split(BETWEEN)


def _spaced(texts: Sequence[str], stripped: Sequence[str]) -> set[int]:
    """List those that have white space around them which is the parser's to read."""
    if stripped == texts:
        return set()
    pairs = enumerate(zip(texts, stripped, strict=True))
    return {at for at, (text, own) in pairs if text.strip(_SPACE) != own}


def _is_twice(openings: Collection[str], text: str) -> bool:
    """Tell whether a text has two raw elements with one of these start tags."""
    return "<" in text and any(text.count(opening) > 1 for opening in openings if opening != CODE)


def _has_any(signs: Sequence[str], text: str) -> bool:
    """Tell whether a text has any of these; several times as fast as one search for all of them."""
    return any(map(text.__contains__, signs))


def _borders(pieces: Pieces) -> list[int]:
    """Count, for each stretch of words, how many messages end in it."""
    return [each.count(BETWEEN) for each in pieces[::STEP]]

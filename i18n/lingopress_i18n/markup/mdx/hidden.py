"""A body in which stretches have others in their place; both texts, and where each is in each."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lingopress_i18n.markup.places import Place

_MARK = re.compile(r"<!--lingopress:mdx (\d+)\s*-->")
_LONGEST = 120
"""Characters of an expression that translators see."""


class Flow(NamedTuple):
    """What stands alone on lines: tags, expressions, or a program."""

    written: str
    start: int
    """Offset, in characters, in the body as written."""
    comment: str
    """What the comment says that it is; empty for anything else."""


class _Piece(NamedTuple):
    start: int
    """Offset in the text made."""
    origin: int
    end: int
    """Offsets in the body as written."""
    is_copied: bool


@dataclass
class Hidden:
    """A body that is being copied, its programs hidden."""

    written: str
    """The body as its author wrote it."""
    flows: list[Flow] = field(default_factory=list)
    tokens: dict[str, str] = field(default_factory=dict)
    """What is written for each template tag that stands for an expression or a tag."""
    guard: str = ""
    """A character that keeps a tag at the start of a line from opening a block of HTML."""
    _out: list[str] = field(default_factory=list)
    _pieces: list[_Piece] = field(default_factory=list)
    _size: int = 0
    _shown: dict[str, str] = field(default_factory=dict)  # the token of each construct

    @property
    def body(self) -> str:
        """The text for the parser."""
        return "".join(self._out)

    def copy(self, start: int, end: int) -> None:
        """Copy a stretch of the body as it is."""
        if start < end:
            self._put(self.written[start:end], start, end, is_copied=True)

    def replace(self, start: int, end: int, text: str) -> None:
        """Put a text in the place of a stretch, which may be empty."""
        if text or start < end:
            self._put(text, start, end, is_copied=False)

    def hide_flow(self, start: int, end: int, indent: str) -> None:
        """Hide what stands alone; further lines of it begin with ``indent``."""
        written = self.written[start:end]
        is_comment = (
            written.startswith("{/*") and written.endswith("*/}") and "*/" not in written[3:-3]
        )
        count = written.count("\n")
        lines = "\n" * count + indent if count else ""
        self.replace(start, end, f"<!--lingopress:mdx {len(self.flows)}{lines}-->")
        self.flows.append(Flow(written, start, written[3:-3] if is_comment else ""))

    def hide_word(self, start: int, end: int) -> None:
        """Hide an expression or a tag amid words."""
        written = self.written[start:end]
        if written not in self._shown:
            token = self._token(written)
            self._shown[written] = token
            self.tokens[token] = written
        self.replace(start, end, self._shown[written])

    def flow(self, comment: str) -> Flow | None:
        """Tell what a comment stands for."""
        match = _MARK.fullmatch(comment.strip())
        return self.flows[int(match[1])] if match and int(match[1]) < len(self.flows) else None

    def restore(self, text: str, tokens: Mapping[str, str]) -> str:
        """Put back what stands alone, in code where it does not, and the words in ``tokens``."""
        text = _MARK.sub(lambda match: self.flows[int(match[1])].written, text)
        for token, written in tokens.items():
            text = text.replace(token, written)
        return text

    def origin(self, offset: int, *, is_end: bool = False) -> int:
        """Give the offset in the body as written of one in the text made, both in characters.

        What ends at an offset ends behind the stretch that is hidden before it.
        """
        at = bisect.bisect_right(self._pieces, offset, key=lambda each: each.start) - 1
        if is_end and at > 0 and self._pieces[at].start == offset:
            at -= 1
        if at < 0:
            return offset
        piece = self._pieces[at]
        if piece.is_copied:
            return piece.origin + offset - piece.start
        return piece.end if is_end else piece.origin

    def origins(self, places: Iterable[Place]) -> tuple[Place, ...]:
        """Say where places of the text made are in the body as written."""
        return tuple(
            each._replace(start=self.origin(each.start), end=self.origin(each.end, is_end=True))
            for each in places
        )

    def _put(self, text: str, start: int, end: int, *, is_copied: bool) -> None:
        self._pieces.append(_Piece(self._size, start, end, is_copied))
        self._out.append(text)
        self._size += len(text)

    def _token(self, written: str) -> str:
        """Write a construct as a template tag that is nowhere in the body."""
        inner = written[1:-1] if written.startswith("{") else written
        shown = " ".join(inner.split()) if "\n" in inner else inner
        shown = shown.replace("`", "'").replace("}}", "} }").replace("}}", "} }")
        shown = shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
        count = 1
        token = f"{{{{{shown}}}}}"
        while token in self.tokens or token in self.written:
            count += 1
            token = f"{{{{{shown} ({count})}}}}"
        return token

"""Author's steering: comments ``lingopress: …`` in a source, on how to translate what follows.

``skip`` leaves the next block as it is, ``skip-start`` and ``skip-end`` a range; ``note=TEXT``
tells the translators something and ``context=TEXT`` sets the msgctxt of the next block;
``segmentation=sentence`` or ``paragraph`` holds from there on; ``translate`` opens the comments and
strings of the code in the next block for translation. Such comments are not printed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lingopress_i18n.errors import ContentError

_COMMENT = re.compile(r"\s*lingopress\s*:(.*)", re.DOTALL)
_ALONE = frozenset({"skip", "skip-start", "skip-end", "translate"})
_WITH_TEXT = frozenset({"note", "context"})
SEGMENTATIONS = ("sentence", "paragraph")
"""What a message may be: each sentence of a block, or the whole block."""


class Directive(NamedTuple):
    """One steering comment."""

    name: str
    """``skip``, ``skip-start``, ``skip-end``, ``translate``, ``note``, ``context`` or
    ``segmentation``."""
    value: str = ""
    """What stands after the equals sign, without white space around it."""


class Wishes(NamedTuple):
    """What the author wishes for a block."""

    is_skipped: bool = False
    """Whether it is no message."""
    opens_code: bool = False
    """Whether comments and strings of its code are messages."""
    note: str = ""
    """A word to the translators; several notes are several lines."""
    context: str | None = None
    """The msgctxt."""
    segmentation: str = ""
    """One of SEGMENTATIONS; empty for what holds elsewhere."""


NO_WISHES = Wishes()


def is_meant(comment_text: str) -> bool:
    """Tell whether a comment is meant to steer, whatever it says then."""
    return _COMMENT.fullmatch(comment_text) is not None


def parse(comment_text: str, where: str = "") -> Directive | None:
    """Read a comment's text, the part between ``<!--`` and ``-->``; None if it steers nothing.

    Raises ContentError, with ``where`` as ``file:line``, for a directive that does not exist.
    """
    comment = _COMMENT.fullmatch(comment_text)
    if not comment:
        return None
    name, equals, value = (part.strip() for part in comment[1].partition("="))
    is_known = (
        (name in _ALONE and not equals)
        or (name in _WITH_TEXT and value)
        or (name == "segmentation" and value in SEGMENTATIONS)
    )
    if not is_known:
        raise ContentError(
            f"no such directive: {comment[1].strip()!r}",
            where,
            "skip, skip-start, skip-end, translate, note=…, context=…, segmentation=sentence or "
            "paragraph",
        )
    return Directive(name, value)


class Steering:
    """Follows the directives of an article from block to block.

    A block's depth is the number of blocks around it. What is wished for the next block holds for
    all that is in it.
    """

    def __init__(self) -> None:
        """Start with no wishes."""
        self._next = NO_WISHES
        self._notes: list[str] = []  # for the next block
        self._open: list[tuple[int, Wishes]] = []  # steered blocks: depth, and what holds in them
        self._in_range = False
        self._in_code = False
        self._segmentation = ""

    def steer(self, directive: Directive) -> None:
        """Take in a directive."""
        match directive.name:
            case "skip":
                self._next = self._next._replace(is_skipped=True)
            case "skip-start" | "skip-end":
                self._in_range = directive.name == "skip-start"
            case "translate":
                self._next = self._next._replace(opens_code=True)
            case "note":
                self._notes.append(directive.value)
            case "context":
                self._next = self._next._replace(context=directive.value)
            case _:
                self._segmentation = directive.value

    def code(self, *, begins: bool) -> None:
        """Say that code begins or ends which template tags have around it: nobody translates it."""
        self._in_code = begins

    def enter(self, depth: int) -> None:
        """Say that a block begins: if it is the next one, the wishes are its own."""
        if self._next is NO_WISHES and not self._notes:
            return
        around = self._open[-1][1] if self._open else NO_WISHES
        wishes = Wishes(
            is_skipped=self._next.is_skipped or around.is_skipped,
            opens_code=self._next.opens_code or around.opens_code,
            note="\n".join(self._notes) or around.note,
            context=self._next.context or around.context,
        )
        self._open.append((depth, wishes))
        self._forget()

    def leave(self, depth: int) -> None:
        """Say that the block ends; a wish for a next block inside it has found none."""
        if self._open and self._open[-1][0] == depth:
            self._open.pop()
        self._forget()

    def wishes(self) -> Wishes:
        """Give what is wished for the content at hand, the innermost block's wishes first."""
        if not (self._open or self._in_range or self._in_code or self._segmentation):
            return NO_WISHES
        around = self._open[-1][1] if self._open else NO_WISHES
        is_skipped = self._in_range or self._in_code or around.is_skipped
        return around._replace(is_skipped=is_skipped, segmentation=self._segmentation)

    def _forget(self) -> None:
        self._next = NO_WISHES
        if self._notes:
            self._notes = []

"""What the rules about one paragraph look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lingopress_i18n.boundaries.abbreviations import Abbreviations
    from lingopress_i18n.boundaries.pairs import Pairs
    from lingopress_i18n.boundaries.vocabulary import Vocabulary


class Paragraph(NamedTuple):
    """A paragraph and what is known of its language."""

    text: str
    language: str
    """A primary language subtag."""
    vocabulary: Vocabulary
    abbreviations: Abbreviations
    pairs: Pairs


class Mark(NamedTuple):
    """A mark that may end a sentence. All offsets are in characters, from 0."""

    since: int
    """Where the sentence so far begins."""
    word: int
    """Where its first word stands."""
    start: int
    """Where the mark begins."""
    end: int
    """Where it ends."""
    at: int
    """Where the next sentence would begin."""
    opened: int
    """Where the outermost pair opens that is closed behind the mark; -1 if there is none."""
    first: int
    """Where the first letter of the next sentence stands, behind opening marks and dashes."""

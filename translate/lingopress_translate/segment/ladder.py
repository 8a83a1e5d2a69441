"""The ladder of one message: what is asked first, and next where that failed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from lingopress_translate import carriers as table
from lingopress_translate.carriers.opaque import expand
from lingopress_translate.protect import protect, rewrite, write_plain
from lingopress_translate.segment.answers import has_letter, markup_of, problem_of, words_of
from lingopress_translate.segment.outcome import NOTHING, SPLIT, UNMARKED, Draft, Refusal

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from lingopress_translate.carriers.carrier import Encoded
    from lingopress_translate.protect import Protected, Token

Outcome: TypeAlias = "Segment | Draft | Refusal"
"""What becomes of a message: more to ask, a draft, or the reason why there is none."""

_PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What to ask an engine next."""

    carrier: str
    """The carrier that the texts are in."""
    texts: tuple[str, ...]
    """One text, or the runs between codes in order; each has a letter and no outer white space."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The text of an answer that was a translation, but not whole."""

    text: str
    repairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A message that waits for answers. Immutable; made by `begin`, and by itself."""

    wanted: Attempt
    """What to ask next."""
    protected: Protected
    """The message."""
    encoded: tuple[Encoded, ...]
    """What `wanted` is of, one a text."""
    rest: tuple[str, ...]
    """The carriers that are left to try."""
    split_by: str
    """The carrier for runs of text."""
    runs: tuple[int, ...] = ()
    """Which tokens of the message `wanted` asks for, counted from 0; empty for all together."""
    asked: frozenset[str] = frozenset()
    """The texts that were asked for whole."""
    words: _Words | None = None
    """Those of the first answer that had any."""

    def accept(self, answers: Sequence[str]) -> Outcome:
        """Take one answer a text of `wanted`, in order; empty for one that the engine refused.

        Gives what comes of it: what to ask next, a draft, or the reason why there is none. Any
        answers will do. Raises ValueError if they are more or fewer than were wanted.
        """
        read = self._read(answers)
        if isinstance(read, str):
            return _ended(self, read)
        tokens, repairs = read
        written = rewrite(self.protected, tokens)
        if isinstance(written, str):
            return Draft(written, SPLIT if self.runs else self.wanted.carrier, repairs)
        words = self.words or _Words(words_of(self.protected, tokens), repairs)
        return _ended(replace(self, words=words), "; ".join(written))

    def _read(self, answers: Sequence[str]) -> tuple[list[Token], tuple[str, ...]] | str:
        """Read answers as the tokens of the message, or say why they are no translation."""
        carrier = table.load(self.wanted.carrier)
        read: list[tuple[Token, ...]] = []
        repairs: dict[str, None] = {}
        for answer, encoded in zip(answers, self.encoded, strict=True):
            if not answer.strip():
                return "the engine gave no text"
            decoded = carrier.decode(answer, encoded)
            if isinstance(decoded, str):
                return decoded
            if problem := problem_of(decoded.tokens, expand(encoded.tokens, encoded.singles)):
                return problem
            read.append(decoded.tokens)
            repairs.update(dict.fromkeys(decoded.repairs))
        if not self.runs:
            return list(read[0]), tuple(repairs)
        by_place = dict(zip(self.runs, read, strict=True))
        tokens: list[Token] = []
        for i, token in enumerate(self.protected.tokens):
            tokens += by_place.get(i, (token,))
        return tokens, tuple(repairs)

    def next_step(self) -> Segment | None:
        """Find what is to be asked after this; None at the end of the ladder."""
        for i, name in enumerate(self.rest):
            encoded = table.load(name).encode(self.protected.tokens)
            # What reads the same would be answered the same.
            if encoded.text not in self.asked and has_letter(encoded.tokens):
                return replace(
                    self,
                    wanted=Attempt(name, (encoded.text,)),
                    encoded=(encoded,),
                    rest=self.rest[i + 1 :],
                    asked=self.asked | {encoded.text},
                )
        return None if self.runs or not self.protected.table else self._split()

    def _split(self) -> Segment | None:
        carrier = table.load(self.split_by)
        runs = {
            i: encoded
            for i, token in enumerate(self.protected.tokens)
            if has_letter([token]) and has_letter((encoded := carrier.encode([token])).tokens)
        }
        if not runs:
            return None
        texts = tuple(encoded.text for encoded in runs.values())
        return replace(
            self,
            wanted=Attempt(carrier.name, texts),
            encoded=tuple(runs.values()),
            rest=(),
            runs=tuple(runs),
        )


def _ended(segment: Segment, reason: str) -> Outcome:
    """Give what follows an attempt that failed for a reason."""
    if following := segment.next_step():
        return following
    words = segment.words
    text = write_plain(words.text) if words and segment.protected.table else None
    if words is None or text is None:
        return Refusal(reason)
    return Draft(text, UNMARKED, words.repairs, markup_of(segment.protected))


def is_language(msgid: str, fixed: re.Pattern[str] | None = None) -> bool:
    """Tell whether there is anything to translate in a message: a letter outside codes.

    ``fixed`` finds terms that stay as they are.
    """
    return has_letter(protect(msgid, fixed).tokens)


def begin(
    msgid: str, carriers: Sequence[str], fixed: re.Pattern[str] | None = None
) -> Segment | Draft:
    """Start with a message, in the carriers that an engine takes, the best first.

    ``fixed`` finds terms that stay as they are. A draft at once where nothing is to be translated:
    no letter outside codes. Runs between codes go in the carrier ``plain`` if the engine takes
    it, else in its last one. Raises ConfigError for a carrier that there is not.
    """
    protected = protect(msgid, fixed)
    if has_letter(protected.tokens):
        split_by = _PLAIN if _PLAIN in carriers else carriers[-1]
        whole = tuple(name for name in carriers if name != _PLAIN or not protected.table)
        start = Segment(Attempt("", ()), protected, (), whole, split_by)
        if first := start.next_step():
            return first
    return Draft(msgid, NOTHING)

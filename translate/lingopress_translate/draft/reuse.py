"""The rungs of the ladder before any engine: what people have translated already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopress_i18n import sentences
from lingopress_i18n.catalog.state import SAME
from lingopress_translate import segment
from lingopress_translate.draft.openness import Openness, openness
from lingopress_translate.draft.writing import Proposal

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from lingopress_i18n.catalog.po import Entry
    from lingopress_i18n.locales import Locale
    from lingopress_i18n.sentences import Rules
    from lingopress_translate.memory import Memory

MEMORY = "memory:"
"""How the origin of reused text begins; a score follows."""
GLOSSARY = "memory:glossary"
PARTS = "memory:parts"
AMBIGUOUS = "people have translated this sentence in several ways"


@dataclass(frozen=True)
class Hole:
    """A text within a draft that has to be asked for."""

    text: str
    """Inline Markdown of the source language."""


@dataclass(frozen=True)
class Recipe:
    """A draft with holes: the pieces of a message, in order."""

    pieces: tuple[str | Hole, ...]
    joiner: str
    """What stands between the pieces."""
    origin: str = ""
    """Where the finished pieces are from; empty where there are none."""

    @property
    def holes(self) -> list[str]:
        """List the texts to ask for."""
        return [piece.text for piece in self.pieces if isinstance(piece, Hole)]


@dataclass(frozen=True)
class Reuse:
    """What one locale's people have translated."""

    locale: Locale
    memory: Memory
    terms: Mapping[str, str]
    """The glossary: term → the term to use."""
    source: Rules
    """How the source language's sentences end."""
    target: Rules
    threshold: int
    """From which score, of 100, the translation of a similar sentence is offered."""
    fixed: re.Pattern[str] | None = None
    """Finds the terms that are not to be translated."""

    def find(self, entry: Entry) -> Proposal | Recipe | None:
        """Go through the rungs for an open entry; None where it should be left as it is.

        In order: a reviewed translation of the same text, in the same context before any other;
        the glossary; the text itself where there is no language in it, such as a number: that is
        for a person to confirm, and for no engine to be paid for; sentences of a stale translation
        that are still in the source; a translation of a similar text, offered as a stale one. What
        is left is asked for. A stale translation that is itself the most similar one stays.
        """
        match = self.memory.exact(self.locale, entry.key)
        if match is not None:
            return Proposal(match.target, f"{MEMORY}100%")
        if entry.msgid in self.terms:
            return Proposal(self.terms[entry.msgid], GLOSSARY)
        if not segment.is_language(entry.msgid, self.fixed):
            return Proposal(entry.msgid, SAME)
        is_stale = openness(entry) is Openness.STALE
        recipe = self._parts(entry) if is_stale else None
        if recipe is not None:
            return recipe
        similar = self._similar(entry)
        if similar is not None or not is_stale or self.threshold >= 100:  # noqa: PLR2004 - all
            return similar or Recipe((Hole(entry.msgid),), "")
        from rapidfuzz import fuzz  # noqa: PLC0415 - only stale messages need it

        own = fuzz.ratio(entry.msgid, entry.previous or "")
        return None if own >= self.threshold else Recipe((Hole(entry.msgid),), "")

    def _similar(self, entry: Entry) -> Proposal | None:
        if self.threshold >= 100 or openness(entry) is Openness.STALE:  # noqa: PLR2004 - all
            return None
        found = self.memory.fuzzy(self.locale, entry.msgid, self.threshold, 1)
        if not found:
            return None
        best = found[0]
        origin = f"{MEMORY}{best.score}%"
        if best.source == entry.msgid:
            return Proposal(best.target, origin, notes=(AMBIGUOUS,))
        return Proposal(best.target, origin, previous=(best.context, best.source))

    def _parts(self, entry: Entry) -> Recipe | None:
        """Keep the sentences of a stale translation whose sources are unchanged."""
        old = sentences.split(entry.previous or "", self.source)
        own = sentences.split(entry.msgstr, self.target)
        if len(old) != len(own):
            return None
        kept = dict(zip(old, own, strict=True))
        new = sentences.split(entry.msgid, self.source)
        if not any(text in kept for text in new):
            return None
        pieces = tuple(kept.get(text) or Hole(text) for text in new)
        return Recipe(pieces, self.target.locale.joiner, PARTS)

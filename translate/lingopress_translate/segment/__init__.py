"""One message on its way through an engine: what to ask next, and what becomes of the answers.

A message is asked for in each carrier of the engine in turn, then run by run between its codes.
What comes back whole is a draft. Where the markup is lost whatever is tried, the words without it
are one, flagged; an answer that is no translation is none. Nothing here asks or waits: whoever
drives a segment takes `Segment.wanted` to the engine, now or later, and calls `Segment.accept`.
"""

from lingopress_translate.segment.ladder import Attempt, Outcome, Segment, begin, is_language
from lingopress_translate.segment.outcome import LOST, NOTHING, Draft, Refusal

__all__ = [
    "LOST",
    "NOTHING",
    "Attempt",
    "Draft",
    "Outcome",
    "Refusal",
    "Segment",
    "begin",
    "is_language",
]
